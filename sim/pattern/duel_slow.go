package pattern

import (
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

var duelSlow = Pattern{
	ID:      "duel-slow",
	Title:   "The slow receiver",
	Group:   "Duels",
	Summary: "Timeouts, or a queue that is full",
	Lesson: "The sender has more than the receiver can take. Something must give: wait, throw away, or give up. With HTTP requests wait in the pool and in the server until the " +
		"client's patience is over. With ZeroMQ queues fill up to the high-water mark; then a PUSH waits, and a PUB throws away.",
	Watch: []string{
		"HTTP: the pool is taken by requests that wait in the server; the next ones wait in the client, and their timeout runs on.",
		"A timeout frees the client, not the server: it goes on with a request whose answer nobody will read.",
		"PUSH: receive queue, lane and send queue fill, then Send blocks: the sender goes at the pace of its receiver, and nothing is lost.",
		"PUB: Send never blocks, and what finds a full queue falls. Nobody is told.",
	},
	Mistake: []string{"a timeout stops the work at the server (it does not)", "PUB drops in silence at the high-water mark", "PUSH blocks at the high-water mark", "more connections make a slow server faster"},
	Differs: "libzmq fills the kernel's buffers as well, so it holds more than the marks say before it drops or blocks. Here the marks are exact.",
	Params: []Param{
		count("count", "Messages", "How many the sender has", 1, 40, "16"),
		millis("every", "Sends every", "World time between two messages", 20, 5000, "250"),
		millis("work", "The receiver needs", "World time for each, one at a time", 0, 10000, "800"),
		count("pool", "HTTP: connections", "At most so many at the same time", 1, 8, "3"),
		millis("timeout", "HTTP: timeout", "World time the sender waits for each response, the wait for a connection included", 100, 20000, "4000"),
		{
			Name: "socket", Title: "ZeroMQ: sender", Help: "PUSH blocks at the high-water mark, PUB drops",
			Choices: []string{"PUSH", "PUB"}, Default: "PUSH",
		},
		hwm("2"), latency("200"), capacity("2"), transport,
	},
	Presets: []Preset{
		{Title: "PUB drops", Values: map[string]string{"socket": "PUB"}},
		{Title: "HTTP with all the time in the world", Values: map[string]string{"timeout": "20000"}},
		{Title: "HTTP with more connections", Values: map[string]string{"pool": "8"}},
		{Title: "A queue that holds all", Values: map[string]string{"hwm": "40"}},
	},
	Columns: []string{"sender", "receiver"},
	Duel: &Duel{
		Task:   "Send messages to somebody who takes them one at a time, and slowly.",
		HTTP:   "requests in the background, with a pool and a timeout",
		ZeroMQ: "a queue with a high-water mark",
		Notice: []string{
			"Failed: HTTP's requests that have timed out. Some were never sent, some were worked on for nobody.",
			"Lost: responses of HTTP that came too late, and what a PUB has dropped. A PUSH loses nothing.",
			"Blocked: PUSH in Send, as soon as all is full; PUB never.",
			"Connections: after each timeout HTTP has to open a new one.",
		},
		FullSpeed: FullSpeed{Task: "share", Payload: 1024, Concurrency: 3, Peers: 1},
	},
	Nodes: func(v Values) []Node {
		every, work := "every "+span(v.Duration("every")), span(v.Duration("work"))+" each"
		return sideBySide([]Node{
			{Name: "sender", Role: every, Caller: true, Run: postOnBeat(v)},
			{Name: "receiver", Role: work, Column: 1, Run: oneAtATime(v.Duration("work"))},
		}, []Node{
			{Name: "sender", Role: every, Caller: true, Run: sendOnBeat(v)},
			{Name: "receiver", Role: work, Column: 1, Run: takeSlowly(v)},
		})
	},
}

// The HTTP sender posts on its beat, in the background, and counts what came of it.
func postOnBeat(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(6 * v.Duration("latency"))
		client := n.HTTP(httpx.Pool{Max: v.Int("pool"), Timeout: v.Duration("timeout")})
		var sent []*httpx.Future
		for i := range v.Int("count") {
			n.Sleep(v.Duration("every"))
			sent = append(sent, client.Go(post(fmt.Sprintf("http://api/m%d", i+1), "take"), readBody))
		}
		answered := 0
		for _, s := range sent {
			if _, err := s.Wait(); err == nil {
				answered++
			}
		}
		n.State("%d answered, %d timed out", answered, len(sent)-answered)
	}
}

// The HTTP receiver has a thread for each request, but works on one at a time, first come, first served.
func oneAtATime(work time.Duration) func(n *node.Node) {
	return func(n *node.Node) {
		done, nobody, turn := 0, 0, line{}
		n.Serve("api", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			turn.enter(n)
			n.Work(work)
			if _, err := io.WriteString(w, "taken"); err != nil {
				nobody++ // the client has gone, and only now one can see it
			}
			done++
			n.State("%d done, %d for nobody", done, nobody)
			turn.leave(n)
		})
		n.Forever()
	}
}

// The ZeroMQ sender sends on its beat, once there has been time to connect and subscribe.
func sendOnBeat(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		out := n.Socket(zmq4.SocketType(v.Text("socket")))
		out.SetOption(zmq.SNDHWM, v.Int("hwm"))
		out.Dial(n.Endpoint("api"))
		n.Sleep(6 * v.Duration("latency"))
		for i := range v.Int("count") {
			n.Sleep(v.Duration("every"))
			out.Send(node.Text(fmt.Sprintf("m%d take", i+1)))
		}
	}
}

// The ZeroMQ receiver takes the next when it has done the last.
func takeSlowly(v Values) func(n *node.Node) {
	typ := map[string]zmq4.SocketType{"PUSH": zmq4.Pull, "PUB": zmq4.Sub}[v.Text("socket")]
	return func(n *node.Node) {
		in := n.Socket(typ)
		in.SetOption(zmq.RCVHWM, v.Int("hwm"))
		if typ == zmq4.Sub {
			in.SetOption(zmq.SUBSCRIBE, "")
		}
		in.Listen(n.Endpoint("api"))
		for done := 1; ; done++ {
			if _, err := in.Recv(); err != nil {
				return
			}
			n.Work(v.Duration("work"))
			n.State("%d done", done)
		}
	}
}
