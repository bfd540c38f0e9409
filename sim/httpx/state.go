package httpx

import (
	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// State is the link as it is. It adds the messages it holds to found.
func (l *link) State(found map[int64]*scene.Message) event.Link {
	out := event.Link{
		ID: l.id, Transport: l.transport, Endpoint: l.endpoint, Status: l.status, From: l.name(0), To: l.name(1),
	}
	for side := range l.lanes {
		out.Ends[side] = event.End{
			Connected: l.connected && side == 0,
			Send:      ids(l.queues[side].out, found), Receive: ids(l.queues[side].in, found), Topics: []string{}, Held: l.queues[side].held.IDs(),
		}
	}
	l.line.Fill(&out, found)
	return out
}

func ids(letters []letter, found map[int64]*scene.Message) []int64 {
	out := []int64{}
	for _, c := range letters {
		if c.Message != nil {
			found[c.ID] = c.Message
			out = append(out, c.ID)
		}
	}
	return out
}
