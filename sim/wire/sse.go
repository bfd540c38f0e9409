package wire

import (
	"bytes"
	"strconv"
	"strings"
	"time"

	"patternscope/sim/event"
)

// SSEEvent is a block of lines of text/event-stream (WHATWG HTML, section 9.2)
// up to the empty line that ends it: an event, or only a comment, an id, a retry.
type SSEEvent struct {
	Bytes      []byte // the block as it stands in the body, with the empty line
	Dispatched bool   // it has data: a browser hands it to the page
	Name       string // its event field; "message" without one
	Data       string // its data fields, joined by line feeds
	ID         string // the last event id from here on: a reconnecting client sends it
	Retry      time.Duration
	Comment    string // its comment lines, joined by line feeds
}

// SSESplitter cuts a body of text/event-stream into events. Empty lines
// between events belong to none. It is not safe for concurrent use.
type SSESplitter struct {
	most    int
	pending []byte // the block that is not whole yet
	line    int    // of it: where its last line begins
	begun   bool   // a block was read: no byte order mark can come
	id      string
	err     error
}

// NewSSESplitter returns a splitter at the beginning of a body.
func NewSSESplitter(limits HTTPLimits) *SSESplitter { return &SSESplitter{most: limits.Event} }

// Feed takes the next bytes of the body, in chunks of any size, and returns the
// events they complete, which are valid for ever. Where a line ends with CR and
// the chunk with it, the next byte tells whether LF belongs to it: until then
// the line is not whole. The error is a *ProtocolError: an event was above the
// limit, all else is allowed; it is the answer to every later Feed.
func (s *SSESplitter) Feed(b []byte) ([]SSEEvent, error) {
	_, events, err := s.take(b)
	return events, err
}

// Close is the end of the body. An event that was not whole is lost, as browsers
// lose it.
func (s *SSESplitter) Close() []SSEEvent {
	b := s.pending
	s.pending = nil
	if end := s.scan(b, true); end > 0 {
		return []SSEEvent{s.read(b[:end:end])}
	}
	return nil
}

// Pending is how many bytes wait for the rest of their event.
func (s *SSESplitter) Pending() int { return len(s.pending) }

// take is Feed, and says how many bytes of b were within the limit.
func (s *SSESplitter) take(b []byte) (within int, events []SSEEvent, err error) {
	if s.err != nil {
		return 0, nil, s.err
	}
	held, data, start := len(s.pending), append(s.pending, b...), 0
	for {
		start += sseBlank(data[start:], s.line)
		end := s.scan(data[start:], false)
		if end > s.most || end == 0 && len(data)-start > s.most {
			s.err = httpError(event.TooLarge, "an event above the limit of %d bytes", s.most)
			s.pending = nil
			return start + s.most - held, events, s.err
		}
		if end == 0 {
			break
		}
		events = append(events, s.read(data[start:start+end:start+end]))
		start += end
	}
	if start > 0 { // an event's memory is its own: the rest moves out of it
		data = append([]byte(nil), data[start:]...)
	}
	s.pending = data
	return len(b), events, nil
}

// sseBlank is how many bytes of empty lines b begins with, unless a line of its
// block was seen.
func sseBlank(b []byte, seen int) (n int) {
	for seen == 0 && n < len(b) && (b[n] == '\n' || b[n] == '\r') {
		n++
	}
	return n
}

// scan is where the block that b begins with ends, 0 when it is not whole.
func (s *SSESplitter) scan(b []byte, final bool) int {
	for {
		at := bytes.IndexAny(b[s.line:], "\r\n")
		if at < 0 {
			return 0
		}
		next := s.line + at + 1
		if b[next-1] == '\r' {
			switch {
			case next == len(b) && !final:
				return 0
			case next < len(b) && b[next] == '\n':
				next++
			}
		}
		if at == 0 {
			s.line = 0
			return next
		}
		s.line = next
	}
}

// read reads a whole block.
func (s *SSESplitter) read(block []byte) SSEEvent {
	text := string(block)
	if !s.begun {
		text = strings.TrimPrefix(text, "\ufeff")
	}
	s.begun = true
	e := SSEEvent{Bytes: block, Name: "message"}
	for text != "" {
		at := strings.IndexAny(text, "\r\n")
		if at < 0 {
			at = len(text)
		}
		if at > 0 { // between CR and LF is no line
			s.field(&e, text[:at])
		}
		text = text[min(at+1, len(text)):]
	}
	e.Comment = strings.TrimSuffix(e.Comment, "\n")
	e.ID = s.id
	return e
}

// field reads a line; what it does not know it ignores.
func (s *SSESplitter) field(e *SSEEvent, line string) {
	name, value, _ := strings.Cut(line, ":")
	value = strings.TrimPrefix(value, " ")
	switch name {
	case "":
		e.Comment += value + "\n"
	case "data":
		if e.Dispatched {
			value = e.Data + "\n" + value
		}
		e.Dispatched, e.Data = true, value
	case "event":
		e.Name = sseName(value)
	case "id":
		if !strings.Contains(value, "\x00") {
			s.id = value
		}
	case "retry":
		if ms, err := strconv.ParseUint(value, 10, 31); err == nil {
			e.Retry = time.Duration(ms) * time.Millisecond
		}
	}
}

func sseName(value string) string {
	if value == "" {
		return "message"
	}
	return value
}
