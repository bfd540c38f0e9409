package simtest

import (
	"bytes"
	"encoding/json"

	"patternscope/sim/event"
	"patternscope/sim/event/eventtest"
)

// Check folds the run as the browser does, counts the fates of its messages, and wants a rule for each.
func (s *Stage) Check() {
	s.T.Helper()
	s.World.Pause()
	state := s.World.State()
	for _, k := range state.Sockets {
		if missing := k.Sent - fates(k, state); missing != 0 {
			s.T.Errorf("%s sent %d copies, %d of them have no fate", k.ID, k.Sent, missing)
		}
	}
	Folds(s.T, Recording(s.World.Log(), state))
	for _, flaw := range eventtest.Unruled(s.Events()) {
		s.T.Error(flaw)
	}
}

// fates counts what became of the copies a socket sent, and where the others are.
func fates(k event.Socket, state event.State) int {
	n := k.Taken + k.Filtered
	for _, lost := range k.Dropped {
		n += lost
	}
	mine := map[int64]bool{}
	for _, m := range state.Messages {
		mine[m.ID] = m.From == k.ID
	}
	count := func(id int64) {
		if mine[id] {
			n++
		}
	}
	for _, l := range state.Links {
		for side, end := range l.Ends {
			for _, id := range end.Send {
				count(id)
			}
			for _, id := range end.Receive {
				count(id)
			}
			for _, f := range l.Lanes[side] {
				count(f.Message)
			}
		}
	}
	return n
}

// Recording is the run up to a state, as the fold reads it: a line an event, a
// line for each keyframe behind the event it stands after, and the state at last.
func Recording(log *event.Log, state event.State) []byte {
	var b bytes.Buffer
	lines := json.NewEncoder(&b)
	next, more := log.After(-1)
	events := log.Since(0, int(state.Seq))
	for i := 0; ; i++ {
		for more && (i == len(events) || next.Seq < events[i].Seq) {
			lines.Encode(map[string]event.State{"keyframe": next})
			next, more = log.After(next.Seq)
		}
		if i == len(events) || events[i].Seq > state.Seq {
			break
		}
		lines.Encode(events[i])
	}
	lines.Encode(map[string]event.State{"keyframe": state})
	return b.Bytes()
}
