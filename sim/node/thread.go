package node

import (
	"time"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// Go runs fn beside the program, in a thread of its own, of which the fn's node is the view.
// Threads take turns: what they share needs no locks.
func (n *Node) Go(fn func(n *Node)) {
	n.owner.Enter(n.ctx.Scene)
	n.ctx.Beside(n.owner, func(own *scene.Owner) { fn(n.thread(own)) })
}

// thread is the node as a thread of its program sees it.
func (n *Node) thread(o *scene.Owner) *Node {
	t := *n
	t.owner = o
	return &t
}

// Signal is what threads of a program wait for, and another one gives. Its zero value is ready to use.
type Signal struct{ gate clock.Gate }

// Give wakes all who wait for the signal now. Nobody waits: it is lost.
func (n *Node) Give(s *Signal) { s.gate.Open(n.ctx.Clock) }

// Await waits for the signal, at most so long; it tells whether it was given.
func (n *Node) Await(s *Signal, atMost time.Duration) bool {
	n.owner.Enter(n.ctx.Scene)
	until := n.ctx.Clock.Now() + atMost
	n.owner.Stand(n.ctx.Scene, event.Waiting, event.Call{Call: "signal", Until: until.Microseconds()})
	late := n.ctx.Clock.Wait(until, &s.gate)
	n.owner.Leave()
	return !late
}
