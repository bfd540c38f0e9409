package wire

import (
	"errors"
	"net"
	"os"
	"time"
)

// Outside is a connection whose other end is another process. What it sends
// comes in as bytes, at any moment; it enters the world only while the world
// goes on, and no faster than the world takes it: the rest waits in the
// operating system, which is the back-pressure that tcp and ipc have.
type Outside struct {
	x    *Exchange
	raw  net.Conn
	out  chan []byte
	more chan struct{} // the world took what was read
	done chan struct{}
	busy bool
	shut bool

	patience patience

	// Deaf is how long the other process may leave what was written unread, in wall
	// time; 0: as long as it likes. Then Ended is called with ErrDeaf.
	Deaf time.Duration

	// Called with the turn. Read takes bytes, which stay ours; no more come until
	// they are asked for with More, once. Ended says why the connection is gone. Free: it can be written to again.
	Read  func(b []byte)
	Ended func(err error)
	Free  func()
}

// ErrDeaf says that the other process does not read.
var ErrDeaf = errors.New("nobody reads at the other end")

// Outside takes over a connection that a stranger made. Start begins to read.
func (x *Exchange) Outside(raw net.Conn) *Outside {
	o := &Outside{x: x, raw: raw, out: make(chan []byte, 1), more: make(chan struct{}, 1), done: make(chan struct{})}
	o.patience.conn = raw
	delete(x.conns, raw)
	x.conns[o] = struct{}{}
	if x.cut { // it was let in while the world was ending
		o.Close()
	}
	return o
}

// Start reads and writes from now on.
func (o *Outside) Start() {
	o.x.readers.Go(o.readAll)
	o.x.readers.Go(o.writeAll)
}

// Within gives the other process d of wall time for what it must send next, in
// which somebody listens: while the world takes nothing, it loses no time. 0: any time.
func (o *Outside) Within(d time.Duration) { o.patience.renew(d) }

// Busy tells that the last Write has not yet been taken by the operating system.
func (o *Outside) Busy() bool { return o.busy }

// Write hands bytes over; only when it is not Busy.
func (o *Outside) Write(b []byte) {
	if o.shut {
		return
	}
	o.busy = true
	o.out <- b
}

// More asks for further bytes, once for each Read.
func (o *Outside) More() { o.more <- struct{}{} }

// Close ends the connection. What was written last may still be on its way.
func (o *Outside) Close() error {
	if o.shut {
		return nil
	}
	o.shut = true
	close(o.done)
	delete(o.x.conns, o)
	return o.raw.Close()
}

// chunk is how many bytes enter at once: few enough that a world can take them
// between two of its own things, many enough that a mebibyte does not hold it up.
const chunk = 32 << 10

func (o *Outside) readAll() {
	buf := make([]byte, chunk)
	for {
		o.patience.listen()
		n, err := o.raw.Read(buf)
		o.patience.heard()
		if n > 0 && !o.enter(func() { o.Read(buf[:n]) }) {
			return
		}
		if err != nil {
			o.end(err)
			return
		}
	}
}

// end says why the connection is gone.
func (o *Outside) end(err error) {
	o.x.clock.FromOutside(func() {
		if !o.shut {
			o.Ended(err)
		}
	})
}

// enter has fn called as a due thing and waits until the world wants more.
func (o *Outside) enter(fn func()) bool {
	posted := o.x.clock.FromOutside(func() {
		if !o.shut {
			fn()
		}
	})
	if !posted {
		return false
	}
	select {
	case <-o.more:
		return true
	case <-o.done:
		return false
	}
}

func (o *Outside) writeAll() {
	for {
		select {
		case b := <-o.out:
			if o.Deaf > 0 {
				o.raw.SetWriteDeadline(time.Now().Add(o.Deaf))
			}
			if _, err := o.raw.Write(b); errors.Is(err, os.ErrDeadlineExceeded) { // other errors show at the reader
				o.end(ErrDeaf)
				return
			}
			o.x.clock.Post(func() {
				o.busy = false
				if !o.shut {
					o.Free()
				}
			})
		case <-o.done:
			return
		}
	}
}
