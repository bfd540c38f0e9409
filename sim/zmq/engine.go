package zmq

import (
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"
	"github.com/go-zeromq/zmq4/security/plain"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// engine speaks ZMTP for one end of one connection. For the handshake it is the
// net.Conn on which the zmq4 library does its work; afterwards it reads and
// writes frames itself. Every byte of the peer has passed the splitter before.
//
//	zmq4.Open ◀─ rx ◀─┐                     ┌─ Write ─▶ splitter ─▶ lane
//	                  splitter ◀─ landed    │
//	pipe.arrive ◀─────┘                     └─ send ──────────────▶ lane
type engine struct {
	pipe     *pipe
	in, out  *wire.ZMTPSplitter // nil on inproc
	rx       []byte             // of the handshake, not yet read by the library
	more     clock.Gate
	stopped  bool
	peer     wire.ZMTPPeer
	beat     *clock.Timer // the next PING
	silence  *clock.Timer // when nothing has come for too long
	lifetime *clock.Timer // when the TTL the peer asked for is over
	began    time.Duration
	limit    *clock.Timer // when the handshake has taken too long; nil: nobody holds it up
	ttl      time.Duration
}

// plug starts the handshake on a new connection.
func (p *pipe) plug() {
	mechanism := string(p.sock.security().Type())
	p.engine = &engine{
		pipe: p,
		in:   wire.NewZMTPSplitter(wire.DefaultLimits, mechanism),
		out:  wire.NewZMTPSplitter(wire.DefaultLimits, mechanism),

		began: p.link.ctx.Clock.Now(),
	}
	if p.link.line.WasAltered() {
		p.engine.boundHandshake()
	}
	p.link.ctx.Clock.Go(p.engine.shake)
}

// security is the mechanism the socket's options ask for.
func (s *Socket) security() zmq4.Security {
	if s.opt.on(PLAIN_SERVER) || s.opt.texts[PLAIN_USERNAME] != "" {
		return plain.Security(s.opt.texts[PLAIN_USERNAME], s.opt.texts[PLAIN_PASSWORD])
	}
	return null.Security()
}

// admits checks the name and password of a PLAIN HELLO (RFC 24). The library
// lets everybody in, so this is ours.
func (s *Socket) admits(hello []byte) bool {
	want := []byte{byte(len(s.opt.texts[PLAIN_USERNAME]))}
	want = append(want, s.opt.texts[PLAIN_USERNAME]...)
	want = append(want, byte(len(s.opt.texts[PLAIN_PASSWORD])))
	want = append(want, s.opt.texts[PLAIN_PASSWORD]...)
	return subtle.ConstantTimeCompare(hello, want) == 1
}

// shake does the handshake: it runs as a task of its own.
func (e *engine) shake() {
	s := e.pipe.sock
	s.owner.Process().Await(e.pipe.link.ctx.Clock)
	server := s.opt.on(PLAIN_SERVER)
	_, err := zmq4.Open(e, s.security(), s.typ, zmq4.SocketIdentity(e.pipe.made.texts[IDENTITY]), server, nil)
	switch {
	case e.stopped:
	case err != nil:
		e.pipe.refuse(whyRefused(err), err.Error())
	default:
		e.pipe.peerType, e.pipe.peerName = e.peer.Type, string(e.peer.Identity)
		e.pipe.established()
	}
}

func whyRefused(err error) event.Reason {
	text := err.Error()
	switch {
	case strings.Contains(text, "not compatible"):
		return event.Incompatible
	case strings.Contains(text, "security mechanism"):
		return event.BadMechanism
	case errors.Is(err, io.EOF), errors.Is(err, zmq4.ErrClosedConn):
		return event.PeerGone
	}
	return event.BadReady
}

// established is when the handshake has succeeded.
func (p *pipe) established() {
	if o := p.peer().outside; o != nil {
		o.welcome()
	}
	if err := p.attach(); err != nil {
		p.refuse(event.Duplicate, err.Error())
		return
	}
	p.connected = true
	p.engine.limit.Stop()
	l := p.link
	if l.status != statusClosing { // the other side may have hung up already
		l.status = statusConnected
	}
	p.emit(event.Event{Kind: event.Connected, Transport: l.transport, Status: l.status, Identity: p.peerName})
	if g, ok := p.sock.kind.(greeter); ok {
		g.greet(p)
	}
	p.pump()
	if p.engine != nil {
		p.engine.startHeart()
	}
	p.sock.writable.Open(l.ctx.Clock)
}

// greeter is a kind that has something to say to a new peer.
type greeter interface{ greet(p *pipe) }

// landed takes a parcel whose bytes have come over the connection.
func (p *pipe) landed(parcel *wire.Parcel) {
	e := p.engine
	switch c, isMessage := parcel.Payload.(copied); {
	case e == nil && isMessage:
		p.lose(c, parcel, p.whyLost())
	case e == nil:
		p.emit(event.Event{Kind: event.Dropped, Cause: parcel.Seq, Parcel: parcel.ID, What: parcel.What, Place: event.AtLane, Reason: p.whyLost()})
	case e.in == nil && isMessage:
		p.arrive(c, parcel)
	case e.in == nil:
		e.control(wire.Unit{What: event.WhatMessage, Frames: parcel.Payload.([][]byte)}, parcel)
	default:
		e.feed(parcel)
	}
}

// feed checks the bytes and hands on what they say.
func (e *engine) feed(parcel *wire.Parcel) {
	units, err := e.in.Feed(parcel.Bytes)
	for _, u := range units {
		e.heard()
		if c, ok := parcel.Payload.(copied); ok && u.What == event.WhatMessage {
			read := *c.Message
			read.Frames = u.Frames
			e.pipe.arrive(copied{Message: &read, seq: c.seq}, parcel)
		} else {
			e.control(u, parcel)
		}
		if e.stopped {
			return
		}
	}
	var broken *wire.ProtocolError
	if errors.As(err, &broken) {
		if c, ok := parcel.Payload.(copied); ok {
			e.pipe.lose(c, parcel, broken.Reason)
		}
		e.pipe.refuse(broken.Reason, broken.Text)
	}
}

// control takes all that is no message.
func (e *engine) control(u wire.Unit, parcel *wire.Parcel) {
	p := e.pipe
	p.emit(event.Event{Kind: event.Arrived, Cause: parcel.Seq, Parcel: parcel.ID, What: parcel.What, Bytes: len(parcel.Bytes)})
	switch parcel.What {
	case event.WhatGreeting, event.WhatHandshake:
		if u.Peer != nil {
			e.peer = *u.Peer
		}
		e.shaken(u)
	case event.WhatSubscribe, event.WhatCancel:
		if topic, on, ok := wire.Subscription(u); ok {
			p.asked(string(topic), on)
		}
	case event.WhatPing:
		e.pinged(u)
	}
}

// shaken takes a part of the handshake: what is not for us to judge is the library's.
func (e *engine) shaken(u wire.Unit) {
	p := e.pipe
	switch {
	case u.Command == zmq4.CmdHello && !p.sock.admits(u.Body):
		e.say(event.WhatHandshake, wire.AppendCommand(nil, zmq4.CmdError, denied), nil)
		p.refuse(event.Denied, "the user name or the password is not the server's")
	case u.Command == zmq4.CmdError:
		why, _ := wire.ZMTPErrorReason(u.Body)
		p.refuse(event.Denied, fmt.Sprintf("the peer says ERROR %q", why))
	default:
		e.rx = append(e.rx, u.Bytes...)
		e.more.Open(p.link.ctx.Clock)
	}
}

// denied is the reason an ERROR carries, as libzmq spells it (RFC 27): a sized string.
var denied = []byte("\x03400")

// send puts a message into the lane.
func (e *engine) send(c copied) {
	parcel := &wire.Parcel{What: event.WhatMessage, Payload: c}
	if e.in != nil {
		parcel.Bytes = wire.AppendMessage(nil, c.Frames)
	}
	e.put(parcel, c.Named(event.Event{Cause: c.seq}))
}

// say puts something that is no message into the lane.
func (e *engine) say(what string, bytes []byte, frames [][]byte) {
	parcel := &wire.Parcel{What: what, Payload: frames}
	if e.in != nil {
		parcel.Bytes, parcel.Payload = bytes, nil
	}
	e.put(parcel, event.Event{})
}

func (e *engine) put(parcel *wire.Parcel, ev event.Event) {
	p := e.pipe
	parcel.ID = p.link.ctx.ParcelID()
	f := p.lane().Put(parcel)
	ev.Kind, ev.Parcel, ev.What, ev.Bytes = event.Sent, parcel.ID, parcel.What, len(parcel.Bytes)
	ev.T0, ev.T1 = f.T0.Microseconds(), f.T1.Microseconds()
	parcel.Seq = p.emit(ev)
}

func (e *engine) stop() {
	e.stopped = true
	for _, t := range []*clock.Timer{e.beat, e.silence, e.lifetime, e.limit} {
		t.Stop()
	}
	e.more.Open(e.pipe.link.ctx.Clock)
}

// The net.Conn on which the library shakes hands.

func (e *engine) Read(b []byte) (int, error) {
	for len(e.rx) == 0 {
		if e.stopped {
			return 0, io.EOF
		}
		e.pipe.link.ctx.Clock.Wait(clock.Forever, &e.more)
	}
	n := copy(b, e.rx)
	e.rx = e.rx[n:]
	return n, nil
}

func (e *engine) Write(b []byte) (int, error) {
	if e.stopped {
		return 0, net.ErrClosed
	}
	units, err := e.out.Feed(b)
	for _, u := range units {
		e.say(u.What, u.Bytes, nil)
	}
	return len(b), err
}

func (e *engine) Close() error                     { return nil }
func (e *engine) LocalAddr() net.Addr              { return nil }
func (e *engine) RemoteAddr() net.Addr             { return nil }
func (e *engine) SetDeadline(time.Time) error      { return nil }
func (e *engine) SetReadDeadline(time.Time) error  { return nil }
func (e *engine) SetWriteDeadline(time.Time) error { return nil }
