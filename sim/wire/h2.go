package wire

import (
	"bytes"

	"golang.org/x/net/http2/hpack"

	"patternscope/sim/event"
)

// H2Preface is how a client begins that knows that the server speaks HTTP/2.
const H2Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

// H2Exchange is one HTTP/2 connection without TLS, begun with prior knowledge:
// its two directions, and what they must know of each other.
type H2Exchange struct {
	FromClient, FromServer *H2Splitter

	limits  HTTPLimits
	streams map[uint32]*h2Stream // those that are open in either direction
	last    uint32               // the highest the client opened
}

// NewH2Exchange returns the splitters of a connection nobody has written to.
func NewH2Exchange(limits HTTPLimits) *H2Exchange {
	x := &H2Exchange{limits: limits, streams: map[uint32]*h2Stream{}}
	x.FromClient = newH2Splitter(x, (*H2Splitter).preface)
	x.FromServer = newH2Splitter(x, (*H2Splitter).frame)
	return x
}

// Open is how many streams are open, in either direction.
func (x *H2Exchange) Open() int { return len(x.streams) }

// H2Splitter cuts one direction of an HTTP/2 connection into units: the
// preface, frames, and HEADERS with the CONTINUATION frames that follow them.
// It reads frames and header lists; flow control and priorities are the ends'
// own. A frame on a closed stream is passed on, for it may have crossed a
// RST_STREAM.
type H2Splitter struct {
	cutter
	x     *H2Exchange
	stage func(s *H2Splitter, data []byte) (int, error)

	begun   bool     // SETTINGS, which come first, have come
	scanned int      // of pending: bytes of whole frames of a header block
	block   []h2Span // of it: where the fragments are
	started h2Header // of it: the HEADERS frame
	padding int      // of that
	list    h2List   // what is decoded of it
	decoder *hpack.Decoder
	table   uint32 // the most that the other direction allowed the dynamic table
}

func newH2Splitter(x *H2Exchange, first func(*H2Splitter, []byte) (int, error)) *H2Splitter {
	s := &H2Splitter{x: x, stage: first, table: h2Table}
	s.decoder = hpack.NewDecoder(h2Table, func(f hpack.HeaderField) { s.list.add(f) })
	s.decoder.SetMaxStringLength(x.limits.Head)
	return s
}

// Feed takes the next bytes, as HTTP1Splitter.Feed does.
func (s *H2Splitter) Feed(b []byte) ([]HTTPUnit, error) { return s.feed(b, s) }

func (s *H2Splitter) next(data []byte) (int, error) { return s.stage(s, data) }

// Close says that the connection was closed in this direction; the error is a
// *ProtocolError when that was within a frame.
func (s *H2Splitter) Close() ([]HTTPUnit, error) { return s.close("frame") }

func (s *H2Splitter) client() bool { return s == s.x.FromClient }

// preface cuts the connection preface off, judging each byte when it comes.
func (s *H2Splitter) preface(data []byte) (int, error) {
	n := min(len(data), len(H2Preface))
	if !bytes.Equal(data[:n], []byte(H2Preface[:n])) {
		return 0, httpError(event.BadPreface, "the connection does not begin with the preface of HTTP/2")
	}
	if n < len(H2Preface) {
		return 0, nil
	}
	s.put(HTTPUnit{What: event.WhatH2Preface, Bytes: data[:n:n]})
	s.stage = (*H2Splitter).frame
	return n, nil
}

// frame cuts a frame off, or a header block. What it has seen of a block's
// frames it remembers until the next Feed.
func (s *H2Splitter) frame(data []byte) (int, error) {
	for {
		h, whole := h2ParseHeader(data[s.scanned:])
		if !whole {
			return 0, nil
		}
		if err := s.admit(h); err != nil {
			return 0, err
		}
		from := s.scanned + h2HeaderLen
		to := from + h.length
		if len(data) < to {
			return 0, nil
		}
		s.begun = true
		if h.kind != h2Headers && h.kind != h2Continuation {
			return to, s.single(h, data[:to:to])
		}
		if err := s.fragment(h, data[:to], from); err != nil {
			return 0, err
		}
		if h.flags&h2EndHeaders != 0 {
			return to, s.headers(data[:to:to])
		}
	}
}
