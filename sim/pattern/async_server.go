package pattern

import (
	"fmt"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

var asyncServer = Pattern{
	ID:      "async-server",
	Title:   "Asynchronous client and server",
	Group:   "Request and reply",
	Summary: "DEALER to ROUTER: nobody waits in turn",
	Lesson: "A DEALER may send as many requests as it likes before a reply comes. The server's ROUTER knows each client by its " +
		"identity and answers in whatever order the work is done.",
	Watch: []string{
		"The client sends on its own beat; replies come when they come, and out of order.",
		"The ROUTER puts the client's identity in front of what it receives, and takes it off what it sends: that is the address.",
		"Inside the server the workers sit behind a second pair of sockets, over inproc: no byte crosses a wire there.",
	},
	Mistake: []string{"identity frames", "the empty delimiter", "ROUTER drops unroutable messages silently"},
	Params: []Param{
		count("clients", "Clients", "Each has a DEALER with an identity", 1, 4, "2"),
		count("workers", "Workers", "Threads of the server, over inproc", 1, 6, "3"),
		millis("every", "A request every", "World time between two requests of a client", 50, 5000, "800"),
		millis("work", "Work, at most", "World time a worker needs: by chance, up to this", 0, 5000, "1500"),
		latency("500"), hwm("100"), size("3"), transport,
	},
	Presets: []Preset{
		{Title: "One worker only", Values: map[string]string{"workers": "1"}},
		{Title: "Four clients in a hurry", Values: map[string]string{"clients": "4", "every": "150"}},
	},
	Columns: []string{"clients", "server", "workers"},
	Nodes: func(v Values) []Node {
		clients, workers := v.Int("clients"), v.Int("workers")
		nodes := row(clients, "client", 0, func(i int) Node {
			return Node{Role: "asks every " + span(v.Duration("every")), Run: askingClient(v, i)}
		})
		nodes = append(nodes, Node{Name: "server", Role: "a proxy between two sockets", Column: 1, Row: (max(clients, workers) - 1) / 2, Run: serverFront(v)})
		return append(nodes, row(workers, "worker", 2, func(int) Node {
			return Node{Role: "up to " + span(v.Duration("work")), Run: serverWorker(v)}
		})...)
	},
}

// The client asks on its beat and takes replies as they come.
func askingClient(v Values, i int) func(n *node.Node) {
	return func(n *node.Node) {
		dealer := n.Socket(zmq4.Dealer)
		dealer.SetOption("IDENTITY", fmt.Sprintf("client-%c", 'A'+i))
		dealer.SetOption("HWM", v.Int("hwm"))
		dealer.Dial(n.Endpoint("server"))
		poller := n.Poller().Add(dealer, zmq.In)
		for k, next := 1, n.Now(); ; {
			if n.Now() >= next {
				dealer.Send(node.Text(padded(fmt.Sprintf("%c %d", 'A'+i, k), v.Int("size"))))
				k, next = k+1, next+v.Duration("every")
			}
			if len(poller.Wait(max(next-n.Now(), 0))) > 0 {
				dealer.Recv()
			}
		}
	}
}

// The server hands requests to its workers and replies back.
func serverFront(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		front, back := n.Socket(zmq4.Router), n.Socket(zmq4.Dealer)
		front.SetOption("HWM", v.Int("hwm"))
		front.Listen(n.Endpoint("server"))
		back.Listen("inproc://workers")
		zmq.Proxy(front, back, nil)
	}
}

// A worker answers with the envelope it was given: identity first, then the request.
func serverWorker(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		worker := n.Socket(zmq4.Dealer).Carries("reply")
		worker.Dial("inproc://workers")
		for {
			request, err := worker.Recv()
			if err != nil {
				return
			}
			n.Work(time.Duration(n.Rand().Int64N(int64(v.Duration("work")) + 1)).Truncate(time.Millisecond))
			worker.Send(request)
		}
	}
}
