package clock

import (
	"container/heap"
	"context"
	"slices"
	"time"
)

// advance asks for due things to happen without waiting for their time.
type advance struct {
	until func() bool // enough; asked when all programs wait
	ctx   context.Context
	done  chan error
}

// Step pauses the clock and lets the next due thing happen, and further ones
// until something was recorded and all programs wait again. ErrIdle when
// nothing is due.
func (c *Clock) Step(ctx context.Context) error {
	from, begun := int64(0), false
	return c.Advance(ctx, func() bool {
		if !begun {
			begun, from = true, c.progress()
			return false
		}
		return c.Progress == nil || c.progress() > from
	})
}

func (c *Clock) progress() int64 {
	if c.Progress == nil {
		return 0
	}
	return c.Progress()
}

// Advance pauses the clock and lets due things happen, one after the other and
// without waiting, until enough says so: it is asked with the turn, each time
// all programs wait, first before anything happens. ErrIdle when nothing is due, and
// the context's error when that ends before.
func (c *Clock) Advance(ctx context.Context, enough func() bool) error {
	a := &advance{until: enough, ctx: ctx, done: make(chan error, 1)}
	c.setPaused(true)
	if !c.Post(func() { c.steps = append(c.steps, a) }) {
		return ErrClosed
	}
	select {
	case err := <-a.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// advanceAsked lets one more due thing happen for who waits longest, or answers.
func (c *Clock) advanceAsked() {
	a := c.steps[0]
	var err error
	_, any := c.next()
	switch {
	case a.ctx.Err() != nil:
		err = a.ctx.Err()
	case a.until():
	case !any:
		err = ErrIdle
	default:
		c.goOn()
		c.reanchor()
		return
	}
	c.steps = c.steps[1:]
	a.done <- err
}

// Due lists what is due, next first. With the turn only.
func (c *Clock) Due() []*Timer {
	due := slices.Clone(c.due)
	slices.SortFunc(due, func(a, b *Timer) int {
		if dueHeap([]*Timer{a, b}).Less(0, 1) {
			return -1
		}
		return 1
	})
	return due
}

// Happened is how many due things have happened. With the turn only.
func (c *Clock) Happened() int64 { return c.happened }

// Choose lets that due thing happen now, before what was due earlier: world time
// goes on to its moment, and what is overdue then happens after it. It must be
// called when all programs wait. False: there is none of that number.
func (c *Clock) Choose(number uint64) bool {
	for _, t := range c.due {
		if t.n == number {
			c.happen(t)
			c.reanchor()
			return true
		}
	}
	return false
}

// Catch makes it at least world time t, which must not be after what is due next. With the turn only.
func (c *Clock) Catch(t time.Duration) {
	c.now = max(c.now, t)
	c.reanchor()
}

// happen takes a due thing off the list and lets it happen, at its time or now if that is past.
func (c *Clock) happen(t *Timer) {
	heap.Remove(&c.due, t.index)
	t.index = -1
	c.happened++
	c.now = max(c.now, t.at)
	t.fn()
}
