package clock

import (
	"container/heap"
	"time"
)

// Timer is one due thing: a flight that lands, a sleep that ends, a retry.
type Timer struct {
	clock *Clock
	at    time.Duration
	tie   uint64 // drawn from the seed
	n     uint64 // order of making, should ties be equal
	index int    // in the heap; -1: not there
	fn    func()
	about any // what it is, for who lists what is due
}

// At has fn called with the turn when world time reaches at (now, if that is
// past). With the turn only.
func (c *Clock) At(at time.Duration, fn func()) *Timer {
	c.made++
	t := &Timer{clock: c, at: max(at, c.now), tie: c.rng.Uint64(), n: c.made, fn: fn}
	heap.Push(&c.due, t)
	return t
}

// After is At, d from now.
func (c *Clock) After(d time.Duration, fn func()) *Timer { return c.At(c.now+d, fn) }

// Of says what the timer is: the task that it wakes, or what its maker likes.
func (t *Timer) Of(about any) *Timer {
	t.about = about
	return t
}

// About is what the timer is of.
func (t *Timer) About() any { return t.about }

// Number tells the timer from all others of its clock: the same in each run of the same seed and choices.
func (t *Timer) Number() uint64 { return t.n }

// FromOutside has fn called as a due thing of this moment: what comes from
// another process happens only while the world goes on. Not for tasks.
func (c *Clock) FromOutside(fn func()) bool {
	return c.Post(func() { c.At(c.Shown(), fn).Of(Outsider{}) })
}

// Outsider is what a due thing is of that another process brought about.
type Outsider struct{}

// When is the world time at which the timer is due.
func (t *Timer) When() time.Duration { return t.at }

// Stop takes the thing off the list. It may have happened already; a nil timer is one that never was.
func (t *Timer) Stop() {
	if t != nil && t.index >= 0 {
		heap.Remove(&t.clock.due, t.index)
		t.index = -1
	}
}

type dueHeap []*Timer

func (h dueHeap) Len() int { return len(h) }

func (h dueHeap) Less(i, j int) bool {
	a, b := h[i], h[j]
	switch {
	case a.at != b.at:
		return a.at < b.at
	case a.tie != b.tie:
		return a.tie < b.tie
	}
	return a.n < b.n
}

func (h dueHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

func (h *dueHeap) Push(x any) {
	t := x.(*Timer)
	t.index = len(*h)
	*h = append(*h, t)
}

func (h *dueHeap) Pop() any {
	old := *h
	t := old[len(old)-1]
	old[len(old)-1] = nil
	*h = old[:len(old)-1]
	return t
}
