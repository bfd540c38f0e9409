package room

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"patternscope/sim"
	"patternscope/sim/act"
	"patternscope/sim/event"
)

// fork goes back to a moment of a run and takes another way: the world is
// started anew and brought there by doing the same things, without waiting.
// The room stays as it is when that leads elsewhere, or the action cannot be done.
func (r *Room) fork(ctx context.Context, c Command) error {
	from, err := r.find(c.Run)
	if err != nil {
		return err
	}
	if c.Seq == nil || *c.Seq < 0 || *c.Seq > from.world.Log().Head() {
		return refuse(Invalid, "seq is the number of an event, from 0 to %d", from.world.Log().Head())
	}
	to := from.world.Place(*c.Seq)
	spec := from.spec
	live, _, _ := r.now()
	spec.Rate, spec.Paused, spec.Breakpoints = live.world.Clock().Rate, true, live.world.Standing().Breakpoints
	world, err := r.rooms.start(spec)
	if err != nil {
		return fmt.Errorf("start %s anew: %w", spec.Pattern.ID, err)
	}
	if err := bring(ctx, world, from, to, c.Action); err != nil {
		world.Close()
		return err
	}
	r.install(&run{spec: spec, world: world, parent: from.number, left: to.Seq})
	return nil
}

// bring takes a new world to a place of another run, and on from there.
func bring(ctx context.Context, world World, from *run, to act.Place, a *act.Action) error {
	err := world.Replay(ctx, from.world.Script(), to)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return refuse(NotNow, "going back to event %d takes too long: the recording of run %d can be looked at, but not gone on with", to.Seq, from.number)
	case errors.Is(err, sim.ErrElsewhere):
		return elsewhere(from, strings.TrimPrefix(err.Error(), sim.ErrElsewhere.Error()+": "))
	case err != nil:
		return err
	}
	if seq := parts(from.world.Log(), world.Log(), to.Seq); seq != 0 {
		return elsewhere(from, fmt.Sprintf("event %d is another one", seq))
	}
	if a == nil {
		return nil
	}
	return doAct(ctx, world, a)
}

func elsewhere(from *run, why string) error {
	return refuse(NotNow, "done again, the run went another way (%s): what outside processes do cannot be done again. The recording of run %d can still be looked at", why, from.number)
}

// parts is the number of the first event, up to one, in which two runs differ; 0: in none.
// Events that are no longer kept are taken to be the same.
func parts(a, b *event.Log, to int64) int64 {
	for seq := max(a.First(), b.First()) - 1; seq < to; {
		in, out := a.Since(seq, batch), b.Since(seq, batch)
		for i := range in {
			if in[i].Seq > to {
				return 0
			}
			if i >= len(out) || !event.Same(in[i], out[i]) {
				return in[i].Seq
			}
		}
		if len(in) == 0 {
			return 0
		}
		seq = in[len(in)-1].Seq
	}
	return 0
}
