package zmq

import (
	"time"

	"patternscope/sim/event"
)

// connectPatience is how long an operating system tries to open a connection
// that gets no answer, unless CONNECT_TIMEOUT says less: Linux's, with its six
// retries (tcp(7), tcp_syn_retries).
const connectPatience = 127 * time.Second

// hang is when a try to connect gets no answer: nothing crosses. It goes on when
// something does.
func (l *link) hang() {
	l.hangs = true
	wait := l.ends[0].made.times[CONNECT_TIMEOUT]
	if wait <= 0 {
		wait = connectPatience
	}
	l.try = l.ctx.Clock.After(wait, l.unanswered).Of(trying{l})
}

func (l *link) unanswered() {
	l.hangs = false
	l.failed(event.Timeout)
}

// loses counts a try to connect, and tells whether it is one that is lost.
func (l *link) loses() bool {
	l.tries++
	return l.line.Lose > 0 && l.tries%l.line.Lose == 0
}

// boundHandshake sets the end that HANDSHAKE_IVL sets to a handshake. One that
// nobody has held up is over long before, so it has none.
func (e *engine) boundHandshake() {
	ivl := e.pipe.made.times[HANDSHAKE_IVL]
	if e.pipe.connected || e.stopped || e.in == nil || e.limit != nil || ivl <= 0 {
		return
	}
	e.limit = e.pipe.link.ctx.Clock.At(e.began+ivl, e.tooSilent).Of(shaking{e})
}
