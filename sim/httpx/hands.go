package httpx

import (
	"fmt"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/scene"
	"patternscope/sim/wire"
)

// What a reader does to a connection. Its line knows what can be done to any;
// here is what HTTP has to say to it.

// Line is the connection's two lanes.
func (l *link) Line() *scene.Line { return l.line }

// Tell, Name, Carried, Deaf and Altered are what the line asks of a link.

func (l *link) Tell(side int, e event.Event) int64 { return l.emit(side, e) }

func (l *link) Name(side int) string { return l.name(side) }

func (l *link) Carried(p *wire.Parcel) *scene.Message {
	if c, ok := p.Payload.(letter); ok {
		return c.Message
	}
	return nil
}

func (l *link) Deaf(side int) string {
	switch {
	case l.frozen(side):
		return scene.NodeOf(l.name(side)) + " is frozen"
	case side == 1 && l.muted:
		return scene.NodeOf(l.name(side)) + " says nothing to who connects"
	case side == 0 && l.outside != nil:
		return "the outside process does not read"
	}
	return fmt.Sprintf("%s has not read %d bytes that came before", scene.NodeOf(l.name(side)), l.unread(side))
}

func (l *link) Altered() {
	l.healed.Open(l.scene.Clock)
	for side := range l.lanes {
		l.pump(side)
	}
	if l.outside != nil {
		l.outside.intake.Drain()
	}
}

// Can finds out how something is done to the connection, to a parcel in flight or
// to a message that waits at one of its ends; or why not. It changes nothing.
func (l *link) Can(a act.Action) (do func(), why string) {
	switch {
	case a.Message != 0 && a.Parcel == 0:
		return l.canWaiting(a)
	case l.over:
		return nil, "the connection has ended"
	}
	switch a.Do {
	case act.Drop:
		return nil, l.cannotDrop()
	case act.Duplicate:
		return nil, once
	case act.Reset:
		return l.canReset()
	case act.Lose:
		return nil, "a client tries once for a connection: what it does when that fails is its program's choice"
	}
	return l.line.Can(a)
}

// once is why no message comes twice.
const once = "no connection brings a request or a response twice. What would: a client that sends its request again because no answer came"

func (l *link) cannotDrop() string {
	if l.transport == "inproc" {
		return "both are in one process: nothing can be lost between"
	}
	return fmt.Sprintf("%s does not lose a message in the middle: it sends it again, or the connection ends. Reset ends it", l.transport)
}

func (l *link) canReset() (do func(), why string) {
	switch {
	case l.transport == "inproc":
		return nil, "both are in one process: there is no connection that could be lost"
	case l.server == nil:
		return nil, "there is no connection"
	}
	return func() { l.cut(event.Reset) }, ""
}

// Waiting lists what waits on the connection and cannot happen next, and why.
func (l *link) Waiting() []act.Due {
	out := l.line.Waiting()
	for side := range l.queues {
		q := &l.queues[side]
		for _, id := range q.held.IDs() {
			if q.held[id] != nil {
				continue
			}
			c, _ := q.find(id)
			d := releasing{l, side, c}.Due()
			d.Why = "it is held"
			out = append(out, d)
		}
	}
	return out
}
