package pattern

import (
	"fmt"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/node"
)

var signalling = Pattern{
	ID:      "signalling",
	Title:   "Signalling between threads",
	Group:   "Inside one process",
	Summary: "PAIR over inproc, instead of a lock",
	Lesson: "Threads of one process tell each other that they are ready by a message over a PAIR socket. " +
		"There is no shared variable and no lock, and inproc hands the message over in memory.",
	Watch: []string{
		"Each step stands in Recv until the step before it signals, then works and signals the next.",
		"No handshake and no byte on a wire: inproc speaks no ZMTP. The lane is drawn so that the message can be held.",
		"A PAIR has one peer only. A second one is refused: its send returns, and the message is lost.",
	},
	Mistake: []string{"a second peer of a PAIR is refused", "inproc also connects before bind"},
	Differs: "libzmq leaves a second peer of a PAIR connected, unheard. Here it is disconnected and tries again, so that one sees it. " +
		"And one that has lost its connection is joined again here, which libzmq does not promise.",
	Params: []Param{
		count("steps", "Steps", "Threads in the chain", 2, 6, "3"),
		millis("work", "Work", "World time of each step", 0, 5000, "500"),
		millis("every", "A round every", "World time between two rounds, beside the first step's work", 50, 10000, "2500"),
		count("intruders", "Second peers", "Threads that try to join the last pair as well", 0, 1, "0"),
		latency("300"),
		{
			Name: "transport", Title: "Transport", Help: "PAIR is made for inproc; the others work too",
			Choices: []string{"inproc", "ipc", "tcp"}, Default: "inproc",
		},
	},
	Presets: []Preset{
		{Title: "A second peer is refused", Values: map[string]string{"intruders": "1"}},
		{Title: "Six steps", Values: map[string]string{"steps": "6"}},
	},
	Columns: []string{"step 1", "step 2", "step 3", "step 4", "step 5", "step 6"},
	Nodes: func(v Values) []Node {
		steps := v.Int("steps")
		nodes := []Node{{Name: "step 1", Role: "begins every " + span(v.Duration("every")), Run: firstStep(v)}}
		for i := 2; i < steps; i++ {
			nodes = append(nodes, Node{Name: fmt.Sprintf("step %d", i), Role: "works " + span(v.Duration("work")), Column: i - 1, Run: step(i, v)})
		}
		nodes = append(nodes, Node{Name: fmt.Sprintf("step %d", steps), Role: "ends the round", Column: steps - 1, Run: lastStep(steps)})
		for range v.Int("intruders") {
			nodes = append(nodes, Node{Name: "intruder", Role: "wants in as well", Column: steps - 2, Row: 1, Start: 2 * time.Second, Run: intruder(steps)})
		}
		return nodes
	},
}

func stepName(i int) string { return fmt.Sprintf("step-%d", i) }

// The first step begins each round.
func firstStep(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		next := n.Socket(zmq4.Pair, "next")
		next.Dial(n.Endpoint(stepName(2)))
		for {
			n.Work(v.Duration("work"))
			next.Send(node.Text("ready"))
			n.Sleep(v.Duration("every"))
		}
	}
}

// A step waits for the one before it, works, and signals the next.
func step(i int, v Values) func(n *node.Node) {
	return func(n *node.Node) {
		before, next := n.Socket(zmq4.Pair, "before"), n.Socket(zmq4.Pair, "next")
		before.Listen(n.Endpoint(stepName(i)))
		next.Dial(n.Endpoint(stepName(i + 1)))
		for {
			ready, err := before.Recv()
			if err != nil {
				return
			}
			n.Work(v.Duration("work"))
			next.Send(ready)
		}
	}
}

// The last step knows that all before it have done their work.
func lastStep(i int) func(n *node.Node) {
	return func(n *node.Node) {
		before := n.Socket(zmq4.Pair, "before")
		before.Listen(n.Endpoint(stepName(i)))
		for {
			if _, err := before.Recv(); err != nil {
				return
			}
			n.Note("all steps have done their work")
		}
	}
}

// The intruder tries to be the second peer of the last step.
func intruder(last int) func(n *node.Node) {
	return func(n *node.Node) {
		pair := n.Socket(zmq4.Pair)
		pair.Dial(n.Endpoint(stepName(last)))
		pair.Send(node.Text("me-too"))
		pair.Recv()
	}
}
