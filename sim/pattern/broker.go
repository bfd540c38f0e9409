package pattern

import (
	"fmt"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

var broker = Pattern{
	ID:      "broker",
	Title:   "Request-reply broker",
	Group:   "Request and reply",
	Summary: "REQ, ROUTER and DEALER, REP",
	Lesson: "Clients and services know only the broker. Its ROUTER takes requests and remembers who asked, its DEALER shares them out " +
		"among the services; replies find their way back by the envelope.",
	Watch: []string{
		"There is no broker in ZeroMQ unless you build one: this one is a proxy of a few lines.",
		"The envelope grows: the broker's ROUTER puts the client's identity before the delimiter, and REP keeps it for the way back.",
		"The DEALER gives requests to the services in turn, whether they are busy or not.",
	},
	Mistake: []string{"there is no broker unless you build one", "envelope and delimiter", "round-robin is by turn, not by load"},
	Params: []Param{
		count("clients", "Clients", "Each asks on a REQ socket", 1, 5, "3"),
		count("services", "Services", "Each answers on a REP socket", 1, 5, "2"),
		millis("work", "Work", "World time a service needs for an answer", 0, 5000, "500"),
		count("slow", "Service 1 is slower by", "It needs so many times as long", 1, 10, "1"),
		latency("400"), size("3"), transport,
	},
	Presets: []Preset{
		{Title: "One slow service", Values: map[string]string{"slow": "5", "clients": "5"}},
		{Title: "Five services", Values: map[string]string{"services": "5", "clients": "5"}},
		{Title: "The broker crashes: REQ is stuck", Name: "broker-crashes", Faults: down("broker", 4*time.Second, 6*time.Second, false)},
	},
	Columns: []string{"clients", "broker", "services"},
	Nodes: func(v Values) []Node {
		clients, services := v.Int("clients"), v.Int("services")
		nodes := row(clients, "client", 0, func(i int) Node {
			return Node{Role: "asks, then waits", Run: brokeredClient(i, v.Int("size"))}
		})
		nodes = append(nodes, Node{Name: "broker", Role: "hands on", Column: 1, Row: (max(clients, services) - 1) / 2, Run: handOn})
		return append(nodes, row(services, "service", 2, func(i int) Node {
			need := v.Duration("work")
			if i == 0 {
				need *= time.Duration(v.Int("slow"))
			}
			return Node{Role: span(need) + " an answer", Run: service(need)}
		})...)
	},
}

// A client asks the broker, whoever will answer.
func brokeredClient(who, size int) func(n *node.Node) {
	return func(n *node.Node) {
		req := n.Socket(zmq4.Req)
		req.Dial(n.Endpoint("front"))
		for i := 1; ; i++ {
			req.Send(node.Text(padded(fmt.Sprintf("%c %d", 'A'+who, i), size)))
			if _, err := req.Recv(); err != nil {
				return
			}
			n.Sleep(300 * time.Millisecond)
		}
	}
}

// The broker binds both sides, so that clients and services come and go.
func handOn(n *node.Node) {
	router, dealer := n.Socket(zmq4.Router), n.Socket(zmq4.Dealer)
	router.Listen(n.Endpoint("front"))
	dealer.Listen(n.Endpoint("back"))
	zmq.Proxy(router, dealer, nil)
}

// A service answers what the broker brings.
func service(work time.Duration) func(n *node.Node) {
	return func(n *node.Node) {
		rep := n.Socket(zmq4.Rep)
		rep.Dial(n.Endpoint("back"))
		for {
			request, err := rep.Recv()
			if err != nil {
				return
			}
			n.Work(work)
			rep.Send(node.Text(node.String(request) + " done"))
		}
	}
}
