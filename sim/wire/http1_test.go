package wire_test

import (
	"testing"

	"patternscope/sim/wire"
)

const (
	http1Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n" // 27 bytes
	http1OK  = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
)

func TestHTTP1Units(t *testing.T) {
	tests := []struct {
		name string
		talk []httpSaid
		want []string
	}{
		{
			"a request and its response",
			[]httpSaid{client("GET /a?b=c HTTP/1.1\r\nHost: tasks\r\nAccept: */*\r\n\r\n"), server(http1OK), client(http1Get)},
			[]string{"request 1 0+49 GET /a?b=c HTTP/1.1 [Host=tasks] [Accept=*/*] end", "response 1 0+38 HTTP/1.1 200 OK [Content-Length=2]", `body 1 2+0 "ok" end`, "request 2 0+27 GET / HTTP/1.1 [Host=a] end"},
		},
		{
			"a body of known length",
			[]httpSaid{client("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello" + http1Get)},
			[]string{"request 1 0+47 POST / HTTP/1.1 [Host=a] [Content-Length=5]", `body 1 5+0 "hello" end`, "request 2 0+27 GET / HTTP/1.1 [Host=a] end"},
		},
		{
			"chunks, extensions and trailers",
			[]httpSaid{client("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\nTrailer: Sum\r\n\r\n5\r\nhello\r\nA;a=b\r\n0123456789\r\n000\r\nSum: 9\r\n\r\n")},
			[]string{
				"request 1 0+70 POST / HTTP/1.1 [Host=a] [Transfer-Encoding=Chunked] [Trailer=Sum]",
				`chunk 1 5+5 "hello"`, `chunk 1 10+9 "0123456789"`, "last-chunk 1 0+15  [Sum=9] end",
			},
		},
		{
			"an empty chunked body",
			[]httpSaid{client(http1Get), server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")},
			[]string{"request 1 0+27 GET / HTTP/1.1 [Host=a] end", "response 1 0+47 HTTP/1.1 200 OK [Transfer-Encoding=chunked]", "last-chunk 1 0+5  end"},
		},
		{
			"100-continue",
			[]httpSaid{
				client("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n"), server("HTTP/1.1 100 Continue\r\n\r\n"),
				client("x"), server("HTTP/1.1 103 Early Hints\r\nLink: b\r\n\r\n" + http1OK),
			},
			[]string{
				"request 1 0+68 PUT / HTTP/1.1 [Host=a] [Expect=100-continue] [Content-Length=1]", "informational 1 0+25 HTTP/1.1 100 Continue",
				`body 1 1+0 "x" end`, "informational 1 0+37 HTTP/1.1 103 Early Hints [Link=b]", "response 1 0+38 HTTP/1.1 200 OK [Content-Length=2]", `body 1 2+0 "ok" end`,
			},
		},
		{
			"no body after HEAD, 204 and 304, and of length 0",
			[]httpSaid{
				client("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + http1Get + http1Get + http1Get),
				server("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 304 \r\nTransfer-Encoding: chunked\r\n\r\nHTTP/1.1 200\r\nContent-Length: 0\r\n\r\n"),
			},
			[]string{
				"request 1 0+28 HEAD / HTTP/1.1 [Host=a] end", "request 2 0+27 GET / HTTP/1.1 [Host=a] end", "request 3 0+27 GET / HTTP/1.1 [Host=a] end", "request 4 0+27 GET / HTTP/1.1 [Host=a] end",
				"response 1 0+48 HTTP/1.1 200 OK [Content-Length=99999999999] end", "response 2 0+27 HTTP/1.1 204 No Content end",
				"response 3 0+45 HTTP/1.1 304  [Transfer-Encoding=chunked] end", "response 4 0+35 HTTP/1.1 200  [Content-Length=0] end",
			},
		},
		{
			"a chunked HEAD has no chunks",
			[]httpSaid{client("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + http1Get), server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + http1OK)},
			[]string{
				"request 1 0+28 HEAD / HTTP/1.1 [Host=a] end", "request 2 0+27 GET / HTTP/1.1 [Host=a] end",
				"response 1 0+47 HTTP/1.1 200 OK [Transfer-Encoding=chunked] end", "response 2 0+38 HTTP/1.1 200 OK [Content-Length=2]", `body 2 2+0 "ok" end`,
			},
		},
		{
			"a body that ends with the connection",
			[]httpSaid{client("GET / HTTP/1.0\r\n\r\n"), server("HTTP/1.0 200 OK\r\n\r\nall there is"), serverCloses, clientCloses},
			[]string{"request 1 0+18 GET / HTTP/1.0 end", "response 1 0+19 HTTP/1.0 200 OK", `body 1 12+0 "all there is" end`},
		},
		{
			"and an empty one",
			[]httpSaid{client(http1Get), server("HTTP/1.1 200 OK\r\n\r\n"), serverCloses},
			[]string{"request 1 0+27 GET / HTTP/1.1 [Host=a] end", "response 1 0+19 HTTP/1.1 200 OK", "body 1 0+0 end"},
		},
		{
			"HTTP/1.0 that stays",
			[]httpSaid{client("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\nOPTIONS * HTTP/1.0\r\n\r\n")},
			[]string{"request 1 0+42 GET / HTTP/1.0 [Connection=Keep-Alive] end", "request 2 0+22 OPTIONS * HTTP/1.0 end"},
		},
		{
			"the end of the connection is announced",
			[]httpSaid{client("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n"), server("HTTP/1.1 200 OK\r\nconnection: close\r\nContent-Length: 2\r\n\r\nok"), serverCloses, clientCloses},
			[]string{"request 1 0+49 GET / HTTP/1.1 [Host=a] [Connection=x, Close] end", "response 1 0+57 HTTP/1.1 200 OK [connection=close] [Content-Length=2]", `body 1 2+0 "ok" end`},
		},
		{
			"the response comes before all of the request",
			[]httpSaid{client("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe"), server("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n"), client("llo" + http1Get)},
			[]string{
				"request 1 0+47 POST / HTTP/1.1 [Host=a] [Content-Length=5]", `body 1 2+0 "he"`,
				"response 1 0+53 HTTP/1.1 413 Content Too Large [Content-Length=0] end", `body 1 3+0 "llo" end`, "request 2 0+27 GET / HTTP/1.1 [Host=a] end",
			},
		},
		{
			"an absolute target, spaces around a value, an empty one, one of other bytes",
			[]httpSaid{client("GET http://a/b HTTP/1.1\r\nHost:\t a \t\r\nX:\r\nY: \xfc\r\n\r\n")},
			[]string{"request 1 0+49 GET http://a/b HTTP/1.1 [Host=a] [X=] [Y=\xfc] end"},
		},
		{
			"events in chunks",
			[]httpSaid{client(http1Get), server("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n" +
				"9\r\ndata: a\n\n\r\n6\r\ndata: \r\n13\r\nb\n\ndata: c\n\ndata: d\r\n2\r\n\n\n\r\n0\r\n\r\n")},
			[]string{
				"request 1 0+27 GET / HTTP/1.1 [Host=a] end", "response 1 0+95 HTTP/1.1 200 OK [Content-Type=text/event-stream; charset=utf-8] [Transfer-Encoding=chunked]",
				`sse-event 1 9+5 "data: a\n\n" (message "a")`, `chunk 1 6+5 "data: "`,
				`sse-event 1 19+6 "b\n\ndata: c\n\ndata: d" (message "b") (message "c")`, `sse-event 1 2+5 "\n\n" (message "d")`, "last-chunk 1 0+5  end",
			},
		},
		{
			"events until the connection ends",
			[]httpSaid{client(http1Get), server("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: a\r\rid: 1\r\r"), serverCloses},
			[]string{
				"request 1 0+27 GET / HTTP/1.1 [Host=a] end", "response 1 0+52 HTTP/1.1 200 OK [Content-Type=text/event-stream]",
				`sse-event 1 16+0 "data: a\r\rid: 1\r\r" (message "a") (id 1) end`,
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			httpUnits(t, http1Pair(wire.DefaultHTTPLimits), test.talk, test.want)
		})
	}
}

const (
	http1Ask    = "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\r\n"
	http1Switch = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
)

func TestHTTP1Upgrade(t *testing.T) {
	httpUnits(t, http1Pair(wire.DefaultHTTPLimits), []httpSaid{
		client(http1Get + http1Ask), server(http1OK), server(http1Switch + "\x81\x02hi"), client("\x81\x82\x01\x02\x03\x04ik\x88\x80\x00\x00\x00\x00"), server("\x88\x02\x03\xe8"), clientCloses, serverCloses,
	}, []string{
		"request 1 0+27 GET / HTTP/1.1 [Host=a] end",
		"request 2 0+82 GET /ws HTTP/1.1 [Host=a] [Connection=keep-alive, Upgrade] [Upgrade=websocket] end",
		"response 1 0+38 HTTP/1.1 200 OK [Content-Length=2]", `body 1 2+0 "ok" end`,
		"response 2 0+77 HTTP/1.1 101 Switching Protocols [Connection=Upgrade] [Upgrade=websocket] end",
		`ws-text 2 2+2 "hi" end`, `ws-text 2 2+6 "hi" end`, "ws-close 2 0+6 end", `ws-close 2 0+4 "\x03\xe8" code 1000  end`,
	})
}

func TestHTTP1UpgradeThatIsDenied(t *testing.T) {
	httpUnits(t, http1Pair(wire.DefaultHTTPLimits), []httpSaid{client(http1Ask), server("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"), client(http1Get)}, []string{
		"request 1 0+82 GET /ws HTTP/1.1 [Host=a] [Connection=keep-alive, Upgrade] [Upgrade=websocket] end",
		"response 1 0+45 HTTP/1.1 403 Forbidden [Content-Length=0] end", "request 2 0+27 GET / HTTP/1.1 [Host=a] end",
	})
}

func TestHTTP1OpenCountsWhatIsUnanswered(t *testing.T) {
	x := wire.NewHTTP1Exchange(wire.DefaultHTTPLimits)
	steps := []struct {
		said httpSaid
		want int
	}{
		{client(http1Get), 1},
		{client(http1Get), 2},
		{server("HTTP/1.1 100 Continue\r\n\r\n"), 2},
		{server(http1OK[:len(http1OK)-1]), 2},
		{server("k"), 1},
		{server(http1OK), 0},
	}
	for i, step := range steps {
		if _, err := httpHear(x.FromClient, x.FromServer, []httpSaid{step.said}, httpWhole); err != nil || x.Open() != step.want {
			t.Fatalf("step %d: %d open and %v, want %d", i, x.Open(), err, step.want)
		}
	}
}
