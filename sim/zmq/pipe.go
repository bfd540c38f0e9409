package zmq

import (
	"slices"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
	"patternscope/sim/wire"
)

// pipe is what a socket keeps for one peer: a queue of messages to it and one
// of messages from it. Its socket is nil at an outside process, of which
// nothing can be seen.
type pipe struct {
	link      *link
	side      int // 0: at the socket that connects, 1: at the bound one
	sock      *Socket
	made      options // of its socket, as they were when its endpoint was bound or connected
	outside   *stranger
	engine    *engine // of the present connection
	connected bool    // its handshake has succeeded
	attached  bool    // its socket may send to it
	finished  bool    // its socket sends nothing more, but for what is queued
	closed    bool    // nor does it take anything more
	farewell  event.Reason
	out, in   []copied
	topics    map[string]bool // what the peer asked for
	routing   string          // ROUTER, REP: the peer's identity here; a bound socket gives a new one to each connection
	peerType  string
	peerName  string // the peer's own identity
	linger    *clock.Timer
	held      scene.Holds // of out and in
	silent    bool        // of a bound socket that accepts, and says nothing
}

func (p *pipe) id() string {
	switch {
	case p == nil:
		return ""
	case p.sock != nil:
		return p.sock.ID()
	case p.outside.as != nil:
		return p.outside.as.ID
	}
	return event.Stranger + p.link.id
}

func (p *pipe) node() string {
	switch {
	case p.sock != nil:
		return p.sock.owner.Name
	case p.outside.as != nil:
		return p.outside.as.Name
	}
	return ""
}

func (p *pipe) peer() *pipe      { return p.link.ends[1-p.side] }
func (p *pipe) peerID() string   { return p.peer().id() }
func (p *pipe) lane() *wire.Lane { return p.link.lanes[p.side] }

// emit records an event of this end of the link.
func (p *pipe) emit(e event.Event) int64 {
	e.Node, e.Socket, e.Link, e.Peer = p.node(), p.id(), p.link.id, p.peerID()
	return p.link.ctx.Emit(e)
}

// attach tells the socket that there is a queue for this peer.
func (p *pipe) attach() error {
	if p.attached || p.finished {
		return nil
	}
	if err := p.sock.kind.attach(p); err != nil {
		return err
	}
	p.attached = true
	if !slices.Contains(p.sock.pipes, p) {
		p.sock.pipes = append(p.sock.pipes, p)
	}
	p.sock.inbound.add(p)
	p.sock.writable.Open(p.link.ctx.Clock)
	return nil
}

func (p *pipe) detach() {
	if p.attached {
		p.attached = false
		p.sock.kind.detach(p)
	}
	p.sock.pipes = slices.DeleteFunc(p.sock.pipes, func(q *pipe) bool { return q == p })
}

// hasRoom tells whether the send queue takes one more.
func (p *pipe) hasRoom() bool {
	hwm := p.sendHWM()
	return hwm == 0 || len(p.out) < hwm || p.made.on(CONFLATE)
}

func (p *pipe) sendHWM() int    { return p.sock.opt.numbers[SNDHWM] }
func (p *pipe) receiveHWM() int { return p.sock.opt.numbers[RCVHWM] }

// queue puts a copy into the send queue, which has room, and sends what can be sent.
func (p *pipe) queue(c copied) {
	if p.made.on(CONFLATE) {
		p.dropOut(event.Conflated)
	}
	p.out = append(p.out, c)
	last := &p.out[len(p.out)-1]
	last.seq = p.emit(c.Named(event.Event{Kind: event.Queued, Cause: c.seq, Depth: len(p.out), HWM: p.sendHWM()}))
	p.pump()
}

// pump puts queued messages into the lane while it has room.
func (p *pipe) pump() {
	if p.frozen() {
		return
	}
	for len(p.out) > 0 && !p.held.Has(p.out[0].ID) && p.connected && p.engine != nil && p.lane().HasRoom() {
		c := p.out[0]
		p.out = p.out[1:]
		p.engine.send(c)
		p.sock.writable.Open(p.link.ctx.Clock)
	}
	if p.finished && len(p.out) == 0 {
		p.goodbye()
	}
}

// takes tells whether a parcel that is due can be taken now.
func (p *pipe) takes(parcel *wire.Parcel) bool {
	if p.silent {
		return false
	}
	if parcel.What != event.WhatMessage || p.engine == nil || p.closed || p.made.on(CONFLATE) {
		return true
	}
	hwm := p.receiveHWM()
	return hwm == 0 || len(p.in) < hwm
}

