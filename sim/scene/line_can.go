package scene

import (
	"fmt"
	"time"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// Bounds of what a line can be made to do.
const (
	MostDelay     = 10 * time.Minute
	MostBandwidth = 1 << 30
	MostCapacity  = 10_000
)

// Can finds out how something is done to a line, or to a parcel in it, that can
// be done whatever is spoken over it; or why not. It changes nothing.
func (l *Line) Can(a act.Action) (do func(), why string) {
	switch a.Do {
	case act.Deliver, act.Hold, act.Release, act.Delay:
		return l.canParcel(a)
	}
	lanes, why := l.lanes(a.Way)
	if why == "" {
		why = l.cannot(a, lanes)
	}
	if why != "" {
		return nil, why
	}
	return func() {
		for _, lane := range lanes {
			apply(a, lane)
		}
		l.tell()
	}, ""
}

// lanes are the directions an action is about.
func (l *Line) lanes(way string) ([]*wire.Lane, string) {
	switch way {
	case "", "both":
		return l.Lanes[:], ""
	case "there":
		return l.Lanes[:1], ""
	case "back":
		return l.Lanes[1:], ""
	}
	return nil, fmt.Sprintf("a way is there, back or both; not %q", way)
}

func (l *Line) cannot(a act.Action, lanes []*wire.Lane) string {
	cut := 0
	for _, lane := range lanes {
		if lane.IsCut() {
			cut++
		}
	}
	inproc := l.Transport == "inproc"
	switch {
	case inproc && (a.Do == act.Cut || a.Do == act.Heal):
		return "both sockets are in one process: nothing lies between them that could be cut"
	case inproc && a.Do == act.Bandwidth:
		return "on inproc no byte crosses a wire"
	case a.Do == act.Cut && cut == len(lanes):
		return "it is cut already"
	case a.Do == act.Heal && cut == 0:
		return "it is not cut"
	case a.For < 0 || a.For > MostDelay.Microseconds():
		return fmt.Sprintf("a time here is from 0 to %v minutes", MostDelay.Minutes())
	case a.Do == act.Bandwidth && (a.Count < 0 || a.Count > MostBandwidth):
		return fmt.Sprintf("a bandwidth is from 0 to %d bytes a second", MostBandwidth)
	case a.Do == act.Capacity && (a.Count < 0 || a.Count > MostCapacity):
		return fmt.Sprintf("a capacity is from 0 to %d parcels", MostCapacity)
	}
	return ""
}

// apply does it to one direction. What flies already keeps its time.
func apply(a act.Action, lane *wire.Lane) {
	switch a.Do {
	case act.Cut:
		if !lane.IsCut() {
			lane.Cut()
		}
	case act.Heal:
		if lane.IsCut() {
			lane.Heal()
		}
	case act.Latency:
		lane.Latency = micros(a.For)
	case act.Jitter:
		lane.Jitter = micros(a.For)
	case act.Bandwidth:
		lane.Bandwidth = a.Count
	case act.Capacity:
		lane.Capacity = a.Count
	}
}

func micros(n int64) time.Duration { return time.Duration(n) * time.Microsecond }

// LoseEvery loses every so manyth try to connect from now on.
func (l *Line) LoseEvery(n int) {
	l.Lose = n
	l.tell()
}

// tell records how the line is now.
func (l *Line) tell() {
	l.altered = true
	l.ends.Tell(0, event.Event{Kind: event.Altered, Ways: l.ways(), Lose: l.Lose})
	l.ends.Altered()
}
