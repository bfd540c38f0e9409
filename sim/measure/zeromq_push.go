package measure

import (
	"net"

	"github.com/go-zeromq/zmq4"
)

// zeromqShare: PUSH gives each message to the next PULL that has room, and waits
// when none has (RFC 30). With one PULL that is a stream.
func zeromqShare(l *leg) (course, error) {
	pushes := make([]push, l.setup.Concurrency)
	for range l.setup.Peers {
		near, far, err := l.links(len(pushes), zmq4.Push, zmq4.Pull, "")
		if err != nil {
			return course{}, err
		}
		for i := range pushes {
			pushes[i].peers = append(pushes[i].peers, l.queued(near[i]))
		}
		l.serve(far, func(_ *peer, m message) error { return l.arrived(0, m[0]) })
	}
	send := func(sender, _ int, payload []byte) error { return pushes[sender].send(message{payload}) }
	return course{len(pushes), send}, nil
}

// push is a socket's turn among its peers.
type push struct {
	peers []*peer
	at    int
}

func (p *push) send(m message) error {
	for range p.peers {
		p.at = (p.at + 1) % len(p.peers)
		if p.peers[p.at].out.offer(m) {
			return nil
		}
	}
	p.at = (p.at + 1) % len(p.peers)
	if !p.peers[p.at].out.put(m) { // all are full: wait for the one whose turn it is
		return net.ErrClosed
	}
	return nil
}
