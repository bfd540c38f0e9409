package eventtest

import (
	"slices"

	"patternscope/sim/event"
)

// stepHand takes what a reader did to a parcel in flight, or to a message in a queue.
func (f *fold) stepHand(l *event.Link, end *event.End, e event.Event) {
	if e.Place != event.AtLane {
		end.Held = unheld(end.Held, e.Message)
		if e.Kind == event.Held {
			end.Held = append(end.Held, e.Message)
			slices.Sort(end.Held)
		}
		return
	}
	way := side(l, e.Socket)
	lane := l.Lanes[way]
	i := slices.IndexFunc(lane, func(x event.Flight) bool { return x.Parcel == e.Parcel })
	if i < 0 {
		f.flaw("event %d, %s: parcel %d is not in that lane of %s", e.Seq, e.Kind, e.Parcel, l.ID)
		return
	}
	switch x := &lane[i]; e.Kind {
	case event.Held:
		if !x.Held && !isCut(l, way) {
			x.Since = e.At
		}
		x.Held = true
	case event.Released:
		x.Held, x.T0, x.T1 = false, e.T0, e.T1
		if !isCut(l, way) {
			x.Since = 0
		}
	case event.Delayed:
		x.T1 = e.T1
	}
	inOrder(lane)
}

// takeOff puts a parcel into the lane from a side.
func (f *fold) takeOff(l *event.Link, way int, e event.Event) {
	x := event.Flight{Parcel: e.Parcel, What: e.What, Message: e.Message, T0: e.T0, T1: e.T1, Bytes: e.Bytes}
	if isCut(l, way) {
		x.Since = e.T0
	}
	l.Lanes[way] = append(l.Lanes[way], x)
}

// stepAltered takes how a link or a bound endpoint is from here on.
func (f *fold) stepAltered(e event.Event) {
	if e.Link == "" {
		bound := f.socket(e.Socket).Bound
		for i := range bound {
			if bound[i].Endpoint == e.Endpoint {
				bound[i].Manner = e.Manner
			}
		}
		return
	}
	l := f.link(e)
	for way := range l.Lanes {
		was, now := isCut(l, way), e.Ways[way].Cut
		for i := range l.Lanes[way] {
			switch x := &l.Lanes[way][i]; {
			case x.Held || was == now:
			case now:
				x.Since = e.At
			default:
				goOn(x, e.At)
			}
		}
		inOrder(l.Lanes[way])
	}
	l.Ways, l.Lose = e.Ways, e.Lose
	l.Latency, l.Capacity = e.Ways[0].Latency, e.Ways[0].Capacity
}

// goOn gives a flight the time back in which it stood still.
func goOn(x *event.Flight, at int64) {
	if x.T1 > x.Since {
		x.T0, x.T1 = x.T0+at-x.Since, x.T1+at-x.Since
	}
	x.Since = 0
}

func isCut(l *event.Link, way int) bool { return len(l.Ways) > 0 && l.Ways[way].Cut }

// inOrder lets none land before the one in front of it.
func inOrder(lane event.Lane) {
	for i := 1; i < len(lane); i++ {
		lane[i].T1 = max(lane[i].T1, lane[i-1].T1)
	}
}

func unheld(held []int64, message int64) []int64 {
	return slices.DeleteFunc(held, func(id int64) bool { return id == message })
}
