package sandbox

import (
	"patternscope/sim/act"
	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

func requester() Kind {
	return Kind{
		Kind: "requester", Title: "Requester", Group: "ZeroMQ", File: "requester.go",
		Help: "Asks every so often. REQ waits for each answer before it asks again; DEALER does not.",
		Settings: []act.Field{
			every("500"), text("text", "Texts, in turn, with | between them", "hello"),
			number("count", "Requests; 0 is without end", "", 0, 100_000, "0"),
		},
		Sockets: []Slot{{Name: "out", Types: []string{"REQ", "DEALER"}, Side: "connect"}},
		run:     request,
	}
}

// A requester asks, and takes the answer; by DEALER answers are taken as they come.
func request(n *node.Node, d *Node) {
	out := d.open(n)[0]
	async := out.Type() == "DEALER"
	if async {
		n.Go(func(n *node.Node) { takeAll(n, out) })
	}
	for i := 1; d.number("count") == 0 || i <= d.number("count"); i++ {
		body := []string{turn(d.text("text"), i)}
		if async {
			body = append([]string{""}, body...) // the delimiter that a REP looks for
		}
		err := out.Send(node.Text(body...))
		if err == nil && !async {
			_, err = out.Recv()
		}
		if isClosed(err) {
			return
		}
		n.Sleep(d.millis("every"))
	}
}

// takeAll takes answers until the socket is closed.
func takeAll(n *node.Node, from *zmq.Socket) {
	for {
		if _, open := next(n, from); !open {
			return
		}
	}
}
