package dissect

import (
	"bytes"
	"strconv"
)

// chunks are chunks in a row; the last one has the size 0, and trailers behind it.
func chunks(r *reader, events bool) {
	for r.left() > 0 {
		n, events := chunkSize(r.all()), events || looksLikeEvents(r.all())
		r.group(Field{Name: "chunk", Value: count(uint64(max(n, 0)), "byte"), Source: "RFC 9112, 7.1"}, func() { chunk(r, n, events) })
	}
}

// chunkSize is what the first line announces; -1 when it cannot be read.
func chunkSize(b []byte) int {
	digits, _, _ := bytes.Cut(b, []byte(crlf))
	digits, _, _ = bytes.Cut(digits, []byte(";"))
	n, err := strconv.ParseUint(string(bytes.TrimSpace(digits)), 16, 40)
	if err != nil {
		return -1
	}
	return int(n)
}

func chunk(r *reader, n int, events bool) {
	at, ended := r.before(crlf)
	f := Field{Name: "chunk size", Note: "In hexadecimal.", Source: "RFC 9112, 7.1"}
	if n >= 0 {
		f.Value = text(r.peek(at)) + ": " + count(uint64(n), "byte")
	}
	if at > 0 {
		r.take(at, f)
	}
	if ended {
		endOfLine(r)
	}
	switch {
	case n == 0:
		headerFields(r, "trailer field", "RFC 9112, 7.1.2")
	case n > 0 && events:
		r.within(n, func() { serverEvents(r) })
		chunkEnd(r)
	case n > 0:
		r.take(n, Field{Name: "chunk data", Value: text(r.peek(n)), Note: "What the program wrote.", Source: "RFC 9112, 7.1", Payload: true})
		chunkEnd(r)
	}
}

func chunkEnd(r *reader) {
	if bytes.HasPrefix(r.all(), []byte(crlf)) {
		r.take(len(crlf), Field{Name: "CRLF", Note: "The end of the chunk.", Source: "RFC 9112, 7.1"})
	}
}
