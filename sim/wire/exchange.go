package wire

import (
	"io"
	"net"
	"sync"

	"patternscope/sim/clock"
)

// Exchange opens the real connections of one world and tells its own from
// those of outside processes: a connection is its own when the accepted end's
// remote address is the local address of one it dialled.
type Exchange struct {
	clock     *clock.Clock
	network   Network
	listeners map[*Listener]struct{}
	conns     map[io.Closer]struct{}
	readers   sync.WaitGroup
	cut       bool // nothing more is opened
}

// NewExchange returns an exchange on the given network.
func NewExchange(c *clock.Clock, n Network) *Exchange {
	return &Exchange{clock: c, network: n, listeners: map[*Listener]struct{}{}, conns: map[io.Closer]struct{}{}}
}

// Listener accepts connections for one bound endpoint.
type Listener struct {
	x        *Exchange
	real     net.Listener
	dialling int                // dials under way to it
	mine     map[string]dialled // dialled, not yet seen accepted; by local address
	accepted []net.Conn         // accepted, not yet known whose
	stranger func(net.Conn)     // takes a connection from outside
	closed   bool
}

type dialled struct {
	near net.Conn
	done func(near, far *Conn, err error)
}

// Listen binds. Stranger is called, with the turn, with each connection that an outside process made.
func (x *Exchange) Listen(transport, name, again string, stranger func(net.Conn)) (*Listener, error) {
	if x.cut {
		return nil, net.ErrClosed
	}
	real, err := x.network.Listen(transport, name, again)
	if err != nil {
		return nil, err
	}
	l := &Listener{x: x, real: real, mine: map[string]dialled{}, stranger: stranger}
	x.listeners[l] = struct{}{}
	x.readers.Go(l.acceptAll)
	return l, nil
}

// Addr is where it really listens.
func (l *Listener) Addr() net.Addr { return l.real.Addr() }

func (l *Listener) acceptAll() {
	for {
		c, err := l.real.Accept()
		if err != nil {
			return
		}
		if !l.x.clock.Post(func() { l.accepted = append(l.accepted, c); l.match() }) {
			c.Close()
		}
	}
}

// Dial connects to a listener of this world and calls done, with the turn, with both ends.
func (x *Exchange) Dial(transport string, l *Listener, done func(near, far *Conn, err error)) {
	address := l.real.Addr().String()
	l.dialling++
	x.clock.Owe(1)
	x.readers.Go(func() {
		near, err := x.network.Dial(transport, address)
		posted := x.clock.Post(func() {
			l.dialling--
			if err != nil || l.closed {
				x.abandon(near)
				x.clock.Owe(-1)
				done(nil, nil, net.ErrClosed)
			} else {
				l.mine[near.LocalAddr().String()] = dialled{near, done}
			}
			l.match()
		})
		if !posted {
			x.abandon(near)
		}
	})
}

func (x *Exchange) abandon(c net.Conn) {
	if c != nil {
		c.Close()
	}
}

// match pairs what was accepted with what was dialled; what is left when no dial is under way came from outside.
func (l *Listener) match() {
	accepted := l.accepted
	l.accepted = nil
	for _, far := range accepted {
		d, mine := l.mine[far.RemoteAddr().String()]
		switch {
		case l.closed:
			far.Close()
		case mine:
			delete(l.mine, far.RemoteAddr().String())
			l.x.clock.Owe(-1)
			near, far := l.x.pair(d.near, far)
			d.done(near, far, nil)
		case l.dialling > 0:
			l.accepted = append(l.accepted, far)
		default:
			l.x.conns[far] = struct{}{}
			l.stranger(far)
		}
	}
}

// Close stops listening; dials under way fail.
func (l *Listener) Close() {
	if l.closed {
		return
	}
	l.closed = true
	delete(l.x.listeners, l)
	l.real.Close()
	for _, d := range l.mine {
		d.near.Close()
		l.x.clock.Owe(-1)
		d.done(nil, nil, net.ErrClosed)
	}
	l.mine = nil
	l.match()
}

// Cut closes every listener and connection, and lets none be opened: a program
// may still run until the clock ends. With the turn.
func (x *Exchange) Cut() {
	x.cut = true
	for l := range x.listeners {
		l.Close()
	}
	for c := range x.conns {
		c.Close()
	}
}

// Go runs fn in a goroutine that Wait waits for: it must end when the connections are closed.
func (x *Exchange) Go(fn func()) { x.readers.Go(fn) }

// Wait returns when every goroutine of the exchange has ended. After Cut, without the turn.
func (x *Exchange) Wait() { x.readers.Wait() }
