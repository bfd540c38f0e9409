package pattern

import (
	"fmt"
	"io"
	"net/http"
	"time"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
)

var httpH2 = Pattern{
	ID:      "http-h2",
	Title:   "HTTP/2 multiplexing",
	Group:   "HTTP",
	Summary: "Many requests at once on one connection",
	Lesson: "Two clients run the same program: they ask for one slow thing and several quick ones at the same time, over one connection. " +
		"HTTP/1.1 has one exchange at a time on it, so the quick ones wait behind the slow one; in HTTP/2 each exchange is a stream of its own.",
	Watch: []string{
		"HTTP/1.1: the quick requests are not even sent until the slow response has come. That is head-of-line waiting.",
		"HTTP/2: all requests fly one behind the other, and each response comes when it is ready; its stream tells whose it is.",
		"The small rings are frames without a message: the preface with its SETTINGS, SETTINGS from the other side, and an ACK for each.",
		"More connections help HTTP/1.1 as well; browsers open six. Each costs a round trip, and has its own queue.",
	},
	Mistake: []string{"a pool of connections is not multiplexing", "HTTP/2 makes no server faster", "a packet lost by tcp holds up all streams", "prior knowledge: h2c, without TLS"},
	Differs: "Go's net/http on both sides, HTTP/2 without TLS and with prior knowledge; browsers speak it over TLS alone. Header fields " +
		"are shown as text: on the wire HPACK has made them smaller.",
	Params: []Param{
		{
			Name: "clients", Title: "Clients", Help: "Who asks: one that speaks HTTP/1.1, one that speaks HTTP/2, or both",
			Choices: []string{"both", "http-1.1", "http-2"}, Default: "both",
		},
		count("quick", "Quick requests", "Made at the same time as the slow one", 1, 8, "3"),
		millis("slow", "Slow work", "World time the slow request takes at the server", 0, 10000, "2000"),
		count("pool", "HTTP/1.1 connections", "At most so many to the server; HTTP/2 has one", 1, 8, "1"),
		latency("400"), transport,
	},
	Presets: []Preset{
		{Title: "Six connections, as in a browser", Values: map[string]string{"clients": "http-1.1", "pool": "6", "quick": "7"}},
		{Title: "Nothing is slow", Values: map[string]string{"slow": "100"}},
		{Title: "HTTP/2 alone", Values: map[string]string{"clients": "http-2", "quick": "7"}},
		{Title: "Far away", Values: map[string]string{"latency": "1500"}},
	},
	Columns: []string{"clients", "server"},
	Asks:    map[string]string{"server": "/quick/1"},
	Nodes: func(v Values) []Node {
		var nodes []Node
		if v.Text("clients") != "http-2" {
			nodes = append(nodes, Node{Name: "HTTP/1 client", Role: version1(v.Int("pool")), Run: askAtOnce(v, httpx.Pool{Max: v.Int("pool")})})
		}
		if v.Text("clients") != "http-1.1" {
			nodes = append(nodes, Node{Name: "HTTP/2 client", Role: "one connection", Row: len(nodes), Run: askAtOnce(v, httpx.Pool{HTTP2: true})})
		}
		return append(nodes, Node{Name: "server", Role: "speaks both", Column: 1, Run: answerSlowAndQuick(v.Duration("slow"))})
	},
}

func version1(connections int) string {
	if connections == 1 {
		return "1.1, one connection"
	}
	return fmt.Sprintf("1.1, at most %d connections", connections)
}

// The client opens its connection, then asks for one thing after the other
// without waiting, and goes on when all has come.
func askAtOnce(v Values, pool httpx.Pool) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(pool)
		readBody(client.Do(get("http://api/hello")))
		for {
			began, quick := n.Now(), time.Duration(0)
			all := []*httpx.Future{client.Go(get("http://api/slow"), readBody)}
			for i := range v.Int("quick") {
				n.Sleep(100 * time.Millisecond)
				ask := get(fmt.Sprintf("http://api/quick/%d", i+1))
				all = append(all, client.Go(ask, readBody, func(*http.Response, error) { quick = n.Now() - began }))
			}
			for _, f := range all {
				f.Wait()
			}
			n.State("quick ones after %s", span(quick))
			n.Sleep(2 * time.Second)
		}
	}
}

// The server gives each request a thread, whatever connection it came over.
func answerSlowAndQuick(slow time.Duration) func(n *node.Node) {
	return func(n *node.Node) {
		n.Serve("api", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			work := 100 * time.Millisecond
			if r.URL.Path == "/slow" {
				work = slow
			}
			n.Work(work)
			io.WriteString(w, "done")
		})
		n.Forever()
	}
}
