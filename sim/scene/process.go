package scene

import (
	"time"

	"patternscope/sim/clock"
)

// Process is what a program and its threads run in, and what can be done to it
// from outside. It has no call of its own: a world kills, freezes and slows it.
type Process struct {
	Gone bool          // it has ended: what its deferred calls do is told to nobody
	Slow int           // its work takes so many times as long; 0, 1: as long as it says
	Lost time.Duration // for which it has been frozen, in all

	frozen bool
	since  time.Duration
	thawed clock.Gate
	late   []func()
}

// Times is Slow, as the picture has it: 0 when work takes as long as it says.
func (p *Process) Times() int {
	if p.Slow <= 1 {
		return 0
	}
	return p.Slow
}

// Frozen tells whether it is suspended.
func (p *Process) Frozen() bool { return p.frozen }

// Freeze suspends it, as SIGSTOP does.
func (p *Process) Freeze(now time.Duration) { p.frozen, p.since = true, now }

// Thaw lets it go on. It does at once, in their order, what it would have done by now.
func (p *Process) Thaw(c *clock.Clock) {
	p.frozen = false
	p.Lost += c.Now() - p.since
	late := p.late
	p.late = nil
	for _, do := range late {
		do()
	}
	p.thawed.Open(c)
}

// End is when it has ended: it is neither frozen nor heard of any more.
func (p *Process) End() { p.Gone, p.frozen, p.late = true, false, nil }

// Later keeps a timer of the process for when it goes on; false: it is not frozen.
func (p *Process) Later(do func()) bool {
	if p.frozen {
		p.late = append(p.late, do)
	}
	return p.frozen
}

// Await makes the running task wait while the process is frozen.
func (p *Process) Await(c *clock.Clock) {
	for p.frozen {
		c.Wait(clock.Forever, &p.thawed)
	}
}
