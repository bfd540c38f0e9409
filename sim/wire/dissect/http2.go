package dissect

import (
	"bytes"
	"fmt"
	"strconv"
)

const h2Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

// http2 is a preface, or frames.
func http2(r *reader) {
	if bytes.HasPrefix(r.all(), []byte(h2Preface)) {
		r.take(len(h2Preface), Field{Name: "connection preface", Value: "PRI * HTTP/2.0 SM", Note: "What a client says first: a server of HTTP/1.1 cannot take it for a request.", Source: "RFC 9113, 3.4"})
	}
	for r.left() > 0 {
		r.group(Field{Name: "frame", Source: "RFC 9113, 4.1"}, func() { h2Frame(r) })
		last := &r.fields[len(r.fields)-1]
		last.Value = valueOf(last.Fields, "type")
		if last.Value == "HEADERS" || last.Value == "CONTINUATION" {
			last.Note, last.Source = hpackNote, "RFC 9113, 4.3"
		}
	}
}

// h2Type is a kind of frame: its name, its flags, where it is laid down, and how its payload reads.
type h2Type struct {
	name    string
	flags   map[byte]string
	section string
	payload func(r *reader, flags byte)
}

func h2TypeOf(kind byte) h2Type {
	switch kind {
	case 0:
		return h2Type{"DATA", map[byte]string{1: "END_STREAM", 8: "PADDED"}, "6.1", h2Padded("data", "What the program wrote.", true)}
	case 1:
		return h2Type{"HEADERS", map[byte]string{1: "END_STREAM", 4: "END_HEADERS", 8: "PADDED", 32: "PRIORITY"}, "6.2", h2Headers}
	case 2:
		return h2Type{"PRIORITY", nil, "6.3", func(r *reader, _ byte) { h2Priority(r) }}
	case 3:
		return h2Type{"RST_STREAM", nil, "6.4", func(r *reader, _ byte) { h2Code(r) }}
	case 4:
		return h2Type{"SETTINGS", map[byte]string{1: "ACK"}, "6.5", func(r *reader, _ byte) { h2Settings(r) }}
	case 6:
		return h2Type{"PING", map[byte]string{1: "ACK"}, "6.7", h2Opaque("opaque data", "The answer brings it back.")}
	case 7:
		return h2Type{"GOAWAY", nil, "6.8", h2GoAway}
	case 8:
		return h2Type{"WINDOW_UPDATE", nil, "6.9", h2WindowUpdate}
	case 9:
		return h2Type{"CONTINUATION", map[byte]string{4: "END_HEADERS"}, "6.10", func(r *reader, _ byte) { headerBlock(r) }}
	}
	return h2Type{"type " + strconv.Itoa(int(kind)), nil, "5.5", h2Opaque("payload", "")}
}

func h2Frame(r *reader) {
	head := r.peek(9)
	if len(head) < 9 {
		r.rest("frame header", "Cut off here.")
		return
	}
	n, t := number(head[:3]), h2TypeOf(head[3])
	r.take(3, Field{Name: "length", Value: count(n, "byte"), Note: "Of the payload.", Source: "RFC 9113, 4.1"})
	r.take(1, Field{Name: "type", Value: t.name, Source: "RFC 9113, " + t.section})
	r.take(1, Field{Name: "flags", Value: flags(head[4], t.flags), Source: "RFC 9113, " + t.section})
	r.take(4, Field{Name: "stream", Value: stream(head[5:]), Note: "Bit 31 is reserved. Stream 0 is the connection itself; each request has a stream of its own.", Source: "RFC 9113, 5.1.1"})
	r.within(size(n), func() { t.payload(r, head[4]) })
}

func stream(b []byte) string {
	if len(b) < 4 {
		return ""
	}
	return fmt.Sprint(number(b[:4]) &^ (1 << 31))
}

func h2Opaque(name, note string) func(*reader, byte) {
	return func(r *reader, _ byte) { r.take(r.left(), Field{Name: name, Value: text(r.all()), Note: note}) }
}

// h2Padded is a payload that padding may stand around.
func h2Padded(name, note string, payload bool) func(*reader, byte) {
	return func(r *reader, flags byte) {
		padding := h2PadLength(r, flags)
		if n := r.left() - padding; n > 0 {
			r.take(n, Field{Name: name, Value: text(r.peek(n)), Note: note, Payload: payload})
		}
		if r.left() > 0 {
			r.take(r.left(), Field{Name: "padding", Note: "Hides how long the payload is.", Source: "RFC 9113, 6.1"})
		}
	}
}

func h2PadLength(r *reader, flags byte) int {
	if flags&8 == 0 {
		return 0
	}
	n := int(r.peek(1)[0])
	r.take(1, Field{Name: "pad length", Value: count(uint64(n), "byte"), Source: "RFC 9113, 6.1"})
	return n
}
