package pattern

import (
	"bufio"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
)

var httpSSE = Pattern{
	ID:      "http-sse",
	Title:   "Server-sent events",
	Group:   "HTTP",
	Summary: "One response that does not end",
	Lesson: "The client asks once; the server keeps the response open and writes an event into it whenever there is one. " +
		"When the connection is lost, the client asks again and says with Last-Event-ID what it saw last.",
	Watch: []string{
		"One request, then events fly one way only. Each is a chunk of one response, flushed at once.",
		"The server ends the connection in the middle of the response: the client comes back by itself, after its retry time.",
		"With Last-Event-ID the server first sends what was missed. That works only because it kept the events.",
	},
	Mistake: []string{"forgetting to flush", "events missed while away", "a proxy that buffers", "the open response holds its connection"},
	Params: []Param{
		count("clients", "Clients", "Each holds one response open", 1, 5, "2"),
		millis("every", "Event every", "World time between two events", 50, 10000, "800"),
		count("cut", "Connection cut after", "Events on one connection until the server cuts it; 0 is never", 0, 50, "4"),
		{
			Name: "resume", Title: "Coming back, the client", Help: "Says with Last-Event-ID what it saw last, or not",
			Choices: []string{"says-what-it-saw", "says-nothing"}, Default: "says-what-it-saw",
		},
		millis("retry", "Retry", "World time after which a client comes back", 0, 10000, "1000"),
		latency("300"), transport,
	},
	Presets: []Preset{
		{Title: "Without Last-Event-ID: events are missed", Values: map[string]string{"resume": "says-nothing"}},
		{Title: "Never cut", Values: map[string]string{"cut": "0"}},
		{Title: "Far away", Values: map[string]string{"latency": "2500", "every": "400", "cut": "0"}},
	},
	Columns: []string{"clients", "server"},
	Asks:    map[string]string{"api": "-N /events"},
	Nodes: func(v Values) []Node {
		nodes := row(v.Int("clients"), "client", 0, func(int) Node { return Node{Role: "listens", Run: listen(v)} })
		return append(nodes, Node{
			Name: "server", Role: "an event every " + v.Text("every") + " ms", Column: 1, Row: (v.Int("clients") - 1) / 2, Run: tellAtOnce(v),
		})
	},
}

// The client reads one response line by line, and asks again when it ends.
func listen(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(httpx.Pool{})
		for last := ""; ; n.Sleep(v.Duration("retry")) {
			ask := get("http://api/events")
			ask.Header.Set("Accept", "text/event-stream")
			if last != "" && v.Text("resume") == "says-what-it-saw" {
				ask.Header.Set("Last-Event-ID", last)
			}
			resp, err := client.Do(ask)
			if err != nil {
				continue
			}
			for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
				if id, is := strings.CutPrefix(lines.Text(), "id: "); is {
					last = id
					n.State("event %s", id)
				}
			}
		}
	}
}

// The server makes events, keeps them, and writes them into every open response.
func tellAtOnce(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		made, more := 0, node.Signal{}
		n.Serve("api", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			told := made
			if last := r.Header.Get("Last-Event-ID"); last != "" {
				told, _ = strconv.Atoi(last)
			}
			w.Header().Set("Content-Type", "text/event-stream")
			out := http.NewResponseController(w)
			out.Flush() // the head, before there is any event
			for written := 1; ; written++ {
				for told == made {
					n.Await(&more, time.Minute)
				}
				told++
				fmt.Fprintf(w, "id: %d\ndata: event-%d\n\n", told, told)
				if out.Flush() != nil {
					return // the client has gone
				}
				if written == v.Int("cut") {
					panic(http.ErrAbortHandler) // ends the connection, in the middle of the response
				}
			}
		})
		for {
			n.Sleep(v.Duration("every"))
			made++
			n.Give(&more)
		}
	}
}
