package sim

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"patternscope/sim/act"
)

// ErrElsewhere begins the reason why a run that was done again did not come to where it had been.
var ErrElsewhere = errors.New("the run went another way")

// marksKept is how many places a run remembers; of more than that, the newer half.
const marksKept = 1 << 18

// mark notes the place at which the newest event stands. It is called when every program waits.
func (w *World) mark() {
	p := act.Place{After: w.clock.Happened(), Seq: w.log.Head()}
	if n := len(w.marks); n > 0 && w.marks[n-1].Seq == p.Seq {
		return
	}
	if len(w.marks) >= marksKept {
		w.marks = slices.Delete(w.marks, 0, marksKept/2)
	}
	w.marks = append(w.marks, p)
}

// Place is the last moment, at which every program waited, that is not after event seq.
func (w *World) Place(seq int64) act.Place {
	var p act.Place
	w.turn(func() {
		i, found := slices.BinarySearchFunc(w.marks, seq, func(m act.Place, seq int64) int { return int(m.Seq - seq) })
		switch {
		case found:
			p = w.marks[i]
		case i > 0:
			p = w.marks[i-1]
		}
	})
	return p
}

// turn calls fn with the turn, or once nobody has it any more.
func (w *World) turn(fn func()) {
	if !w.clock.Do(fn) {
		w.clock.Close() // waits for its end
		fn()
	}
}

// Replay brings a world that was started paused, and alike, to a place of
// another run: it lets due things happen without waiting, and does what was done. ErrElsewhere when it
// comes somewhere else, which outside processes alone can cause.
func (w *World) Replay(ctx context.Context, script []act.Done, to act.Place) error {
	defer w.SetBreakpoints(w.Standing().Breakpoints)
	w.SetBreakpoints(nil) // they are for what comes after
	for _, d := range script {
		if d.Seq > to.Seq {
			break
		}
		if err := w.advanceTo(ctx, d.After); err != nil {
			return err
		}
		again, err := w.act(ctx, d.Action, time.Duration(d.At)*time.Microsecond)
		switch {
		case errors.Is(err, ErrCannot):
			return fmt.Errorf("%w: at event %d, %s was not possible (%v)", ErrElsewhere, d.Seq, d.Action.Do, err)
		case err != nil:
			return err
		case again.Seq != d.Seq || again.At != d.At:
			return fmt.Errorf("%w: %s was event %d at %d µs, and is now event %d at %d µs", ErrElsewhere, d.Action.Do, d.Seq, d.At, again.Seq, again.At)
		}
	}
	if err := w.advanceTo(ctx, to.After); err != nil {
		return err
	}
	if head := w.log.Head(); head != to.Seq {
		return fmt.Errorf("%w: it came to event %d, not %d", ErrElsewhere, head, to.Seq)
	}
	return nil
}

// advanceTo lets due things happen until so many have.
func (w *World) advanceTo(ctx context.Context, happened int64) error {
	err := w.clock.Advance(ctx, func() bool { return w.clock.Happened() >= happened })
	if errors.Is(err, ErrIdle) {
		return fmt.Errorf("%w: nothing more was due before thing %d", ErrElsewhere, happened)
	}
	return err
}
