package httpx

import (
	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// hangUp ends the connection from side, behind what is already in the lane.
// Where the other side has hung up already, nothing more is to be said.
func (l *link) hangUp(side int) {
	if l.over || l.web.closed {
		return
	}
	l.wroteAll(side)
	if l.status == statusClosing {
		return
	}
	l.status = statusClosing
	l.connected = l.connected && side != 0
	l.emit(side, event.Event{Kind: event.Disconnected, Reason: event.SocketClosed, Status: l.status})
	l.lanes[side].Put(&wire.Parcel{What: finish})
}

// wroteAll is when side writes nothing more.
func (l *link) wroteAll(side int) {
	switch {
	case l.h2 != nil:
		l.h2.silent(side)
	case side == 1:
		l.paid(&l.inbox.finishing)
		l.inbox.running = l.inbox.running && !l.inbox.returned
	}
}

// cut ends the connection on both sides at once. What was under way is lost.
func (l *link) cut(r event.Reason) { l.end(0, event.Disconnected, r, "") }

// refuse is cut, by a server that does not want what came from outside.
func (l *link) refuse(r event.Reason, text string) { l.end(1, event.Refused, r, text) }

func (l *link) end(side int, kind event.Kind, r event.Reason, text string) {
	if l.over {
		return
	}
	l.over = true
	for side := range l.lanes {
		l.clear(side, r)
		l.empty(side, &l.queues[side].out, event.AtSendQueue, r)
		l.discard(side, r, func(c letter) bool { return !l.reads(side, c.piece.Stream) })
		l.streams[side].end()
		if d := l.duplexes[side]; d != nil {
			d.gate.Open(l.scene.Clock)
		}
		if l.carriers[side] != nil {
			l.carriers[side].close()
		}
	}
	l.settle()
	l.status = statusEnded
	l.connected = l.connected && side != 0
	l.emit(side, event.Event{Kind: kind, Reason: r, Text: text, Status: l.status})
	l.forget()
	if l.gone != nil {
		l.gone()
	}
	if l.outside != nil {
		l.outside.leave()
	}
}

// clear loses what is in the lane from side.
func (l *link) clear(side int, r event.Reason) {
	for _, f := range l.lanes[side].Empty() {
		if c, ok := f.Payload.(letter); ok {
			l.lose(1-side, c, f.Parcel, r)
		}
	}
}

// forget takes a link that has ended out of the picture, once what it brought is taken.
func (l *link) forget() {
	if !l.over || len(l.queues[0].in)+len(l.queues[1].in) > 0 {
		return
	}
	delete(l.web.links, l)
	l.scene.RemoveLink(l)
}
