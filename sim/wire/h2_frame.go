package wire

import (
	"encoding/binary"

	"patternscope/sim/event"
)

// H2Frame is what an HTTP/2 frame says of itself; of a header block, its first
// frame, with the flag that the block ends here.
type H2Frame struct {
	Type      byte
	Flags     byte
	Length    int // of the payload
	Padding   int // of it: bytes that mean nothing, with the one that counts them
	Continued int // CONTINUATION frames that belong to it

	Settings  []H2Setting // SETTINGS
	Increment uint32      // WINDOW_UPDATE
	Code      uint32      // RST_STREAM, GOAWAY: why
	Last      uint32      // GOAWAY: the last stream that will be served
	Debug     []byte      // GOAWAY
	Opaque    []byte      // PING

	Prioritized uint32 // PRIORITY_UPDATE (RFC 9218): which stream, and
	Priority    string // how: "u=5, i"
}

// H2Setting is one parameter of SETTINGS.
type H2Setting struct {
	ID    uint16
	Value uint32
}

// Types of frames.
const (
	h2Data = iota
	h2Headers
	h2Priority
	h2RSTStream
	h2Settings
	h2PushPromise
	h2Ping
	h2GoAway
	h2WindowUpdate
	h2Continuation
	h2PriorityUpdate = 0x10
)

// Flags, each of some types.
const (
	h2EndStream   = 0x01
	h2Ack         = 0x01
	h2EndHeaders  = 0x04
	h2Padded      = 0x08
	h2HasPriority = 0x20
)

const (
	h2HeaderLen   = 9
	h2PriorityLen = 5
	h2SettingLen  = 6
	h2Most31      = 1<<31 - 1
)

// h2Header is the start of a frame.
type h2Header struct {
	length int
	kind   byte
	flags  byte
	stream uint32
}

func h2ParseHeader(b []byte) (h h2Header, whole bool) {
	if len(b) < h2HeaderLen {
		return h, false
	}
	return h2Header{
		length: int(b[0])<<16 | int(b[1])<<8 | int(b[2]),
		kind:   b[3],
		flags:  b[4],
		stream: h2Uint31(b[5:]),
	}, true
}

// h2Rule is what RFC 9113 section 6 demands of a type's header.
type h2Rule struct {
	name, what   string
	onStream     bool // its stream may be other than 0
	onConnection bool // its stream may be 0
	least, most  int  // length; most 0: the limit alone
}

var h2Rules = [...]h2Rule{
	h2Data:         {"DATA", event.WhatH2Data, true, false, 0, 0},
	h2Headers:      {"HEADERS", event.WhatH2Headers, true, false, 0, 0},
	h2Priority:     {"PRIORITY", event.WhatH2Priority, true, false, h2PriorityLen, h2PriorityLen},
	h2RSTStream:    {"RST_STREAM", event.WhatH2RSTStream, true, false, 4, 4},
	h2Settings:     {"SETTINGS", event.WhatH2Settings, false, true, 0, 0},
	h2PushPromise:  {"PUSH_PROMISE", "", true, false, 4, 0},
	h2Ping:         {"PING", event.WhatH2Ping, false, true, 8, 8},
	h2GoAway:       {"GOAWAY", event.WhatH2GoAway, false, true, 8, 0},
	h2WindowUpdate: {"WINDOW_UPDATE", event.WhatH2WindowUpdate, true, true, 4, 4},
	h2Continuation: {"CONTINUATION", "", true, false, 0, 0},
}

// h2RuleOf is the rule of a type; an unknown type may be anywhere.
func h2RuleOf(kind byte) h2Rule {
	switch {
	case int(kind) < len(h2Rules):
		return h2Rules[kind]
	case kind == h2PriorityUpdate:
		return h2Rule{"PRIORITY_UPDATE", event.WhatH2PriorityUpdate, false, true, 4, 0}
	}
	return h2Rule{name: "a frame of unknown type", what: event.WhatH2Unknown, onStream: true, onConnection: true}
}

