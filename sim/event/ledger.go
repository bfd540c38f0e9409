package event

import "slices"

// Ledger counts what one half of a duel has done, from its events and nothing
// else. The browser keeps the same books; each keyframe holds the page of its
// moment, open spells and open round trips included, so that a reader can go on
// from there. Bytes count when they have crossed; what is lost on the way has not.
type Ledger struct {
	Half         string         `json:"half"`
	Messages     int            `json:"messages"`    // that have crossed: of ZeroMQ; requests, responses and events of HTTP; messages of WebSocket
	Payload      int64          `json:"payload"`     // bytes of them that a program wrote
	Overhead     int64          `json:"overhead"`    // all other bytes that have crossed: heads, envelopes, frames, handshakes
	Tried        int            `json:"tried"`       // to connect
	Connections  int            `json:"connections"` // accepted
	RoundTrips   int            `json:"roundTrips"`  // there and back again, one after the other, on each connection; its opening and each refusal is one
	Blocked      int64          `json:"blocked"`     // µs that callers have waited in a call, of the spells that are over
	InFlight     int            `json:"inFlight"`    // messages on lanes
	MostInFlight int            `json:"mostInFlight"`
	Lost         map[Reason]int `json:"lost"`
	Failed       map[Reason]int `json:"failed,omitempty"`  // calls of its programs that returned an error: a request timed out or refused, EFSM
	Callers      int            `json:"callers"`           // programs whose waiting counts, and whose end is the end of the task
	Done         int            `json:"done"`              // of them
	Open         int            `json:"open"`              // messages that have not yet found their fate
	Finished     int64          `json:"finished"`          // when all callers were done and no message was open, µs; 0: not yet
	Waiting      []Spell        `json:"waiting,omitempty"` // callers that wait now
	Trips        []Trip         `json:"trips,omitempty"`   // round trips under way
}

// Spell is a caller that waits, since a world time in µs.
type Spell struct {
	Node  string `json:"node"`
	Since int64  `json:"since"`
}

// Trip is how far the present round trip on a link has come.
type Trip struct {
	Link   string `json:"link"`
	From   string `json:"from"`             // the socket that has begun it: who asks, or else who connects
	Parcel int64  `json:"parcel,omitempty"` // the one to wait for; 0: the next that is sent
	Back   bool   `json:"back,omitempty"`   // it has been there
}

// open counts the messages whose fate is open.
func (l *Ledger) open(e Event) {
	switch e.Kind {
	case Send:
		l.Open += e.Copies
	case Sent:
		if len(e.Frames) > 0 { // an outside process sends
			l.Open++
		}
	case Arrived:
		if e.Message != 0 && e.Depth == 0 { // an outside process has it
			l.Open--
		}
	case Received, Filtered, Dropped:
		if e.Message != 0 {
			l.Open--
		}
	}
}

// fly counts the messages in flight.
func (l *Ledger) fly(e Event) {
	if e.Message == 0 || !isMessage(e.What) {
		return
	}
	switch {
	case e.Kind == Sent:
		l.InFlight++
		l.MostInFlight = max(l.MostInFlight, l.InFlight)
	case e.Kind == Arrived, e.Kind == Dropped && e.Place == AtLane:
		l.InFlight--
	}
}

// finish sees whether the task is done.
func (l *Ledger) finish(e Event) {
	if l.Finished == 0 && l.Callers > 0 && l.Done == l.Callers && l.Open == 0 {
		l.Finished = e.At
	}
}

// cross counts what has crossed, and what is lost.
func (l *Ledger) cross(e Event) {
	switch e.Kind {
	case Arrived:
		if e.Message != 0 && isMessage(e.What) {
			l.Messages++
		}
		l.Payload += int64(e.Payload)
		l.Overhead += int64(max(e.Bytes-e.Payload, 0))
	case Dropped:
		if e.Message != 0 {
			l.Lost[e.Reason]++
		}
	}
}

// fail counts the calls that returned an error, whoever of the half made them.
func (l *Ledger) fail(e Event) {
	if e.Kind != Failed || e.Reason == "" {
		return
	}
	if l.Failed == nil {
		l.Failed = map[Reason]int{}
	}
	l.Failed[e.Reason]++
}

// isMessage tells what a program would call a message from what serves to carry it.
func isMessage(what string) bool {
	switch what {
	case WhatMessage, WhatRequest, WhatResponse, WhatServerEvent, WhatWSText, WhatWSBinary, WhatH2Headers:
		return true
	}
	return false
}

// connect counts connections and what opening them costs.
func (l *Ledger) connect(e Event) {
	crossed := e.Transport != "inproc"
	switch e.Kind {
	case Connecting:
		l.Tried++
		l.Trips = append(l.Trips, Trip{Link: e.Link, From: e.Socket})
	case Accepted:
		l.Connections++
		if crossed {
			l.RoundTrips++
		}
		if l.trip(e.Link) == nil { // a stranger connects
			l.Tried++
			l.Trips = append(l.Trips, Trip{Link: e.Link, From: e.Peer})
		}
	case Retried:
		l.Tried++
		if e.Reason == NobodyThere {
			l.RoundTrips++
		}
	case Refused:
		if e.Reason == NobodyThere {
			l.RoundTrips++
		}
	case Disconnected:
		if e.Until > 0 { // it connects again by itself
			l.Tried++
		}
	}
	if e.Status == "ended" {
		l.Trips = slices.DeleteFunc(l.Trips, func(t Trip) bool { return t.Link == e.Link })
	}
}

func (l *Ledger) trip(link string) *Trip {
	for i := range l.Trips {
		if l.Trips[i].Link == link {
			return &l.Trips[i]
		}
	}
	return nil
}

// turn follows one parcel there, and the next that is sent then back again.
func (l *Ledger) turn(e Event) {
	t := l.trip(e.Link)
	if t == nil || e.Parcel == 0 {
		return
	}
	if e.Kind == Sent && e.Flow == Request && t.Parcel == 0 && !t.Back {
		t.From = e.Socket // who asks begins, whoever has connected
	}
	switch {
	case e.Kind == Sent && t.Parcel == 0 && (e.Socket == t.From) != t.Back:
		t.Parcel = e.Parcel
	case e.Kind == Arrived && t.Parcel == e.Parcel:
		if t.Back {
			l.RoundTrips++
		}
		t.Parcel, t.Back = 0, !t.Back
	case e.Kind == Dropped && t.Parcel == e.Parcel:
		t.Parcel, t.Back = 0, false
	}
}

// stand books how long a caller waits in a call: from where it says so until the next thing it does.
func (l *Ledger) stand(e Event) {
	if !acts(e) {
		return
	}
	for i, s := range l.Waiting {
		if s.Node == e.Node {
			l.Blocked += e.At - s.Since
			l.Waiting = slices.Delete(l.Waiting, i, i+1)
			break
		}
	}
	switch e.Kind {
	case Waiting, Blocked, Requested:
		l.Waiting = append(l.Waiting, Spell{Node: e.Node, Since: e.At})
	case Stopped, Crashed:
		l.Done++
	case Restarted:
		l.Done--
	}
}

// acts tells what a program does from what happens to its sockets meanwhile:
// a request that net/http sends once its connection is there stands on no line.
func acts(e Event) bool {
	switch e.Kind {
	case Send:
		return e.Line > 0
	case Started, Stopped, Crashed, Restarted, Note, NodeState, Opened, Option, Bound, Unbound, Closed,
		Waiting, Blocked, Resumed, Failed, Received, Requested, FutureCreated, FutureResolved, TimerSet, TimerFired:
		return true
	}
	return false
}
