package wire

import (
	"encoding/binary"

	"patternscope/sim/event"
)

// wsHeader is the start of a frame. Its length is 0 until it is whole.
type wsHeader struct {
	WSFrame
	length int
	data   uint64
}

// header reads the header data begins with, as far as it is there, and judges
// each byte of it when it comes.
func (w *wsFrames) header(data []byte) (h wsHeader, err error) {
	h.Opcode, h.Fin = data[0]&wsOpcode, data[0]&wsFin != 0
	if err := w.admit(data[0], h); err != nil || len(data) < 2 {
		return h, err
	}
	h.Masked = data[1]&wsMasked != 0
	if h.Masked != w.masked {
		return h, wsWrongMask(h.Masked)
	}
	length, err := h.read(data, data[1]&wsLength)
	if err != nil || length == 0 {
		return h, err
	}
	if err := w.fits(h); err != nil {
		return h, err
	}
	if h.Masked {
		length += wsMask
	}
	if len(data) >= length {
		h.length, h.Header = length, length
	}
	return h, nil
}

func wsWrongMask(masked bool) error {
	if masked {
		return httpError(event.BadFrame, "a frame of a server is masked")
	}
	return httpError(event.BadFrame, "a frame of a client is not masked")
}

// admit judges the first byte.
func (w *wsFrames) admit(first byte, h wsHeader) error {
	switch {
	case w.closed:
		return httpError(event.BadFrame, "bytes came after a close frame")
	case first&wsReserved != 0:
		return httpError(event.BadFrame, "a frame has reserved bits set (0x%02x), and no extension was agreed on", first)
	case wsWhat(h.Opcode) == "":
		return httpError(event.BadFrame, "the opcode %d is unknown", h.Opcode)
	case h.Control() && !h.Fin:
		return httpError(event.BadFrame, "a control frame comes in fragments")
	case h.Opcode == wsContinuation && !w.begun:
		return httpError(event.BadFrame, "a continuation of no message")
	case (h.Opcode == wsText || h.Opcode == wsBinary) && w.begun:
		return httpError(event.BadFrame, "a message begins within another")
	}
	return nil
}

// read reads the length of the data in its shortest form, and returns that of
// the header without the mask, 0 when it is not whole.
func (h *wsHeader) read(data []byte, short byte) (int, error) {
	switch {
	case short >= wsLength16 && h.Control():
		return 0, httpError(event.BadFrame, "a control frame of more than %d bytes", wsControlMost)
	case short < wsLength16:
		h.data = uint64(short)
		return 2, nil
	case short == wsLength16 && len(data) >= 4:
		h.data = uint64(binary.BigEndian.Uint16(data[2:]))
		return 4, wsShortest(h.data, wsLength16)
	case short == wsLength64 && len(data) >= 10:
		h.data = binary.BigEndian.Uint64(data[2:])
		return 10, wsShortest(h.data, 1<<16)
	}
	return 0, nil
}

func wsShortest(length, least uint64) error {
	if length < least {
		return httpError(event.BadFrame, "a length of %d is not in its shortest form", length)
	}
	return nil
}

// fits judges the announced length.
func (w *wsFrames) fits(h wsHeader) error {
	switch {
	case h.data > uint64(w.limits.Frame):
		return httpError(event.TooLarge, "a frame of %d bytes, above the limit of %d", h.data, w.limits.Frame)
	case !h.Control() && w.got+int(h.data) > w.limits.Body:
		return httpError(event.TooLarge, "a message above the limit of %d bytes", w.limits.Body)
	}
	return nil
}
