package wire

import (
	"errors"
	"net/http"

	"golang.org/x/net/http2/hpack"

	"patternscope/sim/event"
)

// h2Span is where a fragment of a header block is in its unit.
type h2Span struct{ from, to int }

// fragment notes a frame of a header block, whose payload data ends with.
func (s *H2Splitter) fragment(h h2Header, data []byte, from int) error {
	to := len(data)
	if h.kind == h2Headers {
		s.started = h
		body, padding, err := h.unpad(data[from:])
		if err != nil {
			return err
		}
		if padding > 0 {
			from, to = from+1, to-padding+1
		}
		if h.flags&h2HasPriority != 0 {
			if len(body) < h2PriorityLen {
				return httpError(event.BadFrame, "HEADERS too short for the priority it is flagged with")
			}
			from += h2PriorityLen
		}
		s.padding = padding
	}
	s.block = append(s.block, h2Span{from, to})
	s.scanned = len(data)
	return nil
}

// headers takes a whole header block.
func (s *H2Splitter) headers(data []byte) error {
	fields, err := s.decode(data)
	if err != nil {
		return err
	}
	h := s.started
	u := HTTPUnit{What: event.WhatH2Headers, Bytes: data, Stream: int(h.stream), H2: &H2Frame{
		Type: h.kind, Flags: h.flags | h2EndHeaders, Length: h.length, Padding: s.padding, Continued: len(s.block) - 1,
	}}
	s.block, s.scanned = s.block[:0], 0
	u.Head = &HTTPHead{Fields: fields}
	if u.End, err = s.opens(h, u.Head); err != nil {
		return err
	}
	s.put(u)
	return nil
}

// decode reads the fields of a block. Every block must be read, and in order:
// each changes the table that the next one is read with.
func (s *H2Splitter) decode(data []byte) ([]HTTPField, error) {
	s.list = h2List{limits: s.x.limits}
	for _, at := range s.block {
		_, err := s.decoder.Write(data[at.from:at.to])
		switch {
		case s.list.over, errors.Is(err, hpack.ErrStringLength):
			return nil, httpError(event.TooLarge, "a header list of more than %d fields or %d bytes", s.x.limits.Fields, s.x.limits.Head)
		case err != nil:
			return nil, httpError(event.BadCompression, "a header block cannot be read: %v", err)
		}
	}
	if err := s.decoder.Close(); err != nil {
		return nil, httpError(event.BadCompression, "a header block ends within a field")
	}
	return s.list.fields, nil
}

// h2List collects the fields of one header block: its few bytes may stand for
// very many.
type h2List struct {
	limits HTTPLimits
	fields []HTTPField
	size   int
	over   bool
}

func (l *h2List) add(f hpack.HeaderField) {
	l.size += int(f.Size())
	if l.over = l.over || l.size > l.limits.Head || len(l.fields) == l.limits.Fields; !l.over {
		l.fields = append(l.fields, HTTPField{f.Name, f.Value})
	}
}

// opens reads a header list where it comes in its stream: as the head that
// begins a half, as an informational one before it, or as trailers.
func (s *H2Splitter) opens(h h2Header, head *HTTPHead) (end bool, err error) {
	fresh, half := h.stream > s.x.last, s.half(h.stream)
	if err := s.readFields(head.Fields); err != nil {
		return false, err
	}
	switch {
	case half == nil && !fresh: // a closed stream
		return false, nil
	case half != nil && half.begun:
		return s.trailers(h, half, head)
	}
	if err := s.readHead(head); err != nil {
		return false, err
	}
	if head.Status != 0 && head.Status < http.StatusOK {
		return false, s.informational(h, head)
	}
	if fresh {
		s.x.last, s.x.streams[h.stream] = h.stream, &h2Stream{}
		half = s.half(h.stream)
	}
	half.begun, half.want, half.body = true, h2Unmeasured, newHTTPBody(s.x.limits, head)
	if lengths := head.values("content-length"); s.client() && len(lengths) > 0 {
		if half.want, err = http1Length(lengths[0]); err != nil {
			return false, err
		}
	}
	return s.endIf(h, half)
}

// trailers takes the header list that ends a half.
func (s *H2Splitter) trailers(h h2Header, half *h2Half, head *HTTPHead) (bool, error) {
	if f := head.Fields; len(f) > 0 && f[0].Name[0] == ':' {
		return false, httpError(s.bad(), "%s came in trailers", f[0].Name)
	}
	return s.endIf(h, half)
}

func (s *H2Splitter) informational(h h2Header, head *HTTPHead) error {
	if head.Status == http.StatusSwitchingProtocols || h.flags&h2EndStream != 0 {
		return httpError(event.BadResponse, "a response %d that has no place in HTTP/2, or ends its stream", head.Status)
	}
	return nil
}
