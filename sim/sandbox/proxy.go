package sandbox

import (
	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

func proxy() Kind {
	return Kind{
		Kind: "proxy", Title: "Proxy", Group: "ZeroMQ", File: "proxy.go",
		Help: "Hands messages on between two sockets, both ways, as zmq_proxy does: XSUB and XPUB forward, ROUTER and DEALER are a broker, PULL and PUSH stream.",
		Sockets: []Slot{
			{Name: "frontend", Types: []string{"XSUB", "ROUTER", "PULL", "SUB"}, Side: "bind"},
			{Name: "backend", Types: []string{"XPUB", "DEALER", "PUSH", "PUB"}, Side: "bind"},
		},
		run: forward,
	}
}

// A proxy hands on what comes, until one of its sockets is closed.
func forward(n *node.Node, d *Node) {
	sockets := d.open(n)
	zmq.Proxy(sockets[0], sockets[1], nil)
}
