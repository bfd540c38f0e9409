package sim_test

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"patternscope/sim"
	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/simtest"
	"patternscope/sim/wire"
)

// hand is a world that stands still, and the reader who steps it and does things to it.
type hand struct {
	*testing.T
	transport string
	w         *sim.World
	seen      int64 // the last event that was waited for
}

// with runs a test of the same programs on each transport, over real connections
// and in memory. Whatever was done: the picture is the sockets' own, each copy has one
// fate, and the run done again is the same.
func with(t *testing.T, transports string, values pattern.Values, nodes func(transport string) []pattern.Node, run func(h *hand)) {
	for transport := range strings.FieldsSeq(transports) {
		p := &pattern.Pattern{ID: "under-hand", Nodes: func(pattern.Values) []pattern.Node { return nodes(transport) }}
		v := pattern.Values{"transport": transport, "latency": "100", "capacity": "0"}
		for name, value := range values {
			v[name] = value
		}
		try := func(t *testing.T, network func() wire.Network) {
			w, again := fresh(t, p, v, network()), fresh(t, p, v, network())
			run(&hand{T: t, transport: transport, w: w})
			(&simtest.Stage{T: t, World: w}).Check()
			s, events := w.State(), w.Log().Since(0, 1<<20)
			folds(t, s, events)
			if replaysAlike(t, w, again); t.Failed() {
				for _, e := range events {
					t.Log(event.Trace(e))
				}
			}
		}
		t.Run(transport, func(t *testing.T) { try(t, func() wire.Network { return nil }) })
		t.Run(transport+" in memory", func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { try(t, func() wire.Network { return wire.NewMemory() }) })
		})
	}
}

func fresh(t *testing.T, p *pattern.Pattern, v pattern.Values, network wire.Network) *sim.World {
	t.Helper()
	w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 1, Network: network, Dir: t.TempDir(), Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	return w
}

// until steps to the next event that answers the description.
func (h *hand) until(what string, want func(event.Event) bool) event.Event {
	h.Helper()
	for range 3000 {
		for _, e := range h.w.Log().Since(h.seen, 1<<20) {
			if h.seen = e.Seq; want(e) {
				return e
			}
		}
		if _, err := h.w.Step(h.Context()); err != nil {
			h.Fatalf("wait for %s: %v\n%s", what, err, strings.Join(trace(h.w), "\n"))
		}
	}
	h.Fatalf("%s never came", what)
	return event.Event{}
}

// kind steps to the next event of a kind at a node.
func (h *hand) kind(k event.Kind, node string) event.Event {
	h.Helper()
	return h.until(string(k)+" at "+node, func(e event.Event) bool { return e.Kind == k && e.Node == node })
}

// says steps to the next event of a message of that content.
func (h *hand) says(k event.Kind, text string) event.Event {
	h.Helper()
	return h.until(string(k)+" "+text, func(e event.Event) bool { return e.Kind == k && e.Label == text })
}

// pass steps for so long of world time.
func (h *hand) pass(d time.Duration) {
	h.Helper()
	for end := h.w.Clock().Now + d.Microseconds(); h.w.Clock().Now < end; {
		if _, err := h.w.Step(h.Context()); errors.Is(err, sim.ErrIdle) {
			return
		} else if err != nil {
			h.Fatal(err)
		}
	}
}

// count is how many events so far answer the description.
func (h *hand) count(want func(event.Event) bool) (n int) {
	for _, e := range h.w.Log().Since(0, 1<<20) {
		if want(e) {
			n++
		}
	}
	return n
}

// do does something that can be done.
func (h *hand) do(a act.Action) {
	h.Helper()
	if _, err := h.w.Act(h.Context(), a); err != nil {
		h.Fatalf("%+v: %v", a, err)
	}
}

// cannot wants an action to be refused, for that reason.
func (h *hand) cannot(a act.Action, why string) {
	h.Helper()
	if _, err := h.w.Act(h.Context(), a); !errors.Is(err, sim.ErrCannot) || !strings.Contains(err.Error(), why) {
		h.Errorf("%+v: got %v, want that it cannot be done: %s", a, err, why)
	}
}

// flight is what flies with that content; it must.
func (h *hand) flight(text string) event.Flight {
	h.Helper()
	s := h.w.State()
	for _, m := range s.Messages {
		for _, l := range s.Links {
			for _, f := range append(l.Lanes[0], l.Lanes[1]...) {
				if m.Label == text && f.Message == m.ID {
					return f
				}
			}
		}
	}
	h.Fatalf("%s does not fly", text)
	return event.Flight{}
}

// link is the connection of the two that is there.
func (h *hand) link() event.Link {
	h.Helper()
	links := h.w.State().Links
	if len(links) != 1 {
		h.Fatalf("there are %d links", len(links))
	}
	return links[0]
}
