package wire_test

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/textproto"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// http1Message is one message as a reader has it.
type http1Message struct {
	Method, Target string
	Status         int
	Body           string
	Header         http.Header // without what frames the message
	Trailer        http.Header
}

// http1Framers are the fields that net/http takes out of a head, or adds to it.
var http1Framers = []string{"Host", "Transfer-Encoding", "Content-Length", "Trailer", "Cache-Control", "Pragma"}

func http1Header(fields []wire.HTTPField) http.Header {
	h := http.Header{}
	for _, f := range fields {
		h[textproto.CanonicalMIMEHeaderKey(f.Name)] = append(h[textproto.CanonicalMIMEHeaderKey(f.Name)], f.Value)
	}
	return http1Plain(h)
}

func http1Plain(h http.Header) http.Header {
	h = h.Clone()
	for _, name := range http1Framers {
		delete(h, name)
	}
	if len(h) == 0 {
		return nil
	}
	return h
}

// http1Messages puts the whole messages among units together, up to an upgrade.
func http1Messages(units []wire.HTTPUnit) (messages []http1Message) {
	var m http1Message
	for _, u := range units {
		switch {
		case u.What == event.WhatLastChunk:
			m.Trailer = http1Header(u.Head.Fields)
		case u.Head != nil:
			m = http1Message{Method: u.Head.Method, Target: u.Head.Target, Status: u.Head.Status, Header: http1Header(u.Head.Fields)}
		case u.WS != nil:
			return messages
		}
		m.Body += string(u.Body)
		if u.End || u.What == event.WhatInformational {
			messages = append(messages, m)
		}
	}
	return messages
}

// http1SameMessages checks that net/http reads the messages that the splitters cut.
func http1SameMessages(t testing.TB, heard []httpHeard) {
	t.Helper()
	requests, responses := httpUnitsOf(heard, false), httpUnitsOf(heard, true)
	asked := http1Messages(requests)
	if diff := cmp.Diff(asked, http1ReadRequests(t, httpBytes(requests), len(asked))); diff != "" {
		t.Fatalf("requests (-splitter +net/http):\n%s", diff)
	}
	var methods []string // a response may come before all of its request
	for _, u := range requests {
		if u.What == event.WhatRequest {
			methods = append(methods, u.Head.Method)
		}
	}
	answered := http1Messages(responses)
	if diff := cmp.Diff(answered, http1ReadResponses(t, httpBytes(responses), methods, len(answered))); diff != "" {
		t.Fatalf("responses (-splitter +net/http):\n%s", diff)
	}
}

func httpBytes(units []wire.HTTPUnit) (all []byte) {
	for _, u := range units {
		all = append(all, u.Bytes...)
	}
	return all
}

func http1ReadRequests(t testing.TB, in []byte, count int) (messages []http1Message) {
	t.Helper()
	b := bufio.NewReaderSize(bytes.NewReader(in), 1<<16)
	for range count {
		r, err := http.ReadRequest(b)
		if err != nil {
			t.Fatalf("of %q net/http reads: %v", in, err)
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatalf("of %q net/http reads the body: %v", in, err)
		}
		messages = append(messages, http1Message{Method: r.Method, Target: r.RequestURI, Body: string(body), Header: http1Plain(r.Header), Trailer: http1Plain(r.Trailer)})
	}
	return messages
}

func http1ReadResponses(t testing.TB, in []byte, methods []string, count int) (messages []http1Message) {
	t.Helper()
	b := bufio.NewReaderSize(bytes.NewReader(in), 1<<16)
	for range count {
		r, err := http.ReadResponse(b, &http.Request{Method: methods[0]})
		if err != nil {
			t.Fatalf("of %q net/http reads: %v", in, err)
		}
		body, err := io.ReadAll(r.Body)
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Fatalf("of %q net/http reads the body: %v", in, err)
		}
		if r.StatusCode >= 200 {
			methods = methods[1:]
		}
		messages = append(messages, http1Message{Status: r.StatusCode, Body: string(body), Header: http1Plain(r.Header), Trailer: http1Plain(r.Trailer)})
	}
	return messages
}
