package wire

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/http/httpguts"

	"patternscope/sim/event"
)

// bad is why a malformed header list of this direction is refused.
func (s *H2Splitter) bad() event.Reason {
	if s.client() {
		return event.BadRequest
	}
	return event.BadResponse
}

// readFields judges what every header list must obey.
func (s *H2Splitter) readFields(fields []HTTPField) error {
	for i, f := range fields {
		err := s.readField(f)
		if err == nil && f.Name[0] == ':' {
			err = s.pseudo(fields[:i], f)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// readHead makes a head of the fields of a request or response.
func (s *H2Splitter) readHead(head *HTTPHead) error {
	head.Version = "HTTP/2"
	if s.client() {
		return head.readRequest()
	}
	return head.readStatus()
}

// readField judges a field by itself (RFC 9113 section 8.2).
func (s *H2Splitter) readField(f HTTPField) error {
	switch name := strings.TrimPrefix(f.Name, ":"); {
	case !httpguts.ValidHeaderFieldName(name) || strings.ToLower(name) != name:
		return httpError(s.bad(), "the name %.64q of a field is not in small letters, or none", f.Name)
	case !httpguts.ValidHeaderFieldValue(f.Value):
		return httpError(s.bad(), "the field %.64s has control characters in it", f.Name)
	case slices.Contains(h2OfConnections, f.Name), f.Name == "te" && f.Value != "trailers":
		return httpError(s.bad(), "the field %s speaks of the connection, and HTTP/2 has frames for that", f.Name)
	}
	return nil
}

// h2OfConnections are the fields of HTTP/1.1 that HTTP/2 does without.
var h2OfConnections = []string{"connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade"}

// pseudo judges a field like :method by what came before it.
func (s *H2Splitter) pseudo(before []HTTPField, f HTTPField) error {
	known := []string{":status"}
	if s.client() {
		known = []string{":method", ":scheme", ":authority", ":path", ":protocol"}
	}
	switch {
	case !slices.Contains(known, f.Name):
		return httpError(s.bad(), "the field %.64s has no place there", f.Name)
	case slices.ContainsFunc(before, func(b HTTPField) bool { return b.Name[0] != ':' }):
		return httpError(s.bad(), "%s came after other fields", f.Name)
	case slices.ContainsFunc(before, func(b HTTPField) bool { return b.Name == f.Name }):
		return httpError(s.bad(), "%s is there twice", f.Name)
	}
	return nil
}

func (h *HTTPHead) readRequest() error {
	h.Method, h.Target = h.Get(":method"), h.Get(":path")
	switch {
	case h.Method == "CONNECT":
		return httpError(event.NotImplemented, "CONNECT asks for a tunnel, and there is none")
	case !httpguts.ValidHeaderFieldName(h.Method):
		return httpError(event.BadRequest, "the :method %.64q is none", h.Method)
	case h.Get(":scheme") == "":
		return httpError(event.BadRequest, "a request without :scheme")
	case !strings.HasPrefix(h.Target, "/") && (h.Target != "*" || h.Method != "OPTIONS"):
		return httpError(event.BadRequest, "the :path %.64q is none", h.Target)
	case len(h.values("content-length")) > 1:
		return httpError(event.BadFraming, "content-length is there more than once")
	}
	return nil
}

func (h *HTTPHead) readStatus() (err error) {
	code := h.Get(":status")
	if h.Status, err = strconv.Atoi(code); err != nil || len(code) != 3 || h.Status < 100 {
		return httpError(event.BadResponse, "the :status %.64q is none", code)
	}
	return nil
}
