package sim

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"patternscope/sim/act"
	"patternscope/sim/event"
)

// deed is an action that can be done: what it is called in the log, and the doing.
type deed struct {
	event event.Event // Text says it: "L1 is cut"
	do    func()
}

// ErrCannot begins the reason why an action cannot be done; nothing has changed then.
var ErrCannot = errors.New("this cannot be done")

// cannot is a reason, as one sentence.
func cannot(format string, args ...any) (deed, error) {
	return deed{}, fmt.Errorf("%w: %s", ErrCannot, fmt.Sprintf(format, args...))
}

// deed finds out how an action is done, or why not. It changes nothing.
func (w *World) deed(a act.Action) (deed, error) {
	switch a.Do {
	case act.Choose:
		return w.choose(a)
	case act.Stop, act.Crash, act.Freeze, act.Thaw, act.Slow, act.Restart:
		return w.toProgram(a)
	case act.Deliver, act.Hold, act.Release, act.Delay, act.Drop, act.Duplicate:
		return w.toParcel(a)
	case act.Cut, act.Heal, act.Reset, act.Latency, act.Jitter, act.Bandwidth, act.Capacity, act.Lose:
		return w.toLink(a)
	case act.Refuse, act.Silence, act.Accept:
		return w.toEndpoint(a)
	}
	return w.topology(a)
}

// Act does what a reader asks for, at a moment when every program waits, and
// returns once they all wait again. The action is recorded as an event, before what follows from it,
// and in the script. Choosing pauses the world.
func (w *World) Act(ctx context.Context, a act.Action) (act.Done, error) {
	if a.Do == act.Choose {
		w.Pause()
	}
	return w.act(ctx, a, -1)
}

// act does an action at a world time, or at that which is shown when at is negative.
func (w *World) act(ctx context.Context, a act.Action, at time.Duration) (done act.Done, err error) {
	open := w.clock.Calm(func() {
		if err = ctx.Err(); err == nil {
			done, err = w.perform(a, at)
		}
	})
	if !open || !w.clock.Calm(func() {}) {
		return done, ErrClosed
	}
	return done, err
}

func (w *World) perform(a act.Action, at time.Duration) (act.Done, error) {
	d, err := w.deed(a)
	if err != nil {
		return act.Done{}, err
	}
	if at < 0 {
		at = w.clock.Shown().Truncate(time.Microsecond)
	}
	done := act.Done{After: w.clock.Happened(), Action: a}
	w.clock.Catch(at)
	done.At = w.scene.Micros()
	d.event.Kind, d.event.Call = event.Acted, string(a.Do)
	done.Seq = w.scene.Emit(d.event)
	w.script = append(w.script, done)
	d.do()
	return done, nil
}

// Script is all that was done in this run, in order.
func (w *World) Script() []act.Done {
	var script []act.Done
	w.turn(func() { script = slices.Clone(w.script) })
	return script
}
