package zmq

import (
	"fmt"
	"slices"
	"time"

	"patternscope/sim/act"
	"patternscope/sim/clock"
	"patternscope/sim/event"
)

// canQueued is Can for a message in a queue of one of the link's ends.
func (l *link) canQueued(a act.Action) (do func(), why string) {
	p, c, place := l.queued(a.Socket, a.Message)
	if p == nil {
		return nil, fmt.Sprintf("message %d is in no queue of %s on %s", a.Message, a.Socket, l.id)
	}
	do, why = p.held.Can(c.ID, a,
		func(length time.Duration) { p.hold(c, place, length) },
		func() { p.release(c, place) })
	if do != nil || why != "" {
		return do, why
	}
	switch a.Do {
	case act.Drop:
		return p.canLose(c, place)
	case act.Duplicate:
		return nil, once
	case act.Deliver:
		return nil, "it is not in flight: it stands in a queue"
	}
	return nil, fmt.Sprintf("a message in a queue knows no %q", a.Do)
}

// queued finds a message in the queues of the link's end at a socket; nil: it is in none.
func (l *link) queued(socket string, message int64) (p *pipe, c copied, place string) {
	for _, p := range l.ends {
		if p == nil || p.id() != socket {
			continue
		}
		is := func(c copied) bool { return c.ID == message }
		if i := slices.IndexFunc(p.out, is); i >= 0 {
			return p, p.out[i], event.AtSendQueue
		}
		if i := slices.IndexFunc(p.in, is); i >= 0 {
			return p, p.in[i], event.AtReceiveQueue
		}
	}
	return nil, copied{}, ""
}

// hold keeps a message, and so all behind it, where it is: for so long, or until it is released.
func (p *pipe) hold(c copied, place string, length time.Duration) {
	e := event.Event{Kind: event.Held, Cause: c.seq, Place: place}
	var until *clock.Timer
	if length > 0 {
		until = p.link.ctx.Clock.After(length, func() { p.release(c, place) }).Of(releasing{p, c})
		e.Until = until.When().Microseconds()
	}
	p.held.Put(c.ID, until)
	p.emit(c.Named(e))
}

func (p *pipe) release(c copied, place string) {
	p.held.Free(c.ID)
	p.emit(c.Named(event.Event{Kind: event.Released, Cause: c.seq, Place: place}))
	p.moved(place)
}

// moved lets go on who waits for what now stands first.
func (p *pipe) moved(place string) {
	if place == event.AtSendQueue {
		p.pump()
		p.sock.writable.Open(p.link.ctx.Clock)
		return
	}
	p.sock.readable.Open(p.link.ctx.Clock)
	p.roomAgain()
	p.link.settle()
}

// lossy are the types that drop a message rather than wait for room.
var lossy = []string{"PUB", "XPUB", "XSUB", "ROUTER", "REP"}

// canLose: a queue loses a message by hand only where the sender's type may lose one.
func (p *pipe) canLose(c copied, place string) (do func(), why string) {
	sender := p.peerType
	if place == event.AtSendQueue {
		sender = string(p.sock.typ)
	}
	if !slices.Contains(lossy, sender) {
		return nil, fmt.Sprintf("%s never drops a message: where there is no room, it blocks", sender)
	}
	return func() {
		is := func(o copied) bool { return o.ID == c.ID }
		p.out, p.in = slices.DeleteFunc(slices.Clone(p.out), is), slices.DeleteFunc(slices.Clone(p.in), is)
		p.dropped(c, place, event.ByHand)
		p.moved(place)
	}, ""
}

// Waiting lists what waits on the link and cannot happen next, and why.
func (l *link) Waiting() []act.Due {
	out := l.line.Waiting()
	for _, p := range l.ends {
		if p == nil {
			continue
		}
		for _, c := range append(slices.Clone(p.out), p.in...) {
			if p.held.Has(c.ID) && p.held[c.ID] == nil {
				d := releasing{p, c}.Due()
				d.Why = "it is held"
				out = append(out, d)
			}
		}
	}
	return out
}
