package zmq

import (
	"time"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// Events are what a Poller waits for: In, a message can be received; Out, one
// can be sent.
type Events int

const (
	In  Events = 1 << iota // ZMQ_POLLIN
	Out                    // ZMQ_POLLOUT
)

// Ready is a socket for which something polled for is true.
type Ready struct {
	Socket *Socket
	Events Events
}

// Poller waits on several sockets at once, as zmq_poll(3) does.
type Poller struct {
	ctx   *Context
	owner *scene.Owner
	items []Ready
}

// NewPoller returns a poller for a program's sockets.
func NewPoller(ctx *Context, owner *scene.Owner) *Poller { return &Poller{ctx: ctx, owner: owner} }

// Add waits for these events of the socket too. It returns the poller.
func (p *Poller) Add(s *Socket, e Events) *Poller {
	p.items = append(p.items, Ready{s, e})
	return p
}

// Wait returns the sockets that are ready, in the order they were added; none
// when the timeout came first. A negative timeout is for ever.
func (p *Poller) Wait(timeout time.Duration) []Ready {
	p.owner.Enter(p.ctx.Scene)
	deadline := clock.Forever
	if timeout >= 0 {
		deadline = p.ctx.Clock.Now() + timeout
	}
	for waiting := false; ; waiting = true {
		if ready := p.ready(); len(ready) > 0 || timeout == 0 {
			p.owner.Leave()
			return ready
		}
		if !waiting {
			p.owner.Stand(p.ctx.Scene, event.Waiting, event.Call{Call: "poll", Until: micros(deadline)})
		}
		if p.ctx.Clock.Wait(deadline, p.gates()...) {
			timeout = 0
		}
	}
}

func (p *Poller) ready() []Ready {
	var out []Ready
	for _, it := range p.items {
		var e Events
		if it.Events&In != 0 && (it.Socket.closed || it.Socket.kind.canRecv()) {
			e |= In
		}
		if it.Events&Out != 0 && (it.Socket.closed || it.Socket.kind.canSend()) {
			e |= Out
		}
		if e != 0 {
			out = append(out, Ready{it.Socket, e})
		}
	}
	return out
}

func (p *Poller) gates() []*clock.Gate {
	var out []*clock.Gate
	for _, it := range p.items {
		if it.Events&In != 0 {
			out = append(out, &it.Socket.readable)
		}
		if it.Events&Out != 0 {
			out = append(out, &it.Socket.writable)
		}
	}
	return out
}
