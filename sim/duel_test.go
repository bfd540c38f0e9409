package sim_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
)

// long is more world time than any duel takes with its default values.
const long = 30 * time.Second

// after runs a duel for so long of its time, or until nothing more can happen.
func after(t *testing.T, id string, given map[string]string, network wire.Network, length time.Duration) (event.State, []event.Event) {
	t.Helper()
	p := pattern.ByID(id)
	v, err := p.Values(given)
	if err != nil {
		t.Fatal(err)
	}
	w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 1, Network: network, Dir: t.TempDir(), Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for w.Clock().Now < length.Microseconds() {
		if _, err := w.Step(context.Background()); err == sim.ErrIdle {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	s := w.State()
	return s, w.Log().Since(0, int(s.Seq))
}

// inBubble is after, in memory.
func inBubble(t *testing.T, id string, given map[string]string) (s event.State, events []event.Event) {
	synctest.Test(t, func(t *testing.T) { s, events = after(t, id, given, wire.NewMemory(), long) })
	return s, events
}

func duels() []*pattern.Pattern {
	var out []*pattern.Pattern
	for _, p := range pattern.All() {
		if p.Duel != nil {
			out = append(out, p)
		}
	}
	return out
}

// TestDuelsFinish wants both halves to do their task with the default values and to stop.
func TestDuelsFinish(t *testing.T) {
	for _, p := range duels() {
		t.Run(p.ID, func(t *testing.T) {
			s, _ := inBubble(t, p.ID, nil)
			for _, l := range s.Ledgers {
				if l.Callers == 0 || l.Done != l.Callers || l.Finished <= 0 || l.Finished > long.Microseconds() {
					t.Errorf("%s: %d of %d callers done, finished at %d µs", l.Half, l.Done, l.Callers, l.Finished)
				}
				if len(l.Waiting) > 0 || l.Messages == 0 {
					t.Errorf("%s: %d messages, and at the end there wait %v", l.Half, l.Messages, l.Waiting)
				}
			}
		})
	}
}

// transports are what the reader of a pattern may choose its connections to be made of.
func transports(p *pattern.Pattern) []string {
	for _, q := range p.Params {
		if q.Name == "transport" {
			return q.Choices
		}
	}
	return nil
}

// TestDuelsAgain wants the same ledgers from the same run, on any network; and
// over tcp those of ipc, as both cost the same here.
func TestDuelsAgain(t *testing.T) {
	for _, p := range duels() {
		t.Run(p.ID, func(t *testing.T) {
			ledgers := map[string][]event.Ledger{}
			for _, transport := range transports(p) {
				given := map[string]string{"transport": transport}
				first, _ := inBubble(t, p.ID, given)
				again, _ := inBubble(t, p.ID, given)
				machine, _ := after(t, p.ID, given, nil, long)
				equal(t, "once and again over "+transport, first.Ledgers, again.Ledgers)
				equal(t, "in memory and over real "+transport, first.Ledgers, machine.Ledgers)
				ledgers[transport] = first.Ledgers
			}
			equal(t, "over tcp and ipc", ledgers["tcp"], ledgers["ipc"])
		})
	}
}

func equal(t *testing.T, what string, a, b []event.Ledger) {
	t.Helper()
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("%s (-first +second)\n%s", what, diff)
	}
}

// books are the ledgers of a duel at its end, with what was recorded and the state of its programs.
type books struct {
	http, zeromq event.Ledger
	events       []event.Event
	state        event.State
}

func booksOf(t *testing.T, id string, given map[string]string) books {
	t.Helper()
	s, events := inBubble(t, id, given)
	return books{s.Ledgers[0], s.Ledgers[1], events, s}
}

// text is what a program said last of itself.
func (b books) text(node string) string {
	for _, n := range b.state.Nodes {
		if n.Name == node {
			return n.Text
		}
	}
	return ""
}

// stopped is when a program returned, µs.
func (b books) stopped(node string) int64 {
	for _, e := range b.events {
		if e.Kind == event.Stopped && e.Node == node {
			return e.At
		}
	}
	return 0
}

// filtered counts the copies that no subscription of their reader matched.
func (b books) filtered() (n int) {
	for _, k := range b.state.Sockets {
		n += k.Filtered
	}
	return n
}

// before counts the events of a kind that a socket had recorded before another one.
func (b books) before(socket string, kind, until event.Kind) (n int) {
	for _, e := range b.events {
		switch {
		case e.Socket == socket && e.Kind == until:
			return n
		case e.Socket == socket && e.Kind == kind:
			n++
		}
	}
	return n
}

// want compares figures of a ledger, by name.
func want(t *testing.T, l event.Ledger, figures map[string]int) {
	t.Helper()
	got := map[string]int{
		"messages": l.Messages, "tried": l.Tried, "connections": l.Connections, "round trips": l.RoundTrips,
		"most in flight": l.MostInFlight, "blocked": int(l.Blocked), "finished": int(l.Finished),
		"hwm": l.Lost[event.HWM], "stale": l.Lost[event.Stale],
		"refused": l.Failed[event.NobodyThere], "timeout": l.Failed[event.Timeout], "EFSM": l.Failed[event.EFSM],
		"lost": total(l.Lost), "failed": total(l.Failed),
	}
	for name, n := range figures {
		if got[name] != n {
			t.Errorf("%s: %s %d, want %d; all: %v", l.Half, name, got[name], n, got)
		}
	}
}

func total(m map[event.Reason]int) (n int) {
	for _, k := range m {
		n += k
	}
	return n
}

// TestNobodyThere: refused three times and asked anew by the program, against six queued and delivered by the socket.
func TestNobodyThere(t *testing.T) {
	const request = 2 * 200_000 // µs, there and back
	b := booksOf(t, "duel-nobody", nil)
	want(t, b.http, map[string]int{
		"refused": 3, "failed": 3, "tried": 4, "connections": 1, "messages": 12, "lost": 0,
		"round trips": 3 + 1 + 6, "blocked": (3 + 1 + 6) * request,
	})
	want(t, b.zeromq, map[string]int{"failed": 0, "connections": 1, "messages": 6, "lost": 0, "blocked": 0, "most in flight": 6})
	if queued := b.before("ZeroMQ client.push", event.Queued, event.Connected); queued != 6 {
		t.Errorf("%d messages were queued before there was a connection, want all 6", queued)
	}
	if tries := b.before("ZeroMQ client.push", event.Retried, event.Connected); b.zeromq.Tried != tries+1 || tries < 3 {
		t.Errorf("the PUSH tried %d times, after %d refusals", b.zeromq.Tried, tries)
	}
	const up = 3_000_000
	if push, post := b.stopped("ZeroMQ client"), b.stopped("HTTP client"); push >= up || post < up+6*request {
		t.Errorf("the clients were done at %d µs by ZeroMQ, and %d µs by HTTP, with a server from %d µs on", push, post, up)
	}
	if got := b.text("ZeroMQ server") + ", " + b.text("HTTP server"); got != "6 received, 6 received" {
		t.Errorf("the servers say %q", got)
	}

	b = booksOf(t, "duel-nobody", map[string]string{"hwm": "3"})
	want(t, b.zeromq, map[string]int{"messages": 6, "lost": 0})
	if b.zeromq.Blocked == 0 || b.before("ZeroMQ client.push", event.Queued, event.Connected) != 3 {
		t.Errorf("a PUSH with a queue of three was blocked for %d µs", b.zeromq.Blocked)
	}
	b = booksOf(t, "duel-nobody", map[string]string{"late": "0"})
	want(t, b.http, map[string]int{"refused": 0, "tried": 1, "messages": 12})
}

// TestSlowReceiver: timeouts and work for nobody, against a PUSH that blocks and a PUB that drops.
func TestSlowReceiver(t *testing.T) {
	const all = 16
	push := booksOf(t, "duel-slow", nil)
	want(t, push.zeromq, map[string]int{"messages": all, "lost": 0, "failed": 0, "connections": 1})
	if push.zeromq.Blocked == 0 {
		t.Error("the PUSH was never blocked")
	}
	pub := booksOf(t, "duel-slow", map[string]string{"socket": "PUB"})
	dropped := pub.zeromq.Lost[event.HWM]
	want(t, pub.zeromq, map[string]int{"messages": all - dropped, "lost": dropped, "blocked": 0, "failed": 0})
	if dropped == 0 {
		t.Error("the PUB dropped nothing")
	}
	if pub.zeromq.Finished >= push.zeromq.Finished {
		t.Errorf("the PUB was done at %d µs, no sooner than the PUSH at %d µs", pub.zeromq.Finished, push.zeromq.Finished)
	}

	late := push.http.Failed[event.Timeout]
	want(t, push.http, map[string]int{"failed": late})
	var answered, timedOut, done, nobody int
	fmt.Sscanf(push.text("HTTP sender"), "%d answered, %d timed out", &answered, &timedOut)
	fmt.Sscanf(push.text("HTTP receiver"), "%d done, %d for nobody", &done, &nobody)
	if late == 0 || timedOut != late || answered+late != all {
		t.Errorf("%d requests timed out in the ledger; the sender says %q", late, push.text("HTTP sender"))
	}
	if nobody == 0 || done < answered+nobody {
		t.Errorf("the sender says %q, the receiver %q", push.text("HTTP sender"), push.text("HTTP receiver"))
	}
	if push.http.Connections <= 3 {
		t.Errorf("%d connections: none was opened anew after a timeout", push.http.Connections)
	}
	patient := booksOf(t, "duel-slow", map[string]string{"timeout": "20000", "hwm": "40"})
	want(t, patient.http, map[string]int{"failed": 0, "lost": 0, "messages": 2 * all, "connections": 3})
	want(t, patient.zeromq, map[string]int{"blocked": 0, "lost": 0, "messages": all})
}

// TestOutOfStep: REQ's turn is strict; a relaxed one forgets, and a DEALER has no turns.
func TestOutOfStep(t *testing.T) {
	req := booksOf(t, "duel-steps", nil)
	want(t, req.zeromq, map[string]int{"EFSM": 3, "messages": 8, "most in flight": 1, "lost": 0})
	want(t, req.http, map[string]int{"failed": 0, "messages": 8, "most in flight": 4, "connections": 4})
	relaxed := booksOf(t, "duel-steps", map[string]string{"socket": "REQ-relaxed"})
	want(t, relaxed.zeromq, map[string]int{"failed": 0, "stale": 3, "messages": 8, "most in flight": 4})
	dealer := booksOf(t, "duel-steps", map[string]string{"socket": "DEALER", "pool": "1"})
	want(t, dealer.zeromq, map[string]int{"failed": 0, "lost": 0, "messages": 8, "most in flight": 4, "connections": 1})
	want(t, dealer.http, map[string]int{"failed": 0, "messages": 8, "most in flight": 1, "connections": 1})
	if dealer.zeromq.Finished >= req.zeromq.Finished || req.http.Finished >= dealer.http.Finished {
		t.Errorf("REQ %d µs, DEALER %d µs; HTTP over four connections %d µs, over one %d µs",
			req.zeromq.Finished, dealer.zeromq.Finished, req.http.Finished, dealer.http.Finished)
	}
}

// TestDontWait: with enough other work nobody is blocked; HTTP holds a connection for each question under way.
func TestDontWait(t *testing.T) {
	b := booksOf(t, "duel-async", map[string]string{"other": "2500"})
	want(t, b.http, map[string]int{"blocked": 0, "messages": 8})
	want(t, b.zeromq, map[string]int{"blocked": 0, "messages": 8, "connections": 1})
	b = booksOf(t, "duel-async", map[string]string{"other": "0"})
	want(t, b.http, map[string]int{"connections": 4, "blocked": int(b.http.Finished) - 100_000})
	want(t, b.zeromq, map[string]int{"connections": 1, "blocked": int(b.zeromq.Finished) - 100_000})
}

// TestTellEveryone: who is told by what way, in how many messages.
func TestTellEveryone(t *testing.T) {
	const readers, rounds, topics = 3, 3, 3
	ways := map[string]books{}
	for _, way := range []string{"polling", "SSE", "webhooks"} {
		ways[way] = booksOf(t, "duel-everyone", map[string]string{"way": way})
		want(t, ways[way].zeromq, map[string]int{"messages": readers * rounds, "lost": 0, "connections": readers})
	}
	want(t, ways["SSE"].http, map[string]int{"messages": readers * (2 + rounds), "connections": readers})
	want(t, ways["webhooks"].http, map[string]int{"messages": readers * (2 + 2*rounds), "connections": 2 * readers})
	if asked := ways["polling"].http.Messages; asked <= readers*2*rounds {
		t.Errorf("polling took %d messages: no question was asked in vain", asked)
	}
	if got, want := ways["SSE"].filtered(), readers*rounds*(topics-1); got < want-readers || got > want {
		t.Errorf("%d copies were filtered, want %d, less those for readers that were done", got, want)
	}
}

// TestShareTheWork: by turn, what the slow worker was given waits; by asking, or with short queues, less is given to it.
func TestShareTheWork(t *testing.T) {
	long := booksOf(t, "duel-work", nil)
	asking := booksOf(t, "duel-work", map[string]string{"way": "queue"})
	short := booksOf(t, "duel-work", map[string]string{"hwm": "1", "capacity": "1"})
	want(t, long.http, map[string]int{"messages": 4 * 18, "lost": 0, "failed": 0})
	want(t, long.zeromq, map[string]int{"messages": 2 * 18, "lost": 0, "failed": 0})
	if asking.http.Finished >= long.http.Finished || short.zeromq.Finished >= long.zeromq.Finished {
		t.Errorf("HTTP by turn %d µs, by asking %d µs; PUSH with long queues %d µs, with short ones %d µs",
			long.http.Finished, asking.http.Finished, long.zeromq.Finished, short.zeromq.Finished)
	}
}
