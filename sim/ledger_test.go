package sim_test

import (
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"patternscope/sim"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
)

// TestLedgersCountWhatCrosses holds the ledgers' bytes against a second counter,
// which knows nothing of events: a plain proxy in the middle of each connection.
func TestLedgersCountWhatCrosses(t *testing.T) {
	for _, p := range pattern.All() {
		if p.Duel == nil {
			continue
		}
		t.Run(p.ID, func(t *testing.T) {
			t.Parallel()
			values, err := p.Values(map[string]string{"transport": "tcp"})
			if err != nil {
				t.Fatal(err)
			}
			network := &counting{Machine: wire.NewMachine(t.TempDir()), halves: map[string]*atomic.Int64{}}
			w, err := sim.Start(sim.Config{Pattern: p, Values: values, Seed: 1, Network: network, Paused: true})
			if err != nil {
				t.Fatal(err)
			}
			defer network.wait()
			defer w.Close()
			for range 5000 {
				if _, err := w.Step(t.Context()); errors.Is(err, sim.ErrIdle) {
					break
				} else if err != nil {
					t.Fatal(err)
				}
			}
			s := w.State()
			for i, half := range []*atomic.Int64{&network.http, &network.zeromq} {
				l := s.Ledgers[i]
				if got, want := l.Payload+l.Overhead, half.Load(); got != want || want == 0 {
					t.Errorf("%s: the ledger says %d bytes, %d of payload and %d beside; %d crossed", l.Half, got, l.Payload, l.Overhead, want)
				}
			}
		})
	}
}

// counting is this machine's network with a proxy in the middle of each connection.
type counting struct {
	*wire.Machine
	mu           sync.Mutex
	halves       map[string]*atomic.Int64 // by address
	http, zeromq atomic.Int64
	copying      sync.WaitGroup
}

func (c *counting) wait() { c.copying.Wait() }

func (c *counting) Listen(transport, name, again string) (net.Listener, error) {
	l, err := c.Machine.Listen(transport, name, again)
	if err != nil {
		return nil, err
	}
	half := &c.zeromq
	if strings.HasPrefix(name, "http-") {
		half = &c.http
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.halves[l.Addr().String()] = half
	return l, nil
}

// Dial connects by way of the proxy. What it returns bears the local address
// of the proxy's own connection: by that the world knows it for its own.
func (c *counting) Dial(transport, address string) (net.Conn, error) {
	far, err := c.Machine.Dial(transport, address)
	if err != nil {
		return nil, err
	}
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	defer door.Close()
	near, err := net.Dial("tcp", door.Addr().String())
	if err != nil {
		return nil, err
	}
	middle, err := door.Accept()
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	half := c.halves[address]
	c.mu.Unlock()
	c.copying.Go(func() { count(half, far, middle) })
	c.copying.Go(func() { count(half, middle, far) })
	return proxied{near, far.LocalAddr()}, nil
}

// count copies one direction until it ends, and ends the other.
func count(n *atomic.Int64, to, from net.Conn) {
	defer to.Close()
	io.Copy(to, io.TeeReader(from, adding{n}))
}

type adding struct{ *atomic.Int64 }

func (a adding) Write(b []byte) (int, error) {
	a.Add(int64(len(b)))
	return len(b), nil
}

type proxied struct {
	net.Conn
	local net.Addr
}

func (p proxied) LocalAddr() net.Addr { return p.local }
