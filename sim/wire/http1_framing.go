package wire

import (
	"strconv"
	"strings"

	"patternscope/sim/event"
)

// http1Framing is how the end of a message is found (RFC 9112 section 6.3).
type http1Framing struct {
	chunked  bool
	measured bool // by Content-Length
	length   int
}

// http1Frames reads Transfer-Encoding and Content-Length. What two readers
// could understand in two ways it refuses, also where the RFC would allow one
// to guess.
func http1Frames(head *HTTPHead) (f http1Framing, err error) {
	codings, lengths := head.values("Transfer-Encoding"), head.values("Content-Length")
	switch {
	case len(codings) > 0 && len(lengths) > 0:
		return f, httpError(event.BadFraming, "Transfer-Encoding and Content-Length are both there")
	case len(codings) > 0 && head.Version == "HTTP/1.0":
		return f, httpError(event.BadFraming, "Transfer-Encoding in HTTP/1.0, which has none")
	case len(codings) > 1:
		return f, httpError(event.BadFraming, "Transfer-Encoding is there %d times", len(codings))
	case len(lengths) > 1:
		return f, httpError(event.BadFraming, "Content-Length is there %d times", len(lengths))
	case len(codings) == 1:
		f.chunked, err = true, http1Coding(codings[0])
	case len(lengths) == 1:
		f.measured = true
		f.length, err = http1Length(lengths[0])
	}
	if err == nil {
		err = http1Trailers(head)
	}
	return f, err
}

func http1Coding(value string) error {
	if !strings.EqualFold(value, "chunked") {
		return httpError(event.NotImplemented, "the transfer coding %.64q, where only chunked is known", value)
	}
	return nil
}

// http1LengthDigits is as many digits as surely fit an int.
const http1LengthDigits = 18

func http1Length(value string) (int, error) {
	if value == "" || len(value) > http1LengthDigits || strings.Trim(value, "0123456789") != "" {
		return 0, httpError(event.BadFraming, "the Content-Length %.64q is no length", value)
	}
	return strconv.Atoi(value)
}

// http1Trailers refuses the announcement of trailers that would frame the
// message anew, after it was read.
func http1Trailers(head *HTTPHead) error {
	if len(head.values("Trailer")) == 0 {
		return nil
	}
	for _, name := range []string{"Transfer-Encoding", "Content-Length", "Trailer"} {
		if head.lists("Trailer", name) {
			return httpError(event.BadFraming, "%s is announced as a trailer", name)
		}
	}
	return nil
}

// http1Persists tells whether the connection stays open after the message.
func http1Persists(head *HTTPHead) bool {
	if head.Version == "HTTP/1.0" {
		return head.lists("Connection", "keep-alive") && !head.lists("Connection", "close")
	}
	return !head.lists("Connection", "close")
}

// http1Upgrades tells whether the head asks for, or agrees to, websocket.
func http1Upgrades(head *HTTPHead) bool {
	return head.Version == "HTTP/1.1" && head.lists("Connection", "upgrade") && head.lists("Upgrade", "websocket")
}
