package measure

import (
	"context"
	"fmt"
	"net"

	"github.com/go-zeromq/zmq4"
)

// zeromqAsk: REQ and REP have at most one message under way on a connection, so
// nothing can wait before theirs: each writes in its own program, without a
// queue between (RFC 28).
func zeromqAsk(l *leg) (course, error) {
	callers, answerers, err := l.links(l.setup.Concurrency, zmq4.Req, zmq4.Rep, "")
	if err != nil {
		return course{}, err
	}
	l.serve(answerers, func(from *peer, m message) error {
		return from.write([]message{m}) // the envelope goes back as it came
	})
	ask := func(sender, _ int, payload []byte) error {
		if err := callers[sender].write([]message{{nil, payload}}); err != nil {
			return err
		}
		answers, err := callers[sender].read()
		if err != nil {
			return err
		}
		if len(answers) != 1 || len(answers[0]) != 2 || len(answers[0][0]) != 0 {
			return fmt.Errorf("REQ received what is no answer to it: %d messages", len(answers))
		}
		return l.arrived(0, answers[0][1])
	}
	return course{l.setup.Concurrency, ask}, nil
}

// zeromqAskAsync: DEALER sends on while answers come; ROUTER puts the identity
// in front of what it receives, and takes it off what it sends to route by it.
func zeromqAskAsync(l *leg) (course, error) {
	const identity = "caller"
	near, far, err := l.links(1, zmq4.Dealer, zmq4.Router, identity)
	if err != nil {
		return course{}, err
	}
	routes := map[string]*peer{identity: l.queued(far[0])}
	l.serve(far, func(_ *peer, m message) error {
		enveloped := message{[]byte(identity), m[0]}
		if to := routes[string(enveloped[0])]; to == nil || !to.out.put(enveloped[1:]) {
			return net.ErrClosed
		}
		return nil
	})
	dealer := l.queued(near[0])
	open := make(chan struct{}, l.setup.Concurrency) // a place for each request that is open
	l.serve([]*peer{dealer}, func(_ *peer, m message) error {
		if err := l.arrived(0, m[0]); err != nil {
			return err
		}
		<-open
		return nil
	})
	ask := func(_, _ int, payload []byte) error {
		select {
		case open <- struct{}{}:
		case <-l.crew.ctx.Done():
			return context.Cause(l.crew.ctx)
		}
		if !dealer.out.put(message{payload}) {
			return net.ErrClosed
		}
		return nil
	}
	return course{1, ask}, nil
}
