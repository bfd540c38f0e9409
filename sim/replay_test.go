package sim_test

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"

	"patternscope/sim"
	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
)

var schedules = flag.Uint64("schedules", 2, "random schedules of each pattern that are done again")

// TestSchedulesReplay takes each pattern through random choices of what happens
// next; done again, they lead to the same events.
func TestSchedulesReplay(t *testing.T) {
	const steps = 150
	for _, p := range pattern.All() {
		t.Run(p.ID, func(t *testing.T) {
			t.Parallel()
			for seed := range *schedules {
				synctest.Test(t, func(t *testing.T) {
					first := scheduled(t, p)
					wander(t, first, rand.New(rand.NewPCG(seed, 1)), steps)
					replaysAlike(t, first, scheduled(t, p))
				})
			}
		})
	}
}

// TestSchedulesReplayOnThisMachine is the same over the operating system's tcp and ipc, half as many on each.
func TestSchedulesReplayOnThisMachine(t *testing.T) {
	const steps = 150
	for _, p := range pattern.All() {
		onWires(t, p, func(t *testing.T, values pattern.Values) {
			t.Parallel()
			for seed := range (*schedules + 1) / 2 {
				t.Run(fmt.Sprint(seed), func(t *testing.T) { // whose worlds end with it
					first := fresh(t, p, values, nil)
					wander(t, first, rand.New(rand.NewPCG(seed, 4)), steps)
					replaysAlike(t, first, fresh(t, p, values, nil))
				})
			}
		})
	}
}

func scheduled(t *testing.T, p *pattern.Pattern) *sim.World {
	t.Helper()
	return started(t, p, nil)
}

// wander chooses by chance what happens next, so many times.
func wander(t *testing.T, w *sim.World, chance *rand.Rand, steps int) {
	t.Helper()
	for range steps {
		due := w.Due()
		if len(due) == 0 {
			return
		}
		d := due[chance.IntN(len(due))]
		if d.Why != "" {
			continue
		}
		if _, err := w.Act(t.Context(), act.Action{Do: act.Choose, Due: d.Due}); err != nil {
			t.Fatalf("choose %q: %v", d.Say, err)
		}
	}
}

func replaysAlike(t *testing.T, first, again *sim.World) {
	t.Helper()
	to := first.Place(first.Log().Head())
	if err := again.Replay(t.Context(), first.Script(), to); err != nil {
		t.Fatal(err)
	}
	want, got := trace(first), trace(again)
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Fatalf("event %d: got\n%s\nwant\n%s", i+1, got[min(i, len(got)-1)], want[i])
		}
	}
}

func trace(w *sim.World) []string {
	var lines []string
	for _, e := range w.Log().Since(0, int(w.Log().Head())) {
		lines = append(lines, event.Trace(e))
	}
	return lines
}

func TestReplayToAnEarlierPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := pattern.ByID("pipeline")
		first, again := scheduled(t, p), scheduled(t, p)
		wander(t, first, rand.New(rand.NewPCG(7, 7)), 100)
		to := first.Place(57)
		if to.Seq > 57 || to.Seq < 40 {
			t.Fatalf("the place of event 57: got %+v", to)
		}
		if err := again.Replay(t.Context(), first.Script(), to); err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(trace(again)); got != fmt.Sprint(trace(first)[:to.Seq]) {
			t.Errorf("got %s", got)
		}
	})
}

func TestChoosingWhatIsNotDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := scheduled(t, pattern.ByID("hello-world"))
		_, err := w.Act(t.Context(), act.Action{Do: act.Choose, Due: 999})
		if !errors.Is(err, sim.ErrCannot) || w.Log().Head() != 0 {
			t.Errorf("got %v at event %d", err, w.Log().Head())
		}
	})
}
