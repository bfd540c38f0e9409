package zmq

// dealer sends to its peers in turn and receives from all of them fairly. It
// adds and removes no frame (RFC 28).
type dealer struct {
	base
	s    *Socket
	outs turn
}

func (d *dealer) attach(p *pipe) error { d.outs.add(p); return nil }
func (d *dealer) detach(p *pipe)       { d.outs.remove(p) }
func (d *dealer) canSend() bool        { return d.outs.peek() != nil }
func (d *dealer) canRecv() bool        { return d.s.inbound.any() }

func (d *dealer) send(frames [][]byte) error {
	_, err := d.sendTo(frames)
	return err
}

func (d *dealer) sendTo(frames [][]byte) (*pipe, error) {
	p := d.outs.next()
	if p == nil {
		return nil, EAGAIN
	}
	p.queue(d.s.accept(frames, 1))
	return p, nil
}

func (d *dealer) recv() ([][]byte, error) {
	p, c, ok := d.s.take()
	if !ok {
		return nil, EAGAIN
	}
	d.s.deliver(p, c, c.Frames)
	return clone(c.Frames), nil
}
