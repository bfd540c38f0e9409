package pattern

import (
	"io"
	"net/http"
	"strings"
	"time"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
)

var httpSync = Pattern{
	ID:      "http-request",
	Title:   "Synchronous request",
	Group:   "HTTP",
	Summary: "Ask, and stand still until the answer",
	Lesson: "An HTTP request goes over a tcp connection that must be opened first. The caller waits in the call until the head " +
		"of the response is there; then the connection can be used again.",
	Watch: []string{
		"Opening the connection costs a round trip before the first byte of the request flies.",
		"The second request finds the connection idle and uses it again: no round trip is paid for it.",
		"Nobody listens yet: the request is refused at once, and nothing is queued. Trying again is the caller's own work.",
	},
	Mistake: []string{"a new connection costs a round trip", "no listener: refused at once", "keep-alive"},
	Differs: "Client and server are Go's own net/http. The pool of connections is ours, so that one can see who waits for one.",
	Params: []Param{
		count("clients", "Clients", "Each with a pool of its own", 1, 5, "1"),
		{
			Name: "connection", Title: "Connection", Help: "Kept and used again, or a new one each time",
			Choices: []string{"keep-alive", "close"}, Default: "keep-alive",
		},
		millis("work", "Work", "World time the server needs for an answer", 0, 5000, "300"),
		millis("late", "Server starts after", "World time until it listens", 0, 5000, "0"),
		latency("500"), transport,
	},
	Presets: []Preset{
		{Title: "A new connection each time", Values: map[string]string{"connection": "close"}},
		{Title: "Nobody listens yet", Values: map[string]string{"late": "3000"}},
		{Title: "Three clients at once", Values: map[string]string{"clients": "3", "work": "800"}},
	},
	Columns: []string{"clients", "server"},
	Asks:    map[string]string{"api": "-d Hello /hello"},
	Nodes: func(v Values) []Node {
		nodes := row(v.Int("clients"), "client", 0, func(int) Node {
			return Node{Role: "asks, then waits", Run: requestAndWait(v.Text("connection") == "close")}
		})
		return append(nodes, Node{
			Name: "server", Role: "a thread for each request", Column: 1, Row: v.Int("clients") / 2,
			Start: v.Duration("late"), Run: answerAfter(v.Duration("work")),
		})
	},
}

// The client asks, waits, reads, and asks again. Refused, it tries again later by itself.
func requestAndWait(closing bool) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(httpx.Pool{Close: closing})
		for {
			resp, err := client.Do(post("http://api/hello", "Hello"))
			if err == nil {
				io.ReadAll(resp.Body)
			}
			n.Sleep(400 * time.Millisecond)
		}
	}
}

// The server works on each request for a while.
func answerAfter(work time.Duration) func(n *node.Node) {
	return func(n *node.Node) {
		n.Serve("api", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			n.Work(work)
			io.WriteString(w, "World")
		})
		n.Forever()
	}
}

// post makes a request. Its address is a name of this world.
func post(url, body string) *http.Request {
	req, err := http.NewRequest("POST", url, strings.NewReader(body))
	if err != nil {
		panic(err)
	}
	return req
}
