package sandbox

import (
	"patternscope/sim/act"
	"patternscope/sim/node"
)

func worker() Kind {
	return Kind{
		Kind: "worker", Title: "Worker", Group: "ZeroMQ", File: "worker.go",
		Help:     "Takes a task, works on it, and hands on the result: by PUSH if it has one; a REP gives it back to whoever asked.",
		Settings: []act.Field{think("600")},
		Sockets: []Slot{
			{Name: "in", Types: []string{"PULL", "REP"}, Side: "connect"},
			{Name: "out", Types: []string{"PUSH"}, Optional: true, Side: "connect"},
		},
		run: work,
	}
}

// A worker takes a task, works, and hands on the result.
func work(n *node.Node, d *Node) {
	sockets := d.open(n)
	in, out := sockets[0], sockets[0]
	if len(sockets) > 1 {
		out = sockets[1]
	}
	for {
		task, open := next(n, in)
		if !open {
			return
		}
		n.Work(d.millis("think"))
		if in.Type() == "REP" {
			out = in
		}
		if out.Type() != "PULL" && isClosed(out.Send(task)) {
			return
		}
	}
}
