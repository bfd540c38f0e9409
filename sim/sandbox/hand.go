package sandbox

import "patternscope/sim/node"

func hand() Kind {
	return Kind{
		Kind: "hand", Title: "By hand", Group: "By hand", File: "hand.go",
		Help: "No program: its sockets are opened, bound, connected, sent to and received from by you alone.",
		run:  wait,
	}
}

// A node without a program opens its sockets, and leaves them to the reader.
func wait(n *node.Node, d *Node) {
	d.open(n)
	n.Forever()
}
