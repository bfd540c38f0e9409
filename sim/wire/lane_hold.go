package wire

import (
	"slices"
	"time"
)

// What somebody may do to a parcel in a lane. None of it overtakes another: the
// lane stays first in, first out, as tcp is. While a flight stands still its time
// does not go on: what it had before it, it has before it afterwards.

// Find is the place of a parcel in the lane; -1 when it is not there.
func (l *Lane) Find(id int64) int {
	return slices.IndexFunc(l.flights, func(f Flight) bool { return f.ID == id })
}

// Takeable tells whether the far end would take the first parcel now.
func (l *Lane) Takeable() bool { return l.ready(l.flights[0].Parcel) }

// Hold lets the flight at i stand still until Release, and so all behind it.
func (l *Lane) Hold(i int) {
	f := &l.flights[i]
	if !l.stands(i) {
		f.Since = l.micro()
	}
	f.Held = true
	l.settle()
}

// Release lets the flight at i go on, if the lane is not cut.
func (l *Lane) Release(i int) {
	l.flights[i].Held = false
	if !l.cut {
		l.goOn(i)
	}
	l.settle()
}

// Delay lets the flight at i land so much later, and none behind it before it.
func (l *Lane) Delay(i int, d time.Duration) {
	f := &l.flights[i]
	f.T1 = max(f.T1, l.micro()) + d
	l.settle()
}

// Deliver lands the first flight now.
func (l *Lane) Deliver() {
	l.flights[0].Held = false
	l.next.Stop()
	l.arrive()
}

// stands tells whether the flight at i does not move.
func (l *Lane) stands(i int) bool { return l.cut || l.flights[i].Held }

// goOn gives a flight the time back in which it stood still.
func (l *Lane) goOn(i int) {
	f := &l.flights[i]
	if f.T1.Microseconds() > f.Since.Microseconds() {
		pause := l.micro() - f.Since
		f.T0, f.T1 = f.T0+pause, f.T1+pause
	}
	f.Since = 0
}

// settle keeps the order and has the first flight land at its time.
func (l *Lane) settle() {
	for i := 1; i < len(l.flights); i++ {
		l.flights[i].T1 = max(l.flights[i].T1, l.flights[i-1].T1)
	}
	l.schedule()
}

// micro is now as events count it: whoever folds them comes to the same times.
func (l *Lane) micro() time.Duration { return l.clock.Now().Truncate(time.Microsecond) }
