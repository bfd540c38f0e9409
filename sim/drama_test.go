package sim_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"patternscope/sim"
	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/node"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
)

// drama is a few programs, what happens to them, and what must come of it: over
// each transport, in memory and over this machine's real connections.
type drama struct {
	says   string
	on     []string // transports; nil: all
	cast   map[string]func(*node.Node)
	faults []pattern.Fault
	length time.Duration // 0: 5 s
	ends   func(t *testing.T, c chronicle)
}

var overWires = []string{"tcp", "ipc"}

func plays(t *testing.T, dramas []drama) {
	for _, d := range dramas {
		on := d.on
		if on == nil {
			on = []string{"tcp", "ipc", "inproc"}
		}
		for _, transport := range on {
			t.Run(d.says+" "+transport, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { d.play(t, transport, wire.NewMemory()) })
				d.play(t, transport, nil)
			})
		}
	}
}

// play runs it, and holds its books and its picture against the sockets.
func (d drama) play(t *testing.T, transport string, network wire.Network) {
	t.Helper()
	w, err := sim.Start(sim.Config{
		Pattern: &pattern.Pattern{ID: "drama", Nodes: d.nodes}, Values: pattern.Values{"latency": "100", "transport": transport},
		Seed: 1, Network: network, Paused: true, Faults: d.faults,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	length := d.length
	if length == 0 {
		length = 5 * time.Second
	}
	stepFor(t, w, length)
	s, events := w.State(), w.Log().Since(0, int(w.Log().Head()))
	balanced(t, s)
	folds(t, s, events)
	for _, e := range events {
		if e.Kind == event.Planned && e.Reason != "" {
			t.Error(e.Say)
		}
	}
	d.ends(t, chronicle{events: events, state: s, transport: transport})
	if t.Failed() {
		for _, e := range events {
			t.Log(event.Trace(e))
		}
		t.FailNow()
	}
}

func (d drama) nodes(pattern.Values) []pattern.Node {
	var nodes []pattern.Node
	for name, run := range d.cast {
		nodes = append(nodes, pattern.Node{Name: name, Run: run})
	}
	slices.SortFunc(nodes, func(a, b pattern.Node) int { return len(a.Name) - len(b.Name) })
	for i := range nodes {
		nodes[i].Row = i
	}
	return nodes
}

// done is an action on a program, after so many milliseconds.
func done(after int64, do act.Do, name string) pattern.Fault {
	return pattern.Fault{At: after * 1000, Action: act.Action{Do: do, Node: name, Memory: true, Times: 3}}
}

// chronicle is what has happened in a drama.
type chronicle struct {
	events    []event.Event
	state     event.State
	transport string
}

// count is how many events of a kind a node had, from a world time in ms on; of a reason, unless that is "".
func (c chronicle) count(k event.Kind, name string, from int64, r event.Reason) (n int) {
	for _, e := range c.events {
		if e.Kind == k && e.Node == name && e.At >= from*1000 && (r == "" || e.Reason == r) {
			n++
		}
	}
	return n
}

// want that a node had so many events of a kind.
func (c chronicle) want(t *testing.T, n int, k event.Kind, name string, from int64, r event.Reason) {
	t.Helper()
	if got := c.count(k, name, from, r); got != n {
		t.Errorf("%s %s %s from %d ms on: %d, want %d", name, k, r, from, got, n)
	}
}

// some is that it had at least one.
func (c chronicle) some(t *testing.T, k event.Kind, name string, from int64, r event.Reason) {
	t.Helper()
	if c.count(k, name, from, r) == 0 {
		t.Errorf("%s %s %s from %d ms on: none", name, k, r, from)
	}
}
