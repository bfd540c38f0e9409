package measure

import (
	"fmt"
	"net"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/wire"
)

// network is the one the transport asks for. dir holds unix sockets.
func (s Setup) network(dir string) wire.Network {
	if s.Transport == "inproc" {
		return wire.NewMemory()
	}
	return wire.NewMachine(dir)
}

// listen opens a listener of this leg's own.
func (l *leg) listen() (net.Listener, error) {
	l.names++
	listener, err := l.network.Listen(l.setup.Transport, fmt.Sprintf("m%d-%d", l.number, l.names), "")
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", l.setup.Transport, err)
	}
	l.crew.owns(func() { listener.Close() })
	return listener, nil
}

// connect makes one connection between two sockets and shakes hands: near is the
// end that connects, far the end that is bound.
func (l *leg) connect(listener net.Listener, nearType, farType zmq4.SocketType, identity string) (near, far lane, err error) {
	if l.setup.Transport == "inproc" {
		a, b := newMemoryLanes(l.setup.HWM, l.tap)
		l.crew.owns(a.close)
		return a, b, nil
	}
	dialed, accepted, err := l.dial(listener)
	if err != nil {
		return nil, nil, fmt.Errorf("connect to %s: %w", listener.Addr(), err)
	}
	far, near, err = shakeBoth(
		func() (lane, error) { return openZMTP(accepted, farType, "", l.tap.tape()) },
		func() (lane, error) { return openZMTP(dialed, nearType, identity, l.tap.tape()) },
	)
	if err != nil {
		return nil, nil, fmt.Errorf("shake hands as %s with %s: %w", nearType, farType, err)
	}
	return near, far, nil
}

// shakeBoth does the handshake of both ends at once: each waits for the other.
func shakeBoth(far, near func() (lane, error)) (f, n lane, err error) {
	type opened struct {
		lane lane
		err  error
	}
	there := make(chan opened)
	go func() {
		l, err := far()
		there <- opened{l, err}
	}()
	n, err = near()
	other := <-there
	if err == nil {
		err = other.err
	}
	return other.lane, n, err
}

// dial connects to the listener and accepts that very connection: what somebody
// else dials meanwhile is closed.
func (l *leg) dial(listener net.Listener) (dialed, accepted net.Conn, err error) {
	address := listener.Addr().String()
	done := make(chan struct{})
	l.crew.run(func() error {
		defer close(done)
		dialed, err = l.network.Dial(l.setup.Transport, address)
		if err != nil {
			listener.Close() // nobody will come
		}
		return nil
	})
	var strangers []net.Conn
	for {
		c, failed := listener.Accept()
		if failed != nil {
			<-done
			if err == nil {
				err = failed
				dialed.Close()
			}
			return nil, nil, err
		}
		<-done
		if err == nil && c.RemoteAddr().String() == dialed.LocalAddr().String() {
			accepted = c
			break
		}
		strangers = append(strangers, c)
	}
	for _, c := range strangers {
		c.Close()
	}
	l.crew.owns(func() { dialed.Close() })
	l.crew.owns(func() { accepted.Close() })
	return dialed, accepted, nil
}
