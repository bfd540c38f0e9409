package scene

import (
	"maps"

	"patternscope/sim/event"
)

// Tally counts what became of the messages one socket sent.
type Tally struct {
	ID       string // of the socket: "node.name"
	Sent     int    // copies that must find a fate
	Taken    int
	Filtered int
	Dropped  map[event.Reason]int
	Received int // what its own program has received
}

// Drop counts one more lost for that reason.
func (t *Tally) Drop(r event.Reason) {
	if t.Dropped == nil {
		t.Dropped = map[event.Reason]int{}
	}
	t.Dropped[r]++
}

// Fill writes the counts into the socket's state.
func (t *Tally) Fill(s *event.Socket) {
	s.ID, s.Sent, s.Taken, s.Filtered, s.Received = t.ID, t.Sent, t.Taken, t.Filtered, t.Received
	s.Dropped = maps.Clone(t.Dropped)
	if s.Dropped == nil {
		s.Dropped = map[event.Reason]int{}
	}
}
