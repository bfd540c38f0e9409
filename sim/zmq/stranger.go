package zmq

import (
	"errors"
	"fmt"
	"net"
	"os"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/scene"
	"patternscope/sim/wire"
)

// stranger is one connection that an outside process made to a bound endpoint.
// What it sends is cut into parcels and flies like all else. It has no queues
// that can be seen, and until its handshake succeeds no name.
type stranger struct {
	ctx     *Context
	pipe    *pipe
	conn    *wire.Outside
	split   *wire.ZMTPSplitter
	intake  wire.Intake[wire.Unit]
	flying  int // what its lane holds, by weight
	shaking bool
	as      *scene.Outsider // once it has joined
}

func (c *Context) stranger(b *binding, raw net.Conn) {
	c.Door.Knock(raw, func(conn *wire.Outside, why string) { c.admit(b, conn, why) })
}

// admit lets a stranger in, unless there is a reason why not.
func (c *Context) admit(b *binding, conn *wire.Outside, why string) {
	l := c.newLink(b.transport, b.endpoint)
	l.given = true
	s := &stranger{ctx: c, conn: conn, split: wire.NewZMTPSplitter(wire.DefaultLimits, string(b.sock.security().Type()))}
	s.pipe = &pipe{link: l, side: 0, outside: s}
	s.intake = wire.Intake[wire.Unit]{Room: s.hasRoom, Put: s.put, Broken: s.broken, More: conn.More}
	door := &pipe{link: l, side: 1, sock: b.sock, made: b.made, topics: map[string]bool{}}
	l.ends = [2]*pipe{s.pipe, door}
	l.carriers = [2]carrier{entering{s}, s}
	l.lanes[0].Takes = c.Limits.Takes
	l.status = statusHandshake
	door.emit(l.described(event.Event{Kind: event.Accepted}))
	switch {
	case b.sock.closed:
		door.refuse(event.SocketClosed, "the socket has closed")
	case why != "":
		door.refuse(event.TooMany, why)
	case b.manner == refuses:
		door.refuse(event.NobodyThere, "connections are refused here")
	default:
		s.shaking = true
		c.Door.Comes()
		s.conn.Read, s.conn.Ended, s.conn.Free = s.read, s.ended, func() { l.lanes[1].Kick() }
		s.conn.Start()
		if door.silent = b.manner == mute; !door.silent {
			door.plug()
		}
	}
}

// read cuts what came in; the intake asks for more when the lane has taken all of it.
func (s *stranger) read(b []byte) { s.intake.Take(s.split.Feed(b)) }

// hasRoom tells whether the lane takes one more. One without a capacity holds
// what the buffers of a connection would hold, else a peer could fill the memory.
func (s *stranger) hasRoom() bool {
	return s.pipe.link.status != statusEnded && s.pipe.lane().HasRoom() && s.flying < s.ctx.Limits.Flying
}

func (s *stranger) put(u wire.Unit) {
	s.spoke(u)
	if s.as == nil && u.Peer != nil && u.Peer.Type != "" {
		if why := s.ctx.Door.House(); why != "" {
			s.pipe.peer().refuse(event.TooMany, why)
			return
		}
		s.join(u.Peer.Type, string(u.Peer.Identity))
	}
	parcel := &wire.Parcel{ID: s.ctx.ParcelID(), What: s.what(u), Bytes: u.Bytes}
	s.flying += scene.Weight(len(u.Bytes))
	e := event.Event{Kind: event.Sent, Parcel: parcel.ID, What: parcel.What, Bytes: len(u.Bytes)}
	var c copied
	if parcel.What == event.WhatMessage {
		c = copied{Message: s.message(u)}
		e = c.Named(e)
		e.Frames = scene.Previews(c.Frames)
	}
	f := s.pipe.lane().Put(parcel)
	e.T0, e.T1 = f.T0.Microseconds(), f.T1.Microseconds()
	parcel.Seq = s.pipe.emit(e)
	if c.Message != nil {
		c.seq = parcel.Seq
		parcel.Payload = c
	}
}

// what tells a subscription in the form of a message from a message.
func (s *stranger) what(u wire.Unit) string {
	to := s.pipe.peer().sock.typ
	if to != zmq4.Pub && to != zmq4.XPub || u.What != event.WhatMessage {
		return u.What
	}
	if _, on, ok := wire.Subscription(u); ok {
		return whatAsked(on)
	}
	return u.What
}

