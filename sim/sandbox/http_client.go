package sandbox

import (
	"io"
	"net/http"
	"strings"

	"patternscope/sim/act"
	"patternscope/sim/httpx"
	"patternscope/sim/node"
)

func httpClient() Kind {
	return Kind{
		Kind: "http-client", Title: "HTTP client", Group: "HTTP", File: "http_client.go",
		Help: "Sends a request every so often to each server it is connected to, in turn. It waits for the answer, or lets it come by itself.",
		Settings: []act.Field{
			every("1000"), choice("method", "Method", "GET", "POST", "PUT", "DELETE"), text("path", "Path", "/"),
			text("body", "Body of a POST or PUT", "hello"), choice("way", "Until the answer", "waits", "goes on"),
			choice("connection", "Connection", "keep-alive", "close"), number("timeout", "Time-out; 0 is none", "ms", 0, 60_000, "0"),
		},
		Sockets: []Slot{{Name: "http", Types: []string{HTTP}, Side: "connect"}},
		run:     ask,
	}
}

// An HTTP client asks its servers in turn.
func ask(n *node.Node, d *Node) {
	client := n.HTTP(httpx.Pool{Close: d.text("connection") == "close", Timeout: d.millis("timeout")}, d.Sockets[0].Name)
	d.openRest(n)
	for i := 0; ; i++ {
		if servers := d.Sockets[0].Connect; len(servers) > 0 {
			req := asked(d, "http://"+servers[i%len(servers)])
			if d.text("way") == "waits" {
				read(client.Do(req))
			} else {
				client.Go(req, func(resp *http.Response, err error) { read(resp, err) })
			}
		}
		n.Sleep(d.millis("every"))
	}
}

// asked is the request that the settings describe.
func asked(d *Node, server string) *http.Request {
	var body io.Reader
	if m := d.text("method"); m == "POST" || m == "PUT" {
		body = strings.NewReader(d.text("body"))
	}
	req, err := http.NewRequest(d.text("method"), server+d.text("path"), body)
	if err != nil {
		panic(err) // the settings were checked
	}
	return req
}

// read takes the whole answer, so that its connection can be used again.
func read(resp *http.Response, err error) {
	if err == nil {
		io.ReadAll(resp.Body)
	}
}
