package sim_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
)

// long is more world time than any duel takes with its default values.
const long = 30 * time.Second

// after runs a duel for so long of its time, or until nothing more can happen.
func after(t *testing.T, id string, given map[string]string, network wire.Network, length time.Duration) (event.State, []event.Event) {
	t.Helper()
	p := pattern.ByID(id)
	v, err := p.Values(given)
	if err != nil {
		t.Fatal(err)
	}
	w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 1, Network: network, Dir: t.TempDir(), Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for w.Clock().Now < length.Microseconds() {
		if _, err := w.Step(context.Background()); err == sim.ErrIdle {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	s := w.State()
	return s, w.Log().Since(0, int(s.Seq))
}

// inBubble is after, in memory.
func inBubble(t *testing.T, id string, given map[string]string) (s event.State, events []event.Event) {
	synctest.Test(t, func(t *testing.T) { s, events = after(t, id, given, wire.NewMemory(), long) })
	return s, events
}

func duels() []*pattern.Pattern {
	var out []*pattern.Pattern
	for _, p := range pattern.All() {
		if p.Duel != nil {
			out = append(out, p)
		}
	}
	return out
}

// TestDuelsFinish wants both halves to do their task with the default values and to stop.
func TestDuelsFinish(t *testing.T) {
	for _, p := range duels() {
		t.Run(p.ID, func(t *testing.T) {
			s, _ := inBubble(t, p.ID, nil)
			for _, l := range s.Ledgers {
				if l.Callers == 0 || l.Done != l.Callers || l.Finished <= 0 || l.Finished > long.Microseconds() {
					t.Errorf("%s: %d of %d callers done, finished at %d µs", l.Half, l.Done, l.Callers, l.Finished)
				}
				if len(l.Waiting) > 0 || l.Messages == 0 {
					t.Errorf("%s: %d messages, and at the end there wait %v", l.Half, l.Messages, l.Waiting)
				}
			}
		})
	}
}

// TestDuelsAgain wants the same ledgers from the same run, on any network.
func TestDuelsAgain(t *testing.T) {
	for _, p := range duels() {
		t.Run(p.ID, func(t *testing.T) {
			for _, transport := range []string{"tcp", "ipc"} {
				given := map[string]string{"transport": transport}
				first, _ := inBubble(t, p.ID, given)
				again, _ := inBubble(t, p.ID, given)
				if diff := cmp.Diff(first.Ledgers, again.Ledgers); diff != "" {
					t.Errorf("the second run of %s (-first +second)\n%s", transport, diff)
				}
				real, _ := after(t, p.ID, given, nil, long)
				if diff := cmp.Diff(first.Ledgers, real.Ledgers); diff != "" {
					t.Errorf("(-memory +%s)\n%s", transport, diff)
				}
			}
		})
	}
}
