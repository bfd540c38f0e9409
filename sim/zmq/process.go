package zmq

import (
	"slices"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// What happens to sockets whose program's process is killed, or suspended.

// Crash is when the process is gone: nobody lingers. Each connection is reset at
// once, what flew on it and all that the socket had queued is lost, and peers learn
// that their connection has ended. A socket that was closed, and lingers, ends too.
func (s *Socket) Crash() {
	ends := s.ends()
	if s.closed && len(ends) == 0 {
		return
	}
	for len(s.bindings) > 0 {
		s.bindings[0].close()
	}
	if !s.closed {
		s.closed = true
		s.owner.Emit(s.ctx.Scene, event.Event{Kind: event.Closed, Socket: s.ID(), Reason: event.Killed})
	}
	for _, p := range ends {
		p.crash()
	}
	s.ctx.sockets = slices.DeleteFunc(s.ctx.sockets, func(o *Socket) bool { return o == s })
}

func (p *pipe) crash() {
	l := p.link
	p.closed, p.finished = true, true
	p.linger.Stop()
	p.dropIn(event.Killed)
	p.dropOut(event.Killed)
	p.detach()
	switch {
	case l.carriers[p.side] != nil:
		p.reset()
	case p.side == 0:
		l.end(p, event.Disconnected, event.Killed, "")
	}
	l.settle()
}

// reset ends the connection for a process that is gone: on both sides at once,
// unless nothing crosses.
func (p *pipe) reset() {
	l := p.link
	l.given = l.given || p.side == 0
	if p.engine != nil {
		p.unplug()
		l.status = statusClosing
		p.emit(event.Event{Kind: event.Disconnected, Reason: event.Killed, Status: l.status})
	}
	if l.lanes[p.side].IsCut() {
		l.empty(p.side, event.Killed)
		l.lanes[p.side].Put(&wire.Parcel{What: finish})
		return
	}
	l.hungUp(p.side)
}

// frozen tells whether the process of this end is suspended. It takes nothing
// from the lane then, and puts nothing into it.
func (p *pipe) frozen() bool {
	return p != nil && p.sock != nil && p.sock.owner.Process().Frozen()
}

// later keeps what a timer of this connection does until the frozen process goes on.
func (e *engine) later(do func()) bool {
	return e.pipe.frozen() && e.pipe.sock.owner.Process().Later(func() {
		if !e.stopped {
			do()
		}
	})
}

// Thaw is when the process goes on: the socket takes what stands at the ends of its lanes.
func (s *Socket) Thaw() {
	for _, b := range slices.Clone(s.bindings) {
		s.ctx.joinWaiting(b)
	}
	for _, l := range slices.Clone(s.links) {
		if b := s.ctx.bindings[l.endpoint]; b != nil {
			s.ctx.joinWaiting(b)
		}
	}
	for _, p := range s.ends() {
		p.roomAgain()
		p.pump()
	}
}

// takes tells whether what flew from side can land.
func (l *link) takes(side int, p *wire.Parcel) bool {
	c, to := l.carriers[side], l.ends[1-side]
	return c == nil || !to.frozen() && !c.busy() && to.takes(p)
}