// admit judges a frame by its header alone.
func (s *H2Splitter) admit(h h2Header) error {
	rule, block := h2RuleOf(h.kind), s.scanned > 0
	switch {
	case !s.begun && (h.kind != h2Settings || h.flags&h2Ack != 0):
		return httpError(event.BadFrame, "%s came where SETTINGS must be the first frame", rule.name)
	case block && (h.kind != h2Continuation || h.stream != s.started.stream):
		return httpError(event.BadFrame, "%s came within a header block", rule.name)
	case !block && h.kind == h2Continuation:
		return httpError(event.BadFrame, "CONTINUATION came without HEADERS before it")
	case h.stream == 0 && !rule.onConnection, h.stream != 0 && !rule.onStream:
		return httpError(event.BadFrame, "%s came on stream %d", rule.name, h.stream)
	case h.kind == h2PushPromise:
		return httpError(event.NotImplemented, "PUSH_PROMISE, and nobody here takes what is pushed")
	case h.length > s.x.limits.Frame:
		return httpError(event.TooLarge, "%s of %d bytes, above the limit of %d", rule.name, h.length, s.x.limits.Frame)
	case h.length < rule.least, rule.most > 0 && h.length > rule.most, h.kind == h2Settings && h.wrongSettings():
		return httpError(event.BadFrame, "%s of %d bytes", rule.name, h.length)
	case (block || h.kind == h2Headers) && s.scanned+h2HeaderLen+h.length > s.x.limits.Head:
		return httpError(event.TooLarge, "a header block above the limit of %d bytes", s.x.limits.Head)
	}
	return s.admitOn(h)
}

func (h h2Header) wrongSettings() bool {
	return h.length%h2SettingLen != 0 || h.flags&h2Ack != 0 && h.length > 0
}

// unpad takes the padding off a payload.
func (h h2Header) unpad(payload []byte) (body []byte, padding int, err error) {
	if h.flags&h2Padded == 0 {
		return payload, 0, nil
	}
	if len(payload) == 0 || int(payload[0]) > len(payload)-1 {
		return nil, 0, httpError(event.BadFrame, "a frame is padded with more bytes than it has")
	}
	n := int(payload[0])
	return payload[1 : len(payload)-n : len(payload)-n], 1 + n, nil
}

// single takes a frame that is a unit by itself.
func (s *H2Splitter) single(h h2Header, data []byte) (err error) {
	payload := data[h2HeaderLen:]
	u := HTTPUnit{What: h2RuleOf(h.kind).what, Bytes: data, Stream: int(h.stream), H2: &H2Frame{Type: h.kind, Flags: h.flags, Length: h.length}}
	switch h.kind {
	case h2Data:
		err = s.data(h, payload, &u)
	case h2RSTStream:
		u.H2.Code = binary.BigEndian.Uint32(payload)
		u.End = s.reset(h.stream)
	case h2Settings:
		err = s.settings(payload, u.H2)
	default:
		err = u.H2.read(payload)
	}
	if err == nil {
		s.put(u)
	}
	return err
}

// read reads the payload of a frame that says one thing to the connection.
func (f *H2Frame) read(payload []byte) error {
	switch f.Type {
	case h2Ping:
		f.Opaque = payload
	case h2GoAway:
		f.Last, f.Code = h2Uint31(payload), binary.BigEndian.Uint32(payload[4:])
		f.Debug = payload[8:]
	case h2WindowUpdate:
		if f.Increment = h2Uint31(payload); f.Increment == 0 {
			return httpError(event.BadFrame, "WINDOW_UPDATE by nothing")
		}
	case h2PriorityUpdate:
		f.Prioritized, f.Priority = h2Uint31(payload), string(payload[4:])
		if f.Prioritized == 0 {
			return httpError(event.BadFrame, "PRIORITY_UPDATE of stream 0")
		}
	}
	return nil
}

// h2Uint31 reads 31 bits; the first is reserved, and ignored.
func h2Uint31(b []byte) uint32 { return binary.BigEndian.Uint32(b) & h2Most31 }
