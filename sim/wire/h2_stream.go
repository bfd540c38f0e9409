package wire

import (
	"patternscope/sim/event"
)

// h2Stream is a request and its response.
type h2Stream struct {
	halves [2]h2Half // from the client, from the server
}

// h2Unmeasured is the length of a body that announced none. That of a response
// is not compared: one to HEAD announces what it would be.
const h2Unmeasured = -1

// h2Half is one direction of a stream.
type h2Half struct {
	begun bool // its head has come
	ended bool
	body  httpBody
	want  int // content-length of a request, or h2Unmeasured
	got   int
}

// half is this direction's half of an open stream, or nil.
func (s *H2Splitter) half(stream uint32) *h2Half {
	open := s.x.streams[stream]
	switch {
	case open == nil:
		return nil
	case s.client():
		return &open.halves[0]
	}
	return &open.halves[1]
}

// admitOn judges where a frame comes in the life of its stream.
func (s *H2Splitter) admitOn(h h2Header) error {
	fresh := h.stream > s.x.last
	half := s.half(h.stream)
	switch {
	case h.kind != h2Data && h.kind != h2Headers && h.kind != h2RSTStream:
		return nil
	case fresh && (h.kind != h2Headers || !s.client() || h.stream%2 == 0):
		return httpError(event.BadFrame, "%s on the stream %d, which no client opened", h2RuleOf(h.kind).name, h.stream)
	case fresh && len(s.x.streams) == s.x.limits.Open:
		return httpError(event.TooMany, "more than %d streams are open", s.x.limits.Open)
	case half == nil || h.kind == h2RSTStream:
		return nil
	case half.ended:
		return httpError(event.BadFrame, "%s on the stream %d after its END_STREAM", h2RuleOf(h.kind).name, h.stream)
	case h.kind == h2Data && !half.begun:
		return httpError(event.BadFrame, "DATA on the stream %d before its HEADERS", h.stream)
	case h.kind == h2Headers && half.begun && h.flags&h2EndStream == 0:
		return httpError(event.BadFrame, "trailers on the stream %d without END_STREAM", h.stream)
	}
	return nil
}

// data takes a DATA frame.
func (s *H2Splitter) data(h h2Header, payload []byte, u *HTTPUnit) (err error) {
	if u.Body, u.H2.Padding, err = h.unpad(payload); err != nil {
		return err
	}
	half := s.half(h.stream)
	if half == nil {
		return nil
	}
	half.got += len(u.Body)
	if _, u.Events, err = half.body.take(u.Body); err != nil {
		return err
	}
	if len(u.Events) > 0 {
		u.What = event.WhatServerEvent
	}
	u.End, err = s.endIf(h, half)
	return err
}

// endIf ends this direction of a stream if the frame is flagged so.
func (s *H2Splitter) endIf(h h2Header, half *h2Half) (bool, error) {
	if h.flags&h2EndStream == 0 {
		return false, nil
	}
	if half.want >= 0 && half.want != half.got {
		return false, httpError(event.BadFraming, "a content-length of %d, and a body of %d bytes", half.want, half.got)
	}
	half.ended = true
	if open := s.x.streams[h.stream]; open.halves[0].ended && open.halves[1].ended {
		delete(s.x.streams, h.stream)
	}
	return true, nil
}

// reset closes a stream, and tells whether this direction was still open.
func (s *H2Splitter) reset(stream uint32) bool {
	half := s.half(stream)
	delete(s.x.streams, stream)
	return half != nil && !half.ended
}
