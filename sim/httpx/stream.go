package httpx

import (
	"io"
	"net"
	"os"
	"sync"
	"time"

	"patternscope/sim/clock"
)

// stream is one end of a connection as net/http sees it. Its calls come from
// net/http's goroutines, which have no turn: Read waits for bytes that landed,
// Write posts bytes to the link and returns.
type stream struct {
	link *link
	side int

	mu     sync.Mutex
	came   sync.Cond
	rx     []byte
	ended  bool // nothing more will come
	closed bool
	late   bool // the read deadline has passed
	owed   bool // of HTTP/2: the reader has not yet come back for more
}

func newStream(l *link, side int) *stream {
	s := &stream{link: l, side: side}
	s.came.L = &s.mu
	return s
}

// feed gives the reader bytes that landed. Of HTTP/2 they are owed until it
// stands in Read again with nothing left: net/http reads a frame when it has
// dealt with the one before.
func (s *stream) feed(b []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rx = append(s.rx, b...)
	if s.link.h2 != nil && !s.owed && !s.closed {
		s.owed = true
		s.link.scene.Clock.Owe(1)
	}
	s.came.Broadcast()
}

// end tells the reader that nothing more will come.
func (s *stream) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	if s.owed {
		s.owed = false
		s.link.scene.Clock.Owe(-1)
	}
	s.came.Broadcast()
}

// unread is how many bytes landed that nobody has read.
func (s *stream) unread() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.rx)
}

// Read gives what has landed. Where that makes room, the lane may land more.
func (s *stream) Read(b []byte) (int, error) {
	n, room, err := s.read(b)
	if room {
		s.link.scene.Clock.Post(func() { s.link.lanes[1-s.side].Kick() })
	}
	return n, err
}

func (s *stream) read(b []byte) (n int, room bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.rx) == 0 && !s.ended && !s.closed && !s.late {
		s.pay()
		s.came.Wait()
	}
	switch {
	case s.closed:
		return 0, false, net.ErrClosed
	case s.late:
		return 0, false, os.ErrDeadlineExceeded
	case len(s.rx) == 0:
		return 0, false, io.EOF
	}
	full := len(s.rx) >= window
	n = copy(b, s.rx)
	s.rx = s.rx[n:]
	return n, full && len(s.rx) < window, nil
}

func (s *stream) Write(b []byte) (int, error) {
	s.mu.Lock()
	closed := s.closed
	s.mu.Unlock()
	written := append([]byte(nil), b...)
	if closed || !s.link.scene.Clock.Post(func() { s.link.wrote(s.side, nil, written) }) {
		return 0, net.ErrClosed
	}
	return len(b), nil
}

// Close ends the connection from this side, behind what was written.
func (s *stream) Close() error {
	if s.shut() {
		s.link.scene.Clock.Post(func() { s.link.hangUp(s.side) })
	}
	return nil
}

// shut ends both directions for net/http; it tells whether they were open.
func (s *stream) shut() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	open := !s.closed
	s.closed = true
	s.pay()
	s.came.Broadcast()
	return open
}

// pay is when the reader has dealt with all that was fed, or will not.
func (s *stream) pay() {
	if s.owed {
		s.owed = false
		s.link.scene.Clock.Post(func() { s.link.scene.Clock.Owe(-1) })
	}
}

// address is an end's name: the socket's.
type address string

func (address) Network() string  { return "patternscope" }
func (a address) String() string { return string(a) }

// linked is an address that knows its link: net/http hands it to the handler.
type linked struct {
	address
	link *link
}

func (s *stream) LocalAddr() net.Addr  { return linked{address("end of " + s.link.id), s.link} }
func (s *stream) RemoteAddr() net.Addr { return linked{address("peer on " + s.link.id), s.link} }

// SetReadDeadline knows only two deadlines: none, and one that has passed, by
// which net/http interrupts its own reading. Everything else waits in world time.
func (s *stream) SetReadDeadline(t time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.late = !t.IsZero() && t.Before(clock.Deadline(0))
	s.came.Broadcast()
	return nil
}

func (s *stream) SetDeadline(t time.Time) error    { return s.SetReadDeadline(t) }
func (s *stream) SetWriteDeadline(time.Time) error { return nil }
