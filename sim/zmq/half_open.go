package zmq

import (
	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// A connection is half open (RFC 9293, section 3.5.1) when one end has given it
// up and the other does not know it: nothing crosses, so the end of the
// connection waits in the cut lane, behind all that was sent before.
//
//	ends[0], gave up ── lanes[0] ── message, finish ──╱╱── ends[1], believes in it
//
// A new connection is made only once that has come over: its first packet would
// wait behind it.

// giveUp ends the connection at this end, and at the other when it can learn of it.
func (p *pipe) giveUp(r event.Reason) {
	l, other := p.link, p.peer()
	if !l.lanes[p.side].IsCut() {
		l.cut(event.PeerGone)
		p.lost(r)
		if other.sock != nil && other.engaged() {
			other.lost(event.PeerGone)
		}
		return
	}
	p.part(r)
	switch {
	case p.side == 0 && !l.given && l.triesAgain():
		p.retry(r)
	default:
		if l.status != statusRetrying { // the other end tries already
			l.status = statusClosing
		}
		p.emit(event.Event{Kind: event.Disconnected, Reason: r, Status: l.status})
	}
	l.lanes[p.side].Put(&wire.Parcel{What: finish})
}

// engaged tells whether this end believes in the present connection.
func (p *pipe) engaged() bool { return p.engine != nil || p.silent }

// halfOpen tells whether the connection before is not over yet at the other end.
func (l *link) halfOpen() bool { return l.carriers[0] != nil }

// tryAtLast goes on with a try that had no answer, once there can be one.
func (l *link) tryAtLast() {
	if l.hangs && !l.line.IsCut() && !l.halfOpen() {
		l.hangs = false
		l.try.Stop()
		l.tryIn(0)
	}
}

// giveIn is when nobody will connect the link again: it ends, once the other end knows of it.
func (l *link) giveIn(r event.Reason) {
	if !l.halfOpen() {
		l.end(l.ends[0], event.Disconnected, r, "")
		return
	}
	l.given = true
	l.try.Stop()
}
