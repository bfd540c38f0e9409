// Package roomtest has a world without sockets, for tests of rooms and pages:
// things happen in it only when the test says so.
package roomtest

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"patternscope/server/room"
	"patternscope/sim"
	"patternscope/sim/act"
	"patternscope/sim/breakpoint"
	"patternscope/sim/event"
	"patternscope/sim/node"
	"patternscope/sim/pattern"
	"patternscope/sim/sandbox"
	"patternscope/sim/wire"
)

// Echo is a pattern with one number, one choice and one node.
var Echo = &pattern.Pattern{
	ID:      "echo",
	Title:   "Echo",
	Group:   "First steps",
	Summary: "Says what it heard.",
	Lesson:  "A lesson.",
	Watch:   []string{"the echo"},
	Mistake: []string{"expecting an answer"},
	Params: []pattern.Param{
		{Name: "workers", Title: "Workers", Min: 1, Max: 8, Default: "2"},
		{Name: "transport", Title: "Transport", Choices: []string{"tcp", "ipc", "inproc"}, Default: "tcp"},
	},
	Presets: []pattern.Preset{{Title: "Crowd", Values: map[string]string{"workers": "8"}}},
	Columns: []string{"All"},
	Nodes: func(v pattern.Values) []pattern.Node {
		return []pattern.Node{{Name: "echo", Role: v.Text("workers") + " workers", Run: func(*node.Node) {}}}
	},
}

// Find knows Echo alone.
func Find(id string) *pattern.Pattern {
	if id == Echo.ID {
		return Echo
	}
	return nil
}

// World is a log and a clock. Each step and each Happen is one event, and
// every tenth is followed by a keyframe.
type World struct {
	Spec room.Spec
	Tape *wire.Tape // the test puts on it what it likes
	// Elsewhere is a world that cannot be brought where another one was.
	Elsewhere bool

	mu     sync.Mutex
	log    *event.Log
	clock  room.Clock
	due    int // steps left; below 0: any number
	closed int
	script []act.Done

	standing atomic.Pointer[breakpoint.Standing]
	changed  func()
}

// NewWorld begins a run that keeps limit events (0: the usual number).
func NewWorld(spec room.Spec, limit int) *World {
	w := &World{Spec: spec, Tape: wire.NewTape(), log: event.NewLog(limit), clock: room.Clock{Rate: spec.Rate, Paused: spec.Paused}, due: -1}
	w.standing.Store(&breakpoint.Standing{Breakpoints: spec.Breakpoints})
	w.log.Keep(w.state(0))
	return w
}

func (w *World) state(seq int64) event.State {
	return event.State{
		Seq: seq, At: seq * 1000,
		Nodes:   []event.Node{{Name: "echo", Role: w.Spec.Values["workers"] + " workers", Status: "running"}},
		Sockets: []event.Socket{}, Links: []event.Link{}, Messages: []event.Message{},
	}
}

// Happen appends n events.
func (w *World) Happen(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for range n {
		w.clock.Now += 1000
		seq := w.log.Append(event.Event{At: w.clock.Now, Kind: event.Note, Node: "echo", Text: "hello", Say: "echo says hello."})
		if seq%10 == 0 {
			w.log.Keep(w.state(seq))
		}
	}
}

// Exhaust leaves n more steps before the world is idle.
func (w *World) Exhaust(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.due = n
	w.clock.Idle = n == 0
}

// Closed is how often Close was called.
func (w *World) Closed() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.closed
}

func (w *World) Log() *event.Log { return w.log }

func (w *World) Parcel(id int64) (wire.Taped, error) { return w.Tape.Read(id) }

func (w *World) State() event.State {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.state(w.log.Head())
}

func (w *World) Clock() room.Clock {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.clock
}

func (w *World) Play() { w.set(func(c *room.Clock) { c.Paused = false }) }

func (w *World) Pause() { w.set(func(c *room.Clock) { c.Paused = true }) }

func (w *World) SetRate(rate float64) { w.set(func(c *room.Clock) { c.Rate = rate }) }

func (w *World) set(change func(*room.Clock)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change(&w.clock)
}

func (w *World) Step(context.Context) (int64, error) {
	w.Pause()
	if !w.take() {
		return w.log.Head(), room.ErrIdle
	}
	w.Happen(1)
	return w.log.Head(), nil
}

func (w *World) take() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.due == 0:
		return false
	case w.due > 0:
		w.due--
		w.clock.Idle = w.due == 0
	}
	return true
}

// Act is one event; what it cannot do is anything but "choose".
func (w *World) Act(_ context.Context, a act.Action) (act.Done, error) {
	if a.Do != act.Choose {
		return act.Done{}, fmt.Errorf("%w: there is no action %q", sim.ErrCannot, a.Do)
	}
	w.Happen(1)
	w.mu.Lock()
	defer w.mu.Unlock()
	done := act.Done{At: w.clock.Now, Seq: w.log.Head(), Action: a}
	w.script = append(w.script, done)
	return done, nil
}

// Due is one thing, which can be chosen.
func (w *World) Due() []act.Due {
	return []act.Due{{Due: 1, Kind: "timer", Node: "echo", Say: "echo goes on"}}
}

// Offers has one for whatever is asked.
func (w *World) Offers(t act.Target) []act.Offer {
	return []act.Offer{{Action: act.Action{Do: act.Crash, Node: t.Node}, Title: "Crash", Help: "It is gone."}}
}

// Document: it is no sandbox.
func (w *World) Document() *sandbox.Document { return nil }

// Place is at every event: all programs of this world always wait.
func (w *World) Place(seq int64) act.Place { return act.Place{After: seq, Seq: seq} }

// Replay has as many events as there were.
func (w *World) Replay(_ context.Context, script []act.Done, to act.Place) error {
	if w.Elsewhere {
		return fmt.Errorf("%w: the wind has changed", sim.ErrElsewhere)
	}
	w.Happen(int(to.Seq))
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, d := range script {
		if d.Seq <= to.Seq {
			w.script = append(w.script, d)
		}
	}
	return nil
}

func (w *World) Script() []act.Done {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]act.Done(nil), w.script...)
}

func (w *World) Close() {
	w.mu.Lock()
	w.closed++
	w.mu.Unlock()
	w.log.Close()
}

// Worlds starts Worlds and remembers them.
type Worlds struct {
	LogLimit  int
	Fail      error // what Start returns, when not nil
	Elsewhere bool  // of the worlds started from now on

	mu      sync.Mutex
	started []*World
}

// Start is a room.Start.
func (s *Worlds) Start(spec room.Spec) (room.World, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.Fail != nil {
		return nil, s.Fail
	}
	w := NewWorld(spec, s.LogLimit)
	w.Elsewhere = s.Elsewhere
	s.started = append(s.started, w)
	return w, nil
}

// All are the worlds started so far, oldest first.
func (s *Worlds) All() []*World {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*World(nil), s.started...)
}

// Last is the newest world.
func (s *Worlds) Last() *World {
	all := s.All()
	return all[len(all)-1]
}
