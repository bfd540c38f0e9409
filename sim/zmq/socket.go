package zmq

import (
	"fmt"
	"net"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// Socket is one ZeroMQ socket. It satisfies zmq4.Socket; its calls are for a
// program that has the turn.
type Socket struct {
	tally    *scene.Tally
	ctx      *Context
	owner    *scene.Owner
	typ      zmq4.SocketType
	opt      options
	flow     event.Flow
	kind     kind
	inbound  fair
	pipes    []*pipe    // with a queue
	bindings []*binding // bound
	links    []*link    // connected by this socket
	counted  int        // messages handed over, for their number
	latest   copied     // the message received last
	asked    asked      // the requests among them
	closed   bool
	readable clock.Gate
	writable clock.Gate
}

var _ zmq4.Socket = (*Socket)(nil)

// kind is what makes a socket type: one file each.
type kind interface {
	// attach says that there is a queue for the peer from now on. An error refuses the peer.
	attach(p *pipe) error
	// detach says that nothing can be sent to the peer any more.
	detach(p *pipe)
	// send routes a message: EAGAIN when nobody can take it now.
	send(frames [][]byte) error
	// recv returns the next message as the program sees it: EAGAIN when there is none.
	recv() ([][]byte, error)
	// subscription hears what a peer asks for.
	subscription(p *pipe, topic string, on bool)
	// canSend and canRecv answer Poll.
	canSend() bool
	canRecv() bool
}

// New opens a socket of the owner's, called "owner.name".
func New(ctx *Context, owner *scene.Owner, name string, typ zmq4.SocketType) *Socket {
	s := &Socket{ctx: ctx, owner: owner, typ: typ, opt: defaults(), flow: carries[string(typ)]}
	s.tally = ctx.AddSocket(owner.Name+"."+name, s)
	s.kind = newKind(s)
	ctx.sockets = append(ctx.sockets, s)
	owner.Enter(ctx.Scene)
	owner.Emit(ctx.Scene, event.Event{
		Kind: event.Opened, Socket: s.ID(), Type: string(typ),
		SendHWM: s.opt.numbers[SNDHWM], ReceiveHWM: s.opt.numbers[RCVHWM],
	})
	return s
}

func newKind(s *Socket) kind {
	switch s.typ {
	case zmq4.Req:
		return &req{dealer: dealer{s: s}}
	case zmq4.Rep:
		return &rep{s: s}
	case zmq4.Dealer:
		return &dealer{s: s}
	case zmq4.Router:
		return newRouter(s)
	case zmq4.Pub:
		return &pub{xpub: newXPub(s)}
	case zmq4.XPub:
		return newXPub(s)
	case zmq4.Sub:
		k := &sub{xsub: newXSub(s)}
		k.filter = true
		return k
	case zmq4.XSub:
		return newXSub(s)
	case zmq4.Push:
		return &push{s: s}
	case zmq4.Pull:
		return &pull{s: s}
	case zmq4.Pair:
		return &pair{s: s}
	}
	panic(fmt.Sprintf("no socket type %q", s.typ))
}

// Carries says what this socket's messages are for, when its type does not tell.
func (s *Socket) Carries(f event.Flow) *Socket {
	s.flow = f
	return s
}

// ID is "node.name".
func (s *Socket) ID() string { return s.tally.ID }

// Type returns the socket's type.
func (s *Socket) Type() zmq4.SocketType { return s.typ }

// Identity is the socket's own identity, "" when it has none.
func (s *Socket) Identity() string { return s.opt.texts[IDENTITY] }

// Addr is where the socket is really bound first; nil when it is not.
func (s *Socket) Addr() net.Addr {
	for _, b := range s.bindings {
		if b.listener != nil {
			return b.listener.Addr()
		}
	}
	return nil
}

// Send hands a message over. When it returns nil the message is queued, or
// dropped as the type's rules say; it is not delivered yet.
func (s *Socket) Send(msg zmq4.Msg) error { return s.send(msg.Frames, s.opt.times[SNDTIMEO]) }

// SendMulti is Send: every message is sent as a whole.
func (s *Socket) SendMulti(msg zmq4.Msg) error { return s.Send(msg) }

// SendDontWait is Send with ZMQ_DONTWAIT.
func (s *Socket) SendDontWait(msg zmq4.Msg) error { return s.send(msg.Frames, 0) }

// Recv waits for a message.
func (s *Socket) Recv() (zmq4.Msg, error) { return s.recv(s.opt.times[RCVTIMEO]) }

// RecvDontWait is Recv with ZMQ_DONTWAIT.
func (s *Socket) RecvDontWait() (zmq4.Msg, error) { return s.recv(0) }

func (s *Socket) send(frames [][]byte, timeout time.Duration) error {
	s.by().Enter(s.ctx.Scene)
	if len(frames) == 0 {
		return s.failed("send", fmt.Errorf("a message has at least one frame: %w", EINVAL))
	}
	deadline, since, blocked := s.deadline(timeout), s.ctx.Micros(), false
	for {
		if s.closed {
			return s.failed("send", ETERM)
		}
		err := s.kind.send(frames)
		switch {
		case err == nil:
			return nil
		case err != EAGAIN, timeout == 0:
			return s.failed("send", err)
		}
		if !blocked {
			blocked = true
			s.by().Stand(s.ctx.Scene, event.Blocked, event.Call{Call: "send", Socket: s.ID(), Until: micros(deadline), Blocked: true})
		}
		if s.ctx.Clock.Wait(deadline, &s.writable) {
			timeout = 0 // a last try: there may have come room at this very moment
		}
		if !s.closed && s.kind.canSend() {
			s.by().Leave()
			s.by().Emit(s.ctx.Scene, event.Event{Kind: event.Resumed, Call: "send", Socket: s.ID(), Waited: s.ctx.Micros() - since})
			blocked = false
		}
	}
}

func (s *Socket) recv(timeout time.Duration) (zmq4.Msg, error) {
	s.by().Enter(s.ctx.Scene)
	deadline, waiting := s.deadline(timeout), false
	for {
		if s.closed {
			return zmq4.Msg{}, s.failed("recv", ETERM)
		}
		frames, err := s.kind.recv()
		switch {
		case err == nil:
			s.by().Leave()
			return zmq4.NewMsgFrom(frames...), nil
		case err != EAGAIN, timeout == 0:
			return zmq4.Msg{}, s.failed("recv", err)
		}
		if !waiting {
			waiting = true
			s.by().Stand(s.ctx.Scene, event.Waiting, event.Call{Call: "recv", Socket: s.ID(), Until: micros(deadline)})
		}
		if s.ctx.Clock.Wait(deadline, &s.readable) {
			timeout = 0 // a last try
		}
	}
}

// failed records that a call returned an error.
func (s *Socket) failed(call string, err error) error {
	s.by().Leave()
	s.by().Emit(s.ctx.Scene, event.Event{Kind: event.Failed, Call: call, Socket: s.ID(), Reason: reasonOf(err), Text: err.Error()})
	return fmt.Errorf("%s on %s: %w", call, s.ID(), err)
}

func (s *Socket) deadline(timeout time.Duration) time.Duration {
	if timeout < 0 {
		return clock.Forever
	}
	return s.ctx.Clock.Now() + timeout
}

// micros is a world time for an event; 0 for never.
func micros(t time.Duration) int64 { return max(t, 0).Microseconds() }

// accept makes a message of frames as they will stand on the wire, with as
// many fates as there are copies, and records that it was sent.
func (s *Socket) accept(frames [][]byte, copies int) copied {
	m := s.ctx.Message(s.tally, s.flow, clone(frames))
	s.tally.Sent += copies
	s.name(m)
	seq := s.by().Emit(s.ctx.Scene, m.Named(event.Event{Kind: event.Send, Socket: s.ID(), Frames: scene.Previews(m.Frames), Copies: copies}))
	return copied{Message: m, seq: seq}
}

// name gives a message its label and number. One whose content came in as the
// last message received anywhere in its program is that message handed on, and
// keeps both; a reply bears its request's number: that of the latest of its own
// label, or else of the latest.
func (s *Socket) name(m *scene.Message) {
	s.counted++
	m.Label, m.Number = label(m.Frames), s.counted
	for _, k := range s.ctx.sockets {
		if last := k.latest.Message; k.owner == s.owner && last != nil && sameContent(last.Frames, m.Frames) {
			m.Label, m.Number = last.Label, last.Number
			return
		}
	}
	if last := s.latest.Message; last != nil && s.flow == event.Reply {
		m.Number = s.asked.number(m.Label, last.Number)
	}
}

func sameContent(a, b [][]byte) bool {
	return string(a[len(a)-1]) == string(b[len(b)-1])
}

func clone(frames [][]byte) [][]byte {
	out := make([][]byte, len(frames))
	for i, f := range frames {
		out[i] = append([]byte{}, f...)
	}
	return out
}

// take takes the next message of the fair queue out of it; false when all are empty.
func (s *Socket) take() (*pipe, copied, bool) {
	p := s.inbound.next()
	if p == nil {
		return nil, copied{}, false
	}
	c := p.in[0]
	p.in = p.in[1:]
	p.roomAgain()
	return p, c, true
}

// deliver records that the program received a message, as these frames.
func (s *Socket) deliver(p *pipe, c copied, frames [][]byte) {
	s.tally.Received++
	c.From.Taken++
	s.latest = c
	if s.flow == event.Reply {
		s.asked.note(c.Message)
	}
	c.seq = s.by().Emit(s.ctx.Scene, c.Named(event.Event{
		Kind: event.Received, Cause: c.seq, Socket: s.ID(), Link: p.link.id, Peer: p.peerID(), Frames: scene.Previews(frames),
	}))
	p.link.settle()
}

// discard records that a message taken from a receive queue is lost.
func (s *Socket) discard(p *pipe, c copied, r event.Reason) {
	c.From.Drop(r)
	s.ctx.Emit(c.Named(event.Event{
		Kind: event.Dropped, Cause: c.seq, Node: s.owner.Name, Socket: s.ID(), Link: p.link.id, Peer: p.peerID(),
		Place: event.AtReceiveQueue, Reason: r,
	}))
	p.link.settle()
}

// recheck looks again after an option changed: there may be room now.
func (s *Socket) recheck() {
	s.writable.Open(s.ctx.Clock)
	for _, p := range s.pipes {
		p.roomAgain()
		p.pump()
	}
}

// Close closes the socket. Queued messages are still sent for as long as LINGER says.
func (s *Socket) Close() error {
	if s.closed {
		return nil
	}
	s.by().Enter(s.ctx.Scene)
	s.closed = true
	for len(s.bindings) > 0 {
		s.bindings[0].close()
	}
	s.by().Emit(s.ctx.Scene, event.Event{Kind: event.Closed, Socket: s.ID()})
	for _, p := range s.ends() {
		p.close(event.SocketClosed)
	}
	s.readable.Open(s.ctx.Clock)
	s.writable.Open(s.ctx.Clock)
	return nil
}

// ends are all the socket's ends of links: also of those whose handshake is
// under way, and of those that have ended but brought something.
func (s *Socket) ends() []*pipe {
	var out []*pipe
	for _, l := range s.ctx.links {
		for _, p := range l.ends {
			if p != nil && p.sock == s {
				out = append(out, p)
			}
		}
	}
	return out
}

// State is the socket as it is.
func (s *Socket) State() event.Socket {
	out := event.Socket{
		Node: s.owner.Name, Type: string(s.typ), Identity: s.Identity(), Closed: s.closed,
		SendHWM: s.opt.numbers[SNDHWM], ReceiveHWM: s.opt.numbers[RCVHWM], Bound: []event.Binding{},
	}
	for _, b := range s.bindings {
		out.Bound = append(out.Bound, event.Binding{Endpoint: b.endpoint, Address: b.address, Manner: b.manner})
	}
	s.tally.Fill(&out)
	return out
}
