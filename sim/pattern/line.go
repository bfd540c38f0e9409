package pattern

import (
	"time"

	"patternscope/sim/node"
)

// line is where threads of one program wait for their turn: first come, first
// served. Its zero value is ready to use.
type line struct {
	came, left int
	next       node.Signal
}

// enter waits until all who came before have left.
func (l *line) enter(n *node.Node) {
	mine := l.came
	for l.came++; l.left < mine; {
		n.Await(&l.next, time.Minute)
	}
}

// leave lets the next one in.
func (l *line) leave(n *node.Node) {
	l.left++
	n.Give(&l.next)
}
