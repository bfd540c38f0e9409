package wire_test

import (
	"strings"
	"testing"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// http1Small are limits that a few bytes meet.
var http1Small = wire.HTTPLimits{Head: 60, Fields: 2, Body: 20, Event: 12, Frame: 100, Open: 2}

// Each input below is bad with its last byte and not before.
func TestHTTP1RefusesRequests(t *testing.T) {
	const start = "POST / HTTP/1.1\r\nHost: a\r\n"
	const chunked = start + "Transfer-Encoding: chunked\r\n\r\n"
	tests := []struct {
		name, in string
		want     event.Reason
	}{
		{"a TLS client", "\x16", event.BadRequest},
		{"ZeroMQ", "\xff", event.BadRequest},
		{"an empty line", "\r", event.BadRequest},
		{"no request line", "GET\r\n", event.BadRequest},
		{"HTTP/0.9", "GET /\r\n", event.BadRequest},
		{"two spaces", "GET  / HTTP/1.1\r\n", event.BadRequest},
		{"a space after the version", "GET / HTTP/1.1 \r\n", event.BadRequest},
		{"a method that is no token", "G(T / HTTP/1.1\r\n", event.BadRequest},
		{"HTTP/2", "PRI * HTTP/2.0\r\n", event.BadVersion},
		{"HTTP/1.2", "GET / HTTP/1.2\r\n", event.BadVersion},
		{"http in small letters", "GET / http/1.1\r\n", event.BadRequest},
		{"CONNECT", "CONNECT a:80 HTTP/1.1\r\n", event.NotImplemented},
		{"a relative target", "GET a HTTP/1.1\r\n", event.BadRequest},
		{"another scheme", "GET file:///etc HTTP/1.1\r\n", event.BadRequest},
		{"a bad escape", "GET /%zz HTTP/1.1\r\n", event.BadRequest},
		{"a control character in the target", "GET /\x01 HTTP/1.1\r\n", event.BadRequest},
		{"the asterisk of another method", "GET * HTTP/1.1\r\n", event.BadRequest},
		{"LF alone after the request line", "GET / HTTP/1.1\n", event.BadRequest},
		{"CR alone in the request line", "GET /\r HTTP/1.1\r\n", event.BadRequest},

		{"LF alone after a field", start + "A: b\n", event.BadRequest},
		{"CR alone in a field", start + "A: b\rc\r\n", event.BadRequest},
		{"two CRs", start + "A: b\r\r\n", event.BadRequest},
		{"LF alone for the empty line", start + "\n", event.BadRequest},
		{"a folded field", start + "A: b\r\n c\r\n", event.BadRequest},
		{"a field folded with a tab", start + "A: b\r\n\tTransfer-Encoding: chunked\r\n", event.BadRequest},
		{"a space before the colon", start + "Content-Length : 5\r\n", event.BadRequest},
		{"no colon", start + "Content-Length\r\n", event.BadRequest},
		{"no name", start + ": 5\r\n", event.BadRequest},
		{"a zero in a value", start + "A: b\x00c\r\n", event.BadRequest},
		{"a vertical tab before chunked", start + "Transfer-Encoding: \x0bchunked\r\n", event.BadRequest},
		{"no Host", "GET / HTTP/1.1\r\n\r\n", event.BadRequest},
		{"two Hosts", start + "host: a\r\n\r\n", event.BadRequest},
		{"a Host that is none", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", event.BadRequest},

		{"both lengths", start + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", event.BadFraming},
		{"both lengths, the other way round", start + "transfer-encoding: chunked\r\ncontent-length: 5\r\n\r\n", event.BadFraming},
		{"two lengths that differ", start + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", event.BadFraming},
		{"two lengths that agree", start + "Content-Length: 5\r\nContent-Length: 5\r\n\r\n", event.BadFraming},
		{"two lengths in one field", start + "Content-Length: 5, 5\r\n\r\n", event.BadFraming},
		{"a signed length", start + "Content-Length: +5\r\n\r\n", event.BadFraming},
		{"a negative length", start + "Content-Length: -1\r\n\r\n", event.BadFraming},
		{"a length in hex", start + "Content-Length: 0x5\r\n\r\n", event.BadFraming},
		{"an empty length", start + "Content-Length:\r\n\r\n", event.BadFraming},
		{"a length beyond all integers", start + "Content-Length: 9999999999999999999\r\n\r\n", event.BadFraming},
		{"chunked twice", start + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", event.BadFraming},
		{"chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", event.BadFraming},
		{"another coding", start + "Transfer-Encoding: gzip\r\n\r\n", event.NotImplemented},
		{"a list of codings", start + "Transfer-Encoding: gzip, chunked\r\n\r\n", event.NotImplemented},
		{"identity", start + "Transfer-Encoding: identity\r\n\r\n", event.NotImplemented},
		{"chunked and more", start + "Transfer-Encoding: chunked;q=1\r\n\r\n", event.NotImplemented},
		{"a length announced as a trailer", start + "Trailer: a, content-length\r\n\r\n", event.BadFraming},
		{"a body above the limit", start + "Content-Length: 1001\r\n\r\n", event.TooLarge},

		{"a chunk size that is none", chunked + "x\r\n", event.BadFraming},
		{"no chunk size", chunked + "\r\n", event.BadFraming},
		{"a signed chunk size", chunked + "+5\r\n", event.BadFraming},
		{"a chunk size in C", chunked + "0x5\r\n", event.BadFraming},
		{"a space after the chunk size", chunked + "5 \r\n", event.BadFraming},
		{"a space before the chunk size", chunked + " 5\r\n", event.BadFraming},
		{"a chunk size of 17 digits", chunked + "00000000000000005\r\n", event.BadFraming},
		{"a chunk size of 2^64-1", chunked + "ffffffffffffffff\r\n", event.BadFraming},
		{"a chunk size of 2^63-1", chunked + "7fffffffffffffff\r\n", event.TooLarge},
		{"LF alone after a chunk size", chunked + "5\n", event.BadFraming},
		{"CR alone in a chunk extension", chunked + "5;a\rb\r\n", event.BadFraming},
		{"LF alone in a chunk extension", chunked + "5;a\n", event.BadFraming},
		{"a zero in a chunk extension", chunked + "5;\x00\r\n", event.BadFraming},
		{"an endless chunk extension", chunked + "5;" + strings.Repeat("a", 255), event.TooLarge},
		{"a chunk longer than its size", chunked + "5\r\nhello!", event.BadFraming},
		{"a chunk that ends with LF alone", chunked + "5\r\nhello\n", event.BadFraming},
		{"a chunk that ends with CR alone", chunked + "5\r\nhello\rx", event.BadFraming},
		{"a chunk above the limit", chunked + "3e9\r\n", event.TooLarge},
		{"chunks above the limit", chunked + "3e7\r\n" + strings.Repeat("a", 999) + "\r\n2\r\n", event.TooLarge},
		{"a trailer that frames", chunked + "0\r\nContent-Length: 5\r\n\r\n", event.BadFraming},
		{"a trailer of Host", chunked + "0\r\nhost: b\r\n\r\n", event.BadFraming},
		{"a folded trailer", chunked + "0\r\nA: b\r\n c\r\n", event.BadRequest},
		{"LF alone after the last chunk", chunked + "0\r\n\n", event.BadRequest},

		{"a head above the limit", start + strings.Repeat("a", 32<<10+1-len(start)), event.TooLarge},
		{"a field too many", start + strings.Repeat("A: b\r\n", 100), event.TooLarge},
		{"a request after the last one", "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nG", event.BadRequest},
		{"a request after the last one of HTTP/1.0", "GET / HTTP/1.0\r\n\r\nG", event.BadRequest},
		{"bytes before the answer to an upgrade", http1Ask + "G", event.BadRequest},
		{"a request too many", strings.Repeat(http1Get, 257), event.TooMany},
	}
	limits := wire.DefaultHTTPLimits
	limits.Body, limits.Event = 1000, 1200
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			httpRefusedAtLast(t, http1Pair(limits), []httpSaid{client(test.in)}, test.want)
		})
	}
}

func TestHTTP1RefusesResponses(t *testing.T) {
	const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
	tests := []struct {
		name, asked, in string
		want            event.Reason
	}{
		{"nobody asked", "", "H", event.BadResponse},
		{"one too many", http1Get, http1OK + "H", event.BadResponse},
		{"another protocol", http1Get, "S", event.BadResponse},
		{"HTTP/2", http1Get, "HTTP/2", event.BadVersion},
		{"HTTP/1.2", http1Get, "HTTP/1.2 200 OK\r\n", event.BadVersion},
		{"no status", http1Get, "HTTP/1.1\r\n", event.BadResponse},
		{"a status of two digits", http1Get, "HTTP/1.1 20 OK\r\n", event.BadResponse},
		{"a signed status", http1Get, "HTTP/1.1 +20 OK\r\n", event.BadResponse},
		{"a status below 100", http1Get, "HTTP/1.1 099 OK\r\n", event.BadResponse},
		{"two spaces", http1Get, "HTTP/1.1  200 OK\r\n", event.BadResponse},
		{"a zero in the reason", http1Get, "HTTP/1.1 200 O\x00K\r\n", event.BadResponse},
		{"LF alone", http1Get, "HTTP/1.1 200 OK\n", event.BadResponse},
		{"a folded field", http1Get, "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n", event.BadResponse},
		{"both lengths", http1Get, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", event.BadFraming},
		{"both lengths, after HEAD", "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", event.BadFraming},
		{"two lengths", http1Get, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", event.BadFraming},
		{"a length in 100", http1Get, "HTTP/1.1 100 Continue\r\nContent-Length: 0\r\n\r\n", event.BadFraming},
		{"chunked in 204", http1Get, "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n", event.BadFraming},
		{"chunked in HTTP/1.0", http1Get, "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", event.BadFraming},
		{"gzip", http1Get, "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", event.NotImplemented},
		{"a body above the limit", http1Get, "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", event.TooLarge},
		{"an endless body above the limit", http1Get, "HTTP/1.1 200 OK\r\n\r\n" + strings.Repeat("a", 1001), event.TooLarge},
		{"a chunk above the limit", http1Get, chunked + "3e9\r\n", event.TooLarge},
		{"101 to nobody's wish", http1Get, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", event.BadResponse},
		{"101 to another wish", "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n", "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n", event.BadResponse},
		{"101 to another protocol", http1Ask, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n", event.NotImplemented},
		{"101 before the end of the request", strings.Replace(http1Ask, "Host", "Content-Length: 1\r\nHost", 1), http1Switch, event.BadResponse},
		{"a response after the last one", http1Get + http1Get, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\nH", event.BadResponse},
		{"a frame that breaks RFC 6455", http1Ask, http1Switch + "\x81\x80", event.BadFrame},
		{"an event above the limit", http1Get, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: " + strings.Repeat("a", 1199), event.TooLarge},
		{"an event above the limit, after others", http1Get, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 99999\r\n\r\ndata: a\n\n\n: " + strings.Repeat("a", 1199), event.TooLarge},
		{"a chunk of events above the limit", http1Get, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n4b1\r\n", event.TooLarge},
	}
	limits := wire.DefaultHTTPLimits
	limits.Body, limits.Event = 1000, 1200
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			talk := []httpSaid{server(test.in)}
			if test.asked != "" {
				talk = []httpSaid{client(test.asked), server(test.in)}
			}
			httpRefusedAtLast(t, http1Pair(limits), talk, test.want)
		})
	}
}

func TestHTTP1LimitsAreExact(t *testing.T) {
	request := "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n" // 48 bytes
	padded := strings.Replace(request, "Host: a", "Host: aaaaaaaaaaaaa", 1)
	tests := []struct {
		name string
		talk []httpSaid
		bad  event.Reason // "": it is within
	}{
		{"head and body", []httpSaid{client(padded + strings.Repeat("b", 20))}, ""},
		{"head", []httpSaid{client(strings.Replace(padded, "aa", "aaa", 1))}, event.TooLarge},
		{"body", []httpSaid{client(strings.Replace(request, "20", "21", 1))}, event.TooLarge},
		{"fields", []httpSaid{client("GET / HTTP/1.1\r\nHost: a\r\nA: b\r\nC: d\r\n\r\n")}, event.TooLarge},
		{"chunks", []httpSaid{client("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"), client("a\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n")}, ""},
		{"requests", []httpSaid{client(http1Get + http1Get), server(http1OK), client(http1Get)}, ""},
		{"a request", []httpSaid{client(http1Get + http1Get + http1Get)}, event.TooMany},
	}
	limits := http1Small
	limits.Head = 60
	for _, test := range tests {
		x := wire.NewHTTP1Exchange(limits)
		_, err := httpHear(x.FromClient, x.FromServer, test.talk, httpWhole)
		if zmtpReason(t, err) != test.bad {
			t.Errorf("%s: got %v, want %q", test.name, err, test.bad)
		}
	}
}

func TestHTTP1ClosedWithinAMessage(t *testing.T) {
	for name, talk := range map[string][]httpSaid{
		"a request's head":       {client("GET / HTTP/1.1\r\nHo"), clientCloses},
		"its body, not begun":    {client("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n"), clientCloses},
		"its body":               {client("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab"), clientCloses},
		"a response's head":      {client(http1Get), server("H"), serverCloses},
		"between chunks":         {client(http1Get), server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n"), serverCloses},
		"a trailer":              {client(http1Get), server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"), serverCloses},
		"a websocket frame":      {client(http1Ask), server(http1Switch + "\x81"), serverCloses},
		"a client's frame":       {client(http1Ask), server(http1Switch), client("\x81"), clientCloses},
		"after a response's 100": {client("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n"), server("HTTP/1.1 100 Continue\r\n\r\nHTTP"), serverCloses},
	} {
		x := wire.NewHTTP1Exchange(wire.DefaultHTTPLimits)
		_, err := httpHear(x.FromClient, x.FromServer, talk, httpWhole)
		if zmtpReason(t, err) != event.Incomplete {
			t.Errorf("%s: got %v, want %s", name, err, event.Incomplete)
		}
	}
}
