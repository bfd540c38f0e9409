package wire

import (
	"encoding/binary"
	"time"

	"patternscope/sim/event"
)

// traffic cuts a message or a command off. What it has seen of a message's
// frames it remembers until the next Feed, so no frame is looked at twice.
func (s *ZMTPSplitter) traffic(data []byte) (int, error) {
	for {
		h, err := zmtpParseHeader(data[s.scanned:])
		if err != nil || h.length == 0 {
			return 0, err
		}
		if err := s.admit(h); err != nil {
			return 0, err
		}
		from := s.scanned + h.length
		to := from + int(h.body)
		if len(data) < to {
			return 0, nil
		}
		if h.flags&zmtpCommand != 0 {
			return to, s.command(data[:to:to], data[from:to:to])
		}
		s.spans = append(s.spans, zmtpSpan{from, to})
		s.scanned = to
		if h.flags&zmtpMore == 0 {
			s.message(data[:to:to])
			return to, nil
		}
	}
}

// admit judges a frame by its header alone.
func (s *ZMTPSplitter) admit(h zmtpHeader) error {
	command := h.flags&zmtpCommand != 0
	switch {
	case command && len(s.spans) > 0:
		return zmtpError(event.BadFrame, "a command came between the frames of a message")
	case command && h.body > uint64(s.limits.Command):
		return zmtpError(event.TooLarge, "a command of %d bytes, above the limit of %d", h.body, s.limits.Command)
	case command:
		return nil
	case h.body > uint64(s.limits.Frame):
		return zmtpError(event.TooLarge, "a frame of %d bytes, above the limit of %d", h.body, s.limits.Frame)
	case len(s.spans) == s.limits.Frames:
		return zmtpError(event.TooLarge, "a message of more than %d frames", s.limits.Frames)
	case s.scanned+h.length+int(h.body) > s.limits.Message:
		return zmtpError(event.TooLarge, "a message of more than %d bytes", s.limits.Message)
	}
	return nil
}

// message makes a unit of the frames seen.
func (s *ZMTPSplitter) message(data []byte) {
	first := len(s.frames)
	for _, at := range s.spans {
		s.frames = append(s.frames, data[at.from:at.to:at.to])
	}
	s.units = append(s.units, Unit{
		What:   event.WhatMessage,
		Bytes:  data,
		Frames: s.frames[first:len(s.frames):len(s.frames)],
	})
	s.spans, s.scanned = s.spans[:0], 0
}

// command makes a unit of a command in traffic. One of an unknown name is
// passed on to be ignored, as libzmq does.
func (s *ZMTPSplitter) command(data, frame []byte) error {
	name, body, ok := zmtpParseCommand(frame)
	if !ok {
		return zmtpError(event.BadFrame, "a command without a proper name")
	}
	what := event.WhatCommand
	switch name {
	case zmtpSubscribe:
		what = event.WhatSubscribe
	case zmtpCancel:
		what = event.WhatCancel
	case zmtpPing:
		what, ok = event.WhatPing, len(body) >= zmtpTTL && len(body) <= zmtpTTL+zmtpContextMax
	case zmtpPong:
		what, ok = event.WhatPong, len(body) <= zmtpContextMax
	}
	if !ok {
		return zmtpError(event.BadFrame, "%s with a body of %d bytes", name, len(body))
	}
	s.units = append(s.units, Unit{What: what, Bytes: data, Command: name, Body: body})
	return nil
}

const (
	zmtpTTL        = 2  // bytes of a PING's time to live
	zmtpContextMax = 16 // bytes a PING may ask to have echoed
)

// ZMTPPing reads a PING: after how long without traffic the peer wants to be
// thought dead (0: never), and the context that the PONG must carry as its body.
func ZMTPPing(u Unit) (ttl time.Duration, context []byte) {
	tenths := binary.BigEndian.Uint16(u.Body)
	return time.Duration(tenths) * 100 * time.Millisecond, u.Body[zmtpTTL:]
}

// Subscription reads a unit that a publisher receives, in either form: the
// commands SUBSCRIBE and CANCEL of ZMTP 3.1, or the message of one frame,
// 0x01 or 0x00 and the topic, of ZMTP 3.0. It is ok when u is one of these.
// The topic aliases the unit.
func Subscription(u Unit) (topic []byte, subscribe, ok bool) {
	switch {
	case u.What == event.WhatSubscribe:
		return u.Body, true, true
	case u.What == event.WhatCancel:
		return u.Body, false, true
	case u.What != event.WhatMessage || len(u.Frames) != 1 || len(u.Frames[0]) == 0 || u.Frames[0][0] > 1:
		return nil, false, false
	}
	return u.Frames[0][1:], u.Frames[0][0] == 1, true
}
