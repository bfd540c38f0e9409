// Package interop tries worlds against what really comes in through a bound
// endpoint: libzmq, and peers that mean no good.
package interop

import (
	"testing"

	"go.uber.org/goleak"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/simtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const patience = simtest.Patience

// stage is a world under test.
type stage struct{ *simtest.Stage }

// open starts a world of these programs. At the test's end it is checked and closed.
func open(t *testing.T, transport string, programs ...pattern.Node) *stage {
	t.Helper()
	return start(t, sim.Config{Values: pattern.Values{"transport": transport}}, programs...)
}

func start(t *testing.T, cfg sim.Config, programs ...pattern.Node) *stage {
	t.Helper()
	return &stage{simtest.Start(t, cfg, programs...)}
}

func of(k event.Kind) func(event.Event) bool { return simtest.Of(k) }
