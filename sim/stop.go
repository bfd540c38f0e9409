package sim

import (
	"context"
	"fmt"
	"time"

	"patternscope/sim/breakpoint"
	"patternscope/sim/event"
)

// UntilBound is how many events Until runs on for at most: no viewer falls so far behind that it misses some.
const UntilBound = 20_000

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
	w.clock.Calm(func() {
		w.stops.points = nil
		if len(list) > 0 {
			w.stops.points = breakpoint.NewMatcher(list, 1, w.state())
		}
		w.lookOut()
	})
}

// Breakpoints are those that are set, as they are now.
func (w *World) Breakpoints() []breakpoint.Breakpoint {
	list := []breakpoint.Breakpoint{}
	w.clock.Do(func() {
		if w.stops.points != nil {
			list = w.stops.points.List()
		}
	})
	return list
}

// Stopped is the breakpoint at which the world stands; false when it stands at
// none, or goes on.
func (w *World) Stopped() (breakpoint.Hit, bool) {
	if h := w.hit.Load(); h != nil {
		return *h, true
	}
	return breakpoint.Hit{}, false
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
	if h, stopped := w.Stopped(); stopped {
		return h, nil
	}
	if err == nil {
		err = ErrFar
	}
	return breakpoint.Hit{}, err
}

// goOn is called before time goes on by the reader's will: the world no longer stands at a breakpoint.
func (w *World) goOn() {
	if w.hit.Load() != nil {
		w.clock.Calm(func() { w.hit.Store(nil) })
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
		if w.hit.Load() != nil {
			return // it stops already
		}
		if h, met := m.At(e); met {
			w.stop(h)
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
		if h, met := m.Pass(w.scene.Micros()); met && w.hit.Load() == nil {
			w.stop(h)
		}
	})
	w.setBell()
}

func (w *World) stop(h breakpoint.Hit) {
	w.hit.Store(&h)
	w.clock.Hold()
}
