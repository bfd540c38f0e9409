package pattern

import (
	"io"
	"net/http"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
)

var duelAsk = Pattern{
	ID:      "duel-ask",
	Title:   "Ask and answer",
	Group:   "Duels",
	Summary: "A request and its response, a REQ and its REP",
	Lesson: "Both callers ask, stand still, and go on when the answer is there. Over links of the same latency they take the same time " +
		"for it: what differs is what had to happen before the first question, and what travels around each.",
	Watch: []string{
		"HTTP opens its connection and asks at once; ZeroMQ opens it, and then both ends greet and shake hands.",
		"Once connected, a question and its answer are one round trip in both halves.",
		"Around a few bytes of text HTTP sends a head of fields, each time; ZeroMQ sends a flag and a size for each frame.",
	},
	Mistake: []string{"REQ/REP is faster than HTTP (not by fewer round trips)", "ZeroMQ has no handshake"},
	Params: []Param{
		count("count", "Questions", "How many the caller asks", 1, 50, "5"),
		millis("work", "Work", "World time an answer needs", 0, 5000, "200"),
		latency("300"), size("5"), transport,
	},
	Presets: []Preset{
		{Title: "A long way", Values: map[string]string{"latency": "1000"}},
		{Title: "Big answers", Values: map[string]string{"size": "4096"}},
		{Title: "In one process", Values: map[string]string{"transport": "inproc"}},
	},
	Columns: []string{"client", "server"},
	Duel: &Duel{
		Task:   "Ask the server, wait for its answer, and ask again.",
		HTTP:   "POST, and wait for the response",
		ZeroMQ: "REQ sends, then receives",
		Notice: []string{
			"Round trips: as many as questions, and those of the beginning.",
			"Overhead: what HTTP sends in each head, ZeroMQ has said once in its handshake, or not at all.",
			"Blocked: both callers, all the time.",
		},
		FullSpeed: FullSpeed{Task: "ask", Payload: 64, Concurrency: 1},
	},
	Nodes: func(v Values) []Node {
		work, answer := v.Duration("work"), padded("World", v.Int("size"))
		return sideBySide([]Node{
			{Name: "client", Role: "asks, then waits", Caller: true, Run: postInTurn(v)},
			{Name: "server", Role: "answers", Column: 1, Run: respond(work, answer)},
		}, []Node{
			{Name: "client", Role: "asks, then waits", Caller: true, Run: askInTurn(v)},
			{Name: "server", Role: "answers", Column: 1, Run: reply(work, answer)},
		})
	},
}

// The HTTP client posts each question and reads the response.
func postInTurn(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(httpx.Pool{})
		for range v.Int("count") {
			if resp, err := client.Do(post("http://api/hello", padded("Hello", v.Int("size")))); err == nil {
				io.ReadAll(resp.Body)
			}
		}
	}
}

func respond(work time.Duration, answer string) func(n *node.Node) {
	return func(n *node.Node) {
		n.Serve("api", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			n.Work(work)
			io.WriteString(w, answer)
		})
		n.Forever()
	}
}

// The ZeroMQ client sends each question and receives the reply.
func askInTurn(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		req := n.Socket(zmq4.Req)
		req.Dial(n.Endpoint("hello"))
		for range v.Int("count") {
			req.Send(node.Text(padded("Hello", v.Int("size"))))
			if _, err := req.Recv(); err != nil {
				return
			}
		}
	}
}

func reply(work time.Duration, answer string) func(n *node.Node) {
	return func(n *node.Node) {
		rep := n.Socket(zmq4.Rep)
		rep.Listen(n.Endpoint("hello"))
		for {
			if _, err := rep.Recv(); err != nil {
				return
			}
			n.Work(work)
			rep.Send(node.Text(answer))
		}
	}
}
