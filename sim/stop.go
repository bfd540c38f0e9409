package sim

import (
	"context"
	"fmt"
	"time"

	"patternscope/sim/breakpoint"
	"patternscope/sim/event"
)

// UntilBound is how many events Until runs on for at most: where what is looked for never
// comes, a reader does not find the run an hour further on, and no viewer falls behind.
const UntilBound = 5000

// ErrFar says that Until has not come to what it looked for.
var ErrFar = fmt.Errorf("nothing of that kind happened in %d events", UntilBound)

// stops is where a world is to stop. It belongs to the clock's turn.
type stops struct {
	points *breakpoint.Matcher // nil: no breakpoint is set
	until  *breakpoint.Matcher // nil: Until does not run
}

func (s *stops) each(look func(*breakpoint.Matcher)) {
	for _, m := range []*breakpoint.Matcher{s.points, s.until} {
		if m != nil {
			look(m)
		}
	}
}

// SetBreakpoints takes the place of those that were set. At one that is met
// the world stops, paused, once all programs wait: no later due thing happens. Without
// any they cost nothing.
func (w *World) SetBreakpoints(list []breakpoint.Breakpoint) {
	w.clock.Calm(func() { w.setBreakpoints(list) })
}

func (w *World) setBreakpoints(list []breakpoint.Breakpoint) {
	w.stops.points = nil
	if len(list) > 0 {
		w.stops.points = breakpoint.NewMatcher(list, 1, w.state())
	}
	w.stand(w.Standing().Stopped)
	w.lookOut()
}

// Standing is the breakpoints as they are now, and the one at which the world stands.
func (w *World) Standing() *breakpoint.Standing { return w.standing.Load() }

// stand makes known what has changed: the breakpoints, or where the world stands.
func (w *World) stand(at *breakpoint.Hit) {
	now := &breakpoint.Standing{Breakpoints: []breakpoint.Breakpoint{}, Stopped: at}
	if w.stops.points != nil {
		now.Breakpoints = w.stops.points.List()
	}
	w.standing.Store(now)
}

// Until lets due things happen, without waiting for their time, until b or one
// of the breakpoints that are set is met. The world then stands, paused, as it does
// when nothing is due (ErrIdle), when UntilBound events have gone by (ErrFar), or
// when ctx ends.
func (w *World) Until(ctx context.Context, b breakpoint.Breakpoint) (breakpoint.Hit, error) {
	w.goOn()
	var end int64
	w.clock.Calm(func() {
		end = w.log.Head() + UntilBound
		w.stops.until = breakpoint.NewMatcher([]breakpoint.Breakpoint{b}, 0, w.state())
		w.lookOut()
	})
	defer w.clock.Calm(func() {
		w.stops.until = nil
		w.lookOut()
	})
	err := w.clock.Advance(ctx, func() bool { return w.log.Head() >= end })
	if at := w.Standing().Stopped; at != nil {
		return *at, nil
	}
	if err == nil {
		err = ErrFar
	}
	return breakpoint.Hit{}, err
}

// goOn is called before time goes on by the reader's will: the world no longer stands at a breakpoint.
func (w *World) goOn() {
	if w.Standing().Stopped != nil {
		w.clock.Calm(func() { w.stand(nil) })
	}
}

// lookOut has events looked at while there is something to look for.
func (w *World) lookOut() {
	w.scene.Watch = nil
	if w.stops.points != nil || w.stops.until != nil {
		w.scene.Watch = w.seen
	}
	w.setBell()
}

// seen looks at an event as it is recorded.
func (w *World) seen(e event.Event) {
	w.stops.each(func(m *breakpoint.Matcher) {
		m.See(e)
		if w.Standing().Stopped != nil {
			return // it stops already
		}
		if h, met := m.At(e); met {
			w.stopAt(h)
		}
	})
	w.setBell()
}

// setBell for the moment at which a call that lasts until then has taken too long.
func (w *World) setBell() {
	at, any := int64(0), false
	w.stops.each(func(m *breakpoint.Matcher) {
		if late, will := m.Late(); will && (!any || late < at) {
			at, any = late, true
		}
	})
	if !any {
		w.clock.Bell(0, nil)
		return
	}
	w.clock.Bell(time.Duration(at)*time.Microsecond, w.late)
}

// late is called when the bell rings.
func (w *World) late() {
	w.stops.each(func(m *breakpoint.Matcher) {
		if h, met := m.Pass(w.scene.Micros()); met && w.Standing().Stopped == nil {
			w.stopAt(h)
		}
	})
	w.setBell()
}

func (w *World) stopAt(h breakpoint.Hit) {
	w.stand(&h)
	w.clock.Hold()
}
