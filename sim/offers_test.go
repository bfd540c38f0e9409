package sim_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"patternscope/sim"
	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
)

// TestOffersAndDeedsAgree does, in each pattern and by chance, what the world
// offers: what it says can be done is done, and what it says cannot is not.
// Whatever was done, each message has one fate, the events tell the sockets' own
// state, and the run done again is the same.
func TestOffersAndDeedsAgree(t *testing.T) {
	const seeds, rounds = 1, 120
	for _, p := range pattern.All() {
		for _, transport := range []string{"tcp", "inproc"} { // ipc is tcp, in memory
			values, err := p.Values(map[string]string{"transport": transport})
			if err != nil {
				continue // it is not for that
			}
			t.Run(p.ID+"/"+transport, func(t *testing.T) {
				t.Parallel()
				for seed := range uint64(seeds) {
					synctest.Test(t, func(t *testing.T) {
						first := start(t, p, values)
						meddle(t, first, rand.New(rand.NewPCG(seed, 2)), rounds)
						if !t.Failed() {
							replaysAlike(t, first, start(t, p, values))
						}
					})
				}
			})
		}
	}
}

func start(t *testing.T, p *pattern.Pattern, v pattern.Values) *sim.World {
	t.Helper()
	w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 1, Network: wire.NewMemory(), Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	return w
}

// meddle lets some due things happen and does one thing that is offered, so many times.
func meddle(t *testing.T, w *sim.World, chance *rand.Rand, rounds int) {
	for i := range rounds {
		for range chance.IntN(8) {
			if _, err := w.Step(t.Context()); err != nil && !errors.Is(err, sim.ErrIdle) {
				t.Fatal(err)
			}
		}
		targets := targets(w.State())
		if len(targets) == 0 { // all has been removed
			return
		}
		target := targets[chance.IntN(len(targets))]
		offers := w.Offers(target)
		if len(offers) == 0 {
			t.Fatalf("nothing is offered for %+v", target)
		}
		take(t, w, offers[chance.IntN(len(offers))])
		if i%20 == 19 {
			sound(t, w)
		}
		if t.Failed() || w.Log().Head() > 10_000 { // a program that asks again without a pause fills the log
			return
		}
	}
}

// targets is all that a reader can point at, as far as its offers are about messages and links.
func targets(s event.State) []act.Target {
	all := []act.Target{}
	for _, l := range s.Links {
		all = append(all, act.Target{Link: l.ID})
		for _, lane := range l.Lanes {
			for _, f := range lane {
				all = append(all, act.Target{Parcel: f.Parcel})
			}
		}
	}
	for _, m := range s.Messages {
		all = append(all, act.Target{Message: m.ID})
	}
	for _, k := range s.Sockets {
		for _, b := range k.Bound {
			all = append(all, act.Target{Endpoint: b.Endpoint})
		}
	}
	if len(all) == 0 && len(s.Nodes) > 0 {
		all = append(all, act.Target{Node: s.Nodes[0].Name})
	}
	return all
}

// take does what is offered, and wants the offer to have told the truth.
func take(t *testing.T, w *sim.World, o act.Offer) {
	t.Helper()
	head := w.Log().Head()
	_, err := w.Act(t.Context(), o.Filled())
	switch {
	case o.Why == "" && err != nil:
		t.Errorf("%+v is offered, and fails: %v", o.Filled(), err)
	case o.Why != "" && !errors.Is(err, sim.ErrCannot):
		t.Errorf("%+v cannot be done (%s): got %v", o.Filled(), o.Why, err)
	case o.Why != "" && w.Log().Head() != head:
		t.Errorf("%+v was refused, and something was recorded", o.Filled())
	}
}

// sound wants what must be true of a world at any moment.
func sound(t *testing.T, w *sim.World) {
	t.Helper()
	s, events := w.State(), w.Log().Since(0, 1<<20)
	balanced(t, s)
	folds(t, s, events)
	for _, d := range w.Due() {
		if d.Say == "" || d.Kind == "" || (d.Due == 0) != (d.Why != "") || d.Say == "a timer fires" {
			t.Errorf("a due thing says %+v", d)
		}
	}
	if t.Failed() {
		for _, e := range events[max(0, len(events)-25):] {
			t.Log(event.Trace(e))
		}
	}
}

// TestActionsOnNothing are refused, with nothing recorded.
func TestActionsOnNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := scheduled(t, pattern.ByID("pipeline"))
		for range 40 {
			if _, err := w.Step(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		before := w.State()
		for _, a := range []act.Action{
			{Do: act.Hold, Parcel: 99_999},
			{Do: act.Hold, Message: 99_999},
			{Do: act.Drop, Link: "L1", Message: 99_999, Socket: "x.y"},
			{Do: act.Deliver},
			{Do: act.Cut, Link: "L999"},
			{Do: act.Cut, Link: "L1", Way: "sideways"},
			{Do: act.Latency, Link: "L1", For: -1},
			{Do: act.Latency, Link: "L1", For: 1 << 60},
			{Do: act.Bandwidth, Link: "L1", Count: -1},
			{Do: act.Capacity, Link: "L1", Count: 1 << 40},
			{Do: act.Lose, Link: "L1", Count: -1},
			{Do: act.Refuse, Endpoint: "tcp://nowhere"},
			{Do: act.Refuse, Endpoint: "http://nowhere"},
		} {
			if _, err := w.Act(t.Context(), a); !errors.Is(err, sim.ErrCannot) {
				t.Errorf("%+v: got %v", a, err)
			}
		}
		if diff := cmp.Diff(before, w.State()); diff != "" {
			t.Errorf("something has changed:\n%s", diff)
		}
		if got := fmt.Sprint(len(w.Script())); got != "0" {
			t.Errorf("the script has %s actions", got)
		}
	})
}

// TestOffersOfRandomTopologies is the same for topologies of chance.
func TestOffersOfRandomTopologies(t *testing.T) {
	checks(t, "60")
	rapid.Check(t, func(r *rapid.T) {
		p, seed := drawTopology(r, "tcp", "ipc", "inproc"), rapid.Uint64().Draw(r, "chance")
		v := pattern.Values{"latency": strconv.Itoa(p.Latency), "capacity": strconv.Itoa(p.Capacity)}
		w := start(t, p.pattern(), v)
		defer w.Close()
		meddle(t, w, rand.New(rand.NewPCG(seed, 3)), 100)
		if t.Failed() {
			r.Fatalf("seed %d of %+v", seed, p)
		}
		p.forget()
		replaysAlike(t, w, start(t, p.pattern(), v))
	})
}
