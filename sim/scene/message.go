package scene

import (
	"bytes"
	"encoding/hex"
	"unicode"
	"unicode/utf8"

	"patternscope/sim/event"
)

// Message is one message on its way: what is on the wire, and who it is. It is
// not changed once made; copies share it.
type Message struct {
	ID     int64
	Frames [][]byte
	From   *Tally
	Flow   event.Flow
	Label  string
	Number int
}

// Message makes the next message; the tally counts what becomes of it.
func (s *Scene) Message(from *Tally, flow event.Flow, frames [][]byte) *Message {
	s.lastMsg++
	return &Message{ID: s.lastMsg, Frames: frames, From: from, Flow: flow}
}

// Say names the message: "task #3".
func (m *Message) Say() string { return m.Named(event.Event{}).Name() }

// Named fills in what every event of a message says of it.
func (m *Message) Named(e event.Event) event.Event {
	e.Message, e.Flow, e.Label, e.Number = m.ID, m.Flow, m.Label, m.Number
	return e
}

// State is the message as the picture needs it.
func (m *Message) State() event.Message {
	return event.Message{ID: m.ID, From: m.From.ID, Flow: m.Flow, Label: m.Label, Number: m.Number, Frames: Previews(m.Frames)}
}

// Payload is how many bytes of a message a program wrote: all but its envelope,
// which ends with the first empty frame (RFC 28).
func (m *Message) Payload() int {
	all, behind := 0, 0
	for i, f := range m.Frames {
		if len(f) == 0 && behind == 0 {
			all, behind = 0, i+1
		}
		all += len(f)
	}
	return all
}

// Previews is what an event carries of a message's frames.
func Previews(frames [][]byte) []event.Frame {
	out := make([]event.Frame, len(frames))
	for i, f := range frames {
		out[i] = preview(f)
	}
	return out
}

func preview(f []byte) event.Frame {
	p := event.Frame{Size: len(f)}
	head := Head(f)
	if Printable(head) {
		p.Preview = string(head)
	} else {
		p.Hex = true
		p.Preview = hex.EncodeToString(head[:min(len(head), event.PreviewBytes/2)])
	}
	return p
}

// Head is the start of a frame, as much as an event carries of it. It ends in no
// character's middle.
func Head(f []byte) []byte {
	if len(f) <= event.PreviewBytes {
		return f
	}
	last := event.PreviewBytes - 1
	for i := last; i > last-utf8.UTFMax; i-- {
		if utf8.RuneStart(f[i]) && !utf8.FullRune(f[i:last+1]) {
			return f[:i]
		}
	}
	return f[:last+1]
}

// Printable tells whether bytes can be shown as text.
func Printable(b []byte) bool {
	if !utf8.Valid(b) {
		return false
	}
	return bytes.IndexFunc(b, func(r rune) bool { return !unicode.IsPrint(r) && r != '\n' && r != '\t' && r != '\r' }) < 0
}
