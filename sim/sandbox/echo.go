package sandbox

import (
	"patternscope/sim/act"
	"patternscope/sim/node"
)

func echo() Kind {
	return Kind{
		Kind: "echo", Title: "Echo", Group: "ZeroMQ", File: "echo.go",
		Help:     "Answers each request with what it said, after some think time. REP and ROUTER answer whoever asked, in turn.",
		Settings: []act.Field{think("200"), text("text", "Answer; empty is what was asked", "")},
		Sockets:  []Slot{{Name: "in", Types: []string{"REP", "ROUTER", "PAIR"}, Side: "bind"}},
		run:      answer,
	}
}

// An echo takes a request, thinks, and sends it back: envelope and all.
func answer(n *node.Node, d *Node) {
	in := d.open(n)[0]
	for {
		request, open := next(n, in)
		if !open {
			return
		}
		n.Work(d.millis("think"))
		if text := d.text("text"); text != "" {
			request.Frames[len(request.Frames)-1] = []byte(text)
		}
		if isClosed(in.Send(request)) {
			return
		}
	}
}
