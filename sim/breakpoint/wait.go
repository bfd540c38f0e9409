package breakpoint

import (
	"fmt"

	"patternscope/sim/event"
)

// follow notes who begins to stand in a call, and who goes on.
func (m *Matcher) follow(e event.Event) {
	who := caller{e.Node, e.Thread}
	switch e.Kind {
	case event.Waiting, event.Blocked, event.Requested:
		m.stand(who, e.Seq, event.Call{Call: e.Call, Socket: e.Socket, Since: e.At, Blocked: e.Kind == event.Blocked})
	case event.Send:
		if e.Link == "" { // else net/http sends, while the program stands in its request
			delete(m.calls, who)
		}
	case event.Received, event.Resumed, event.Failed, event.TimerSet, event.TimerFired:
		delete(m.calls, who)
	case event.Stopped, event.Crashed, event.Left:
		for c := range m.calls {
			if c.node == e.Node {
				delete(m.calls, c)
			}
		}
	}
}

func (m *Matcher) stand(who caller, seq int64, c event.Call) {
	if c.Call == "sleep" || c.Call == "work" {
		return // it waits for nobody
	}
	m.calls[who] = &call{seq: seq, since: c.Since, call: c.Call, socket: c.Socket, blocked: c.Blocked, hit: map[int]bool{}}
}

// Late is the next time, in µs of the world, at which a call has taken too
// long, if it still takes then; false: none will.
func (m *Matcher) Late() (at int64, ok bool) {
	for i, b := range m.list {
		if b.Off || !b.waits() {
			continue
		}
		for who, c := range m.calls {
			if due := c.since + b.Blocked + b.Waiting; b.times(who, c, i) && (!ok || due < at) {
				at, ok = due, true
			}
		}
	}
	return at, ok
}

// times tells whether the i-th breakpoint is about that call, and has not met it.
func (b Breakpoint) times(who caller, c *call, i int) bool {
	return !c.hit[i] && (b.Waiting > 0 || c.blocked) && b.at(who.node, c.socket)
}

// Pass is told that all has happened that was to happen up to world time at:
// true, when a call has taken too long by then.
func (m *Matcher) Pass(at int64) (Hit, bool) {
	for i, b := range m.list {
		if b.Off || !b.waits() {
			continue
		}
		if who, c := m.longest(i, at); c != nil {
			c.hit[i] = true
			return m.stopped(i, Hit{Seq: m.seen, At: at, Why: stood(who, c, at)}), true
		}
	}
	return Hit{}, false
}

// longest is who stands longest in a call that the i-th breakpoint finds too long at that time.
func (m *Matcher) longest(i int, at int64) (who caller, found *call) {
	b := m.list[i]
	for w, c := range m.calls {
		if !b.times(w, c, i) || c.since+b.Blocked+b.Waiting > at {
			continue
		}
		if found == nil || before(w, c, who, found) {
			who, found = w, c
		}
	}
	return who, found
}

// before orders calls, so that the same one is found in each run.
func before(a caller, ca *call, b caller, cb *call) bool {
	switch {
	case ca.since != cb.since:
		return ca.since < cb.since
	case a.node != b.node:
		return a.node < b.node
	}
	return a.thread < b.thread
}

// stood says who has stood in which call, for how long.
func stood(who caller, c *call, at int64) string {
	what := "has waited in " + c.call
	if c.blocked {
		what = "has been blocked in " + c.call
	}
	since := ""
	if c.seq > 0 {
		since = fmt.Sprintf(" since event %d", c.seq)
	}
	return fmt.Sprintf("%s %s%s, for %s", who.node, what, since, written(at-c.since))
}
