package httpx

import (
	"errors"
	"fmt"
	"time"

	"patternscope/sim/act"
	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// ErrUnanswered is a connection that could not be opened because nothing came back.
var ErrUnanswered = errors.New("no answer: no connection was opened")

// connectPatience is how long an operating system tries to open a connection
// that gets no answer: Linux's, with its six retries (tcp(7), tcp_syn_retries).
const connectPatience = 127 * time.Second

// connect opens the connection: it costs a round trip, nobody there is an error
// at once, and so is, in the end, that nothing comes back.
func (w *Web) connect(l *link, owner *scene.Owner, deadline time.Duration) error {
	l.status = statusConnecting
	owner.Last = l.emit(0, l.described(event.Event{Kind: event.Connecting, Cause: owner.Last}))
	answered := l.transport == "inproc" || l.reach(deadline)
	server := w.servers[l.endpoint]
	switch {
	case w.closed:
		return ErrRefused
	case !answered:
		l.fail(event.Timeout, "nobody answered")
		return fmt.Errorf("dial %s: %w", l.endpoint, ErrUnanswered)
	case server == nil || server.manner == refuses:
		l.fail(event.NobodyThere, "nobody listens there")
		return fmt.Errorf("dial %s: %w", l.endpoint, ErrRefused)
	}
	return w.join(l, server)
}

// fail is when there will be no connection.
func (l *link) fail(r event.Reason, text string) {
	l.over, l.status = true, statusEnded
	l.emit(0, event.Event{Kind: event.Refused, Reason: r, Text: text, Status: l.status})
	l.forget()
}

// reach waits for the round trip that opening a connection costs, and while
// nothing crosses; it tells whether something came back in time.
func (l *link) reach(deadline time.Duration) bool {
	c := l.scene.Clock
	l.cross()
	if !l.line.IsCut() {
		return true
	}
	until := c.Now() + connectPatience
	if deadline != clock.Forever {
		until = min(until, deadline)
	}
	for l.line.IsCut() {
		if c.Wait(until, &l.healed) {
			return false
		}
	}
	l.cross()
	return true
}

// cross waits for a round trip.
func (l *link) cross() {
	c, there := l.scene.Clock, false
	var gate clock.Gate
	trip := c.After(l.lanes[0].Latency+l.lanes[1].Latency, func() {
		there = true
		gate.Open(c)
	}).Of(opening{l})
	defer trip.Stop() // the program was killed
	for !there {
		c.Wait(clock.Forever, &gate)
	}
}

// opening is the moment at which the server answers who connects.
type opening struct{ *link }

func (o opening) Due() act.Due {
	who := scene.NodeOf(o.name(0))
	return act.Due{Kind: "connect", Node: who, Socket: o.name(0), Link: o.id, Say: fmt.Sprintf("%s connects to http://%s", who, o.endpoint)}
}
