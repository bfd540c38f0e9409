package wire_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/gorilla/websocket"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// httpTap records what both ends of a connection write, in the order they do.
type httpTap struct {
	sync.Mutex
	talk []httpSaid
}

type httpTapped struct {
	net.Conn
	server bool
	tap    *httpTap
}

func (c httpTapped) Write(p []byte) (int, error) {
	c.tap.Lock()
	c.tap.talk = append(c.tap.talk, httpSaid{c.server, append([]byte{}, p...)})
	c.tap.Unlock()
	return c.Conn.Write(p)
}

// httpPipes is a listener, and what dials it.
type httpPipes struct {
	tap   *httpTap
	conns chan net.Conn
	ended chan struct{}
	once  sync.Once
}

func newHTTPPipes() *httpPipes {
	return &httpPipes{tap: &httpTap{}, conns: make(chan net.Conn), ended: make(chan struct{})}
}

func (p *httpPipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.ended:
		return nil, net.ErrClosed
	}
}

func (p *httpPipes) Addr() net.Addr { return &net.UnixAddr{} }

func (p *httpPipes) Close() error {
	p.once.Do(func() { close(p.ended) })
	return nil
}

func (p *httpPipes) dial(context.Context, string, string) (net.Conn, error) {
	near, far := net.Pipe()
	p.conns <- httpTapped{far, true, p.tap}
	return httpTapped{near, false, p.tap}, nil
}

// httpServe runs a server on pipes for the time of f, and returns what was said.
func httpServe(t *testing.T, h http.Handler, protocols *http.Protocols, f func(*httpPipes)) []httpSaid {
	t.Helper()
	p := newHTTPPipes()
	s := &http.Server{Handler: h, Protocols: protocols}
	served := make(chan error, 1)
	go func() { served <- s.Serve(p) }()
	f(p)
	s.Close()
	<-served
	p.tap.Lock()
	defer p.tap.Unlock()
	return p.tap.talk
}

// httpPlaces answers in each of the ways that a response can be framed.
func httpPlaces(answer string) http.Handler {
	places := http.NewServeMux()
	places.HandleFunc("/length", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, answer) })
	places.HandleFunc("/none", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) })
	places.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) { _, _ = io.Copy(w, r.Body) })
	places.HandleFunc("/trailers", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Trailer", "Sum")
		for part := range strings.SplitSeq(answer, " ") {
			fmt.Fprint(w, part)
			w.(http.Flusher).Flush()
		}
		w.Header().Set("Sum", "9")
	})
	places.HandleFunc("/hints", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusEarlyHints)
		w.WriteHeader(http.StatusOK)
	})
	places.HandleFunc("/events", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for i := range 3 {
			fmt.Fprintf(w, "id: %d\ndata: %d\n\n", i, i)
			w.(http.Flusher).Flush()
		}
	})
	places.HandleFunc("/ws", func(w http.ResponseWriter, r *http.Request) {
		c, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer c.Close()
		kind, message, err := c.ReadMessage()
		if err == nil {
			_ = c.WriteMessage(kind, message)
		}
	})
	return places
}

// httpVisit asks each of the places once and returns how many bytes of body went and came.
func httpVisit(t *testing.T, p *httpPipes, protocols *http.Protocols) (went, came int) {
	t.Helper()
	transport := &http.Transport{DialContext: p.dial, Protocols: protocols, DisableCompression: true, MaxConnsPerHost: 1}
	defer transport.CloseIdleConnections()
	for _, ask := range []struct {
		method, path, body string
		header             http.Header
	}{
		{"GET", "/length", "", nil},
		{"HEAD", "/length", "", nil},
		{"GET", "/none", "", nil},
		{"POST", "/echo", strings.Repeat("echo", 5000), nil},
		{"PUT", "/echo", "after 100", http.Header{"Expect": {"100-continue"}}},
		{"GET", "/trailers", "", nil},
		{"GET", "/hints", "", nil},
		{"GET", "/events", "", nil},
	} {
		r, err := http.NewRequest(ask.method, "http://tasks"+ask.path, strings.NewReader(ask.body))
		if err != nil {
			t.Fatal(err)
		}
		for name, values := range ask.header {
			r.Header[name] = values
		}
		answer, err := transport.RoundTrip(r)
		if err != nil {
			t.Fatalf("%s: %v", ask.path, err)
		}
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatalf("%s: %v", ask.path, err)
		}
		answer.Body.Close()
		went, came = went+len(ask.body), came+len(body)
	}
	return went, came
}

