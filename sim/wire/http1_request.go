package wire

import (
	"golang.org/x/net/http/httpguts"

	"patternscope/sim/event"
)

// request cuts the head of a request off.
func (s *HTTP1Splitter) request(data []byte) (int, error) {
	if !httpguts.IsTokenRune(rune(data[0])) {
		return 0, httpError(event.BadRequest, "the first byte is 0x%02x, which begins no method", data[0])
	}
	end, err := s.readHead(data)
	if end == 0 || err != nil {
		return 0, err
	}
	framing, err := s.admit(s.head)
	if err != nil {
		return 0, err
	}
	s.ask(s.head)
	unit := HTTPUnit{What: event.WhatRequest, Bytes: data[:end:end], Head: s.head, Stream: s.number}
	s.content(unit, framing)
	return end, nil
}

// admit judges a whole head of a request.
func (s *HTTP1Splitter) admit(head *HTTPHead) (http1Framing, error) {
	hosts := head.values("Host")
	switch {
	case len(s.x.asked) == s.limits().Open:
		return http1Framing{}, httpError(event.TooMany, "more than %d requests wait for their response", s.limits().Open)
	case len(hosts) > 1 || len(hosts) == 0 && head.Version == "HTTP/1.1":
		return http1Framing{}, httpError(event.BadRequest, "Host is there %d times, not once", len(hosts))
	case len(hosts) == 1 && !httpguts.ValidHostHeader(hosts[0]):
		return http1Framing{}, httpError(event.BadRequest, "the Host %.64q is none", hosts[0])
	}
	framing, err := http1Frames(head)
	if err == nil && framing.length > s.limits().Body {
		err = httpError(event.TooLarge, "a body of %d bytes, above the limit of %d", framing.length, s.limits().Body)
	}
	return framing, err
}

// ask notes a request for its response.
func (s *HTTP1Splitter) ask(head *HTTPHead) {
	s.x.count++
	s.number = s.x.count
	s.last = !http1Persists(head)
	s.x.asked = append(s.x.asked, http1Asked{number: s.number, head: head.Method == "HEAD", upgrade: http1Upgrades(head)})
}

// requested is the end of a request, the newest. Its response may be there already.
func (s *HTTP1Splitter) requested() {
	s.again((*HTTP1Splitter).request)
	if n := len(s.x.asked); n > 0 && s.x.asked[n-1].number == s.x.count {
		newest := &s.x.asked[n-1]
		newest.whole = true
		if newest.upgrade {
			s.stage = (*HTTP1Splitter).hold
		}
	}
}

// again goes over to the next message, if there may be one.
func (s *HTTP1Splitter) again(head func(*HTTP1Splitter, []byte) (int, error)) {
	s.stage = head
	if s.last {
		s.stage = (*HTTP1Splitter).over
	}
}

// hold is the stage between a request to upgrade and its answer: nobody can
// tell yet whether a request or a frame would come.
func (s *HTTP1Splitter) hold([]byte) (int, error) {
	return 0, httpError(event.BadRequest, "bytes came after a request to upgrade and before its answer")
}
