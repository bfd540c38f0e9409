package clock

import (
	"runtime"
	"time"
)

// Task is a goroutine that takes turns: a program, or a handshake.
type Task struct {
	// Owner is whose task it is, if whoever made it says so.
	Owner any

	clock  *Clock
	wake   chan struct{}
	parked bool
	calls  int  // since it last waited
	frozen bool // it does not go on, also when woken
	woken  bool // it was, while it was frozen
	killed bool // it ends where it waits
}

// Go makes a task of fn; it runs when its turn comes. With the turn only, or before Run.
func (c *Clock) Go(fn func()) *Task {
	t := &Task{clock: c, wake: make(chan struct{})}
	c.tasks[t] = struct{}{}
	c.ready = append(c.ready, t)
	go func() {
		<-t.wake
		defer func() {
			delete(c.tasks, t)
			c.back <- struct{}{}
		}()
		if !c.ended && !t.killed {
			fn()
		}
	}()
	return t
}

// Current is the task that has the turn; nil when the loop has it.
func (c *Clock) Current() *Task { return c.running }

// resume gives the turn to t and takes it back when t waits or ends.
func (c *Clock) resume(t *Task) {
	t.parked = false
	c.running = t
	t.wake <- struct{}{}
	<-c.back
	c.running = nil
}

// park gives the turn back until t is woken. At the clock's end it does not return.
func (t *Task) park() {
	c := t.clock
	if c.ended || t.killed {
		runtime.Goexit()
	}
	t.parked, t.calls = true, 0
	c.back <- struct{}{}
	<-t.wake
	if c.ended || t.killed {
		runtime.Goexit()
	}
}

// Wake makes a waiting task ready; one that does not wait is left alone. With the turn only.
func (c *Clock) Wake(t *Task) {
	switch {
	case !t.parked:
	case t.frozen:
		t.woken = true
	default:
		t.parked = false
		c.ready = append(c.ready, t)
	}
}

// Freeze suspends a waiting task: what it waits for may come, but it does not
// go on before Thaw. With the turn only, and not by the task itself.
func (c *Clock) Freeze(t *Task) { t.frozen = true }

// Thaw lets a frozen task go on, if what it waited for has come.
func (c *Clock) Thaw(t *Task) {
	t.frozen = false
	if t.woken {
		t.woken = false
		c.Wake(t)
	}
}

// Kill ends a waiting task where it stands: its deferred calls run when its
// turn comes. With the turn only, and not by the task itself.
func (c *Clock) Kill(t *Task) {
	t.killed, t.frozen = true, false
	c.Wake(t)
}

// CallsAtOnce is how many calls a program can make without waiting before it
// is made to wait CallPause: no computer does more in no time, and a program
// that never waits would stop the world.
const (
	CallsAtOnce = 256
	CallPause   = time.Millisecond
)

// Count counts a call of the running task, and makes it wait when it has made too many at once.
func (c *Clock) Count() {
	t := c.running
	if t == nil {
		return
	}
	if t.calls++; t.calls >= CallsAtOnce {
		c.Sleep(CallPause)
	}
}

// Sleep makes the running task wait for d of world time.
func (c *Clock) Sleep(d time.Duration) {
	t := c.running
	alarm := c.After(d, func() { c.Wake(t) }).Of(t)
	defer alarm.Stop() // it was killed
	t.park()
}

// endTasks lets every task end where it waits.
func (c *Clock) endTasks() {
	for len(c.tasks) > 0 {
		for t := range c.tasks {
			c.resume(t)
		}
	}
	c.ready = nil
}

// Await lets fn run without the turn while the running task waits for it. What
// fn does is owed, so it must not wait for world time. Spawn starts it.
func (c *Clock) Await(spawn func(func()), fn func()) {
	t, done := c.running, false
	c.Owe(1)
	spawn(func() {
		fn()
		c.Post(func() {
			c.Owe(-1)
			done = true
			c.Wake(t)
		})
	})
	for !done {
		t.park()
	}
}
