package wire

import (
	"bytes"
	"net/http"
	"slices"

	"patternscope/sim/event"
)

// http1Begin is how every response begins.
var http1Begin = []byte("HTTP/1.")

// response cuts the head of a response off, informational or final.
func (s *HTTP1Splitter) response(data []byte) (int, error) {
	if len(s.x.asked) == 0 {
		return 0, httpError(event.BadResponse, "bytes came, and no request waits for a response")
	}
	if n := min(len(data), len(http1Begin)); !bytes.Equal(data[:n], http1Begin[:n]) {
		return 0, s.stranger(data)
	}
	end, err := s.readHead(data)
	if end == 0 || err != nil {
		return 0, err
	}
	unit := HTTPUnit{What: event.WhatResponse, Bytes: data[:end:end], Head: s.head, Stream: s.x.asked[0].number}
	framing, err := http1Frames(s.head)
	switch {
	case err != nil:
		return 0, err
	case s.head.Status < http.StatusOK:
		err = s.inform(unit, framing)
	default:
		err = s.answer(unit, framing)
	}
	return end, err
}

// stranger says why what begins so is no response of ours.
func (s *HTTP1Splitter) stranger(data []byte) error {
	if bytes.HasPrefix(data, http1Begin[:5]) && len(data) > 5 {
		return httpError(event.BadVersion, "the peer speaks neither HTTP/1.0 nor HTTP/1.1")
	}
	return httpError(event.BadResponse, "the bytes begin no response")
}

// inform takes a response 1xx. The one that ends with it is 101.
func (s *HTTP1Splitter) inform(unit HTTPUnit, framing http1Framing) error {
	asked, head := s.x.asked[0], s.head
	switch {
	case framing.chunked || framing.measured:
		return httpError(event.BadFraming, "a response %d with the length of a body", head.Status)
	case head.Status != http.StatusSwitchingProtocols:
		unit.What, s.head = event.WhatInformational, nil
	case !asked.upgrade || !asked.whole:
		return httpError(event.BadResponse, "a response 101 to a request that did not ask for websocket, or is not whole")
	case !http1Upgrades(head):
		return httpError(event.NotImplemented, "a response 101 to another protocol than websocket")
	default:
		unit.End, s.head = true, nil
		s.x.upgrade()
	}
	s.put(unit)
	return nil
}

// answer takes a final response.
func (s *HTTP1Splitter) answer(unit HTTPUnit, framing http1Framing) error {
	asked, head := s.x.asked[0], s.head
	s.number, s.last = asked.number, !http1Persists(head)
	if asked.upgrade {
		s.x.FromClient.release()
	}
	bodiless := asked.head || head.Status == http.StatusNoContent || head.Status == http.StatusNotModified
	switch {
	case head.Status == http.StatusNoContent && framing.chunked:
		return httpError(event.BadFraming, "a response 204 with a Transfer-Encoding")
	case bodiless:
		framing = http1Framing{}
	case framing.length > s.limits().Body && !head.streamsEvents():
		return httpError(event.TooLarge, "a body of %d bytes, above the limit of %d", framing.length, s.limits().Body)
	case !framing.chunked && !framing.measured:
		s.untilClose, s.last = true, true
	}
	s.content(unit, framing)
	return nil
}

// release lets a client go on whose request to upgrade had another answer than 101.
func (s *HTTP1Splitter) release() {
	asked := &s.x.asked[0]
	asked.upgrade = false
	if asked.whole {
		s.again((*HTTP1Splitter).request)
	}
}

// upgrade makes websocket of both directions.
func (x *HTTP1Exchange) upgrade() {
	x.asked = nil
	for _, s := range []*HTTP1Splitter{x.FromClient, x.FromServer} {
		s.role.one, s.stage = "websocket frame", (*HTTP1Splitter).websocket
		s.frames = wsFrames{limits: x.limits, masked: s == x.FromClient}
	}
}

// responded is the end of a response: the next one answers the next request.
func (s *HTTP1Splitter) responded() {
	s.x.asked = slices.Delete(s.x.asked, 0, 1)
	s.again((*HTTP1Splitter).response)
}
