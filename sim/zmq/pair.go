package zmq

import "errors"

// pair talks to one peer only (RFC 31).
type pair struct {
	base
	s    *Socket
	peer *pipe
}

var errPairTaken = errors.New("this PAIR socket has its peer already")

func (k *pair) attach(p *pipe) error {
	if k.peer != nil {
		return errPairTaken
	}
	k.peer = p
	return nil
}

func (k *pair) detach(p *pipe) {
	if k.peer == p {
		k.peer = nil
	}
}

func (k *pair) canSend() bool { return k.peer != nil && k.peer.hasRoom() }
func (k *pair) canRecv() bool { return k.s.inbound.any() }

func (k *pair) send(frames [][]byte) error {
	if !k.canSend() {
		return EAGAIN
	}
	k.peer.queue(k.s.accept(frames, 1))
	return nil
}

func (k *pair) recv() ([][]byte, error) {
	p, c, ok := k.s.take()
	if !ok {
		return nil, EAGAIN
	}
	k.s.deliver(p, c, c.Frames)
	return clone(c.Frames), nil
}
