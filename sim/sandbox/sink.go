package sandbox

import (
	"patternscope/sim/act"
	"patternscope/sim/node"
)

func sink() Kind {
	return Kind{
		Kind: "sink", Title: "Sink", Group: "ZeroMQ", File: "sink.go",
		Help:     "Takes whatever comes and counts it. With think time it is slow, and queues grow.",
		Settings: []act.Field{think("0")},
		Sockets:  []Slot{{Name: "in", Types: []string{"PULL", "SUB", "XSUB", "PAIR", "DEALER"}, Side: "connect"}},
		run:      collect,
	}
}

// A sink takes what comes, and says how much that was.
func collect(n *node.Node, d *Node) {
	in := d.open(n)[0]
	for taken := 1; ; taken++ {
		if _, open := next(n, in); !open {
			return
		}
		n.Work(d.millis("think"))
		n.State("%d taken", taken)
	}
}
