package pattern

import (
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"time"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
)

var httpProxy = Pattern{
	ID:      "http-proxy",
	Title:   "Reverse proxy",
	Group:   "HTTP",
	Summary: "One address, several servers behind it",
	Lesson: "Clients know one address. The proxy behind it hands each request to one of its backends in turn, waits for the response, " +
		"and hands that back: a server to the clients, a client to the backends.",
	Watch: []string{
		"Every request is two: one connection before the proxy, another behind it. Both stay taken until the answer is back.",
		"In turn means by number, not by load: a slow backend gets as many requests as the others.",
		"A backend that is not there costs its clients a 502 Bad Gateway; the proxy itself is well.",
	},
	Mistake: []string{"the proxy is a client too, with a pool of its own", "round-robin is by turn, not by load", "502 Bad Gateway", "two round trips"},
	Params: []Param{
		count("clients", "Clients", "Each asks, then waits", 1, 5, "3"),
		count("backends", "Backends", "They get requests in turn", 1, 5, "3"),
		millis("work", "Work", "World time a backend needs for an answer", 0, 5000, "400"),
		count("slow", "Backend 1 is slower by", "It needs so many times as long", 1, 10, "1"),
		{Name: "down", Title: "Backend 1 is down", Help: "The proxy does not know", Choices: []string{"no", "yes"}, Default: "no"},
		latency("300"), transport,
	},
	Presets: []Preset{
		{Title: "One slow backend", Values: map[string]string{"slow": "6", "clients": "5"}},
		{Title: "One backend is down", Values: map[string]string{"down": "yes"}},
	},
	Columns: []string{"clients", "proxy", "backends"},
	Asks:    map[string]string{"front": "-d please /job"},
	Nodes: func(v Values) []Node {
		clients, backends := v.Int("clients"), v.Int("backends")
		nodes := row(clients, "client", 0, func(int) Node { return Node{Role: "asks, then waits", Run: askProxy} })
		nodes = append(nodes, Node{
			Name: "proxy", Role: "in turn", Column: 1, Row: (max(clients, backends) - 1) / 2, Run: proxyFor(backends),
		})
		return append(nodes, row(backends, "backend", 2, func(i int) Node {
			need := v.Duration("work")
			if i == 0 {
				need *= time.Duration(v.Int("slow"))
			}
			if i == 0 && v.Text("down") == "yes" {
				return Node{Role: "down", Run: (*node.Node).Forever}
			}
			return Node{Role: fmt.Sprintf("%v an answer", need), Run: backend(i, need)}
		})...)
	},
}

// A client knows the proxy alone.
func askProxy(n *node.Node) {
	n.Sleep(100 * time.Millisecond)
	client := n.HTTP(httpx.Pool{})
	for {
		resp, err := client.Do(post("http://front/job", "please"))
		readBody(resp, err)
		n.Sleep(400 * time.Millisecond)
	}
}

// The proxy is Go's own. Its transport is a client of this program.
func proxyFor(backends int) func(n *node.Node) {
	return func(n *node.Node) {
		turn := 0
		proxy := &httputil.ReverseProxy{
			Transport: n.HTTP(httpx.Pool{}, "client"),
			Rewrite: func(r *httputil.ProxyRequest) {
				r.SetURL(&url.URL{Scheme: "http", Host: fmt.Sprintf("backend-%d", turn%backends)})
				turn++
			},
			ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) },
		}
		n.Serve("front", func(_ *node.Node, w http.ResponseWriter, r *http.Request) { proxy.ServeHTTP(w, r) })
		n.Forever()
	}
}

// A backend answers whoever asks.
func backend(i int, work time.Duration) func(n *node.Node) {
	return func(n *node.Node) {
		n.Serve(fmt.Sprintf("backend-%d", i), func(n *node.Node, w http.ResponseWriter, _ *http.Request) {
			n.Work(work)
			fmt.Fprintf(w, "from-%d", i+1)
		})
		n.Forever()
	}
}
