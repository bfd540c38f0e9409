package sim_test

import (
	"flag"
	"math/rand/v2"
	"testing"

	"patternscope/sim/pattern"
)

var chaosMachine = flag.Int("chaos-machine", 1000, "things done by chance to all patterns together, over tcp, and as many over ipc")

// TestChaosOnThisMachine is TestChaos on the operating system's sockets. There
// nothing sees a deadlock but whoever waits: a step has a second.
func TestChaosOnThisMachine(t *testing.T) {
	patterns := pattern.All()
	for i, p := range patterns {
		onWires(t, p, func(t *testing.T, values pattern.Values) {
			first := fresh(t, p, values, nil)
			riot(t, first, rand.New(rand.NewPCG(uint64(i), 10+*chaosSeed)), *chaosMachine/len(patterns)+1)
			if sound(t, first); !t.Failed() {
				replaysAlike(t, first, fresh(t, p, values, nil))
			}
		})
	}
}

// onWires runs a test of a pattern's default values over tcp, and over ipc.
func onWires(t *testing.T, p *pattern.Pattern, run func(t *testing.T, values pattern.Values)) {
	for _, transport := range []string{"tcp", "ipc"} {
		values, err := p.Values(map[string]string{"transport": transport})
		if err != nil {
			continue // it is not for that
		}
		t.Run(p.ID+"/"+transport, func(t *testing.T) { run(t, values) })
	}
}
