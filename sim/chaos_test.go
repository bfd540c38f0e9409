package sim_test

import (
	"context"
	"errors"
	"flag"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"patternscope/sim"
	"patternscope/sim/act"
	"patternscope/sim/pattern"
	"patternscope/sim/simtest"
)

var (
	chaos     = flag.Int("chaos", 10_000, "things done by chance to all patterns together")
	chaosSeed = flag.Uint64("chaos-seed", 0, "another chance")
)

// TestChaos does by chance whatever can be done to a world, in every pattern:
// it chooses what happens next, catches messages, breaks programs and
// connections, adds and removes, binds and sends. A world that stood still would be a deadlock of its
// bubble. Whatever was done, each message has one fate, the events tell the
// sockets' own state, here and in the browser's model, and the run done again is the same.
func TestChaos(t *testing.T) {
	patterns := pattern.All()
	for i, p := range patterns {
		t.Run(p.ID, func(t *testing.T) {
			t.Parallel()
			values, err := p.Values(nil)
			if err != nil {
				t.Fatal(err)
			}
			var told []byte
			synctest.Test(t, func(t *testing.T) {
				first := start(t, p, values)
				riot(t, first, rand.New(rand.NewPCG(uint64(i), 9+*chaosSeed)), *chaos/len(patterns)+1)
				if sound(t, first); !t.Failed() {
					recordsAlike(t, first)
					told = simtest.Recording(first.Log(), first.State())
					replaysAlike(t, first, start(t, p, values))
				}
			})
			simtest.Folds(t, told)
		})
	}
}

// riot does so many things, with some steps between them; each step is done within a second.
func riot(t *testing.T, w *sim.World, chance *rand.Rand, actions int) {
	for done := 0; done < actions && !t.Failed(); {
		for range chance.IntN(3) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			if _, err := w.Step(ctx); err != nil && !errors.Is(err, sim.ErrIdle) {
				t.Fatal(err)
			}
			cancel()
		}
		if done += anything(t, w, chance); done%25 == 0 {
			sound(t, w)
		}
	}
}

// anything is one choice of what happens next, or one thing that is offered for some target.
func anything(t *testing.T, w *sim.World, chance *rand.Rand) int {
	if due := w.Due(); len(due) > 0 && chance.IntN(3) == 0 {
		if d := due[chance.IntN(len(due))]; d.Why == "" {
			take(t, w, act.Offer{Action: act.Action{Do: act.Choose, Due: d.Due}})
			return 1
		}
	}
	state := w.State()
	all := append(targets(state), places(state)...)
	offers := w.Offers(all[chance.IntN(len(all))])
	if len(offers) == 0 {
		return 0
	}
	take(t, w, offers[chance.IntN(len(offers))])
	return 1
}
