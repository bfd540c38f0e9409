package measure

import (
	"net"

	"github.com/go-zeromq/zmq4"
)

// Each half of ZeroMQ below is as much of its sockets as the task needs.

// delivery is a message and the peer it came from.
type delivery struct {
	from *peer
	message
}

// peer is one connection of a socket, with the send queue that goes with it.
type peer struct {
	lane
	topic []byte // a subscriber's
	out   *queue[message]
}

// queued gives a lane a send queue, and a writer that takes all that waits.
func (l *leg) queued(lane lane) *peer {
	p := &peer{lane: lane, out: newQueue[message](l.setup.HWM)}
	l.crew.owns(p.out.close)
	l.crew.run(func() error {
		for batch, open := p.out.take(nil); open; batch, open = p.out.take(batch) {
			if err := lane.write(batch); err != nil {
				return err
			}
		}
		return nil
	})
	return p
}

// serve is a program that takes what a socket receives from its peers, until the
// leg ends. From one peer it reads by itself; for several there is one receive
// queue, and a reader for each.
func (l *leg) serve(peers []*peer, each func(from *peer, m message) error) {
	if len(peers) == 1 {
		l.crew.run(func() error { return l.read(peers[0], each) })
		return
	}
	in := newQueue[delivery](l.setup.HWM)
	l.crew.owns(in.close)
	for _, p := range peers {
		l.crew.run(func() error { return l.queue(p, in) })
	}
	l.crew.run(func() error {
		for batch, open := in.take(nil); open; batch, open = in.take(batch) {
			for _, d := range batch {
				if err := each(d.from, d.message); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (l *leg) read(p *peer, each func(from *peer, m message) error) error {
	for {
		messages, err := p.read()
		if err != nil {
			return err
		}
		for _, m := range messages {
			if err := each(p, m); err != nil {
				return err
			}
		}
	}
}

// queue puts all that one read brings into the receive queue at once.
func (l *leg) queue(p *peer, in *queue[delivery]) error {
	var batch []delivery
	for {
		messages, err := p.read()
		if err != nil {
			return err
		}
		batch = batch[:0]
		for _, m := range messages {
			batch = append(batch, delivery{p, m})
		}
		if !in.put(batch...) {
			return net.ErrClosed
		}
	}
}

// links connects n sockets of one type to one bound socket of another.
func (l *leg) links(n int, nearType, farType zmq4.SocketType, identity string) (near []lane, far []*peer, err error) {
	listener, err := l.listen()
	if err != nil {
		return nil, nil, err
	}
	for range n {
		a, b, err := l.connect(listener, nearType, farType, identity)
		if err != nil {
			return nil, nil, err
		}
		near, far = append(near, a), append(far, &peer{lane: b})
	}
	return near, far, nil
}
