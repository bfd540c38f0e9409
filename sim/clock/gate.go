package clock

import (
	"slices"
	"time"
)

// Gate is a place where tasks wait for something to become true. It belongs
// to whoever has the turn; its zero value is ready to use.
type Gate struct {
	waiting []*Task
}

// Open wakes all who wait, in the order they came. They look again for themselves.
func (g *Gate) Open(c *Clock) {
	for _, t := range g.waiting {
		c.Wake(t)
	}
	g.waiting = g.waiting[:0]
}

// Forever is a deadline that never comes.
const Forever = time.Duration(-1)

// Wait makes the running task wait until one of the gates opens, or until the
// world time deadline; it tells whether the deadline came. With the turn only.
func (c *Clock) Wait(deadline time.Duration, gates ...*Gate) (late bool) {
	t := c.running
	var alarm *Timer
	if deadline >= 0 {
		alarm = c.At(deadline, func() { late = true; c.Wake(t) }).Of(t)
	}
	for _, g := range gates {
		g.waiting = append(g.waiting, t)
	}
	defer func() {
		alarm.Stop()
		for _, g := range gates {
			g.waiting = slices.DeleteFunc(g.waiting, func(w *Task) bool { return w == t })
		}
	}()
	t.park()
	return late
}
