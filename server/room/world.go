package room

import (
	"context"
	"errors"

	"patternscope/sim/act"
	"patternscope/sim/breakpoint"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/sandbox"
	"patternscope/sim/wire"
)

// World is what a room needs of a run. All methods may be called at any time,
// also after Close.
type World interface {
	Log() *event.Log
	State() event.State
	// Parcel is what is kept of a parcel; the error is wire.ErrNoParcel or wire.ErrParcelGone.
	Parcel(id int64) (wire.Taped, error)
	Clock() Clock
	Play()
	Pause()
	SetRate(rate float64)
	// Step pauses the world and advances it by the next thing that is due. It
	// returns the number of the newest event, and ErrIdle when nothing is due.
	Step(ctx context.Context) (int64, error)
	// Act does one thing, at a moment when every program waits, and returns once they wait again; the error is sim.ErrCannot with the reason.
	Act(ctx context.Context, a act.Action) (act.Done, error)
	// Due is what can happen next, Offers what can be done with a target, Script what was done.
	Due() []act.Due
	Offers(t act.Target) []act.Offer
	Script() []act.Done
	// Place is the last moment, at which every program waited, not after event seq.
	Place(seq int64) act.Place
	// Replay brings a world that was just started, paused, to a place of another
	// run by doing the same; the error is sim.ErrElsewhere with the reason when it does not come there.
	Replay(ctx context.Context, script []act.Done, to act.Place) error
	// SetBreakpoints takes the place of those that were set; Standing is those, and where the world stands because of one.
	SetBreakpoints(list []breakpoint.Breakpoint)
	Standing() *breakpoint.Standing
	// Until runs on, without waiting, to a breakpoint; the error is ErrIdle or sim.ErrFar when it does not come to one.
	Until(ctx context.Context, b breakpoint.Breakpoint) (breakpoint.Hit, error)
	// OnClock has fn called whenever the clock was started, stopped or set. It must return at once.
	OnClock(fn func())
	// Document is the sandbox as it stands, with all that was changed; nil: it is a pattern's world.
	Document() *sandbox.Document
	Close()
}

// Clock is how a world's time stands.
type Clock struct {
	Now    int64   `json:"now"`  // world time in µs
	Rate   float64 `json:"rate"` // 1: as fast as time on the wall
	Paused bool    `json:"paused"`
	Idle   bool    `json:"idle"` // nothing is due: only an outside peer can move it
}

// same tells whether two clocks differ in their time alone.
func (c Clock) same(d Clock) bool {
	c.Now, d.Now = 0, 0
	return c == d
}

// ErrIdle is what World.Step returns when nothing is due.
var ErrIdle = errors.New("nothing is due")

// Spec says which run to start. A run is a function of pattern, values and seed.
type Spec struct {
	Pattern *pattern.Pattern
	Values  pattern.Values
	Seed    int64
	Rate    float64
	Paused  bool

	Breakpoints []breakpoint.Breakpoint // where it stops

	Faults []pattern.Fault // what happens to it by a schedule
}

// Start begins a run.
type Start func(Spec) (World, error)
