package zmq

import (
	"fmt"
	"slices"
	"time"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// connect begins the first try. Opening a connection costs a round trip; on
// inproc there is nothing to open.
func (l *link) connect() {
	if l.transport == "inproc" {
		l.ctx.waiting[l.endpoint] = append(l.ctx.waiting[l.endpoint], l)
		if b := l.ctx.bindings[l.endpoint]; b != nil {
			l.ctx.joinWaiting(b)
		}
		return
	}
	l.tryIn(0)
}

func (l *link) tryIn(wait time.Duration) {
	l.try = l.ctx.Clock.After(wait+l.lanes[0].Latency+l.lanes[1].Latency, l.reach).Of(trying{l})
}

// triesAgain tells whether a connection that is lost is made anew: not on
// inproc, where what was joined in memory is joined once, as in libzmq; nor
// when RECONNECT_IVL forbids it, or the socket has finished.
func (l *link) triesAgain() bool {
	p := l.ends[0]
	return l.transport != "inproc" && p.made.times[RECONNECT_IVL] > 0 && (!p.finished || len(p.out) > 0)
}

// reach dials, if somebody is bound there.
func (l *link) reach() {
	if p := l.ends[0]; p.frozen() && p.sock.owner.Process().Later(l.reach) || l.given {
		return
	}
	switch b := l.ctx.bindings[l.endpoint]; {
	case l.line.IsCut() || l.halfOpen():
		l.hang()
	case l.loses():
		l.failed(event.Lost)
	case b == nil || b.manner == refuses:
		l.failed(event.NobodyThere)
	default:
		l.dial(b)
	}
}

func (l *link) dial(b *binding) {
	l.ctx.Exchange.Dial(l.transport, b.listener, func(near, far *wire.Conn, err error) {
		switch {
		case l.given:
			if near != nil {
				near.Close()
			}
		case err != nil:
			l.failed(event.NobodyThere)
		default:
			l.carriers = [2]carrier{wired{near}, wired{far}}
			near.Ended, far.Ended = func() {}, func() {}
			near.Deliver = func(p *wire.Parcel) { l.ends[0].landed(p) }
			far.Deliver = func(p *wire.Parcel) { l.ends[1].landed(p) }
			l.accepted(b)
		}
	})
}

// failed is when a try has made no connection; there may be another.
func (l *link) failed(r event.Reason) {
	if !l.triesAgain() {
		l.giveIn(r)
		return
	}
	p, wait := l.ends[0], l.nextInterval()
	l.status = statusRetrying
	p.emit(event.Event{Kind: event.Retried, Reason: r, Status: l.status, Until: micros(l.ctx.Clock.Now() + wait)})
	l.tryIn(wait)
}

// nextInterval is libzmq's: RECONNECT_IVL and up to as much again by chance,
// doubled each time up to RECONNECT_IVL_MAX if that is set, until a connection is made.
func (l *link) nextInterval() time.Duration {
	opt := l.ends[0].made
	ivl, most := opt.times[RECONNECT_IVL], opt.times[RECONNECT_IVL_MAX]
	if l.interval == 0 {
		l.interval = ivl
	}
	wait := l.interval + time.Duration(l.ctx.Clock.Rand().Int64N(int64(ivl)))
	if most > ivl {
		l.interval = min(2*l.interval, most)
	}
	return wait.Truncate(time.Microsecond)
}

// accepted is when the bound socket takes the connection: the handshake begins.
func (l *link) accepted(b *binding) {
	l.interval = 0
	l.meet(b)
	l.ends[0].plug()
	if l.ends[1].silent = b.manner == mute; l.ends[1].silent {
		l.ends[0].engine.boundHandshake()
		return
	}
	l.ends[1].plug()
}

// meet gives the link its bound end. One that it had before still holds what
// came in by then; unless another socket is bound there now, that stays.
func (l *link) meet(b *binding) {
	q := l.ends[1]
	if q != nil && q.sock != b.sock {
		q.dropIn(event.PeerGone)
		q = nil
	}
	if q == nil {
		q = &pipe{link: l, side: 1, sock: b.sock, topics: map[string]bool{}}
	}
	q.made, q.finished = b.made, false
	q.linger.Stop()
	l.ends[1] = q
	l.status = statusHandshake
	q.emit(l.described(event.Event{Kind: event.Accepted}))
}

// wired is a carrier on a real connection inside this world.
type wired struct{ *wire.Conn }

func (w wired) write(p *wire.Parcel) { w.Write(p) }
func (wired) busy() bool             { return false }
func (w wired) close()               { w.Close() }

// handed is the carrier of inproc: no byte crosses a wire.
type handed struct{ to *pipe }

func (h handed) write(p *wire.Parcel) { h.to.landed(p) }
func (handed) busy() bool             { return false }
func (handed) close()                 {}

// joinWaiting joins those who connected on inproc before anybody was bound.
func (c *Context) joinWaiting(b *binding) {
	waiting := c.waiting[b.endpoint]
	if b.transport != "inproc" || len(waiting) == 0 || b.sock.owner.Process().Frozen() {
		return
	}
	delete(c.waiting, b.endpoint)
	for _, l := range waiting {
		if l.ends[0].frozen() {
			c.waiting[b.endpoint] = append(c.waiting[b.endpoint], l)
		} else {
			l.join(b)
		}
	}
}

// join connects both ends in memory.
func (l *link) join(b *binding) {
	l.meet(b)
	l.carriers = [2]carrier{handed{l.ends[1]}, handed{l.ends[0]}}
	for _, p := range l.ends {
		p.engine = &engine{pipe: p}
		p.peerType, p.peerName = string(p.peer().sock.typ), p.peer().made.texts[IDENTITY]
	}
	if !b.sock.typ.IsCompatible(l.ends[0].sock.typ) {
		for _, p := range l.ends {
			p.refuse(event.Incompatible, fmt.Sprintf("%s cannot talk to %s", l.ends[0].sock.typ, b.sock.typ))
		}
		return
	}
	for _, p := range slices.Backward(l.ends[:]) {
		p.established()
		if l.status == statusClosing {
			return // the bound side has refused
		}
	}
}
