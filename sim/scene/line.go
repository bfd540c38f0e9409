package scene

import (
	"fmt"
	"strings"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// Line is what every connection has, whatever is spoken over it: a lane each
// way, and what a reader has done to them.
//
//	end 0, which connects ── Lanes[0] ──▶ end 1, which is bound
//	                      ◀── Lanes[1] ──
type Line struct {
	ID        string
	Transport string
	Lanes     [2]*wire.Lane
	Lose      int // every so manyth try to connect is lost; 0: none

	ends    Ends
	altered bool // somebody has: its ways are told one by one
}

// Ends is what a line needs to know of the two who talk over it.
type Ends interface {
	// Tell records an event of one end.
	Tell(side int, e event.Event) int64
	// Name is the socket at one end: "worker.in"; "" while there is none.
	Name(side int) string
	// Carried is the message in a parcel; nil: it carries none.
	Carried(p *wire.Parcel) *Message
	// Deaf says why one end takes nothing of what has landed there.
	Deaf(side int) string
	// Altered is called after something was done to the line: who waits may go on.
	Altered()
}

// NewLine makes a line of two lanes.
func NewLine(id, transport string, lanes [2]*wire.Lane, ends Ends) *Line {
	l := &Line{ID: id, Transport: transport, Lanes: lanes, ends: ends}
	for side, lane := range lanes {
		lane.About = landing{l, side}
	}
	return l
}

// IsCut tells whether nothing crosses in one of its directions: then nobody can connect.
func (l *Line) IsCut() bool { return l.Lanes[0].IsCut() || l.Lanes[1].IsCut() }

// WasAltered tells whether somebody has done something to its lanes.
func (l *Line) WasAltered() bool { return l.altered }

// Find is where a parcel flies: in which lane, and at which place; -1: in none.
func (l *Line) Find(parcel int64) (side, i int) {
	for side, lane := range l.Lanes {
		if i := lane.Find(parcel); i >= 0 && parcel > 0 {
			return side, i
		}
	}
	return 0, -1
}

// Fill writes what the line holds. It adds its messages to found. The end of a
// connection, which flies too, is no parcel one can see.
func (l *Line) Fill(out *event.Link, found map[int64]*Message) {
	out.Latency, out.Capacity = l.Lanes[0].Latency.Microseconds(), l.Lanes[0].Capacity
	out.Ways, out.Lose = l.ways(), l.Lose
	for side, lane := range l.Lanes {
		out.Lanes[side] = event.Lane{}
		for _, f := range lane.Flights() {
			if f.ID == 0 {
				continue
			}
			flight := event.Flight{
				Parcel: f.ID, What: f.What, T0: f.T0.Microseconds(), T1: f.T1.Microseconds(), Bytes: len(f.Bytes),
				Held: f.Held, Since: f.Since.Microseconds(),
			}
			if m := l.ends.Carried(f.Parcel); m != nil {
				flight.Message, found[m.ID] = m.ID, m
			}
			out.Lanes[side] = append(out.Lanes[side], flight)
		}
	}
}

// ways are both directions as they are; none while nobody has altered them.
func (l *Line) ways() []event.Way {
	if !l.altered {
		return nil
	}
	var out []event.Way
	for _, lane := range l.Lanes {
		out = append(out, event.Way{
			Cut: lane.IsCut(), Latency: lane.Latency.Microseconds(), Jitter: lane.Jitter.Microseconds(),
			Bandwidth: lane.Bandwidth, Capacity: lane.Capacity,
		})
	}
	return out
}

// Say names what a parcel is: "task #3", "the greeting".
func (l *Line) Say(p *wire.Parcel) string {
	if m := l.ends.Carried(p); m != nil {
		return m.Say()
	}
	if p.ID == 0 {
		return "the end of the connection"
	}
	return "the " + event.Thing(p.What)
}

// Between names both ends: "L1, from client to server".
func (l *Line) Between() string {
	to := l.ends.Name(1)
	if to == "" {
		return fmt.Sprintf("%s of %s", l.ID, NodeOf(l.ends.Name(0)))
	}
	return fmt.Sprintf("%s, from %s to %s", l.ID, NodeOf(l.ends.Name(0)), NodeOf(to))
}

// NodeOf is whose a socket is.
func NodeOf(socket string) string {
	if strings.HasPrefix(socket, event.Stranger) {
		return "an outside process"
	}
	if i := strings.LastIndexByte(socket, '.'); i >= 0 {
		return socket[:i]
	}
	return socket
}
