package pattern

import (
	"fmt"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/node"
)

var slowSubscriber = Pattern{
	ID:      "slow-subscriber",
	Title:   "Slow subscriber",
	Group:   "Publish and subscribe",
	Summary: "A full queue drops in silence",
	Lesson: "Each subscriber has a queue of its own at the publisher. When one reads slowly its queues fill up to the " +
		"high-water mark, and from then on its copies are dropped. Nobody is told, and nobody else is slowed down.",
	Watch: []string{
		"Send returns at once, full queue or not.",
		"The slow reader's receive queue fills first, then the lane, then the publisher's queue; then copies fall.",
		"With PUSH in the publisher's place nothing is dropped: a full reader is passed over, and when all are full the sender blocks.",
	},
	Mistake: []string{"PUB drops in silence at the high-water mark", "PUSH blocks at the high-water mark", "one slow reader slows all (it does not)"},
	Differs: "libzmq fills the kernel's buffers as well, so it holds more than the marks say before it drops or blocks; and a full queue " +
		"there takes more only when half of it has left. Here the marks are exact.",
	Params: []Param{
		{
			Name: "sender", Title: "Sender", Help: "PUB copies to all and drops; PUSH shares out and blocks",
			Choices: []string{"PUB", "PUSH"}, Default: "PUB",
		},
		millis("every", "Sends every", "World time between two messages", 20, 5000, "250"),
		millis("slow", "Slow reader needs", "World time it works on each message", 0, 20000, "2000"),
		count("readers", "Fast readers", "They need 20 ms a message", 0, 4, "2"),
		hwm("5"), latency("400"), capacity("3"), size("8"), transport,
	},
	Presets: []Preset{
		{Title: "Raise HWM to 50", Values: map[string]string{"hwm": "50"}},
		{Title: "Make the archive fast", Values: map[string]string{"slow": "20"}},
		{Title: "PUSH shares, and passes over the full one", Values: map[string]string{"sender": "PUSH", "every": "100", "hwm": "3"}},
		{Title: "PUSH blocks when all are full", Values: map[string]string{"sender": "PUSH", "readers": "0"}},
	},
	Columns: []string{"sender", "readers"},
	Nodes: func(v Values) []Node {
		every, slow := v.Duration("every"), v.Duration("slow")
		readers := row(v.Int("readers"), "dashboard", 1, func(int) Node {
			return Node{Role: "20 ms each", Run: reader(v, 20*time.Millisecond)}
		})
		readers = append(readers, Node{
			Name: "archive", Role: span(slow) + " each", Column: 1, Row: len(readers), Run: reader(v, slow),
		})
		return append([]Node{{Name: "feed", Role: "every " + span(every), Row: len(readers) / 2, Run: feed(v)}}, readers...)
	},
}

// The feed does not know how fast its readers are. It begins when all have had
// time to connect and subscribe.
func feed(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		out := n.Socket(zmq4.SocketType(v.Text("sender")))
		out.SetOption("SNDHWM", v.Int("hwm"))
		out.Listen(n.Endpoint("feed"))
		n.Sleep(6 * v.Duration("latency"))
		for i := 1; ; i++ {
			n.Sleep(v.Duration("every"))
			out.Send(node.Text(padded(fmt.Sprintf("tick %d", i), v.Int("size"))))
		}
	}
}

// A reader takes its time over each message.
func reader(v Values, each time.Duration) func(n *node.Node) {
	return func(n *node.Node) {
		typ := zmq4.Sub
		if v.Text("sender") == "PUSH" {
			typ = zmq4.Pull
		}
		in := n.Socket(typ)
		in.SetOption("RCVHWM", v.Int("hwm"))
		if typ == zmq4.Sub {
			in.SetOption("SUBSCRIBE", "")
		}
		in.Dial(n.Endpoint("feed"))
		for {
			if _, err := in.Recv(); err != nil {
				return
			}
			n.Work(each)
		}
	}
}
