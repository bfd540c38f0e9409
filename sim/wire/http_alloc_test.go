package wire_test

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/http2"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// What is announced costs nothing until it comes.
func TestHTTPReservesNothingForWhatIsOnlyAnnounced(t *testing.T) {
	const chunked = "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
	events := "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
	limits := wire.DefaultHTTPLimits
	limits.Body, limits.Frame, limits.Event, limits.Table = 1<<30, 1<<30, 1<<30, 1<<30
	tests := []struct {
		name string
		pair httpPair
		talk []httpSaid // the last of it is measured
	}{
		{"a body of 1 GiB", http1Pair(limits), []httpSaid{client("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1073741824\r\n\r\n")}},
		{"a chunk of 1 GiB", http1Pair(limits), []httpSaid{client(chunked), client("40000000\r\n")}},
		{"a chunk of 2^63-1", http1Pair(limits), []httpSaid{client(chunked), client("7fffffffffffffff\r\n")}},
		{"an endless number of events", http1Pair(limits), []httpSaid{client(http1Get), server(events + "Content-Length: 999999999999999999\r\n\r\n")}},
		{"a frame of 1 GiB", wsPair(limits), []httpSaid{server("\x82\x7f\x00\x00\x00\x00\x40\x00\x00\x00")}},
		{"a frame of 2^63-1", wsPair(limits), []httpSaid{server("\x82\x7f\x7f\xff\xff\xff\xff\xff\xff\xff")}},
		{"an HTTP/2 frame of 16 MiB", h2Pair(limits), []httpSaid{client(wire.H2Preface + string(h2Writes(h2Settings()))), client(h2Header(1<<24-1, 0x77, 0, 0))}},
		{"a table of 4 GiB", h2Pair(limits), []httpSaid{client(wire.H2Preface), client(string(h2Writes(h2Settings(http2.Setting{ID: 1, Val: 1<<32 - 1}))))}},
	}
	const bound = 16 << 10
	for _, test := range tests {
		c, s := test.pair()
		last := len(test.talk) - 1
		if _, err := httpHear(c, s, test.talk[:last], httpWhole); err != nil {
			t.Fatal(err)
		}
		if got := zmtpAllocated(func() { _, _ = httpHear(c, s, test.talk[last:], httpWhole) }); got > bound {
			t.Errorf("%s: allocated %d bytes", test.name, got)
		}
		if held := max(c.Pending(), s.Pending()); held > len(test.talk[last].bytes) {
			t.Errorf("%s: holds %d bytes of %d", test.name, held, len(test.talk[last].bytes))
		}
	}
}

// A few bytes of HPACK may stand for a gigabyte of fields.
func TestH2ListsAreBounded(t *testing.T) {
	bomb := h2Writes(h2Settings(), h2Head(1, false, ":method", "GET", ":scheme", "http", ":path", "/", "bomb", strings.Repeat("b", 3000)))
	again := h2Raw(1, 4, 3, strings.Repeat("\xbe", 16000)) // 62: the newest of the table
	x := wire.NewH2Exchange(wire.DefaultHTTPLimits)
	if _, err := x.FromClient.Feed(append([]byte(wire.H2Preface), bomb...)); err != nil {
		t.Fatal(err)
	}
	var err error
	if got := zmtpAllocated(func() { _, err = x.FromClient.Feed(h2Writes(again)) }); got > 256<<10 {
		t.Errorf("allocated %d bytes for a header block of 16000 that stands for 48 MB", got)
	}
	if zmtpReason(t, err) != event.TooLarge {
		t.Errorf("got %v, want %s", err, event.TooLarge)
	}
}

