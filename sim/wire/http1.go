package wire

import "patternscope/sim/event"

// HTTP1Exchange is one HTTP/1.1 connection: its two directions, and what they
// must know of each other. After a response 101 both carry websocket frames.
type HTTP1Exchange struct {
	FromClient, FromServer *HTTP1Splitter

	limits HTTPLimits
	asked  []http1Asked // oldest first: requests without a whole final response
	count  int          // of requests
}

// http1Asked is a request as far as its response needs to know it.
type http1Asked struct {
	number  int
	head    bool // the method is HEAD: no body will come
	upgrade bool // to websocket
	whole   bool // its last byte was seen
}

// NewHTTP1Exchange returns the splitters of a connection nobody has written to.
func NewHTTP1Exchange(limits HTTPLimits) *HTTP1Exchange {
	x := &HTTP1Exchange{limits: limits}
	x.FromClient = &HTTP1Splitter{x: x, role: http1Role{true, "request", event.BadRequest}}
	x.FromServer = &HTTP1Splitter{x: x, role: http1Role{false, "response", event.BadResponse}}
	x.FromClient.stage, x.FromServer.stage = (*HTTP1Splitter).request, (*HTTP1Splitter).response
	return x
}

// Open is how many requests, their heads seen, have no whole response yet.
func (x *HTTP1Exchange) Open() int { return len(x.asked) }

// HTTP1Splitter cuts one direction of an HTTP/1.1 connection into units: heads
// of requests and responses, informational ones, pieces of bodies, chunks with
// their size lines, last chunks with their trailers; frames after an upgrade.
type HTTP1Splitter struct {
	cutter
	x    *HTTP1Exchange
	role http1Role

	stage   func(s *HTTP1Splitter, data []byte) (int, error)
	scanned int       // of pending: bytes of whole lines
	head    *HTTPHead // those lines
	number  int       // of the message under way, its head seen: HTTPUnit.Stream; 0: none
	body    httpBody
	left    int  // of a body of known length
	last    bool // no message comes after this one
	frames  wsFrames

	untilClose bool // its body ends with the connection
}

// http1Role is what differs between the directions until a head is read.
type http1Role struct {
	client bool
	one    string       // what its messages are called
	bad    event.Reason // why a malformed head is refused
}

// start reads a start line.
func (r http1Role) start(line string) (*HTTPHead, error) {
	if r.client {
		return http1RequestLine(line)
	}
	return http1StatusLine(line)
}

// Feed takes the next bytes, in chunks of any size, and returns the units they
// complete. The bytes stay the caller's. The returned slice is valid until the
// next Feed; the units in it are valid for ever.
//
// The error is a *ProtocolError. It is found as early as the bytes show it (a
// head is read line by line), the units before it are returned beside it, and
// it is the answer to every later Feed.
func (s *HTTP1Splitter) Feed(b []byte) ([]HTTPUnit, error) { return s.feed(b, s) }

func (s *HTTP1Splitter) next(data []byte) (int, error) { return s.stage(s, data) }

// Close says that the connection was closed in this direction. It returns the
// end of a body that only this ends, as a unit without bytes; the error is a
// *ProtocolError when a message was cut short.
func (s *HTTP1Splitter) Close() ([]HTTPUnit, error) {
	s.begin()
	switch {
	case s.err != nil:
		return nil, s.err
	case s.untilClose:
		events := s.body.close()
		s.put(HTTPUnit{What: http1Part(event.WhatBody, events), Stream: s.number, End: true, Events: events})
		s.finish()
	case s.number > 0 || len(s.pending) > 0:
		s.fail(httpError(event.Incomplete, "the connection was closed within a %s", s.role.one))
		return nil, s.err
	}
	s.stage = (*HTTP1Splitter).over
	return s.units, nil
}

// over is the stage after the last message.
func (s *HTTP1Splitter) over([]byte) (int, error) {
	return 0, httpError(s.role.bad, "bytes came after the last %s of the connection", s.role.one)
}

// websocket is the stage after a response 101.
func (s *HTTP1Splitter) websocket(data []byte) (int, error) {
	n, u, err := s.frames.cut(data)
	if n > 0 {
		u.Stream = s.x.count
		s.put(u)
	}
	return n, err
}
