package httpx

import (
	"cmp"
	"maps"
	"slices"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// What happens to servers and clients whose program's process ends, or is suspended.

// Crash is when the server's process is gone: nobody listens, and each of its
// connections is reset at once, with all that was under way on it.
func (s *Server) Crash() {
	s.shut(event.Killed)
	s.web.each(s.socket, (*link).crash)
}

// Quit is when the server's process ends by itself: it hangs up on each of its
// connections, behind what is already on its way.
func (s *Server) Quit() {
	s.Close()
	s.web.each(s.socket, (*link).quit)
}

// Crash is when the client's process is gone.
func (c *Client) Crash() {
	if !c.closed {
		c.closed = true
		c.owner.Emit(c.scene, event.Event{Kind: event.Closed, Socket: c.ID, Reason: event.Killed})
	}
	c.web.each(c.socket, (*link).crash)
}

// Quit is when the client's process ends by itself.
func (c *Client) Quit() {
	c.Close()
	c.web.each(c.socket, (*link).quit)
}

// Thaw is when the process of the socket goes on: it reads what has come.
func (k *socket) thaw(w *Web) {
	w.each(k, func(l *link, side int) {
		l.lanes[1-side].Kick()
		l.pump(side)
	})
}

func (s *Server) Thaw() { s.thaw(s.web) }
func (c *Client) Thaw() { c.thaw(c.web) }

// each visits the socket's end of its connections, the oldest first.
func (w *Web) each(k *socket, visit func(l *link, side int)) {
	oldest := slices.SortedFunc(maps.Keys(w.links), func(a, b *link) int {
		return cmp.Or(len(a.id)-len(b.id), cmp.Compare(a.id, b.id))
	})
	for _, l := range oldest {
		for side := range l.lanes {
			if l.socket(side) == k {
				visit(l, side)
			}
		}
	}
}

// crash ends the connection because the process at side is gone. While nothing
// crosses, the other end does not know: the connection is half open (RFC 9293,
// section 3.5.1), and its end waits in the cut lane.
func (l *link) crash(side int) {
	l.empty(side, &l.queues[side].out, event.AtSendQueue, event.Killed)
	l.vacate(side, event.Killed)
	switch {
	case l.server == nil:
		l.end(side, event.Disconnected, event.Killed, "")
	case l.lanes[side].IsCut():
		l.wroteAll(side)
		l.clear(side, event.Killed)
		l.lanes[side].Put(&wire.Parcel{What: finish})
	default:
		l.end(1-side, event.Disconnected, event.PeerGone, "")
	}
	l.forget()
}

// quit hangs up at side, where nobody reads or writes any more.
func (l *link) quit(side int) {
	if l.server == nil {
		l.end(side, event.Disconnected, event.SocketClosed, "")
	}
	l.hangUp(side)
	l.vacate(side, event.SocketClosed)
	l.forget()
}

// vacate is when nobody is left at side: neither net/http nor a program.
func (l *link) vacate(side int, r event.Reason) {
	l.vacant[side] = true
	l.discard(side, r, func(letter) bool { return true })
	l.streams[side].shut()
	if d := l.duplexes[side]; d != nil {
		d.closed = true
	}
	if side == 0 {
		l.forsake()
	}
}

// forsake lets go of the client's requests.
func (l *link) forsake() {
	if l.exchange != nil {
		l.exchange.close()
	}
	if l.h2 == nil {
		return
	}
	for _, stream := range slices.Sorted(maps.Keys(l.h2.asked)) {
		l.h2.asked[stream].close()
	}
}

// frozen tells whether the process at side is suspended.
func (l *link) frozen(side int) bool {
	k := l.socket(side)
	return k != nil && k.owner.Process().Frozen()
}
