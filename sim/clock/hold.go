package clock

import "time"

// bell is a moment of world time that is not missed though nothing is due then.
type bell struct {
	at   time.Duration
	ring func() // nil: there is none
}

// Bell has ring called with the turn when world time has come to at, and all
// that is due up to then has happened. It is no due thing: it is not counted
// among them and takes nothing from the seed, so a run is the same with and
// without it. A clock has one; the next takes its place, and a nil one takes it away. With the turn only.
func (c *Clock) Bell(at time.Duration, ring func()) { c.bell = bell{max(at, c.now), ring} }

// Hold stops the clock, paused, as soon as all programs wait: nothing more that
// is due happens, and who advances the clock is answered. With the turn only.
func (c *Clock) Hold() { c.holding = true }

// hold is done when all programs wait. Time stands at what happened last, also
// where it was already shown a little later.
func (c *Clock) hold() {
	c.holding = false
	c.mu.Lock()
	c.wall.anchor, c.wall.since, c.wall.paused = c.now, time.Now(), true
	c.mu.Unlock()
	if c.Changed != nil {
		c.Changed()
	}
	for _, a := range c.steps {
		a.done <- nil
	}
	c.steps = nil
}

// rings tells whether the bell comes before all that is due.
func (c *Clock) rings() bool {
	return c.bell.ring != nil && (len(c.due) == 0 || c.bell.at < c.due[0].at)
}

// next is the time at which something happens next, of its own; false: nothing will.
func (c *Clock) next() (time.Duration, bool) {
	switch {
	case c.rings():
		return c.bell.at, true
	case len(c.due) > 0:
		return c.due[0].at, true
	}
	return 0, false
}

// goOn lets what is next happen.
func (c *Clock) goOn() {
	if !c.rings() {
		c.happen(c.due[0])
		return
	}
	ring := c.bell.ring
	c.now = max(c.now, c.bell.at)
	c.bell = bell{}
	ring()
}
