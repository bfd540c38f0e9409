package zmq

import (
	"encoding/binary"
	"fmt"

	"patternscope/sim/event"
)

// router puts the peer's identity before what it receives, and sends to the
// peer that the first frame names (RFC 28).
type router struct {
	base
	s     *Socket
	peers map[string]*pipe // by identity
	next  uint32           // for peers without one
}

func newRouter(s *Socket) *router {
	return &router{s: s, peers: map[string]*pipe{}, next: s.ctx.Clock.Rand().Uint32()}
}

func (k *router) attach(p *pipe) error {
	id := p.peerName
	if id == "" {
		k.next++
		id = string(binary.BigEndian.AppendUint32([]byte{0}, k.next))
	}
	if old := k.peers[id]; old != nil && old != p {
		if !k.s.opt.on(ROUTER_HANDOVER) {
			return fmt.Errorf("a peer with the identity %q is connected already", id)
		}
		old.close(event.Duplicate)
	}
	p.routing = id
	k.peers[id] = p
	return nil
}

func (k *router) detach(p *pipe) {
	if k.peers[p.routing] == p {
		delete(k.peers, p.routing)
	}
}

// canSend: a ROUTER drops rather than waits, so it always can.
func (k *router) canSend() bool {
	if !k.s.opt.on(ROUTER_MANDATORY) {
		return true
	}
	for _, p := range k.peers {
		if p.hasRoom() {
			return true
		}
	}
	return false
}

func (k *router) canRecv() bool { return k.s.inbound.any() }

func (k *router) send(frames [][]byte) error {
	p, mandatory := k.peers[string(frames[0])], k.s.opt.on(ROUTER_MANDATORY)
	switch {
	case len(frames) < 2: // an identity and no message
		k.s.lose(k.s.accept(frames, 1), nil, event.Malformed)
	case p == nil && mandatory:
		return EHOSTUNREACH
	case p == nil:
		k.s.lose(k.s.accept(frames[1:], 1), nil, event.Unroutable)
	case !p.hasRoom() && mandatory:
		return EAGAIN
	case !p.hasRoom():
		k.s.lose(k.s.accept(frames[1:], 1), p, event.HWM)
	default:
		p.queue(k.s.accept(frames[1:], 1))
	}
	return nil
}

func (k *router) recv() ([][]byte, error) {
	p, c, ok := k.s.take()
	if !ok {
		return nil, EAGAIN
	}
	frames := append([][]byte{[]byte(c.routing)}, c.Frames...)
	k.s.deliver(p, c, frames)
	return clone(frames), nil
}
