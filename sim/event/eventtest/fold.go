// Package eventtest folds the events of a run into the state they tell: the
// browser's model, in Go, for tests that hold it against the sockets.
package eventtest

import (
	"fmt"
	"slices"

	"patternscope/sim/event"
)

// Fold returns the sockets and links as the events of a run, from its first on,
// tell them, and what the events say that cannot be. Messages and nodes it leaves out.
func Fold(events []event.Event) (event.State, []string) {
	f := &fold{from: map[int64]string{}, ended: map[string]bool{}}
	for _, e := range events {
		f.step(e)
	}
	return f.state(), f.flaws
}

type fold struct {
	sockets []*event.Socket
	links   []*event.Link
	from    map[int64]string // of messages
	ended   map[string]bool  // links that are gone
	flaws   []string
}

func (f *fold) flaw(format string, args ...any) {
	f.flaws = append(f.flaws, fmt.Sprintf(format, args...))
}

func (f *fold) state() event.State {
	var s event.State
	for _, k := range f.sockets {
		s.Sockets = append(s.Sockets, *k)
	}
	for _, l := range f.links {
		s.Links = append(s.Links, *l)
	}
	return s
}

func (f *fold) socket(id string) *event.Socket {
	for _, s := range f.sockets {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// sender is the socket that sent the event's message.
func (f *fold) sender(e event.Event) *event.Socket { return f.socket(f.from[e.Message]) }

// link is the event's link; one that begins appears.
func (f *fold) link(e event.Event) *event.Link {
	for _, l := range f.links {
		if l.ID == e.Link {
			return l
		}
	}
	if e.Kind != event.Connecting && e.Kind != event.Accepted {
		if e.Link != "" {
			f.flaw("event %d, %s, is of link %s, which is not there (ended: %v)", e.Seq, e.Kind, e.Link, f.ended[e.Link])
		}
		return &event.Link{}
	}
	l := &event.Link{ID: e.Link, Transport: e.Transport, Endpoint: e.Endpoint, From: e.Socket, Latency: e.Latency, Capacity: e.Capacity}
	f.links = append(f.links, l)
	return l
}

func side(l *event.Link, socket string) int {
	if l.From == socket {
		return 0
	}
	return 1
}

func (f *fold) step(e event.Event) {
	switch e.Kind {
	case event.Opened:
		f.open(e)
	case event.Option:
		s := f.socket(e.Socket)
		s.SendHWM, s.ReceiveHWM = e.SendHWM, e.ReceiveHWM
		if e.Identity != "" {
			s.Identity = e.Identity
		}
	case event.Bound:
		s := f.socket(e.Socket)
		s.Bound = append(s.Bound, event.Binding{Endpoint: e.Endpoint, Address: e.Address})
	case event.Unbound:
		s := f.socket(e.Socket)
		s.Bound = slices.DeleteFunc(s.Bound, func(b event.Binding) bool { return b.Endpoint == e.Endpoint })
	case event.Altered:
		f.stepAltered(e)
	case event.Closed:
		s := f.socket(e.Socket)
		s.Closed, s.Bound = true, nil
	case event.Send:
		s := f.socket(e.Socket)
		s.Sent += e.Copies
		f.from[e.Message] = e.Socket
	default:
		f.stepLink(e)
	}
	f.forget()
}

// open adds a socket. One of a program that ran before goes on with the counts
// of the closed one of its id.
func (f *fold) open(e event.Event) {
	s := f.socket(e.Socket)
	switch {
	case s == nil:
		s = &event.Socket{ID: e.Socket, Node: e.Node, Dropped: map[event.Reason]int{}}
		f.sockets = append(f.sockets, s)
	case !s.Closed:
		f.flaw("event %d: %s is open already", e.Seq, e.Socket)
	}
	s.Type, s.Identity, s.SendHWM, s.ReceiveHWM = e.Type, e.Identity, e.SendHWM, e.ReceiveHWM
	s.Closed, s.Bound = false, nil
}

// stepLink takes the events that happen on a link.
func (f *fold) stepLink(e event.Event) {
	if e.Link == "" && e.Kind != event.Dropped && e.Kind != event.Received {
		return
	}
	l := f.link(e)
	end := &l.Ends[side(l, e.Socket)]
	switch e.Kind {
	case event.Connecting, event.Retried, event.Accepted, event.Connected, event.Refused, event.Disconnected:
		f.stepStatus(l, end, e)
	case event.Subscribed:
		end.Topics = append(end.Topics, e.Topic)
		slices.Sort(end.Topics)
	case event.Unsubscribed:
		end.Topics = without(f, e, end.Topics, e.Topic)
	case event.Queued:
		end.Send = append(end.Send, e.Message)
	case event.Held, event.Released, event.Delayed:
		f.stepHand(l, end, e)
	case event.Sent:
		if e.Message != 0 {
			end.Send = without(f, e, end.Send, e.Message)
		}
		f.takeOff(l, side(l, e.Socket), e)
	case event.Arrived:
		f.land(l, 1-side(l, e.Socket), e)
		if e.Message != 0 {
			end.Receive = append(end.Receive, e.Message)
		}
	case event.Received:
		f.socket(e.Socket).Received += min(1, int(e.Message))
		if e.Message != 0 {
			end.Receive = without(f, e, end.Receive, e.Message)
			end.Held = unheld(end.Held, e.Message)
			f.sender(e).Taken++
		}
	case event.Filtered:
		f.sender(e).Filtered++
		if e.Place == event.AtReceiveQueue {
			end.Receive, end.Held = without(f, e, end.Receive, e.Message), unheld(end.Held, e.Message)
		}
	case event.Dropped:
		f.stepDropped(l, end, e)
	}
}

func (f *fold) stepStatus(l *event.Link, end *event.End, e event.Event) {
	if l.Status == "ended" && !(e.Kind == event.Disconnected && e.Status == "ended") {
		f.flaw("event %d, %s: link %s had ended", e.Seq, e.Kind, l.ID)
	}
	l.Status = e.Status
	switch e.Kind {
	case event.Accepted:
		l.To = e.Socket
	case event.Connected:
		end.Connected = true
	case event.Refused, event.Disconnected:
		end.Connected, end.Topics = false, nil
	}
}

func (f *fold) stepDropped(l *event.Link, end *event.End, e event.Event) {
	if e.Message != 0 {
		f.sender(e).Dropped[e.Reason]++
	}
	switch e.Place {
	case event.AtSendQueue:
		end.Send, end.Held = without(f, e, end.Send, e.Message), unheld(end.Held, e.Message)
	case event.AtReceiveQueue:
		end.Receive, end.Held = without(f, e, end.Receive, e.Message), unheld(end.Held, e.Message)
	case event.AtLane:
		f.land(l, 1-side(l, e.Socket), e)
	}
}

// land takes a parcel out of the lane from a side.
func (f *fold) land(l *event.Link, from int, e event.Event) {
	lane := &l.Lanes[from]
	i := slices.IndexFunc(*lane, func(x event.Flight) bool { return x.Parcel == e.Parcel })
	if i < 0 {
		f.flaw("event %d, %s: parcel %d is not in that lane of %s", e.Seq, e.Kind, e.Parcel, l.ID)
		return
	}
	*lane = slices.Delete(*lane, i, i+1)
}

// forget removes links that have ended, once what they brought is taken.
func (f *fold) forget() {
	f.links = slices.DeleteFunc(f.links, func(l *event.Link) bool {
		gone := l.Status == "ended" && len(l.Ends[0].Receive)+len(l.Ends[1].Receive) == 0
		if gone {
			f.ended[l.ID] = true
		}
		return gone
	})
}

func without[T comparable](f *fold, e event.Event, list []T, one T) []T {
	i := slices.Index(list, one)
	if i < 0 {
		f.flaw("event %d, %s of %s: %v is not among %v", e.Seq, e.Kind, e.Socket, one, list)
		return list
	}
	return slices.Delete(slices.Clone(list), i, i+1)
}
