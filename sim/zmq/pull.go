package zmq

// pull collects from all its peers, fairly (RFC 30).
type pull struct {
	base
	s *Socket
}

func (k *pull) canRecv() bool { return k.s.inbound.any() }

func (k *pull) recv() ([][]byte, error) {
	p, c, ok := k.s.take()
	if !ok {
		return nil, EAGAIN
	}
	k.s.deliver(p, c, c.Frames)
	return clone(c.Frames), nil
}
