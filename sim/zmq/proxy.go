package zmq

import "slices"

// Proxy hands messages on between two sockets, both ways, until one of them is
// closed, and a copy of each to capture if that is not nil, as zmq_proxy(3)
// does: a message is taken only when the other side can take it, and waits for
// capture if that is full.
func Proxy(frontend, backend, capture *Socket) error {
	owner, ctx := frontend.owner, frontend.ctx
	for {
		moved, err := shift(frontend, backend, capture)
		if err != nil {
			return err
		}
		back, err := shift(backend, frontend, capture)
		if err != nil {
			return err
		}
		if moved || back {
			continue
		}
		p := NewPoller(ctx, owner)
		for _, way := range [][2]*Socket{{frontend, backend}, {backend, frontend}} {
			if way[0].kind.canRecv() {
				p.Add(way[1], Out)
			} else {
				p.Add(way[0], In)
			}
		}
		p.Wait(-1)
	}
}

// shift hands one message on, if there is one and it can be taken.
func shift(from, to, capture *Socket) (bool, error) {
	if from.closed || to.closed {
		return false, ETERM
	}
	if !from.kind.canRecv() || !to.kind.canSend() {
		return false, nil
	}
	msg, err := from.RecvDontWait()
	if err != nil {
		return false, err
	}
	if capture != nil {
		if err := capture.Send(msg); err != nil {
			return false, err
		}
	}
	msg.Frames = slices.Clone(msg.Frames)
	return true, to.Send(msg)
}
