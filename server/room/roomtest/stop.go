package roomtest

import (
	"context"

	"patternscope/server/room"
	"patternscope/sim/breakpoint"
)

// SetBreakpoints keeps them; only Stop and Until meet one.
func (w *World) SetBreakpoints(list []breakpoint.Breakpoint) {
	w.stand(&breakpoint.Standing{Breakpoints: list})
}

// Stop pauses the world, which then stands at its first breakpoint.
func (w *World) Stop() {
	w.Pause()
	w.stand(&breakpoint.Standing{Breakpoints: w.Standing().Breakpoints, Stopped: &breakpoint.Hit{Breakpoint: 1, Seq: w.log.Head(), Why: "Stopped."}})
}

// Until is met by the third event from here, if so many are left.
func (w *World) Until(ctx context.Context, _ breakpoint.Breakpoint) (breakpoint.Hit, error) {
	for range 3 {
		if _, err := w.Step(ctx); err != nil {
			return breakpoint.Hit{}, err
		}
	}
	h := breakpoint.Hit{Seq: w.log.Head(), Why: "Stopped."}
	w.stand(&breakpoint.Standing{Breakpoints: w.Standing().Breakpoints, Stopped: &h})
	return h, nil
}

func (w *World) Standing() *breakpoint.Standing { return w.standing.Load() }

func (w *World) stand(at *breakpoint.Standing) {
	w.standing.Store(at)
	w.tell()
}

// OnClock keeps who is to be told.
func (w *World) OnClock(fn func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.changed = fn
}

func (w *World) tell() {
	w.mu.Lock()
	fn := w.changed
	w.mu.Unlock()
	if fn != nil {
		fn()
	}
}

var _ room.World = (*World)(nil)
