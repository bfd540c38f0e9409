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
	Held   bool          // somebody holds it where it is, and so all behind it
	Since  time.Duration // while it is held, or its lane is cut: since when it stands still
}

// Lane is one direction of a link: first in, first out.
type Lane struct {
	Latency   time.Duration
	Jitter    time.Duration // each parcel takes up to so much longer
	Capacity  int           // parcels in flight; 0: any number
	Bandwidth int           // bytes a second; 0: any number
	// Takes is for how long a parcel of so many bytes has the lane for itself; nil: no time at all.
	Takes func(bytes int) time.Duration
	Tape  *Tape // keeps what is put in; nil: nothing does
	About any   // what the moment is of at which the first parcel lands, for who lists what is due

	clock   *clock.Clock
	flights []Flight
	ready   func(*Parcel) bool // the far end takes this now
	land    func(*Parcel)
	free    func() // a place became free
	next    *clock.Timer
	clear   time.Duration // when the parcels put in so far have let the lane go
	cut     bool
}

// NewLane returns an empty lane. Land is called when a parcel lands, ready
// asked before, free called after.
func NewLane(c *clock.Clock, latency time.Duration, capacity int, ready func(*Parcel) bool, land func(*Parcel), free func()) *Lane {
	return &Lane{clock: c, Latency: latency, Capacity: capacity, ready: ready, land: land, free: free}
}

// HasRoom tells whether a parcel can be put in now. A lane without a capacity
// has none while a parcel is overdue at its end because nobody takes it, or
// while nothing moves in it: else it would be a queue without a mark.
func (l *Lane) HasRoom() bool {
	if l.Capacity == 0 {
		return len(l.flights) == 0 || !l.Stalled() && l.flights[0].T1 >= l.clock.Now()
	}
	return len(l.flights) < l.Capacity
}

// Stalled: the first flight has arrived, but was not taken; or it stands still.
func (l *Lane) Stalled() bool { return len(l.flights) > 0 && l.next == nil }

// Put lets a parcel take off now. It never lands before one that was put in earlier.
func (l *Lane) Put(p *Parcel) Flight {
	now := l.clock.Now()
	l.clear = max(l.clear, now) + l.takes(len(p.Bytes))
	l.Tape.Keep(p)
	f := Flight{Parcel: p, T0: now, T1: l.clear + l.Latency + l.jitter()}
	if n := len(l.flights); n > 0 {
		f.T1 = max(f.T1, l.flights[n-1].T1)
	}
	if l.cut {
		f.Since = now.Truncate(time.Microsecond)
	}
	l.flights = append(l.flights, f)
	if len(l.flights) == 1 {
		l.schedule()
	}
	return f
}

// takes is for how long so many bytes have the lane for themselves.
func (l *Lane) takes(bytes int) (d time.Duration) {
	if l.Takes != nil {
		d = l.Takes(bytes)
	}
	if l.Bandwidth > 0 {
		d = max(d, time.Duration(float64(bytes)/float64(l.Bandwidth)*float64(time.Second)).Truncate(time.Microsecond))
	}
	return d
}

// jitter is how much longer this parcel takes than the latency.
func (l *Lane) jitter() time.Duration {
	if l.Jitter <= 0 {
		return 0
	}
	return time.Duration(l.clock.Rand().Int64N(int64(l.Jitter) + 1)).Truncate(time.Microsecond)
}

// Kick says that the far end may have room again.
func (l *Lane) Kick() {
	if l.Stalled() {
		l.schedule()
	}
}

// Flights lists what is in the lane, next to land first.
func (l *Lane) Flights() []Flight { return l.flights }

// Empty takes all out of the lane and returns it.
func (l *Lane) Empty() []Flight {
	lost := l.flights
	l.flights = nil
	l.schedule()
	return lost
}

// schedule has the first flight land at its time, if it moves.
func (l *Lane) schedule() {
	l.next.Stop()
	l.next = nil
	if len(l.flights) > 0 && !l.stands(0) {
		l.next = l.clock.At(l.flights[0].T1, l.arrive).Of(l.About)
	}
}

// arrive lands the first flight, if the far end takes it; if not, it waits for a Kick.
func (l *Lane) arrive() {
	l.next = nil
	f := l.flights[0]
	if !l.ready(f.Parcel) {
		return
	}
	l.flights = l.flights[1:]
	l.schedule()
	l.land(f.Parcel)
	l.free()
}
