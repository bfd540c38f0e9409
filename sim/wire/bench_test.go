package wire

import (
	"net"
	"testing"

	"go.uber.org/goleak"

	"patternscope/sim/clock"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// bench is a clock and an exchange to try things on; it ends with the test.
type bench struct {
	*testing.T
	clock   *clock.Clock
	x       *Exchange
	network Network
}

func newBench(t *testing.T, n Network) *bench {
	b := &bench{T: t, clock: clock.New(1), network: n}
	b.x = NewExchange(b.clock, n)
	b.clock.Run()
	t.Cleanup(b.close)
	return b
}

func (b *bench) close() {
	b.clock.Do(b.x.Cut)
	b.clock.Close()
	b.x.Wait()
}

// do has fn called with the turn.
func (b *bench) do(fn func()) {
	b.Helper()
	if !b.clock.Do(fn) {
		b.Fatal("the clock is closed")
	}
}

// settle steps until nothing is due and nothing is owed.
func (b *bench) settle() {
	b.Helper()
	for {
		switch err := b.clock.Step(b.Context()); err {
		case nil:
		case clock.ErrIdle:
			return
		default:
			b.Fatal(err)
		}
	}
}

// listen opens a listener; strangers go to the function, or are closed.
func (b *bench) listen(transport, name string, stranger func(net.Conn)) (l *Listener) {
	b.Helper()
	if stranger == nil {
		stranger = func(c net.Conn) { c.Close() }
	}
	var err error
	b.do(func() { l, err = b.x.Listen(transport, name, "", stranger) })
	if err != nil {
		b.Fatal(err)
	}
	return l
}

// connect dials and returns both ends.
func (b *bench) connect(transport string, l *Listener) (near, far *Conn) {
	b.Helper()
	var failed error
	b.do(func() {
		b.x.Dial(transport, l, func(n, f *Conn, err error) {
			near, far, failed = n, f, err
			if err == nil {
				n.Ended, f.Ended = func() {}, func() {}
			}
		})
	})
	b.settle()
	if failed != nil {
		b.Fatal(failed)
	}
	return near, far
}

// networks are all there are, with the transports they have.
func networks(t *testing.T, fn func(b *bench, transport string)) {
	for name, n := range map[string]struct {
		network   func() Network
		transport string
	}{
		"memory": {func() Network { return NewMemory() }, "tcp"},
		"tcp":    {func() Network { return NewMachine(t.TempDir()) }, "tcp"},
		"ipc":    {func() Network { return NewMachine(t.TempDir()) }, "ipc"},
	} {
		t.Run(name, func(t *testing.T) { fn(newBench(t, n.network()), n.transport) })
	}
}
