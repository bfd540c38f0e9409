package httpx

import (
	"bufio"
	"errors"
	"net"
	"net/http"
	"os"
	"time"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// duplex is one end of a connection for programs that have the turn: after an
// upgrade net/http has no part in it. Read waits in world time, and gives what
// was written at once, a frame, at once; Write never waits. Two threads may use
// it, one that reads and one that writes.
type duplex struct {
	link   *link
	side   int
	rest   []byte // of the letter last taken
	gate   clock.Gate
	closed bool
}

// duplex makes this end one for programs: from now on nobody else reads it.
func (l *link) duplex(side int) *duplex {
	l.duplexes[side] = &duplex{link: l, side: side}
	return l.duplexes[side]
}

// owner is the program, or its thread, that makes the call.
func (d *duplex) owner() *scene.Owner {
	owner := d.link.scene.Running(d.link.socket(d.side).owner)
	owner.Enter(d.link.scene)
	return owner
}

func (d *duplex) Read(b []byte) (int, error) {
	if len(d.rest) == 0 {
		if err := d.next(d.owner()); err != nil {
			return 0, err
		}
	}
	n := copy(b, d.rest)
	d.rest = d.rest[n:]
	return n, nil
}

// next waits for the next letter and takes it.
func (d *duplex) next(owner *scene.Owner) error {
	l, told := d.link, false
	for q := &l.queues[d.side]; !q.hasNext(); {
		switch {
		case d.closed:
			return d.fail(owner, event.SocketClosed, net.ErrClosed)
		case l.over && len(q.in) == 0:
			return d.fail(owner, event.PeerGone, errEnded)
		case !told && owner.Call == nil: // the handshake is a call of its own
			told = true
			owner.Stand(l.scene, event.Waiting, event.Call{Call: "websocket", Socket: l.name(d.side)})
		}
		l.scene.Clock.Wait(clock.Forever, &d.gate)
	}
	if told {
		owner.Leave()
	}
	l.take(d.side, 0, owner, func(p piece) bool {
		d.rest = p.Bytes
		return true
	})
	l.lanes[1-d.side].Kick()
	return nil
}

func (d *duplex) fail(owner *scene.Owner, reason event.Reason, err error) error {
	owner.Leave()
	owner.Emit(d.link.scene, event.Event{Kind: event.Failed, Call: "websocket", Socket: d.link.name(d.side), Reason: reason, Text: err.Error()})
	return err
}

// unread is how many bytes landed that no program has read.
func (d *duplex) unread() (n int) {
	for _, c := range d.link.queues[d.side].in {
		n += len(c.piece.Bytes)
	}
	return n
}

func (d *duplex) Write(b []byte) (int, error) {
	if d.closed || d.link.over {
		return 0, ErrGone
	}
	owner := d.owner()
	if owner.Call != nil {
		owner = nil // the handshake: it still waits for the answer
	}
	d.link.wrote(d.side, owner, b)
	return len(b), nil
}

// Close ends the connection, behind what was written.
func (d *duplex) Close() error {
	if d.closed {
		return nil
	}
	d.closed = true
	d.gate.Open(d.link.scene.Clock)
	d.link.hangUp(d.side)
	d.link.abandon(d.side, 0)
	return nil
}

func (d *duplex) LocalAddr() net.Addr  { return d.link.streams[d.side].LocalAddr() }
func (d *duplex) RemoteAddr() net.Addr { return d.link.streams[d.side].RemoteAddr() }

// SetReadDeadline knows no deadline: a program cannot name one, for it has no wall clock.
func (d *duplex) SetReadDeadline(t time.Time) error {
	if t.IsZero() {
		return nil
	}
	return os.ErrNoDeadline
}

func (d *duplex) SetDeadline(t time.Time) error    { return d.SetReadDeadline(t) }
func (d *duplex) SetWriteDeadline(time.Time) error { return nil } // Write never waits

// errEnded is what Read returns when the other end is gone without a word.
var errEnded = errors.New("the connection has ended, and nobody said why")

var errHijacked = errors.New("hijack a connection: the world has ended")

// Hijack takes the connection away from net/http. From then on the handler, and
// who it hands the connection to, read and write it in world time.
func (a *answer) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	err := errHijacked
	a.await(func() { _, _, err = http.NewResponseController(a.inner).Hijack() })
	if err != nil {
		return nil, nil, err
	}
	d := a.link.duplex(1)
	return d, bufio.NewReadWriter(bufio.NewReader(d), bufio.NewWriter(d)), nil
}
