package zmq

import (
	"fmt"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/scene"
	"patternscope/sim/wire"
)

// What a reader does to a link. Its line knows what can be done to any
// connection; here is what ZeroMQ has to say to it.

// Line is the link's two lanes.
func (l *link) Line() *scene.Line { return l.line }

// Tell, Name, Carried, Deaf and Altered are what the line asks of a link.

func (l *link) Tell(side int, e event.Event) int64 { return l.ends[side].emit(e) }

func (l *link) Name(side int) string { return l.ends[side].id() }

func (l *link) Carried(p *wire.Parcel) *scene.Message {
	if c, ok := p.Payload.(copied); ok {
		return c.Message
	}
	return nil
}

func (l *link) Deaf(side int) string {
	p := l.ends[side]
	switch {
	case p.frozen():
		return scene.NodeOf(p.id()) + " is frozen"
	case p.sock == nil:
		return "the outside process does not read"
	case p.silent:
		return scene.NodeOf(p.id()) + " says nothing to who connects"
	case len(p.in) > 0:
		return fmt.Sprintf("the receive queue of %s is full, %d of %d", p.id(), len(p.in), p.receiveHWM())
	}
	return scene.NodeOf(p.id()) + " does not take it"
}

func (l *link) Altered() {
	l.tryAtLast()
	for side, p := range l.ends {
		l.free(side)
		if p != nil && p.engine != nil {
			p.engine.boundHandshake()
		}
	}
}

// Can finds out how something is done to the link, to a parcel in flight or to a
// message in one of its queues; or why not. It changes nothing.
func (l *link) Can(a act.Action) (do func(), why string) {
	switch {
	case a.Message != 0 && a.Parcel == 0:
		return l.canQueued(a)
	case l.status == statusEnded:
		return nil, "the connection has ended, and nobody will make it again"
	}
	switch a.Do {
	case act.Drop:
		return l.canDrop(a)
	case act.Duplicate:
		return nil, once
	case act.Reset:
		return l.canReset()
	case act.Lose:
		return l.canLose(a)
	}
	return l.line.Can(a)
}

// once is why no message comes twice.
const once = "no transport of ZeroMQ brings a message twice. What would: a program that sends again because no answer came, as the Lazy Pirate does"

// canDrop: before the handshake is done a lost parcel costs the try; after that, nothing is lost in the middle.
func (l *link) canDrop(a act.Action) (do func(), why string) {
	side, i := l.line.Find(a.Parcel)
	if i < 0 {
		return nil, fmt.Sprintf("parcel %d is not in flight on %s", a.Parcel, l.id)
	}
	switch what := l.lanes[side].Flights()[i].What; {
	case l.transport == "inproc":
		return nil, "inproc hands a message over in memory: nothing can be lost between"
	case what == event.WhatGreeting || what == event.WhatHandshake:
		return func() { l.reset(event.Lost) }, ""
	}
	return nil, fmt.Sprintf("%s does not lose a message in the middle: it sends it again, or the connection ends. Reset ends it", l.transport)
}

func (l *link) canReset() (do func(), why string) {
	switch {
	case l.transport == "inproc":
		return nil, "both sockets are in one process: there is no connection that could be lost"
	case l.carriers[0] == nil:
		return nil, "there is no connection"
	}
	return func() { l.reset(event.Reset) }, ""
}

// reset loses the connection: both ends learn of it at once, but one that has given it up before.
func (l *link) reset(r event.Reason) {
	l.cut(r)
	near, far := l.ends[0], l.ends[1]
	switch {
	case near.sock == nil || !near.engaged():
		far.lost(r)
		return
	case far.engaged():
		far.unplug()
		far.silent = false
		far.dropOut(r)
		far.detach()
		l.status = statusClosing
		far.emit(event.Event{Kind: event.Disconnected, Reason: r, Status: l.status})
	}
	near.lost(r)
}

func (l *link) canLose(a act.Action) (do func(), why string) {
	switch {
	case l.transport == "inproc":
		return nil, "to connect on inproc is to be joined in memory: no try can be lost"
	case l.ends[0].sock == nil:
		return nil, "an outside process makes its own tries"
	case a.Count < 0 || a.Count > scene.MostCapacity:
		return nil, fmt.Sprintf("every so manyth try: from 1 to %d, or 0 for none", scene.MostCapacity)
	}
	return func() { l.line.LoseEvery(a.Count) }, ""
}
