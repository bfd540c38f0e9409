package pattern

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
)

var httpPolling = Pattern{
	ID:      "http-polling",
	Title:   "Short and long polling",
	Group:   "HTTP",
	Summary: "Is there news? Is there news?",
	Lesson: "A server cannot begin to speak: it can only answer. Short polling asks again and again, mostly for nothing; " +
		"long polling leaves a request lying at the server, which answers when there is something to tell.",
	Watch: []string{
		"Short: most answers are 204 No Content. News waits at the server until the next poll.",
		"Long: the request waits in a thread of the server, and the answer sets off the moment there is news.",
		"Each client says what it has seen (?after=3), so that news made between two polls is not lost.",
	},
	Mistake: []string{"an open request costs a connection and a thread at the server", "news between two polls", "long polling needs an end of waiting (204)"},
	Params: []Param{
		count("clients", "Clients", "Each polls on a connection of its own", 1, 5, "2"),
		{
			Name: "polling", Title: "Polling", Help: "Short: answered at once. Long: answered when there is news, or after the hold",
			Choices: []string{"short", "long"}, Default: "short",
		},
		millis("pause", "Pause between polls", "World time between an answer and the next question", 0, 10000, "1000"),
		millis("hold", "Long polls are held for", "World time after which the server answers 204", 100, 20000, "5000"),
		millis("every", "News every", "World time between two pieces of news", 50, 20000, "3000"),
		latency("300"), transport,
	},
	Presets: []Preset{
		{Title: "Long polling", Values: map[string]string{"polling": "long", "pause": "0"}},
		{Title: "Seldom asked, late told", Values: map[string]string{"pause": "5000"}},
		{Title: "Held too long for nothing", Values: map[string]string{"polling": "long", "pause": "0", "hold": "1000", "every": "9000"}},
	},
	Columns: []string{"clients", "server"},
	Asks:    map[string]string{"api": "-i /news"},
	Nodes: func(v Values) []Node {
		nodes := row(v.Int("clients"), "client", 0, func(int) Node {
			return Node{Role: v.Text("polling") + " polling", Run: poll(v.Duration("pause"))}
		})
		return append(nodes, Node{
			Name: "server", Role: "news every " + v.Text("every") + " ms", Column: 1, Row: (v.Int("clients") - 1) / 2, Run: tellWhenAsked(v),
		})
	},
}

// The client asks for what came after what it has seen.
func poll(pause time.Duration) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(httpx.Pool{})
		for seen := 0; ; n.Sleep(pause) {
			resp, err := client.Do(get(fmt.Sprintf("http://api/news?after=%d", seen)))
			readBody(resp, err)
			if err == nil && resp.StatusCode == http.StatusOK {
				seen, _ = strconv.Atoi(resp.Header.Get("News-Number"))
				n.State("seen %d", seen)
			}
		}
	}
}

// The server makes news, and tells it when it is asked.
func tellWhenAsked(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		made, more := 0, node.Signal{}
		n.Serve("api", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			seen, _ := strconv.Atoi(r.URL.Query().Get("after"))
			if made <= seen && v.Text("polling") == "long" {
				n.Await(&more, v.Duration("hold"))
			}
			if made <= seen {
				w.WriteHeader(http.StatusNoContent)
				return
			}
			w.Header().Set("News-Number", strconv.Itoa(made))
			io.WriteString(w, fmt.Sprintf("news up to %d", made))
		})
		for {
			n.Sleep(v.Duration("every"))
			made++
			n.State("news %d", made)
			n.Give(&more)
		}
	}
}