// arrive puts a message that landed into the receive queue.
func (p *pipe) arrive(c copied, parcel *wire.Parcel) {
	if p.closed {
		p.lose(c, parcel, p.whyLost())
		return
	}
	if p.made.on(CONFLATE) {
		p.dropIn(event.Conflated)
	}
	c.routing = p.routing
	p.in = append(p.in, c)
	last := &p.in[len(p.in)-1]
	last.seq = p.emit(c.Named(event.Event{
		Kind: event.Arrived, Cause: parcel.Seq, Parcel: parcel.ID, What: parcel.What, Bytes: len(parcel.Bytes), Payload: c.Payload(),
		Depth: len(p.in), HWM: p.receiveHWM(),
	}))
	p.sock.readable.Open(p.link.ctx.Clock)
	if k, ok := p.sock.kind.(deaf); ok {
		k.ignore()
	}
}

// deaf is a kind that takes no messages, but may be sent some.
type deaf interface{ ignore() }

// whyLost is why a message for a pipe that takes nothing more is lost.
func (p *pipe) whyLost() event.Reason {
	if p.sock.closed {
		return event.SocketClosed
	}
	return event.PeerGone
}

// lose records that a message was lost on the lane towards p.
func (p *pipe) lose(c copied, parcel *wire.Parcel, r event.Reason) {
	c.From.Drop(r)
	p.emit(c.Named(event.Event{
		Kind: event.Dropped, Cause: parcel.Seq, Parcel: parcel.ID, What: parcel.What, Place: event.AtLane, Reason: r,
	}))
}

// roomAgain says that the receive queue takes more.
func (p *pipe) roomAgain() { p.link.lanes[1-p.side].Kick() }

func (p *pipe) dropOut(r event.Reason) {
	lost := p.out
	p.out = nil
	for i, c := range lost {
		p.out = lost[i+1:]
		p.dropped(c, event.AtSendQueue, r)
	}
	p.out = nil
}

func (p *pipe) dropIn(r event.Reason) {
	lost := p.in
	for i, c := range lost {
		p.in = lost[i+1:]
		p.dropped(c, event.AtReceiveQueue, r)
	}
	p.in = nil
}

func (p *pipe) dropped(c copied, place string, r event.Reason) {
	c.From.Drop(r)
	p.held.Free(c.ID)
	p.emit(c.Named(event.Event{Kind: event.Dropped, Cause: c.seq, Place: place, Reason: r}))
}

// close ends the pipe for its socket, both ways.
func (p *pipe) close(r event.Reason) {
	p.closed = true
	p.dropIn(p.whyLost())
	p.finish(r)
	p.roomAgain()
	p.link.settle()
}

// finish ends the connection at once when nothing is queued, else when that is
// sent or the linger time is over. What came in can still be received.
func (p *pipe) finish(r event.Reason) {
	if p.finished {
		return
	}
	p.detach()
	p.finished, p.farewell = true, r
	linger := p.sock.opt.times[LINGER]
	switch {
	case len(p.out) == 0:
		p.goodbye()
	case linger >= 0:
		p.linger = p.link.ctx.Clock.After(linger, p.lingered).Of(lingering{p})
	}
}

// lingered is when the linger time is over.
func (p *pipe) lingered() {
	if p.sock.owner.Process().Later(p.lingered) {
		return
	}
	p.dropOut(event.Linger)
	p.goodbye()
}

// goodbye ends the connection behind what is still in the lane.
func (p *pipe) goodbye() {
	p.linger.Stop()
	if p.side == 0 && !p.engaged() {
		p.link.giveIn(p.farewell)
		return
	}
	p.link.hangUp(p.side, p.farewell)
}

func (p *pipe) state() event.End {
	e := event.End{Send: []int64{}, Receive: []int64{}, Topics: []string{}}
	if p == nil {
		return e
	}
	e.Connected = p.connected
	for _, c := range p.out {
		e.Send = append(e.Send, c.ID)
	}
	for _, c := range p.in {
		e.Receive = append(e.Receive, c.ID)
	}
	for t := range p.topics {
		e.Topics = append(e.Topics, legible(t))
	}
	slices.Sort(e.Topics)
	e.Held = p.held.IDs()
	return e
}
