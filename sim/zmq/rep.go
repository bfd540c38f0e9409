package zmq

import (
	"strconv"

	"patternscope/sim/event"
)

// rep answers: recv, send, recv, send (RFC 28). It keeps the envelope of the
// request, up to the empty delimiter, and gives it back to the peer that asked.
type rep struct {
	base
	s        *Socket
	peers    int // so many connections so far
	asker    *pipe
	routing  string   // the connection by which it asked
	envelope [][]byte // with the delimiter; nil: no request to answer
}

func (k *rep) attach(p *pipe) error {
	k.peers++
	p.routing = strconv.Itoa(k.peers)
	return nil
}

func (k *rep) canSend() bool { return k.envelope != nil }
func (k *rep) canRecv() bool { return k.envelope == nil && k.s.inbound.any() }

func (k *rep) send(frames [][]byte) error {
	if k.envelope == nil {
		return EFSM
	}
	p, routing, envelope := k.asker, k.routing, k.envelope
	k.asker, k.envelope = nil, nil
	c := k.s.accept(append(envelope, frames...), 1)
	switch {
	case !p.attached, p.routing != routing:
		k.s.lose(c, nil, event.PeerGone)
	case !p.hasRoom():
		k.s.lose(c, p, event.HWM)
	default:
		p.queue(c)
	}
	return nil
}

func (k *rep) recv() ([][]byte, error) {
	if k.envelope != nil {
		return nil, EFSM
	}
	for {
		p, c, ok := k.s.take()
		if !ok {
			return nil, EAGAIN
		}
		n := delimiter(c.Frames)
		if n < 0 || n == len(c.Frames)-1 {
			k.s.discard(p, c, event.Malformed)
			continue
		}
		k.asker, k.routing, k.envelope = p, c.routing, clone(c.Frames[:n+1])
		k.s.deliver(p, c, c.Frames[n+1:])
		return clone(c.Frames[n+1:]), nil
	}
}

// delimiter is the place of the first empty frame; -1: none.
func delimiter(frames [][]byte) int {
	for i, f := range frames {
		if len(f) == 0 {
			return i
		}
	}
	return -1
}

// lose records that a message was lost before any queue; p is for whom it was, if known.
func (s *Socket) lose(c copied, p *pipe, r event.Reason) {
	s.tally.Drop(r)
	e := c.Named(event.Event{Kind: event.Dropped, Cause: c.seq, Node: s.owner.Name, Socket: s.ID(), Place: event.AtSend, Reason: r})
	if p != nil {
		e.Link, e.Peer = p.link.id, p.peerID()
	}
	s.ctx.Emit(e)
}
