package zmq

import (
	"maps"

	"patternscope/sim/event"
)

// tally counts what became of the messages one socket sent.
type tally struct {
	id       string
	sent     int
	taken    int
	filtered int
	dropped  map[event.Reason]int
}

func (t *tally) drop(r event.Reason) {
	if t.dropped == nil {
		t.dropped = map[event.Reason]int{}
	}
	t.dropped[r]++
}

func (t *tally) fill(s *event.Socket) {
	s.ID, s.Sent, s.Taken, s.Filtered = t.id, t.sent, t.taken, t.filtered
	s.Dropped = maps.Clone(t.dropped)
	if s.Dropped == nil {
		s.Dropped = map[event.Reason]int{}
	}
}