func (s *stranger) message(u wire.Unit) *scene.Message {
	s.as.Sent++
	m := s.ctx.Message(s.as.Tally, carries[s.as.Type], u.Frames)
	m.Label, m.Number = label(u.Frames), s.as.Sent
	return m
}

// broken closes a connection that broke the protocol.
func (s *stranger) broken(err error) {
	reason, text := event.BadFrame, err.Error()
	var flaw *wire.ProtocolError
	if errors.As(err, &flaw) {
		reason, text = flaw.Reason, flaw.Text
	}
	s.pipe.peer().refuse(reason, text)
}

// ended is when the connection is gone, or has been silent for too long.
func (s *stranger) ended(err error) {
	door := s.pipe.peer()
	switch late := errors.Is(err, os.ErrDeadlineExceeded); {
	case s.pipe.link.status == statusEnded:
	case !late || door.engine == nil:
		s.pipe.lane().Put(&wire.Parcel{What: finish})
	case s.shaking:
		door.refuse(event.Timeout, fmt.Sprintf("it did not go on with its handshake within %v", s.ctx.Limits.Handshake))
	default:
		door.engine.tooSilent()
	}
}

// spoke gives it time for what must follow in its handshake, if that is its
// turn: behind HELLO or READY it may wait for our answer.
func (s *stranger) spoke(u wire.Unit) {
	switch {
	case !s.shaking:
	case u.What == event.WhatGreeting:
		s.conn.Within(s.ctx.Limits.Handshake)
	default:
		s.conn.Within(0)
	}
}

// answered gives it time from when our part of the handshake has reached it.
func (s *stranger) answered() {
	if s.shaking && !s.split.Ready() {
		s.conn.Within(s.ctx.Limits.Handshake)
	}
}

// entering is the carrier from the outside: there are no more bytes to write.
type entering struct{ *stranger }

func (e entering) write(p *wire.Parcel) {
	e.flying -= scene.Weight(len(p.Bytes))
	e.pipe.peer().landed(p)
}

// busy: a queue is bounded by messages; from outside, also by what they weigh.
func (e entering) busy() bool {
	door, held := e.pipe.peer(), 0
	for _, c := range door.in {
		for _, f := range c.Frames {
			held += scene.Weight(len(f))
		}
	}
	if k, ok := door.sock.kind.(*xpub); ok && len(k.asked) >= e.ctx.Limits.Peers*e.ctx.Limits.Subscriptions {
		return true
	}
	return held >= e.ctx.Limits.Held
}

func (entering) close() {}

// The carrier towards the outside.

func (s *stranger) busy() bool { return s.conn.Busy() }

func (s *stranger) write(p *wire.Parcel) {
	e := event.Event{Kind: event.Arrived, Cause: p.Seq, Parcel: p.ID, What: p.What, Bytes: len(p.Bytes)}
	if c, ok := p.Payload.(copied); ok {
		c.From.Taken++
		e = c.Named(e)
		e.Payload = c.Payload()
	}
	s.pipe.emit(e)
	s.conn.Write(p.Bytes)
	s.answered()
}

func (s *stranger) close() {
	s.shaken()
	s.conn.Close()
}

// shaken is when its handshake is over, one way or the other.
func (s *stranger) shaken() {
	if s.shaking {
		s.shaking = false
		s.ctx.Door.Goes()
	}
}

// join gives the stranger its place in the picture, once it has said what it is.
func (s *stranger) join(typ, identity string) {
	at := s.pipe.peer()
	s.as = s.ctx.Comes(scene.Guest{Called: "peer", Type: typ, Identity: identity}, at.sock.owner.Name)
	s.ctx.Emit(event.Event{
		Kind: event.Joined, Node: s.as.Name, Text: s.as.Role, Column: s.as.Column, Row: s.as.Row,
		Socket: s.as.ID, Type: typ, Identity: identity, Link: s.pipe.link.id, Peer: at.id(),
	})
}

// welcome is when the handshake has succeeded: from now on it may be silent.
func (s *stranger) welcome() {
	s.shaken()
	s.conn.Within(0)
}

// leave is when the connection has ended.
func (s *stranger) leave() {
	if s.as == nil {
		return
	}
	s.as.Here = false
	s.ctx.Emit(event.Event{Kind: event.Left, Node: s.as.Name, Socket: s.as.ID})
}
