package measure

import (
	"net"
	"sync"

	"patternscope/sim/wire"
)

// tappedConn lets the client's bytes, both ways, through the splitters of HTTP.
// Two goroutines use it: what one direction says, the other must know.
type tappedConn struct {
	net.Conn
	mu       sync.Mutex
	up, down splitter
	sent     *tape
	came     *tape
}

// splitter cuts one direction of a connection into units.
type splitter interface {
	Feed(b []byte) ([]wire.HTTPUnit, error)
}

// tapped is the connection itself when nothing is tapped.
func (l *leg) tapped(c net.Conn) net.Conn {
	if l.tap == nil {
		return c
	}
	t := &tappedConn{Conn: c, sent: l.tap.tape(), came: l.tap.tape()}
	if l.setup.HTTP == HTTP2 {
		x := wire.NewH2Exchange(wire.DefaultHTTPLimits)
		t.up, t.down = x.FromClient, x.FromServer
	} else {
		x := wire.NewHTTP1Exchange(wire.DefaultHTTPLimits)
		t.up, t.down = x.FromClient, x.FromServer
	}
	return t
}

// Write feeds a request before its answer can come.
func (c *tappedConn) Write(b []byte) (int, error) {
	if err := c.see(c.up, c.sent, b); err != nil {
		return 0, err
	}
	return c.Conn.Write(b)
}

func (c *tappedConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if err == nil {
		err = c.see(c.down, c.came, b[:n])
	}
	return n, err
}

func (c *tappedConn) see(s splitter, t *tape, b []byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	units, err := s.Feed(b)
	at, n := t.now(), t.parcels.Load()
	for i := range units {
		t.note(n+int64(i), at, len(units[i].Bytes), units[i].End)
	}
	t.count(len(units), len(b))
	return err
}
