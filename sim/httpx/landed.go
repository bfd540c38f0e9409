package httpx

import (
	"slices"

	"patternscope/sim/event"
	"patternscope/sim/scene"
	"patternscope/sim/wire"
)

// take is when a program has received what waited at side for a stream, up to
// and with the first that is the last. All of HTTP/1.1 is one stream, 0.
func (l *link) take(side, stream int, owner *scene.Owner, last func(piece) bool) {
	for q := &l.queues[side]; ; {
		i := q.first(stream)
		if i < 0 {
			return
		}
		c := q.in[i]
		q.in = slices.Delete(q.in, i, i+1)
		l.socket(side).Received++
		c.From.Taken++
		owner.Emit(l.scene, c.Named(event.Event{
			Kind: event.Received, Cause: c.seq, Socket: l.name(side), Link: l.id, Peer: l.name(1 - side), Frames: scene.Previews(c.Frames),
		}))
		l.forget()
		if last(c.piece) {
			return
		}
	}
}

// first is where the first letter of a stream waits that has landed, or -1.
func (q *queue) first(stream int) int {
	return slices.IndexFunc(q.in, func(c letter) bool { return c.piece.Stream == stream })
}

// reads tells whether somebody at side is about to take what has landed there for a stream.
func (l *link) reads(side, stream int) bool {
	if l.h2 != nil {
		return l.h2.reads(side, stream)
	}
	if d := l.duplexes[side]; d != nil {
		return !d.closed
	}
	if side == 1 {
		return l.inbox.running
	}
	return l.exchange != nil && l.exchange.open
}

// abandon is when nobody at side takes any more what has landed for a stream: of
// HTTP/1.1, before the connection has ended.
func (l *link) abandon(side, stream int) {
	if l.over || l.h2 != nil {
		l.discard(side, event.SocketClosed, func(c letter) bool { return c.piece.Stream == stream })
		l.forget()
	}
}

// discard drops those letters that have landed at side.
func (l *link) discard(side int, r event.Reason, those func(letter) bool) {
	var lost []letter
	q := &l.queues[side]
	q.in = slices.DeleteFunc(q.in, func(c letter) bool {
		if those(c) {
			lost = append(lost, c)
			return true
		}
		return false
	})
	l.empty(side, &lost, event.AtReceiveQueue, r)
}

func (l *link) lose(side int, c letter, p *wire.Parcel, r event.Reason) {
	if c.Message != nil {
		c.From.Drop(r)
	}
	l.emit(side, c.Named(event.Event{Kind: event.Dropped, Cause: p.Seq, Parcel: p.ID, What: p.What, Place: event.AtLane, Reason: r}))
}

func (l *link) empty(side int, q *[]letter, place string, r event.Reason) {
	for len(*q) > 0 {
		c := (*q)[0]
		*q = (*q)[1:]
		if c.Message == nil {
			continue
		}
		c.From.Drop(r)
		l.queues[side].held.Free(c.ID)
		l.emit(side, c.Named(event.Event{Kind: event.Dropped, Cause: c.seq, Place: place, Reason: r}))
	}
}
