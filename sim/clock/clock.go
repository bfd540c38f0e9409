// Package clock is world time, and the turn.
//
// Everything that waits in a world waits on its Clock. World time runs at any
// rate, stops, and goes one due thing at a time.
//
//	           ┌────────── posts (bytes read, commands) ──────────┐
//	           ▼                                                   │
//	loop ──▶ ready programs, one at a time ──▶ all wait? ──▶ the next due thing
//	           ▲                              owed == 0?          │
//	           └──────────────────────────────────────────────────┘
//
// # The turn
//
// At any moment exactly one goroutine has the turn: the loop, or one Task. All
// state of a world belongs to whoever has the turn, so it needs no locks. A
// task keeps the turn until it waits (Sleep, Wait) or ends. Goroutines outside
// (a connection's reader, an HTTP handler) have no turn: they Post a function,
// or Do it and wait.
//
// # Quiescence is counted
//
// The next due thing happens only when no task is ready, no post is left and
// nothing is owed. Whoever hands bytes to a real connection owes them until
// the other end has posted that it read them. So a step ends when every
// program waits again, and a run is a function of its programs and its seed.
//
// # Close
//
// Close ends every task where it waits (its deferred calls run), and returns
// when all of them and the loop have ended. It may be called twice.
package clock

import (
	"errors"
	"math/rand/v2"
	"sync"
	"time"
)

// Clock is one world's time. Make it with New, then call Run.
type Clock struct {
	// Quiet, if set, is called with the turn whenever every program waits and
	// nothing is owed, before whoever has asked for that moment. Progress, if set,
	// tells how many events were recorded; a step goes on until it has grown.
	// Changed, if set, hears that the clock was started, stopped or set to another
	// rate.
	Quiet    func()
	Progress func() int64
	Changed  func()
	// Pace bounds how many due things happen in a second of wall time while playing; 0: any number.
	Pace int

	// Of whoever has the turn.
	now      time.Duration
	due      dueHeap
	made     uint64 // due things made so far
	happened int64  // due things that have happened
	ready    []*Task
	tasks    map[*Task]struct{}
	running  *Task
	owed     int
	rng      *rand.Rand
	steps    []*advance
	calm     []func() // to be called when all programs wait and nothing is owed
	ended    bool     // Close was asked for
	holding  bool     // Hold was asked for
	bell     bell
	pace     pace
	back     chan struct{} // a task gives the turn back
	finished chan struct{} // the loop has ended
	once     sync.Once

	// Of everybody.
	mu     sync.Mutex
	posts  []func()
	signal chan struct{}
	closed bool // no more posts
	wall   wall
}

// ErrIdle says that nothing is due: every program waits for something that nothing under way will bring.
var ErrIdle = errors.New("nothing is due: every program waits")

// ErrClosed says that the clock was closed.
var ErrClosed = errors.New("the run has ended")

// New returns a stopped clock at time zero, paused. Ties between things due at
// the same time are broken by the seed.
func New(seed int64) *Clock {
	c := &Clock{
		tasks:    map[*Task]struct{}{},
		rng:      rand.New(rand.NewPCG(uint64(seed), 0x5eed)),
		back:     make(chan struct{}),
		finished: make(chan struct{}),
		signal:   make(chan struct{}, 1),
	}
	c.wall = wall{rate: 1, paused: true}
	return c
}

// Run starts the loop. What was prepared before (tasks, due things) happens from now on.
func (c *Clock) Run() { go c.loop() }

// Now is the world time of what happens now. With the turn only.
func (c *Clock) Now() time.Duration { return c.now }

// Rand is the run's own randomness. With the turn only.
func (c *Clock) Rand() *rand.Rand { return c.rng }

// Ended tells whether the clock is closing. With the turn only.
func (c *Clock) Ended() bool { return c.ended }

// Owe says that n more things are under way outside the turn; negative when
// they have come. With the turn only.
func (c *Clock) Owe(n int) { c.owed += n }

// Post has fn called with the turn, soon. False: the clock is closed, and fn will not be called.
func (c *Clock) Post(fn func()) bool {
	c.mu.Lock()
	if c.closed {
		c.mu.Unlock()
		return false
	}
	c.posts = append(c.posts, fn)
	c.mu.Unlock()
	select {
	case c.signal <- struct{}{}:
	default:
	}
	return true
}

// Do has fn called with the turn and waits for it. False: the clock is closed.
// It must not be called by a task or within a post.
func (c *Clock) Do(fn func()) bool {
	done := make(chan struct{})
	if !c.Post(func() { defer close(done); fn() }) {
		return false
	}
	<-done
	return true
}

// Calm is Do, once every program waits and nothing is owed: nothing is then
// between two places.
func (c *Clock) Calm(fn func()) bool {
	done := make(chan struct{})
	if !c.Post(func() { c.calm = append(c.calm, func() { defer close(done); fn() }) }) {
		return false
	}
	<-done
	return true
}

// whenCalm calls who has waited longest for this moment; false: nobody has. What
// is done then may let programs go on, so the next has to wait again.
func (c *Clock) whenCalm() bool {
	if len(c.calm) == 0 {
		return false
	}
	fn := c.calm[0]
	c.calm = c.calm[1:]
	fn()
	return true
}

// Close ends all tasks and the loop, and waits for them.
func (c *Clock) Close() {
	c.once.Do(func() { c.Post(func() { c.ended = true }) })
	<-c.finished
}

func (c *Clock) loop() {
	defer close(c.finished)
	for {
		c.settle()
		if c.ended {
			c.endTasks()
			c.shut()
			return
		}
		if c.holding {
			c.hold()
		}
		if c.Quiet != nil {
			c.Quiet()
		}
		if !c.whenCalm() {
			c.advance()
		}
	}
}

// settle runs posts and ready tasks until there are none and nothing is owed.
// One task at a time, and none while something is owed: what two of them set
// going outside the turn would come back in any order.
func (c *Clock) settle() {
	for {
		switch {
		case c.ended:
			return
		case c.owed == 0 && len(c.ready) > 0:
			t := c.ready[0]
			c.ready = c.ready[1:]
			c.resume(t)
		case c.runPosts():
		case c.owed > 0:
			<-c.signal
		default:
			return
		}
	}
}

// runPosts runs what was posted until now; false: nothing was.
func (c *Clock) runPosts() bool {
	c.mu.Lock()
	posts := c.posts
	c.posts = nil
	c.mu.Unlock()
	for _, fn := range posts {
		fn()
	}
	return len(posts) > 0
}

// advance lets the next due thing happen, if it is asked for or its time has come; else it waits.
func (c *Clock) advance() {
	if len(c.steps) > 0 {
		c.advanceAsked()
		return
	}
	paused, target := c.target()
	at, any := c.next()
	switch {
	case paused, !any:
		<-c.signal
	case at <= target:
		if pause := c.pace.take(c.Pace); pause > 0 {
			c.reanchor()
			c.wait(pause)
			return
		}
		c.goOn()
	default:
		c.wait(c.wallUntil(at))
	}
}

// wait sleeps until a post comes, or for d, which has passed already when it is not positive.
func (c *Clock) wait(d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-c.signal:
	case <-t.C:
	}
}

// shut refuses further posts, and runs those that came before.
func (c *Clock) shut() {
	c.mu.Lock()
	c.closed = true
	posts := c.posts
	c.posts = nil
	c.mu.Unlock()
	for _, fn := range posts {
		fn()
	}
	c.endTasks() // that these have made
	for c.whenCalm() {
	}
	for _, a := range c.steps {
		a.done <- ErrClosed
	}
}
