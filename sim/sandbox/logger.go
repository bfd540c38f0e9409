package sandbox

import "patternscope/sim/node"

func logger() Kind {
	return Kind{
		Kind: "logger", Title: "Logger", Group: "ZeroMQ", File: "logger.go",
		Help:    "Takes whatever comes and notes its text, for the reader to see.",
		Sockets: []Slot{{Name: "in", Types: []string{"SUB", "PULL", "XSUB", "PAIR"}, Side: "connect"}},
		run:     note,
	}
}

// A logger notes what comes.
func note(n *node.Node, d *Node) {
	in := d.open(n)[0]
	for {
		m, open := next(n, in)
		if !open {
			return
		}
		n.Note("%s", legible(m))
	}
}
