package httpx

import (
	"fmt"
	"time"

	"patternscope/sim/clock"
)

// h2Room is how much content a connection carries before the other end has said
// that it may be more (RFC 9113 section 6.9.2); the server keeps it at that.
const h2Room = 1<<16 - 1

// h2Body is the most content of a request that is one DATA frame, whatever the
// server's SETTINGS say. A larger one is refused: net/http would write it at
// moments that nobody can count.
const h2Body = 1 << 14

// h2Window is a server's window for a connection, as net/http counts it.
type h2Window struct {
	open   int // what the client may still write
	unsent int // what was read, and the client was not told
}

// h2Refill is how much room net/http tells of at once, unless less would double the window.
const h2Refill = 4 << 10

// read tells whether a WINDOW_UPDATE follows after so many bytes were read.
func (w *h2Window) read(n int) bool {
	w.unsent += n
	if w.unsent < h2Refill && w.unsent < w.open {
		return false
	}
	w.open, w.unsent = w.open+w.unsent, 0
	return true
}

// fits waits until a client may write so much content, and takes the room for it.
func (h *h2) fits(size int, deadline time.Duration) error {
	if size > h2Body {
		return fmt.Errorf("content of %d bytes: over HTTP/2 it is at most %d here", size, h2Body)
	}
	for size > h.room && !h.link.over {
		if h.link.scene.Clock.Wait(deadline, &h.wider) {
			return ErrTimeout
		}
	}
	h.room -= size
	return nil
}

// read is when a handler has read so much of a request.
func (h *h2) read(in *inbox, n int) {
	switch more := n > 0 && h.window.read(n); {
	case more && h.early > 0:
		h.early--
	case more:
		h.owe(1)
		for h.answers > 0 {
			h.link.scene.Clock.Wait(clock.Forever, &h.told)
		}
	}
	if in.read == in.landed {
		h.link.take(1, in.stream, in.owner, func(piece) bool { return false })
	}
}
