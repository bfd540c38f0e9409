package zmq

import (
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"

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
	units   []wire.Unit // cut, but the lane had no room yet
	flaw    error       // what comes behind them breaks the protocol
	paused  bool        // it waits to be read on
	shaking bool
	as      *outsider // once it has joined
}

// outsider is an outside process as the picture shows it. One that leaves and
// comes back takes the same place.
type outsider struct {
	tally scene.Tally
	Outsider
	typ      string
	identity string
}

// Outsider is an outside process and its place on the stage.
type Outsider struct {
	Name        string
	Role        string
	Column, Row int
	Here        bool
}

// stranger is let in as a due thing of this moment: not while the world is paused.
func (c *Context) stranger(b *binding, raw net.Conn) {
	c.Clock.At(c.Clock.Shown(), func() { c.admit(b, raw) })
}

func (c *Context) admit(b *binding, raw net.Conn) {
	l := c.newLink(b.transport, b.endpoint)
	l.given = true
	s := &stranger{ctx: c, conn: c.Exchange.Outside(raw), split: wire.NewZMTPSplitter(wire.DefaultLimits, string(b.sock.security().Type()))}
	s.pipe = &pipe{link: l, side: 0, outside: s}
	l.ends = [2]*pipe{s.pipe, {link: l, side: 1, sock: b.sock, topics: map[string]bool{}}}
	l.carriers = [2]carrier{handed{l.ends[1]}, s}
	l.status = statusHandshake
	l.ends[1].emit(l.described(event.Event{Kind: event.Accepted}))
	switch {
	case b.sock.closed:
		l.ends[1].refuse(event.SocketClosed, "the socket has closed")
	case c.shaking >= c.Limits.HalfOpen:
		l.ends[1].refuse(event.TooMany, fmt.Sprintf("%d handshakes are under way already", c.shaking))
	case c.present() >= c.Limits.Peers:
		l.ends[1].refuse(event.TooMany, fmt.Sprintf("%d outside peers are connected already", c.present()))
	default:
		s.shaking = true
		c.shaking++
		s.conn.Read, s.conn.Ended, s.conn.Free = s.read, s.ended, func() { l.lanes[1].Kick() }
		s.conn.Within(c.Limits.Handshake)
		s.conn.Start()
		l.ends[1].plug()
	}
}

func (c *Context) present() int {
	n := 0
	for _, o := range c.outsiders {
		if o.Here {
			n++
		}
	}
	return n
}

// read cuts what came in; drain asks for more when the lane has taken all of it.
func (s *stranger) read(b []byte) {
	units, err := s.split.Feed(b)
	s.units = append(s.units, units...)
	s.flaw = err
	s.paused = true
	s.drain()
}

// drain puts into the lane what it has room for.
func (s *stranger) drain() {
	for len(s.units) > 0 && s.pipe.lane().HasRoom() && s.pipe.link.status != statusEnded {
		u := s.units[0]
		s.units = s.units[1:]
		s.put(u)
	}
	switch {
	case len(s.units) > 0 || !s.paused:
	case s.flaw != nil:
		s.broken(s.flaw)
	default:
		s.paused = false
		s.conn.More()
	}
}

func (s *stranger) put(u wire.Unit) {
	parcel := &wire.Parcel{ID: s.ctx.ParcelID(), What: s.what(u), Bytes: u.Bytes}
	if s.as == nil && u.Peer != nil && u.Peer.Type != "" {
		s.join(u.Peer.Type, string(u.Peer.Identity))
	}
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
	s.as.tally.Sent++
	m := s.ctx.Message(&s.as.tally, carries[s.as.typ], u.Frames)
	m.Label, m.Number = label(u.Frames), s.as.tally.Sent
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

// ended is when the connection is gone, or its handshake has taken too long.
func (s *stranger) ended(err error) {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		s.pipe.peer().refuse(event.Timeout, fmt.Sprintf("it did not go on with its handshake within %v", s.ctx.Limits.Handshake))
		return
	}
	if s.pipe.link.status != statusEnded {
		s.pipe.lane().Put(&wire.Parcel{What: finish})
	}
}

// The carrier towards the outside.

func (s *stranger) busy() bool { return s.conn.Busy() }

func (s *stranger) write(p *wire.Parcel) {
	e := event.Event{Kind: event.Arrived, Cause: p.Seq, Parcel: p.ID, What: p.What, Bytes: len(p.Bytes)}
	if c, ok := p.Payload.(copied); ok {
		c.From.Taken++
		e = c.Named(e)
	}
	s.pipe.emit(e)
	s.conn.Write(p.Bytes)
	if s.shaking {
		s.conn.Within(s.ctx.Limits.Handshake)
	}
}

func (s *stranger) close() {
	s.shaken()
	s.conn.Close()
}

// shaken is when its handshake is over, one way or the other.
func (s *stranger) shaken() {
	if s.shaking {
		s.shaking = false
		s.ctx.shaking--
	}
}

// join gives the stranger its place in the picture, once it has said what it is.
func (s *stranger) join(typ, identity string) {
	at := s.pipe.peer()
	s.as = s.ctx.place(typ, identity, at.sock.owner.Name)
	s.ctx.Emit(event.Event{
		Kind: event.Joined, Node: s.as.Name, Text: s.as.Role, Column: s.as.Column, Row: s.as.Row,
		Socket: s.as.tally.ID, Type: typ, Identity: identity, Link: s.pipe.link.id, Peer: at.id(),
	})
}

// welcome is when the handshake has succeeded: from now on it may be silent.
func (s *stranger) welcome() {
	s.shaken()
	s.conn.Within(0)
}

// place finds the outsider that this one is, or makes one.
func (c *Context) place(typ, identity, near string) *outsider {
	for _, o := range c.outsiders {
		if !o.Here && o.typ == typ {
			o.Here, o.identity = true, identity
			return o
		}
	}
	slot := len(c.outsiders)
	o := &outsider{typ: typ, identity: identity}
	o.Name, o.Role, o.Here = "peer "+strconv.Itoa(slot+1), "an outside process", true
	o.Column, o.Row = c.Place(near, slot)
	o.tally.ID = o.Name + "." + strings.ToLower(typ)
	c.outsiders = append(c.outsiders, o)
	c.AddSocket(o)
	return o
}

// leave is when the connection has ended.
func (s *stranger) leave() {
	if s.as == nil {
		return
	}
	s.as.Here = false
	s.ctx.Emit(event.Event{Kind: event.Left, Node: s.as.Name, Socket: s.as.tally.ID})
}

// State is the outside process's socket as far as it can be seen.
func (o *outsider) State() event.Socket {
	s := event.Socket{Node: o.Name, Type: o.typ, Identity: o.identity, Bound: []event.Binding{}}
	o.tally.Fill(&s)
	return s
}

// Outsiders lists the outside processes that have joined, also those that left.
func (c *Context) Outsiders() []Outsider {
	out := make([]Outsider, len(c.outsiders))
	for i, o := range c.outsiders {
		out[i] = o.Outsider
	}
	return out
}
