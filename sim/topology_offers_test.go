package sim_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"

	"patternscope/sim"
	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/sandbox"
)

// TestTopologyOffersAndDeedsAgree does by chance what is offered for the world,
// its nodes and its sockets, in patterns and in a sandbox of every kind.
func TestTopologyOffersAndDeedsAgree(t *testing.T) {
	const seeds, rounds = 1, 100
	for _, transport := range []string{"tcp", "inproc"} { // ipc is tcp, in memory
		d, err := sandbox.Parse([]byte(strings.ReplaceAll(everyKind, "TRANSPORT", transport)))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range append(pattern.All(), sandbox.Pattern(d)) {
			values, err := p.Values(map[string]string{"transport": transport})
			if err != nil {
				continue // it is not for that
			}
			if p.Duel != nil && transport != "tcp" {
				continue // nothing is added to a duel
			}
			t.Run(p.ID+"/"+transport, func(t *testing.T) {
				t.Parallel()
				for seed := range uint64(seeds) {
					synctest.Test(t, func(t *testing.T) {
						first := start(t, p, values)
						rebuild(t, first, rand.New(rand.NewPCG(seed, 3)), rounds)
						if p.ID == sandbox.ID {
							isReadAgain(t, first)
						}
						if !t.Failed() {
							replaysAlike(t, first, start(t, p, values))
						}
					})
				}
			})
		}
	}
}

// rebuild lets some due things happen and changes the topology, so many times.
func rebuild(t *testing.T, w *sim.World, chance *rand.Rand, rounds int) {
	for i := range rounds {
		for range chance.IntN(6) {
			if _, err := w.Step(t.Context()); err != nil && !errors.Is(err, sim.ErrIdle) {
				t.Fatal(err)
			}
		}
		places := places(w.State())
		offers := w.Offers(places[chance.IntN(len(places))])
		if len(offers) == 0 {
			continue
		}
		take(t, w, offers[chance.IntN(len(offers))])
		if i%10 == 9 {
			sound(t, w)
		}
		if t.Failed() {
			return
		}
	}
}

// places are the world, its programs and their sockets.
func places(s event.State) []act.Target {
	all := []act.Target{{}}
	for _, n := range s.Nodes {
		all = append(all, act.Target{Node: n.Name})
	}
	for _, k := range s.Sockets {
		if !k.Closed {
			all = append(all, act.Target{Socket: k.ID}, act.Target{Socket: k.ID})
		}
	}
	return all
}

// isReadAgain wants the document as it stands to be one.
func isReadAgain(t *testing.T, w *sim.World) {
	t.Helper()
	d := w.Document()
	again, err := sandbox.Parse([]byte(d.String()))
	if err != nil {
		t.Errorf("the document as it stands is not read: %v\n%s", err, d)
	} else if again.String() != d.String() {
		t.Errorf("the document as it stands is\n%s\nand is read as\n%s", d, again)
	}
}
