package sim_test

import (
	"context"
	"errors"
	"flag"
	"maps"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/event/eventtest"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
)

// checks is how many topologies to try, unless the command line says it.
func checks(t *testing.T, n string) {
	flag.Set("rapid.nofailfile", "true")
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		flag.Set("rapid.checks", n)
		t.Cleanup(func() { flag.Set("rapid.checks", f.DefValue) })
	}
}

// TestNothingUnaccounted lets random topologies run and wants every copy of
// every message to have one fate, at every moment: a thousand, unless the command line says it.
func TestNothingUnaccounted(t *testing.T) {
	checks(t, "500")
	for _, half := range []string{"one half", "the other"} {
		t.Run(half, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				drawTopology(t, "tcp", "ipc", "inproc").accounts(t, wire.NewMemory(), "")
			})
		})
	}
}

// TestSameOnThisMachine is the same over real connections, and wants the run
// that memory gave, event for event.
func TestSameOnThisMachine(t *testing.T) {
	checks(t, "50")
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		p := drawTopology(t, "tcp", "ipc", "inproc")
		inMemory := p.accounts(t, wire.NewMemory(), "")
		p.forget()
		if diff := cmp.Diff(inMemory, p.accounts(t, nil, dir)); diff != "" {
			t.Errorf("(-memory +machine)\n%s", diff)
		}
	})
}

// accounts runs the topology, checks its books, and returns its trace.
func (p *topology) accounts(t *rapid.T, network wire.Network, dir string) (trace []string) {
	w, err := sim.Start(sim.Config{
		Pattern: p.pattern(), Seed: p.Seed, Network: network, Dir: dir, Paused: true,
		Values: pattern.Values{"latency": strconv.Itoa(p.Latency), "capacity": strconv.Itoa(p.Capacity)},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	const most = 2 * time.Second
	for i := 0; w.Clock().Now < most.Microseconds() && w.Log().Head() < 3000; i++ {
		_, err := w.Step(ctx)
		if errors.Is(err, sim.ErrIdle) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if i%16 == 0 {
			balanced(t, w.State())
		}
	}
	s, events := w.State(), w.Log().Since(0, 10_000)
	balanced(t, s)
	told(t, s, events)
	folds(t, s, events)
	for _, flaw := range eventtest.Unruled(events) {
		t.Error(flaw)
	}
	p.delivered(t, s)
	for _, e := range events {
		if e.Kind == event.Crashed {
			t.Errorf("%s", e.Say)
		}
		trace = append(trace, event.Trace(e))
	}
	return trace
}

// told wants the events to tell the same tallies as the sockets.
func told(t *rapid.T, s event.State, events []event.Event) {
	from := map[int64]string{}
	tally := map[string]*event.Socket{}
	for _, k := range s.Sockets {
		tally[k.ID] = &event.Socket{Dropped: map[event.Reason]int{}}
	}
	for _, e := range events {
		sender := tally[from[e.Message]]
		switch {
		case e.Kind == event.Send:
			from[e.Message] = e.Socket
			tally[e.Socket].Sent += e.Copies
		case e.Message == 0:
		case e.Kind == event.Received:
			sender.Taken++
			tally[e.Socket].Received++
		case e.Kind == event.Filtered:
			sender.Filtered++
		case e.Kind == event.Dropped:
			sender.Dropped[e.Reason]++
		}
	}
	for _, k := range s.Sockets {
		got := tally[k.ID]
		if got.Sent != k.Sent || got.Taken != k.Taken || got.Filtered != k.Filtered || !maps.Equal(got.Dropped, k.Dropped) {
			t.Errorf("%s: events tell sent %d, taken %d, filtered %d, dropped %v; the socket %d, %d, %d, %v", k.ID,
				got.Sent, got.Taken, got.Filtered, got.Dropped, k.Sent, k.Taken, k.Filtered, k.Dropped)
		}
	}
}

// folds wants the picture that the events give to be the sockets' own.
func folds(t interface {
	Error(...any)
	Errorf(string, ...any)
}, s event.State, events []event.Event,
) {
	folded, flaws := eventtest.Fold(events)
	for _, flaw := range flaws {
		t.Error(flaw)
	}
	if diff := cmp.Diff(folded.Sockets, s.Sockets, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("sockets (-folded +real)\n%s", diff)
	}
	if diff := cmp.Diff(folded.Links, s.Links, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("links (-folded +real)\n%s", diff)
	}
}

// delivered wants each program to have been given only what was sent, and
// nothing twice; but a publisher sends a copy on each of two connections to one peer.
func (p *topology) delivered(t *rapid.T, s event.State) {
	sent := map[string]bool{}
	for _, a := range p.Actors {
		for _, text := range a.sent {
			sent[text] = true
		}
	}
	for _, a := range p.Actors {
		texts := slices.Sorted(slices.Values(a.received))
		for i, text := range texts {
			if !sent[text] {
				t.Errorf("%s received %q, which nobody sent", a.Name, text)
			}
			if i > 0 && texts[i-1] == text && !a.publishes() {
				t.Errorf("%s received %q twice", a.Name, text)
			}
		}
		received := 0
		for _, k := range s.Sockets {
			if k.Node == a.Name {
				received += k.Received
			}
		}
		if received != len(a.received) {
			t.Errorf("%s was given %d messages, its sockets count %d", a.Name, len(a.received), received)
		}
	}
}
