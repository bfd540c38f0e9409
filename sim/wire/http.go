package wire

// HTTP/1.1 (RFC 9110, RFC 9112), text/event-stream (WHATWG), WebSocket
// (RFC 6455) and HTTP/2 without TLS (RFC 9113), cut into units and checked on
// the way.
//
//	client ─▶ chunks ─ Feed ─▶ FromClient ─▶ Units       HTTP1Exchange, H2Exchange:
//	                               ▲                     one connection, both directions
//	                               ▼ methods, upgrades, closed streams, table sizes
//	server ─▶ chunks ─ Feed ─▶ FromServer ─▶ Units
//
// A response cannot be read by one who has not read its request, so the two
// directions of a connection are made together, and the bytes of a request are
// fed before the bytes that answer it. Neither they nor two splitters of one
// connection are safe for concurrent use.
//
// Nothing of a unit is handed on before all of it is known to be well formed,
// and what the RFCs let two readers understand in two ways (request smuggling:
// both lengths, folded fields, bare line ends) is refused. The units of a
// direction, one after the other, are its bytes; save for a piece of a body,
// which is handed on as it came, they do not depend on how it was chunked.

import (
	"fmt"
	"strings"

	"patternscope/sim/event"
)

// HTTPUnit is one parcel of an HTTP connection. Its slices may be kept as long
// as one likes.
type HTTPUnit struct {
	What   string // event.WhatRequest, WhatChunk, WhatWSText, WhatH2Data ...
	Bytes  []byte // as on the wire; empty where a closed connection ended a body
	Body   []byte // what is inside: content, or the data of a websocket frame, unmasked
	Stream int    // its request: the how manyth of the connection, 1, 2 ...; HTTP/2: the stream, 0 for the connection
	End    bool   // the last of its request, response or websocket message; HTTP/2: its stream ends this way

	Head   *HTTPHead  // a head, a last chunk (its trailers), HEADERS
	Events []SSEEvent // of a piece of text/event-stream: the events it completes
	WS     *WSFrame   // a websocket frame
	H2     *H2Frame   // an HTTP/2 frame
}

// Payload is how many of its bytes carry what a program had to say: the content
// of a body, the data of a websocket message.
func (u HTTPUnit) Payload() int {
	if u.WS != nil && u.WS.Control() {
		return 0
	}
	return len(u.Body)
}

// Overhead is how many of its bytes are there for HTTP alone: start line,
// header fields, chunk sizes, frame headers, padding, control frames.
func (u HTTPUnit) Overhead() int { return len(u.Bytes) - u.Payload() }

// HTTPHead is the head of a request or a response, or a trailer section, which
// has fields alone.
type HTTPHead struct {
	Version string // "HTTP/1.1", "HTTP/1.0", "HTTP/2"; "" for trailers
	Method  string // of a request
	Target  string // of a request, as it stands there; HTTP/2: the path
	Status  int    // of a response
	Reason  string // of a response; "" in HTTP/2
	Fields  []HTTPField
}

// HTTPField is a header field. Its name is as on the wire, in HTTP/2 also :method and the like.
type HTTPField struct{ Name, Value string }

// Get returns the value of the first field of that name, in any case, or "".
func (h *HTTPHead) Get(name string) string {
	for _, f := range h.Fields {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// values are the values of all fields of that name.
func (h *HTTPHead) values(name string) (all []string) {
	for _, f := range h.Fields {
		if strings.EqualFold(f.Name, name) {
			all = append(all, f.Value)
		}
	}
	return all
}

// lists tells whether the comma-separated fields of that name have the element, in any case.
func (h *HTTPHead) lists(name, element string) bool {
	for _, value := range h.values(name) {
		for one := range strings.SplitSeq(value, ",") {
			if strings.EqualFold(strings.Trim(one, " \t"), element) {
				return true
			}
		}
	}
	return false
}

// streamsEvents tells whether the content is text/event-stream.
func (h *HTTPHead) streamsEvents() bool {
	kind, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	return strings.EqualFold(strings.Trim(kind, " \t"), "text/event-stream")
}

func httpError(reason event.Reason, format string, args ...any) error {
	return &ProtocolError{Reason: reason, Text: fmt.Sprintf(format, args...)}
}
