package pattern

import (
	"fmt"
	"io"
	"net/http"
	"time"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
)

var httpAsync = Pattern{
	ID:      "http-async",
	Title:   "Asynchronous requests",
	Group:   "HTTP",
	Summary: "Go on, and meet the response later",
	Lesson: "The caller starts requests and goes on; each goes its own way in the background and holds a connection until its response " +
		"has come. What is asynchronous is the caller, not the exchange.",
	Watch: []string{
		"Each request under way holds a connection of its own: HTTP/1.1 has one exchange at a time on each.",
		"With fewer connections than requests, who comes last waits for one: it is not sent at all until then.",
		"Responses come in the order in which the work is done, not in which they were asked for.",
	},
	Mistake: []string{"an asynchronous request still holds a connection", "the pool has a limit, and requests wait for it", "one exchange at a time on a connection"},
	Differs: "Client and server are Go's own net/http. The pool of connections is ours, so that one can see who waits for one.",
	Params: []Param{
		count("requests", "Requests at once", "Started without waiting for each other", 1, 8, "4"),
		count("pool", "Connections in the pool", "At most so many to one server", 1, 8, "2"),
		{
			Name: "meet", Title: "The caller meets the response by", Help: "Waiting for a future when it needs the result, or being called back",
			Choices: []string{"future", "callback"}, Default: "future",
		},
		millis("work", "Work, at most", "World time the server needs: by chance, up to this", 0, 5000, "1200"),
		latency("400"), transport,
	},
	Presets: []Preset{
		{Title: "One connection for all", Values: map[string]string{"pool": "1"}},
		{Title: "A connection for each", Values: map[string]string{"pool": "8"}},
		{Title: "Called back", Values: map[string]string{"meet": "callback"}},
	},
	Columns: []string{"client", "server"},
	Asks:    map[string]string{"api": "-d please /job/curl"},
	Nodes: func(v Values) []Node {
		return []Node{
			{Name: "client", Role: fmt.Sprintf("%d requests at once", v.Int("requests")), Run: askAll(v)},
			{Name: "server", Role: "a thread for each request", Column: 1, Run: answerByChance(v.Duration("work"))},
		}
	},
}

// The client starts all its requests, does something else, and then meets the responses.
func askAll(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(httpx.Pool{Max: v.Int("pool")})
		for round := 1; ; round++ {
			var futures []*httpx.Future
			for i := range v.Int("requests") {
				ask := post(fmt.Sprintf("http://api/job/%d", i+1), "please")
				futures = append(futures, client.Go(ask, readBody))
			}
			n.Work(500 * time.Millisecond)
			for _, f := range futures {
				if v.Text("meet") == "future" {
					f.Wait()
				}
			}
			n.Sleep(2 * time.Second)
		}
	}
}

// readBody reads the response to its end, which gives its connection back.
func readBody(resp *http.Response, err error) {
	if err == nil {
		io.ReadAll(resp.Body)
	}
}

// The server takes now longer, now shorter.
func answerByChance(most time.Duration) func(n *node.Node) {
	return func(n *node.Node) {
		n.Serve("api", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			n.Work(time.Duration(n.Rand().Int64N(int64(most) + 1)).Truncate(time.Millisecond))
			io.WriteString(w, "done")
		})
		n.Forever()
	}
}
