package zmq

// push shares its messages out among its peers, in turn. With nobody to take
// one, Send blocks (RFC 30).
type push struct {
	base
	s    *Socket
	outs turn
}

func (k *push) attach(p *pipe) error { k.outs.add(p); return nil }
func (k *push) detach(p *pipe)       { k.outs.remove(p) }
func (k *push) canSend() bool        { return k.outs.peek() != nil }

func (k *push) send(frames [][]byte) error {
	p := k.outs.next()
	if p == nil {
		return EAGAIN
	}
	p.queue(k.s.accept(frames, 1))
	return nil
}
