package sim_test

import (
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
)

// TestHowItIsPlayedDoesNotMatter plays each pattern at changing rates, with
// pauses and steps in between, and wants the trace that steps alone give.
func TestHowItIsPlayedDoesNotMatter(t *testing.T) {
	for _, p := range pattern.All() {
		t.Run(p.ID, func(t *testing.T) {
			g := golden{path: p.ID, id: p.ID, length: 5 * time.Second}
			stepped := g.inBubble(t, nil)
			synctest.Test(t, func(t *testing.T) { g.compare(t, g.played(t), stepped) })
		})
	}
}

func (g golden) played(t *testing.T) (trace string) {
	p, rng := pattern.ByID(g.id), rand.New(rand.NewPCG(3, 4))
	v, err := p.Values(g.values)
	if err != nil {
		t.Fatal(err)
	}
	w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 1, Network: wire.NewMemory()})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for w.Clock().Now <= g.length.Microseconds() {
		switch rng.IntN(4) {
		case 0:
			w.SetRate(rng.Float64() * 5)
		case 1:
			w.Pause()
		case 2:
			if _, err := w.Step(t.Context()); err != nil && err != sim.ErrIdle {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Duration(rng.IntN(300)) * time.Millisecond)
		w.Play()
	}
	for _, e := range w.Log().Since(0, 10_000) {
		if e.At <= g.length.Microseconds() {
			trace += event.Trace(e) + "\n"
		}
	}
	return trace
}
