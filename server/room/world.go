package room

import (
	"context"
	"errors"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
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
}

// Start begins a run.
type Start func(Spec) (World, error)