// What comes in drops costs a small multiple of its size.
func TestHTTPMemoryFollowsWhatArrived(t *testing.T) {
	body := strings.Repeat("a", 60000)
	tests := []struct {
		name string
		pair httpPair
		said httpSaid
	}{
		{"a body", http1Pair(wire.DefaultHTTPLimits), client("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n" + body)},
		{"a chunk", http1Pair(wire.DefaultHTTPLimits), client("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nea60\r\n" + body + "\r\n0\r\n\r\n")},
		{"a head", http1Pair(wire.DefaultHTTPLimits), client("PUT / HTTP/1.1\r\nHost: a\r\nA: " + body[:30000] + "\r\n\r\n")},
		{"a websocket frame", wsPair(wire.DefaultHTTPLimits), client("\x82\xfe\xea\x60\x01\x02\x03\x04" + body)},
		{"an HTTP/2 frame", h2Pair(wire.DefaultHTTPLimits), client(wire.H2Preface + string(h2Writes(h2Settings(), h2Get(1, false), h2Body(1, true, body))))},
	}
	for _, test := range tests {
		c, _ := test.pair()
		got := zmtpAllocated(func() {
			for chunk := range bytesChunks(test.said.bytes, 1000) {
				if _, err := c.Feed(chunk); err != nil {
					t.Fatal(err)
				}
			}
		})
		if got > uint64(8*len(test.said.bytes)) {
			t.Errorf("%s: allocated %d bytes for %d", test.name, got, len(test.said.bytes))
		}
	}
}

func bytesChunks(b []byte, size int) func(yield func([]byte) bool) {
	return func(yield func([]byte) bool) {
		for len(b) > 0 && yield(b[:min(size, len(b))]) {
			b = b[min(size, len(b)):]
		}
	}
}

func TestHTTPAllocationsOfAMessage(t *testing.T) {
	const request = "POST /tasks HTTP/1.1\r\nHost: tasks\r\nUser-Agent: Go-http-client/1.1\r\nContent-Length: 64\r\nAccept-Encoding: gzip\r\n\r\n"
	const response = "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 17:00:00 GMT\r\nContent-Length: 64\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
	body := strings.Repeat("a", 64)
	x := wire.NewHTTP1Exchange(wire.DefaultHTTPLimits)
	ask, answer := []byte(request+body), []byte(response+body)
	got := testing.AllocsPerRun(100, func() {
		_, err := x.FromClient.Feed(ask)
		_, err2 := x.FromServer.Feed(answer)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
	})
	if got > 40 {
		t.Errorf("a request and its response take %v allocations", got)
	}
	s := wire.NewWSSplitter(wire.DefaultHTTPLimits, false)
	frames := bytes.Repeat([]byte("\x82\x40"+body), 1000)
	if got := testing.AllocsPerRun(20, func() { _, _ = s.Feed(frames) }); got > 1010 { // a header each
		t.Errorf("a thousand websocket frames take %v allocations", got)
	}
}

func BenchmarkHTTP1Splitter(b *testing.B) {
	x := wire.NewHTTP1Exchange(wire.DefaultHTTPLimits)
	ask := []byte("POST /tasks HTTP/1.1\r\nHost: tasks\r\nUser-Agent: Go-http-client/1.1\r\nContent-Length: 64\r\nAccept-Encoding: gzip\r\n\r\n" + strings.Repeat("a", 64))
	answer := []byte("HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 17:00:00 GMT\r\nContent-Length: 64\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + strings.Repeat("a", 64))
	b.ReportAllocs()
	for b.Loop() {
		_, err := x.FromClient.Feed(ask)
		_, err2 := x.FromServer.Feed(answer)
		if err != nil || err2 != nil {
			b.Fatal(err, err2)
		}
	}
}

func BenchmarkWSSplitter(b *testing.B) {
	s := wire.NewWSSplitter(wire.DefaultHTTPLimits, true)
	frames := bytes.Repeat([]byte("\x82\xc0\x01\x02\x03\x04"+strings.Repeat("a", 64)), 1000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Feed(frames); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/frame")
}

func BenchmarkH2Splitter(b *testing.B) {
	limits := wire.DefaultHTTPLimits
	limits.Body = 1 << 60
	s := wire.NewH2Exchange(limits).FromClient
	if _, err := s.Feed([]byte(wire.H2Preface + string(h2Writes(h2Settings(), h2Get(1, false))))); err != nil {
		b.Fatal(err)
	}
	frames := bytes.Repeat(h2Writes(h2Body(1, false, strings.Repeat("a", 64))), 1000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Feed(frames); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/frame")
}
