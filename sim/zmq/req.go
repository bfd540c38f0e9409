package zmq

import (
	"bytes"
	"encoding/binary"

	"patternscope/sim/event"
)

// req asks and waits: send, recv, send, recv (RFC 28). It puts an empty
// delimiter before the request, with CORRELATE a request id before that, and
// takes them off the reply.
type req struct {
	dealer
	waiting bool  // a reply is due
	asked   *pipe // by whom; nil when that peer has gone, then anybody's reply counts, as in libzmq
	id      uint32
}

func (k *req) detach(p *pipe) {
	k.dealer.detach(p)
	if k.asked == p {
		k.asked = nil
	}
}

func (k *req) canSend() bool {
	return (!k.waiting || k.s.opt.on(REQ_RELAXED)) && k.dealer.canSend()
}

func (k *req) canRecv() bool { return k.waiting && k.dealer.canRecv() }

func (k *req) send(frames [][]byte) error {
	if k.waiting && !k.s.opt.on(REQ_RELAXED) {
		return EFSM
	}
	k.waiting = false
	envelope := [][]byte{{}}
	if k.s.opt.on(REQ_CORRELATE) {
		envelope = [][]byte{binary.BigEndian.AppendUint32(nil, k.id+1), {}}
	}
	p, err := k.sendTo(append(envelope, frames...))
	if err != nil {
		return err
	}
	k.id++
	k.waiting, k.asked = true, p
	k.forgetReplies()
	return nil
}

// forgetReplies discards what came for a request that is no longer waited for.
func (k *req) forgetReplies() {
	for p, c, ok := k.s.take(); ok; p, c, ok = k.s.take() {
		k.s.discard(p, c, event.Stale)
	}
}

func (k *req) recv() ([][]byte, error) {
	if !k.waiting {
		return nil, EFSM
	}
	for {
		p, c, ok := k.s.take()
		if !ok {
			return nil, EAGAIN
		}
		body, why := k.open(p, c.Frames)
		if why != "" {
			k.s.discard(p, c, why)
			continue
		}
		k.waiting, k.asked = false, nil
		k.s.deliver(p, c, body)
		return clone(body), nil
	}
}

// open takes the envelope off a reply, or says why it does not count.
func (k *req) open(p *pipe, frames [][]byte) (body [][]byte, why event.Reason) {
	if k.asked != nil && p != k.asked {
		return nil, event.Stale
	}
	if k.s.opt.on(REQ_CORRELATE) {
		if !bytes.Equal(frames[0], binary.BigEndian.AppendUint32(nil, k.id)) {
			return nil, event.Stale
		}
		frames = frames[1:]
	}
	if len(frames) < 2 || len(frames[0]) != 0 {
		return nil, event.Malformed
	}
	return frames[1:], ""
}
