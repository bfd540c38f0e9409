package wire

import (
	"time"

	"patternscope/sim/clock"
)

// Parcel is what flies: a greeting, a command, a whole message.
type Parcel struct {
	ID      int64
	What    string // event.What...
	Bytes   []byte // as on the wire; nil on inproc and for the end of a stream
	Payload any    // what the receiving end needs to know it again
	Seq     int64  // of the event that put it into the lane
}

// Flight is a parcel in a lane: at T0 here, at T1 there.
type Flight struct {
	*Parcel
	T0, T1 time.Duration
}

// Lane is one direction of a link: first in, first out.
type Lane struct {
	Latency  time.Duration
	Capacity int // parcels in flight; 0: any number
	// Takes is for how long a parcel of so many bytes has the lane for itself; nil: no time at all.
	Takes func(bytes int) time.Duration
	Tape  *Tape // keeps what is put in; nil: nothing does

	clock   *clock.Clock
	flights []Flight
	ready   func(*Parcel) bool // the far end takes this now
	land    func(*Parcel)
	free    func() // a place became free
	next    *clock.Timer
	clear   time.Duration // when the parcels put in so far have let the lane go
}

// NewLane returns an empty lane. Land is called when a parcel lands, ready
// asked before, free called after.
func NewLane(c *clock.Clock, latency time.Duration, capacity int, ready func(*Parcel) bool, land func(*Parcel), free func()) *Lane {
	return &Lane{clock: c, Latency: latency, Capacity: capacity, ready: ready, land: land, free: free}
}

// HasRoom tells whether a parcel can be put in now. A lane without a capacity
// has none while a parcel is overdue at its end because nobody takes it: else it
// would be a queue without a mark.
func (l *Lane) HasRoom() bool {
	if l.Capacity == 0 {
		return len(l.flights) == 0 || !l.stalled() && l.flights[0].T1 >= l.clock.Now()
	}
	return len(l.flights) < l.Capacity
}

// stalled: the first flight has arrived, but was not taken.
func (l *Lane) stalled() bool { return len(l.flights) > 0 && l.next == nil }

// Put lets a parcel take off now. It never lands before one that was put in earlier.
func (l *Lane) Put(p *Parcel) Flight {
	now := l.clock.Now()
	l.clear = max(l.clear, now)
	if l.Takes != nil {
		l.clear += l.Takes(len(p.Bytes))
	}
	l.Tape.Keep(p)
	f := Flight{Parcel: p, T0: now, T1: l.clear + l.Latency}
	if n := len(l.flights); n > 0 {
		f.T1 = max(f.T1, l.flights[n-1].T1)
	}
	l.flights = append(l.flights, f)
	if len(l.flights) == 1 {
		l.schedule()
	}
	return f
}

// Kick says that the far end may have room again.
func (l *Lane) Kick() {
	if l.stalled() {
		l.schedule()
	}
}

// Flights lists what is in the lane, next to land first.
func (l *Lane) Flights() []Flight { return l.flights }

// Cut empties the lane and returns what was in it.
func (l *Lane) Cut() []Flight {
	lost := l.flights
	l.flights = nil
	l.next.Stop()
	l.next = nil
	return lost
}

func (l *Lane) schedule() {
	l.next = l.clock.At(l.flights[0].T1, l.arrive)
}

// arrive lands the first flight, if the far end takes it; if not, it waits for a Kick.
func (l *Lane) arrive() {
	l.next = nil
	f := l.flights[0]
	if !l.ready(f.Parcel) {
		return
	}
	l.flights = l.flights[1:]
	if len(l.flights) > 0 {
		l.schedule()
	}
	l.land(f.Parcel)
	l.free()
}
