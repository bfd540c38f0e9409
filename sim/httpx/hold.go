package httpx

import (
	"fmt"
	"slices"
	"time"

	"patternscope/sim/act"
	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// canWaiting is Can for a message that waits at an end of the connection: to
// fly, or to be read. What net/http has read is out of reach.
func (l *link) canWaiting(a act.Action) (do func(), why string) {
	side := 0
	if a.Socket == l.name(1) {
		side = 1
	}
	q := &l.queues[side]
	c, place := q.find(a.Message)
	switch {
	case place == "" || a.Socket != l.name(side):
		return nil, fmt.Sprintf("message %d waits at no end of %s that is %s", a.Message, l.id, a.Socket)
	case place == event.AtReceiveQueue && l.duplexes[side] == nil:
		return nil, "its bytes are with net/http already, which reads them in its own time"
	}
	do, why = q.held.Can(a.Message, a,
		func(length time.Duration) { l.hold(side, c, place, length) },
		func() { l.release(side, c, place) })
	if do != nil || why != "" {
		return do, why
	}
	switch a.Do {
	case act.Drop:
		return nil, l.cannotDrop()
	case act.Duplicate:
		return nil, once
	}
	return nil, "it is not in flight: it waits at " + l.name(side)
}

// find is a message that waits, and where: to fly, or to be read; "": nowhere here.
func (q *queue) find(message int64) (letter, string) {
	is := func(c letter) bool { return c.Message != nil && c.ID == message }
	if i := slices.IndexFunc(q.out, is); i >= 0 {
		return q.out[i], event.AtSendQueue
	}
	if i := slices.IndexFunc(q.in, is); i >= 0 {
		return q.in[i], event.AtReceiveQueue
	}
	return letter{}, ""
}

// isHeld tells whether somebody holds a letter.
func (q *queue) isHeld(c letter) bool { return c.Message != nil && q.held.Has(c.ID) }

// hasNext tells whether a program can take a letter: the first one, which nobody holds.
func (q *queue) hasNext() bool { return len(q.in) > 0 && !q.isHeld(q.in[0]) }

// hold keeps a message, and so all behind it, where it is: for so long, or until it is released.
func (l *link) hold(side int, c letter, place string, length time.Duration) {
	e := event.Event{Kind: event.Held, Cause: c.seq, Place: place}
	var until *clock.Timer
	if length > 0 {
		until = l.scene.Clock.After(length, func() { l.release(side, c, place) }).Of(releasing{l, side, c})
		e.Until = until.When().Microseconds()
	}
	l.queues[side].held.Put(c.ID, until)
	l.emit(side, c.Named(e))
}

func (l *link) release(side int, c letter, place string) {
	l.queues[side].held.Free(c.ID)
	l.emit(side, c.Named(event.Event{Kind: event.Released, Cause: c.seq, Place: place}))
	l.pump(side)
	if d := l.duplexes[side]; d != nil {
		d.gate.Open(l.scene.Clock)
	}
}

// releasing is the moment at which a message is no longer held.
type releasing struct {
	link   *link
	side   int
	letter letter
}

func (r releasing) Due() act.Due {
	at := r.link.name(r.side)
	return act.Due{
		Kind: "timer", Node: scene.NodeOf(at), Socket: at, Link: r.link.id, Message: r.letter.ID,
		Say: fmt.Sprintf("%s goes on at %s", r.letter.Say(), scene.NodeOf(at)),
	}
}
