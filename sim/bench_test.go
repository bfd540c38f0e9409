package sim_test

import (
	"testing"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
)

// BenchmarkFirstMessage is from nothing to the first message received, in a
// topology of ten sockets: opened, bound, connected, greeted and shaken hands.
func BenchmarkFirstMessage(b *testing.B) {
	for name, network := range map[string]func() wire.Network{
		"memory":  func() wire.Network { return wire.NewMemory() },
		"machine": func() wire.Network { return nil },
	} {
		b.Run(name, func(b *testing.B) {
			dir := b.TempDir()
			for b.Loop() {
				w := startBench(b, "pipeline", map[string]string{"workers": "4", "latency": "0"}, network(), dir)
				for cursor := int64(0); !received(w, &cursor); {
					if _, err := w.Step(b.Context()); err != nil {
						b.Fatal(err)
					}
				}
				w.Close()
			}
		})
	}
}

func received(w *sim.World, cursor *int64) bool {
	for _, e := range w.Log().Since(*cursor, 1000) {
		*cursor = e.Seq
		if e.Kind == event.Received {
			return true
		}
	}
	return false
}

// BenchmarkStep is one step of a running pattern, with the words of its events and without.
func BenchmarkStep(b *testing.B) {
	for _, read := range []bool{false, true} {
		name := map[bool]string{false: "unread", true: "read"}[read]
		b.Run(name, func(b *testing.B) {
			w := startBench(b, "slow-subscriber", nil, nil, b.TempDir())
			defer w.Close()
			b.ReportAllocs()
			for cursor := int64(0); b.Loop(); {
				head, err := w.Step(b.Context())
				if err != nil {
					b.Fatal(err)
				}
				if read {
					w.Log().Since(cursor, 1000)
					cursor = head
				}
			}
			b.ReportMetric(float64(w.Log().Head())/float64(b.N), "events/op")
		})
	}
}

func startBench(b *testing.B, id string, given map[string]string, network wire.Network, dir string) *sim.World {
	p := pattern.ByID(id)
	v, err := p.Values(given)
	if err != nil {
		b.Fatal(err)
	}
	w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 1, Network: network, Dir: dir, Paused: true})
	if err != nil {
		b.Fatal(err)
	}
	return w
}
