package scene

import (
	"fmt"

	"patternscope/sim/act"
	"patternscope/sim/wire"
)

// landing is the moment at which the first parcel in a lane lands.
type landing struct {
	line *Line
	side int
}

// Due is the landing in words.
func (d landing) Due() act.Due {
	return d.line.flight(d.side, d.line.Lanes[d.side].Flights()[0])
}

// flight is the landing of one parcel as something due.
func (l *Line) flight(side int, f wire.Flight) act.Due {
	to := l.ends.Name(1 - side)
	d := act.Due{Kind: "flight", At: f.T1.Microseconds(), Node: NodeOf(to), Socket: to, Link: l.ID, Parcel: f.ID}
	if m := l.ends.Carried(f.Parcel); m != nil {
		d.Message = m.ID
	}
	if d.Say = fmt.Sprintf("%s lands at %s", l.Say(f.Parcel), NodeOf(to)); f.ID == 0 {
		d.Say = fmt.Sprintf("%s learns that %s has hung up", NodeOf(to), NodeOf(l.ends.Name(side)))
	}
	return d
}

// Waiting lists what is in flight and cannot land next, and why.
func (l *Line) Waiting() []act.Due {
	var out []act.Due
	for side, lane := range l.Lanes {
		for i, f := range lane.Flights() {
			d := l.flight(side, f)
			switch {
			case i > 0:
				d.Why = l.stuck(side, i)
			case !lane.Stalled():
				continue
			case f.Held:
				d.Why = "it is held"
			default:
				d.Why = l.stuck(side, i)
			}
			if d.Why == "" {
				d.Why = "it has landed, and is about to be taken"
			}
			out = append(out, d)
		}
	}
	return out
}
