package httpx

import (
	"time"

	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// h2Streams is how many requests share one connection: what a client may assume
// before the server has said how many it takes.
const h2Streams = 100

// share takes a place on the one connection that all requests share, and opens it first.
func (h *host) share(owner *scene.Owner, deadline time.Duration) (*conn, error) {
	s := h.client.scene
	for {
		c := h.shared
		switch {
		case c == nil:
			return h.dial(owner, deadline)
		case c.ready && c.streams < h2Streams && !c.link.h2.leaving:
			c.streams++
			c.link.emit(0, event.Event{Kind: event.ConnectionReused, Cause: owner.Last, Number: c.streams})
			return c, nil
		case c.ready && c.link.h2.leaving:
			c.leave()
			continue
		}
		if s.Clock.Wait(deadline, &h.free) {
			return nil, ErrTimeout
		}
	}
}

// part gives the place on a shared connection back.
func (c *conn) part() {
	c.streams--
	c.host.free.Open(c.host.client.scene.Clock)
}
