package pattern

import (
	"fmt"
	"strconv"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/node"
)

var pipeline = Pattern{
	ID:      "pipeline",
	Title:   "Parallel pipeline",
	Group:   "Pipeline",
	Summary: "Ventilator, workers, sink",
	Lesson: "PUSH shares its messages out among the workers, in turn; each worker's PUSH collects into the sink's PULL. " +
		"Every task goes to exactly one worker.",
	Watch: []string{
		"The turn goes round by itself: it does not ask who is busy. A slow worker hoards what it was given.",
		"The first worker to connect gets all tasks until the others are there.",
		"Ventilator and sink bind, the workers connect: who binds does not follow who sends.",
	},
	Mistake: []string{"PUSH shares, PUB copies", "round-robin is by turn, not by load", "the first PULL to connect gets everything", "who binds follows who sends (it does not)"},
	Differs: "libzmq fills the kernel's buffers as well, so it holds more than the marks say before it drops or blocks; and a full queue " +
		"there takes more only when half of it has left. Here the marks are exact.",
	Params: []Param{
		count("workers", "Workers", "Each has a PULL for tasks and a PUSH for results", 1, 8, "3"),
		millis("every", "A task every", "World time between two tasks", 20, 5000, "250"),
		millis("work", "Work", "World time a worker needs for a task", 0, 10000, "600"),
		count("slow", "Worker 1 is slower by", "It needs so many times as long", 1, 20, "1"),
		millis("stagger", "Workers start apart by", "World time between their starts", 0, 5000, "0"),
		hwm("4"), latency("400"), capacity("2"), size("8"), transport,
	},
	Presets: []Preset{
		{Title: "One slow worker hoards", Values: map[string]string{"slow": "6"}},
		{Title: "The first gets everything", Values: map[string]string{"stagger": "2500", "hwm": "20"}},
		{Title: "Eight workers", Values: map[string]string{"workers": "8", "every": "80"}},
		{
			Title: "Worker 1 crashes at work", Name: "worker-crashes", Values: map[string]string{"slow": "4"},
			Faults: down("worker 1", 6*time.Second, 8*time.Second, false),
		},
		{Title: "A crash: it knows where it was", Name: "ventilator-remembers", Faults: down("ventilator", 4*time.Second, 5*time.Second, true)},
		{Title: "A crash: from task 1 again", Name: "ventilator-forgets", Faults: down("ventilator", 4*time.Second, 5*time.Second, false)},
	},
	Columns: []string{"ventilator", "workers", "sink"},
	Nodes: func(v Values) []Node {
		workers := v.Int("workers")
		nodes := []Node{{Name: "ventilator", Role: "a task every " + span(v.Duration("every")), Row: (workers - 1) / 2, Run: ventilator(v)}}
		nodes = append(nodes, row(workers, "worker", 1, func(i int) Node {
			need := v.Duration("work")
			if i == 0 {
				need *= time.Duration(v.Int("slow"))
			}
			return Node{Role: span(need) + " a task", Start: time.Duration(i) * v.Duration("stagger"), Run: worker(v, need)}
		})...)
		return append(nodes, Node{Name: "sink", Role: "collects results", Column: 2, Row: (workers - 1) / 2, Run: sink})
	},
}

// The ventilator hands out tasks, one to each worker in turn.
func ventilator(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		push := n.Socket(zmq4.Push)
		push.SetOption("SNDHWM", v.Int("hwm"))
		push.Listen(n.Endpoint("tasks"))
		sent, _ := strconv.Atoi(n.Stored("sent")) // before it was started again
		for i := sent + 1; ; i++ {
			push.Send(node.Text(padded(fmt.Sprintf("task %d", i), v.Int("size"))))
			n.Store("sent", strconv.Itoa(i))
			n.Sleep(v.Duration("every"))
		}
	}
}

// A worker takes a task, works, and hands on the result.
func worker(v Values, need time.Duration) func(n *node.Node) {
	return func(n *node.Node) {
		pull, push := n.Socket(zmq4.Pull), n.Socket(zmq4.Push).Carries("reply")
		pull.SetOption("RCVHWM", v.Int("hwm"))
		pull.Dial(n.Endpoint("tasks"))
		push.Dial(n.Endpoint("results"))
		for {
			task, err := pull.Recv()
			if err != nil {
				return
			}
			n.Work(need)
			push.Send(task)
		}
	}
}

// The sink collects from all workers, fairly.
func sink(n *node.Node) {
	pull := n.Socket(zmq4.Pull)
	pull.Listen(n.Endpoint("results"))
	for {
		if _, err := pull.Recv(); err != nil {
			return
		}
	}
}
