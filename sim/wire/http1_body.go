package wire

import (
	"bytes"
	"strconv"

	"golang.org/x/net/http/httpguts"

	"patternscope/sim/event"
)

// content hands a message's head on, and goes over to what follows it.
func (s *HTTP1Splitter) content(head HTTPUnit, framing http1Framing) {
	s.body, s.head = newHTTPBody(s.limits(), head.Head), nil
	s.left = framing.length
	switch {
	case s.untilClose:
		s.stage = (*HTTP1Splitter).toTheEnd
	case framing.chunked:
		s.stage = (*HTTP1Splitter).chunk
	case framing.length > 0:
		s.stage = (*HTTP1Splitter).measured
	default:
		head.End = true
		s.finish()
	}
	s.put(head)
}

// finish is the end of a message.
func (s *HTTP1Splitter) finish() {
	s.number, s.untilClose, s.body = 0, false, httpBody{}
	if s.role.client {
		s.requested()
	} else {
		s.responded()
	}
}

// measured hands on what has come of a body of known length.
func (s *HTTP1Splitter) measured(data []byte) (int, error) {
	n, err := s.piece(data[:min(len(data), s.left)])
	s.left -= n
	if s.left == 0 && err == nil {
		s.units[len(s.units)-1].End = true
		s.finish()
	}
	return n, err
}

// toTheEnd hands on what has come of a body that ends with the connection.
func (s *HTTP1Splitter) toTheEnd(data []byte) (int, error) { return s.piece(data) }

// piece hands on as much of a piece as is within the limits.
func (s *HTTP1Splitter) piece(data []byte) (int, error) {
	n, events, err := s.body.take(data)
	if n > 0 {
		s.put(HTTPUnit{What: http1Part(event.WhatBody, events), Bytes: data[:n:n], Body: data[:n:n], Stream: s.number, Events: events})
	}
	return n, err
}

// http1Part is what a part of a body is called.
func http1Part(what string, events []SSEEvent) string {
	if len(events) > 0 {
		return event.WhatServerEvent
	}
	return what
}

const (
	http1SizeLine   = 256 // bytes of a chunk's size line: 16 digits, and extensions that nobody uses
	http1SizeDigits = 16
)

// chunk cuts a chunk off: its size in hex, extensions, CRLF, data, CRLF.
func (s *HTTP1Splitter) chunk(data []byte) (int, error) {
	size, from, err := s.chunkSize(data)
	if err != nil || from == 0 {
		return 0, err
	}
	if size == 0 {
		s.head, s.scanned, s.stage = &HTTPHead{}, from, (*HTTP1Splitter).lastChunk
		return s.lastChunk(data)
	}
	to := from + size
	if got := data[min(to, len(data)):]; !bytes.HasPrefix(got, crlf[:min(len(got), len(crlf))]) {
		return 0, httpError(event.BadFraming, "a chunk of %d bytes does not end with CRLF there", size)
	}
	end := to + len(crlf)
	if len(data) < end {
		return 0, nil
	}
	_, events, err := s.body.take(data[from:to])
	if err != nil {
		return 0, err
	}
	s.put(HTTPUnit{What: http1Part(event.WhatChunk, events), Bytes: data[:end:end], Body: data[from:to:to], Stream: s.number, Events: events})
	return end, nil
}

var crlf = []byte("\r\n")

// chunkSize reads a chunk's size line; n is 0 when it is not whole yet.
func (s *HTTP1Splitter) chunkSize(data []byte) (size, n int, err error) {
	line, n, err := http1Line(data, http1SizeLine, http1Role{one: "chunk", bad: event.BadFraming})
	if err != nil || n == 0 {
		return 0, 0, err
	}
	digits, extension, _ := bytes.Cut(line, []byte(";"))
	value, err := strconv.ParseUint(string(digits), 16, 63)
	switch {
	case err != nil || len(digits) > http1SizeDigits:
		return 0, 0, httpError(event.BadFraming, "the chunk size %.64q is none", digits)
	case !httpguts.ValidHeaderFieldValue(string(extension)):
		return 0, 0, httpError(event.BadFraming, "a chunk extension has control characters in it")
	case value > uint64(s.body.room()):
		return 0, 0, s.body.tooLarge()
	}
	return int(value), n, nil
}

// lastChunk cuts the chunk of size 0 off, with the trailers after it.
func (s *HTTP1Splitter) lastChunk(data []byte) (int, error) {
	end, err := s.readHead(data)
	if end == 0 || err != nil {
		return 0, err
	}
	for _, field := range s.head.Fields {
		if !httpguts.ValidTrailerHeader(field.Name) {
			return 0, httpError(event.BadFraming, "%.64s came as a trailer, after what it is needed for", field.Name)
		}
	}
	s.put(HTTPUnit{What: event.WhatLastChunk, Bytes: data[:end:end], Head: s.head, Stream: s.number, End: true})
	s.head = nil
	s.finish()
	return end, nil
}
