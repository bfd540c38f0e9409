package scene

import (
	"fmt"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// canParcel is Can for what is done to a parcel in flight.
func (l *Line) canParcel(a act.Action) (do func(), why string) {
	side, i := l.Find(a.Parcel)
	if i < 0 {
		return nil, fmt.Sprintf("parcel %d is not in flight on %s", a.Parcel, l.ID)
	}
	lane := l.Lanes[side]
	f := lane.Flights()[i]
	switch {
	case a.Do == act.Deliver:
		if why := l.stuck(side, i); why != "" {
			return nil, why
		}
		return lane.Deliver, ""
	case a.Do == act.Hold && f.Held:
		return nil, "it is held already"
	case a.Do == act.Release && !f.Held:
		return nil, "it is not held"
	case a.Do == act.Delay && !delays(a):
		return nil, whyNoDelay()
	}
	return func() { l.parcel(a, side, i) }, ""
}

// delays tells whether an action's time is one that something can be delayed by.
func delays(a act.Action) bool { return a.For > 0 && a.For <= MostDelay.Microseconds() }

func whyNoDelay() string {
	return fmt.Sprintf("a delay is from 1 µs to %v minutes", MostDelay.Minutes())
}

// stuck says why a flight cannot land now; "": it can.
func (l *Line) stuck(side, i int) string {
	lane := l.Lanes[side]
	switch {
	case i > 0:
		return fmt.Sprintf("it is behind %s on the same connection: %s keeps the order", l.Say(lane.Flights()[0].Parcel), l.Transport)
	case lane.IsCut():
		return "nothing crosses: the link is cut"
	case !lane.Takeable():
		return "it has landed, and is not taken: " + l.ends.Deaf(1-side)
	}
	return ""
}

func (l *Line) parcel(a act.Action, side, i int) {
	lane, kind := l.Lanes[side], event.Delayed
	switch a.Do {
	case act.Hold:
		kind = event.Held
		lane.Hold(i)
	case act.Release:
		kind = event.Released
		lane.Release(i)
	default:
		lane.Delay(i, micros(a.For))
	}
	f := lane.Flights()[i]
	e := event.Event{Kind: kind, Place: event.AtLane, Cause: f.Seq}
	if kind != event.Held {
		e.T0, e.T1 = f.T0.Microseconds(), f.T1.Microseconds()
	}
	l.ends.Tell(side, l.named(e, f.Parcel))
	l.ends.Altered()
}

// named fills in what an event of a parcel says of it.
func (l *Line) named(e event.Event, p *wire.Parcel) event.Event {
	e.Parcel, e.What = p.ID, p.What
	if m := l.ends.Carried(p); m != nil {
		return m.Named(e)
	}
	return e
}
