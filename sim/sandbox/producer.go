package sandbox

import (
	"patternscope/sim/act"
	"patternscope/sim/node"
)

func producer() Kind {
	return Kind{
		Kind: "producer", Title: "Producer", Group: "ZeroMQ", File: "producer.go",
		Help: "Sends a message every so often. PUSH shares them out, PUB copies them to whoever subscribed.",
		Settings: []act.Field{
			every("500"), text("text", "Texts, in turn, with | between them", "task"),
			number("size", "Size of each, at least", "bytes", 1, 65536, "1"), number("count", "Messages; 0 is without end", "", 0, 100_000, "0"),
		},
		Sockets: []Slot{{Name: "out", Types: []string{"PUSH", "PUB", "XPUB", "PAIR"}, Side: "bind"}},
		run:     produce,
	}
}

// A producer sends a message every so often, each of its texts in turn.
func produce(n *node.Node, d *Node) {
	out := d.open(n)[0]
	for i := 1; d.number("count") == 0 || i <= d.number("count"); i++ {
		err := out.Send(node.Text(padded(turn(d.text("text"), i), d.number("size"))))
		if isClosed(err) {
			return
		}
		n.Sleep(d.millis("every"))
	}
}
