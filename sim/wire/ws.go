package wire

import (
	"encoding/binary"
	"unicode/utf8"

	"patternscope/sim/event"
)

// WSFrame is what a websocket frame says of itself.
type WSFrame struct {
	Opcode byte // 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong
	Fin    bool
	Masked bool
	Header int    // bytes of the frame before its data, the mask's four among them
	Code   uint16 // of a close, 0 when it gives none
	Reason string // of a close
}

// Control tells whether the frame is a close, a ping or a pong.
func (f *WSFrame) Control() bool { return f.Opcode&wsControl != 0 }

const (
	wsFin      = 0x80
	wsReserved = 0x70
	wsOpcode   = 0x0f
	wsControl  = 0x08
	wsMasked   = 0x80
	wsLength   = 0x7f
	wsLength16 = 126
	wsLength64 = 127

	wsContinuation = 0
	wsText         = 1
	wsBinary       = 2
	wsClose        = 8
	wsPing         = 9
	wsPong         = 10

	wsMask        = 4   // bytes
	wsControlMost = 125 // bytes of a control frame's data
)

// WSSplitter cuts one direction of a websocket connection into frames. An
// HTTP1Exchange does the same after an upgrade.
type WSSplitter struct {
	cutter
	frames wsFrames
}

// NewWSSplitter returns a splitter at the first frame of a client, whose frames
// are masked, or of a server, whose are not.
func NewWSSplitter(limits HTTPLimits, client bool) *WSSplitter {
	return &WSSplitter{frames: wsFrames{limits: limits, masked: client}}
}

// Feed takes the next bytes, as HTTP1Splitter.Feed does.
func (s *WSSplitter) Feed(b []byte) ([]HTTPUnit, error) { return s.feed(b, s) }

// Close says that the connection was closed in this direction; the error is a
// *ProtocolError when that was within a frame.
func (s *WSSplitter) Close() ([]HTTPUnit, error) { return s.close("frame") }

func (s *WSSplitter) next(data []byte) (int, error) {
	n, u, err := s.frames.cut(data)
	if n > 0 {
		s.put(u)
	}
	return n, err
}

// wsFrames knows where in a websocket's traffic it is.
type wsFrames struct {
	limits HTTPLimits
	masked bool
	begun  bool // a message came in part
	got    int  // of its data
	closed bool
}

// cut cuts a frame off data; n is 0 when it is not whole.
func (w *wsFrames) cut(data []byte) (n int, u HTTPUnit, err error) {
	h, err := w.header(data)
	if err != nil || h.length == 0 {
		return 0, u, err
	}
	end := h.length + int(h.data)
	if len(data) < end {
		return 0, u, nil
	}
	u = HTTPUnit{What: wsWhat(h.Opcode), Bytes: data[:end:end], Body: data[h.length:end:end], End: h.Fin, WS: &h.WSFrame}
	if h.Masked {
		u.Body = wsUnmask(data[h.length-wsMask:h.length], u.Body)
	}
	if err := w.take(u); err != nil {
		return 0, u, err
	}
	return end, u, nil
}

// take goes on to the frame after u.
func (w *wsFrames) take(u HTTPUnit) error {
	switch {
	case u.WS.Opcode == wsClose:
		w.closed = true
		return u.WS.readClose(u.Body)
	case u.WS.Control():
		return nil
	}
	w.begun, w.got = !u.End, w.got+len(u.Body)
	if u.End {
		w.got = 0
	}
	return nil
}

func wsUnmask(key, data []byte) []byte {
	plain := make([]byte, len(data))
	for i, c := range data {
		plain[i] = c ^ key[i%wsMask]
	}
	return plain
}

// readClose reads the data of a close frame: nothing, or a code and a reason.
func (f *WSFrame) readClose(body []byte) error {
	if len(body) == 0 {
		return nil
	}
	if len(body) < 2 || !utf8.Valid(body[2:]) {
		return httpError(event.BadFrame, "a close frame without a code, or with a reason that is not UTF-8")
	}
	f.Code, f.Reason = binary.BigEndian.Uint16(body), string(body[2:])
	if !wsMayClose(f.Code) {
		return httpError(event.BadFrame, "a close frame with the code %d", f.Code)
	}
	return nil
}

// wsMayClose tells the codes that may stand on the wire (RFC 6455 section 7.4,
// and those registered since) from those that mean "none came".
func wsMayClose(code uint16) bool {
	return code >= 1000 && code <= 1014 && (code < 1004 || code > 1006) || code >= 3000 && code <= 4999
}

func wsWhat(opcode byte) string {
	switch opcode {
	case wsContinuation:
		return event.WhatWSContinuation
	case wsText:
		return event.WhatWSText
	case wsBinary:
		return event.WhatWSBinary
	case wsClose:
		return event.WhatWSClose
	case wsPing:
		return event.WhatWSPing
	case wsPong:
		return event.WhatWSPong
	}
	return ""
}
