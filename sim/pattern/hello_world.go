package pattern

import (
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/act"
	"patternscope/sim/node"
)

var helloWorld = Pattern{
	ID:      "hello-world",
	Title:   "Hello world",
	Group:   "Request and reply",
	Summary: "Ask, then wait for the answer",
	Lesson: "A REQ socket asks, a REP socket answers, strictly in turn: send, receive, send, receive. " +
		"Whoever sends out of turn gets EFSM, and nothing is sent.",
	Watch: []string{
		"While a request is under way, the client stands in Recv and does nothing else.",
		"A client may connect before the server is there. Nothing fails: it tries again by itself, and the request waits in the queue.",
		"An empty frame travels before each request: the delimiter that REQ puts in front and REP takes off.",
	},
	Mistake: []string{"two sends in a row (EFSM)", "connect before bind fails (it does not)", "REQ stuck after a lost reply"},
	Params: []Param{
		count("clients", "Clients", "Each asks on a REQ socket of its own", 1, 6, "1"),
		millis("work", "Work", "World time the server needs for an answer", 0, 5000, "300"),
		millis("late", "Server starts after", "World time until the server binds", 0, 5000, "0"),
		{
			Name: "client", Title: "The client is", Help: "An impatient one sends again before it has its reply",
			Choices: []string{"patient", "impatient"}, Default: "patient",
		},
		millis("heartbeat", "Heartbeats every", "ZMQ_HEARTBEAT_IVL of the clients; 0 is none", 0, 10000, "0"),
		latency("500"), size("5"), transport,
	},
	Presets: []Preset{
		{Title: "Connect before bind", Values: map[string]string{"late": "1500"}},
		{Title: "Two sends in a row", Values: map[string]string{"client": "impatient"}},
		{Title: "Three clients, one server", Values: map[string]string{"clients": "3", "work": "600"}},
		{Title: "In one process", Values: map[string]string{"transport": "inproc"}},
		{Title: "The server crashes: REQ is stuck", Name: "server-crashes", Faults: down("server", 4350*time.Millisecond, 6*time.Second, false)},
		{Title: "A cut nobody notices", Name: "cut", Faults: cutForAWhile},
		{Title: "A cut with heartbeats", Name: "cut-heartbeats", Values: map[string]string{"heartbeat": "1500"}, Faults: cutForAWhile},
		{Title: "The server freezes", Name: "server-freezes", Faults: []Fault{
			after(4350*time.Millisecond, act.Action{Do: act.Freeze, Node: "server"}),
			after(8*time.Second, act.Action{Do: act.Thaw, Node: "server"}),
		}},
	},
	Columns: []string{"clients", "server"},
	Nodes: func(v Values) []Node {
		nodes := row(v.Int("clients"), "client", 0, func(i int) Node {
			return Node{Role: "asks, then waits", Run: client(v)}
		})
		return append(nodes, Node{
			Name: "server", Role: "answers in turn", Column: 1,
			Start: v.Duration("late"), Run: server(v.Duration("work")),
		})
	},
}

// cutForAWhile keeps the reply to the second request from crossing.
var cutForAWhile = []Fault{
	after(4350*time.Millisecond, act.Action{Do: act.Cut, Link: "L1"}),
	after(9*time.Second, act.Action{Do: act.Heal, Link: "L1"}),
}

// The client asks again and again.
func client(v Values) func(n *node.Node) {
	hello := node.Text(padded("Hello", v.Int("size")))
	return func(n *node.Node) {
		req := n.Socket(zmq4.Req)
		if v.Int("heartbeat") > 0 {
			req.SetOption("HEARTBEAT_IVL", v.Int("heartbeat"))
		}
		req.Dial(n.Endpoint("hello"))
		for {
			req.Send(hello)
			if v.Text("client") == "impatient" {
				req.Send(hello) // out of turn: EFSM, and nothing is sent
			}
			if _, err := req.Recv(); err != nil {
				return
			}
			n.Sleep(400 * time.Millisecond)
		}
	}
}

// The server answers whoever asked.
func server(work time.Duration) func(n *node.Node) {
	return func(n *node.Node) {
		rep := n.Socket(zmq4.Rep)
		rep.Listen(n.Endpoint("hello"))
		for {
			if _, err := rep.Recv(); err != nil {
				return
			}
			n.Work(work)
			rep.Send(node.Text("World"))
		}
	}
}
