package wire

import (
	"encoding/binary"

	"patternscope/sim/event"
)

// Flags of a frame. The other bits are reserved and must be zero.
const (
	zmtpMore    = 1 << 0
	zmtpLong    = 1 << 1
	zmtpCommand = 1 << 2
)

// A frame is flags, size and body; the size takes one byte or, when it is
// flagged long, eight.
const (
	zmtpShortHeader = 2
	zmtpLongHeader  = 9
	zmtpShortMax    = 255
)

// zmtpHeader is the start of a frame.
type zmtpHeader struct {
	flags  byte
	length int    // of the header itself; 0 when it is not whole yet
	body   uint64 // bytes announced to follow
}

// zmtpSpan is where a frame's body is in its unit.
type zmtpSpan struct{ from, to int }

// zmtpParseHeader reads the header that b begins with, as far as it is there.
func zmtpParseHeader(b []byte) (h zmtpHeader, err error) {
	if len(b) == 0 {
		return h, nil
	}
	h.flags = b[0]
	switch {
	case h.flags&^(zmtpMore|zmtpLong|zmtpCommand) != 0:
		return h, zmtpError(event.BadFrame, "the flags 0x%02x have reserved bits set", h.flags)
	case h.flags&zmtpCommand != 0 && h.flags&zmtpMore != 0:
		return h, zmtpError(event.BadFrame, "a command is flagged MORE, but is always one frame")
	case h.flags&zmtpLong == 0 && len(b) >= zmtpShortHeader:
		h.length, h.body = zmtpShortHeader, uint64(b[1])
	case h.flags&zmtpLong != 0 && len(b) >= zmtpLongHeader:
		h.length, h.body = zmtpLongHeader, binary.BigEndian.Uint64(b[1:])
	}
	return h, nil
}

// zmtpAppendHeader writes the shortest header for a body of size bytes.
func zmtpAppendHeader(dst []byte, flags byte, size int) []byte {
	if size <= zmtpShortMax {
		return append(dst, flags, byte(size))
	}
	dst = append(dst, flags|zmtpLong)
	return binary.BigEndian.AppendUint64(dst, uint64(size))
}

// AppendMessage appends a message of the given frames as it goes on the wire.
// A message has at least one frame; of none, nothing is written.
func AppendMessage(dst []byte, frames [][]byte) []byte {
	for i, frame := range frames {
		var flags byte
		if i < len(frames)-1 {
			flags = zmtpMore
		}
		dst = zmtpAppendHeader(dst, flags, len(frame))
		dst = append(dst, frame...)
	}
	return dst
}

// AppendCommand appends a command as it goes on the wire. The name is 1 to 255
// letters.
func AppendCommand(dst []byte, name string, body []byte) []byte {
	dst = zmtpAppendHeader(dst, zmtpCommand, 1+len(name)+len(body))
	dst = append(dst, byte(len(name)))
	dst = append(dst, name...)
	return append(dst, body...)
}
