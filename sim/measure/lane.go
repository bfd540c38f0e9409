package measure

import (
	"net"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"

	"patternscope/sim/wire"
)

// message is its frames.
type message [][]byte

// lane is one end of a connection between two sockets. One goroutine writes and
// one reads.
type lane interface {
	write(batch []message) error
	read() ([]message, error) // waits for some; valid until the next read
	close()
}

const (
	readBytes     = 64 << 10 // what one read may bring
	writeBytes    = 64 << 10 // about what one write takes
	handshakeWait = 2 * time.Second
)

// zmtpLane speaks ZMTP 3 (RFC 23). Every byte of the other end passes the
// splitter, in the handshake too: the library reads only what is safe to parse.
type zmtpLane struct {
	net.Conn
	in   *wire.ZMTPSplitter
	tape *tape
	rx   []byte    // of the handshake, not yet read by the library
	came []message // while it shook hands
	got  []message
	buf  []byte // of read
	out  []byte // of write
}

// openZMTP shakes hands on a new connection.
func openZMTP(conn net.Conn, kind zmq4.SocketType, identity string, t *tape) (*zmtpLane, error) {
	l := &zmtpLane{Conn: conn, in: wire.NewZMTPSplitter(wire.DefaultLimits, "NULL"), tape: t, buf: make([]byte, readBytes)}
	if err := conn.SetDeadline(time.Now().Add(handshakeWait)); err != nil {
		return nil, err
	}
	if _, err := zmq4.Open(l, null.Security(), kind, zmq4.SocketIdentity(identity), false, nil); err != nil {
		return nil, err
	}
	return l, conn.SetDeadline(time.Time{})
}

// Read is for the library, while it shakes hands.
func (l *zmtpLane) Read(b []byte) (int, error) {
	for len(l.rx) == 0 {
		units, err := l.feed()
		if err != nil {
			return 0, err
		}
		for _, u := range units {
			if u.Frames != nil {
				l.came = append(l.came, u.Frames)
			} else {
				l.rx = append(l.rx, u.Bytes...)
			}
		}
	}
	n := copy(b, l.rx)
	l.rx = l.rx[n:]
	return n, nil
}

func (l *zmtpLane) read() ([]message, error) {
	if came := l.came; came != nil {
		l.came = nil
		return came, nil
	}
	for l.got = l.got[:0]; len(l.got) == 0; {
		units, err := l.feed()
		if err != nil {
			return nil, err
		}
		for _, u := range units {
			if u.Frames != nil {
				l.got = append(l.got, u.Frames)
			}
		}
	}
	return l.got, nil
}

// feed reads all that waits, and cuts it.
func (l *zmtpLane) feed() ([]wire.Unit, error) {
	n, err := l.Conn.Read(l.buf)
	if err != nil {
		return nil, err
	}
	units, err := l.in.Feed(l.buf[:n])
	if l.tape != nil {
		l.see(units, n)
	}
	return units, err
}

func (l *zmtpLane) see(units []wire.Unit, bytes int) {
	at, n := l.tape.now(), l.tape.parcels.Load()
	for i := range units {
		l.tape.note(n+int64(i), at, len(units[i].Bytes), true)
	}
	l.tape.count(len(units), bytes)
}

// write puts all of the batch into as few writes as may be.
func (l *zmtpLane) write(batch []message) error {
	out := l.out[:0]
	for i, m := range batch {
		if out = wire.AppendMessage(out, m); len(out) < writeBytes && i < len(batch)-1 {
			continue
		}
		if _, err := l.Write(out); err != nil {
			return err
		}
		out = out[:0]
	}
	l.out = out
	return nil
}

func (l *zmtpLane) close() { l.Close() }

// memoryLane is inproc: what one end writes the other reads, and no byte crosses a wire.
type memoryLane struct {
	in, out *queue[message]
	tape    *tape
	got     []message
}

func newMemoryLanes(hwm int, t *tap) (near, far *memoryLane) {
	a, b := newQueue[message](hwm), newQueue[message](hwm)
	return &memoryLane{in: a, out: b, tape: t.tape()}, &memoryLane{in: b, out: a, tape: t.tape()}
}

func (l *memoryLane) write(batch []message) error {
	if !l.out.put(batch...) {
		return net.ErrClosed
	}
	return nil
}

func (l *memoryLane) read() (got []message, err error) {
	var open bool
	if l.got, open = l.in.take(l.got); !open {
		return nil, net.ErrClosed
	}
	if l.tape != nil {
		at, n := l.tape.now(), l.tape.parcels.Load()
		for i := range l.got {
			l.tape.note(n+int64(i), at, 0, true)
		}
		l.tape.count(len(l.got), 0)
	}
	return l.got, nil
}

func (l *memoryLane) close() {
	l.in.close()
	l.out.close()
}
