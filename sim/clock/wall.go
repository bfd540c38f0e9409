package clock

import "time"

// wall maps wall time to world time: world = anchor + (wall - since) * rate.
type wall struct {
	rate   float64
	paused bool
	since  time.Time     // wall time of the anchor; zero: when the clock starts
	anchor time.Duration // world time then
}

// Reading is what a clock shows.
type Reading struct {
	Now    int64   `json:"now"` // µs of world time
	Rate   float64 `json:"rate"`
	Paused bool    `json:"paused"`
	Idle   bool    `json:"idle"` // nothing is due
}

func (w wall) now(wallNow time.Time) time.Duration {
	if w.paused {
		return w.anchor
	}
	return w.anchor + time.Duration(float64(wallNow.Sub(w.since))*w.rate)
}

// Play lets world time run.
func (c *Clock) Play() { c.setPaused(false) }

// Pause stops world time: what is due waits.
func (c *Clock) Pause() { c.setPaused(true) }

// Rates a clock can run at.
const (
	MinRate = 0.01
	MaxRate = 1000
)

// SetRate makes world time run r times as fast as the wall's.
func (c *Clock) SetRate(r float64) {
	r = min(max(r, MinRate), MaxRate)
	c.change(func(w *wall) { w.rate = r })
}

func (c *Clock) setPaused(p bool) {
	c.change(func(w *wall) { w.paused = p })
}

// change is made with the turn, so that the anchor is the time that was shown.
func (c *Clock) change(set func(*wall)) { c.Do(func() { c.set(set) }) }

// Halt is Pause for who has the turn.
func (c *Clock) Halt() { c.set(func(w *wall) { w.paused = true }) }

func (c *Clock) set(set func(*wall)) {
	c.reanchor()
	c.mu.Lock()
	set(&c.wall)
	c.mu.Unlock()
	if c.Changed != nil {
		c.Changed()
	}
}

// reanchor makes what is shown now the new anchor. With the turn only.
func (c *Clock) reanchor() {
	shown := c.Shown()
	c.mu.Lock()
	c.wall.anchor, c.wall.since = shown, time.Now()
	c.mu.Unlock()
}

// Shown is the world time to show now: it runs on between due things, but never past one. With the turn only.
func (c *Clock) Shown() time.Duration {
	c.mu.Lock()
	t := c.wall.now(time.Now())
	c.mu.Unlock()
	if at, any := c.next(); any {
		t = min(t, at)
	}
	return max(t, c.now)
}

// Read returns what the clock shows. Not for tasks.
func (c *Clock) Read() Reading {
	var r Reading
	c.Do(func() { r = c.reading() })
	return r
}

func (c *Clock) reading() Reading {
	c.mu.Lock()
	w := c.wall
	c.mu.Unlock()
	return Reading{Now: c.Shown().Microseconds(), Rate: w.rate, Paused: w.paused, Idle: len(c.due) == 0 && c.owed == 0 && len(c.ready) == 0}
}

// target is how far world time may have come by now. When the loop has fallen
// behind, the anchor moves rather than the world hurrying after it.
func (c *Clock) target() (paused bool, t time.Duration) {
	c.mu.Lock()
	w := c.wall
	c.mu.Unlock()
	t = w.now(time.Now())
	const behind = 250 * time.Millisecond
	if at, any := c.next(); any && !w.paused && float64(t-at) > float64(behind)*w.rate {
		c.reanchor()
		t = at
	}
	return w.paused, t
}

func (c *Clock) wallUntil(at time.Duration) time.Duration {
	c.mu.Lock()
	w := c.wall
	c.mu.Unlock()
	return time.Duration(float64(at-w.now(time.Now()))/w.rate) + time.Microsecond
}

// pace counts due things in the current tenth of a second of wall time.
type pace struct {
	since time.Time
	count int
}

// take counts one more, or says how long to wait before it may happen.
func (p *pace) take(perSecond int) time.Duration {
	if perSecond <= 0 {
		return 0
	}
	const window = 100 * time.Millisecond
	now := time.Now()
	if now.Sub(p.since) >= window {
		p.since, p.count = now, 0
	}
	if p.count >= perSecond/10 {
		return window - now.Sub(p.since)
	}
	p.count++
	return 0
}

// Deadline is the wall time d from now, for a network deadline: another
// process does not live in world time.
func Deadline(d time.Duration) time.Time { return time.Now().Add(d) }
