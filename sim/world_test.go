package sim_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
)

// trace steps a new world until it has n events and returns them, a line each.
func trace(t *testing.T, p *pattern.Pattern, network wire.Network, values map[string]string, n int) string {
	t.Helper()
	v, err := p.Values(values)
	if err != nil {
		t.Fatal(err)
	}
	w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 1, Network: network, Dir: t.TempDir(), Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for w.Log().Head() < int64(n) {
		if _, err := w.Step(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	var b strings.Builder
	for _, e := range w.Log().Since(0, n) {
		b.WriteString(event.Trace(e) + "\n")
	}
	return b.String()
}

func TestFirst(t *testing.T) {
	for _, p := range pattern.All() {
		t.Run(p.ID, func(t *testing.T) {
			var mem string
			synctest.Test(t, func(t *testing.T) { mem = trace(t, p, wire.NewMemory(), nil, 300) })
			real := trace(t, p, nil, nil, 300)
			if mem != real {
				t.Error("differs")
			}
			t.Log(mem)
		})
	}
}