// What Go's own client and server say to each other is understood, and accounted for to the byte.
func TestHTTPOfGoItself(t *testing.T) {
	var one, two http.Protocols
	one.SetHTTP1(true)
	two.SetUnencryptedHTTP2(true)
	for _, test := range []struct {
		name      string
		protocols *http.Protocols
		pair      httpPair
	}{{"HTTP/1.1", &one, http1Pair(wire.DefaultHTTPLimits)}, {"HTTP/2", &two, h2Pair(wire.DefaultHTTPLimits)}} {
		t.Run(test.name, func(t *testing.T) {
			var went, came int
			talk := httpServe(t, httpPlaces("an answer in parts"), test.protocols, func(p *httpPipes) { went, came = httpVisit(t, p, test.protocols) })
			c, s := test.pair()
			whole, err := httpHear(c, s, talk, httpWhole)
			if err != nil {
				t.Fatal(err)
			}
			httpCheckWhole(t, talk, whole, true)
			if got := [2]int{httpPayload(whole, false), httpPayload(whole, true)}; got != [2]int{went, came} {
				t.Errorf("payload: got %v, want %v", got, [2]int{went, came})
			}
			if asked, answered := httpEnds(whole, false), httpEnds(whole, true); asked != 8 || answered != 8 {
				t.Errorf("%d requests and %d responses ended, want 8", asked, answered)
			}
			if got := httpEvents(whole); got != 3 {
				t.Errorf("%d events, want 3", got)
			}
			c, s = test.pair()
			again, err := httpHear(c, s, talk, httpChunks(7))
			if diff := httpDiff(whole, again); diff != "" || err != nil {
				t.Errorf("in chunks of 7: %v (-want +got):\n%s", err, diff)
			}
		})
	}
}

func httpPayload(heard []httpHeard, server bool) (n int) {
	for _, u := range httpUnitsOf(heard, server) {
		n += u.Payload()
	}
	return n
}

func httpEnds(heard []httpHeard, server bool) (n int) {
	for _, u := range httpUnitsOf(heard, server) {
		if u.End {
			n++
		}
	}
	return n
}

func httpEvents(heard []httpHeard) (n int) {
	for _, h := range heard {
		n += len(h.Unit.Events)
	}
	return n
}

func TestHTTPUpgradeOfTheLibrary(t *testing.T) {
	message := strings.Repeat("hello", 2000) // the client sends it in fragments
	var one http.Protocols
	one.SetHTTP1(true)
	talk := httpServe(t, httpPlaces(""), &one, func(p *httpPipes) {
		c, _, err := (&websocket.Dialer{NetDialContext: p.dial}).Dial("ws://tasks/ws", nil)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if err := c.WriteMessage(websocket.BinaryMessage, []byte(message)); err != nil {
			t.Fatal(err)
		}
		if _, got, err := c.ReadMessage(); err != nil || string(got) != message {
			t.Fatalf("got %d bytes and %v", len(got), err)
		}
	})
	c, s := http1Pair(wire.DefaultHTTPLimits)()
	heard, err := httpHear(c, s, talk, httpChunks(1000))
	if err != nil {
		t.Fatal(err)
	}
	httpCheckWhole(t, talk, heard, true)
	for _, server := range []bool{false, true} {
		units := httpUnitsOf(heard, server)
		if got := wsMessages(units[1:]); len(got) != 1 || got[0] != message || units[1].What != event.WhatWSBinary || units[1].Stream != 1 {
			t.Errorf("from server %v: %d messages, the first unit %s", server, len(got), units[1].What)
		}
	}
}
