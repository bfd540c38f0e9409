package measure

import (
	"bytes"
	"fmt"
	"net"

	"github.com/go-zeromq/zmq4"
)

// topic is what every message begins with: the upper half of a number that is
// never so large.
const topic = "00000000"

// zeromqPublish: XPUB copies each message to every subscriber whose prefix it
// begins with (RFC 29). With NODROP it waits for a full one, so that each copy comes.
func zeromqPublish(l *leg) (course, error) {
	subscribers, publishers, err := l.links(l.setup.Peers, zmq4.Sub, zmq4.XPub, "")
	if err != nil {
		return course{}, err
	}
	for i, sub := range subscribers {
		if err := sub.write([]message{{[]byte("\x01" + topic)}}); err != nil {
			return course{}, fmt.Errorf("subscribe: %w", err)
		}
		asked, err := publishers[i].read()
		if err != nil {
			return course{}, fmt.Errorf("receive a subscription: %w", err)
		}
		publishers[i] = l.queued(publishers[i].lane)
		publishers[i].topic = asked[0][0][1:] // after the 0x01
		l.serve([]*peer{{lane: sub}}, func(_ *peer, m message) error { return l.arrived(i, m[0]) })
	}
	send := func(_, _ int, payload []byte) error { return publish(publishers, message{payload}) }
	return course{1, send}, nil
}

func publish(to []*peer, m message) error {
	for _, p := range to {
		if bytes.HasPrefix(m[0], p.topic) && !p.out.put(m) {
			return net.ErrClosed
		}
	}
	return nil
}
