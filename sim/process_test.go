package sim_test

import (
	"errors"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"patternscope/sim"
	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/simtest"
)

// ofProcesses is what a reader does to a program, in an order in which each is possible.
var ofProcesses = [][]act.Action{
	{{Do: act.Crash}},
	{{Do: act.Freeze}, {Do: act.Thaw}},
	{{Do: act.Slow, Times: 3}, {Do: act.Restart, Memory: true}},
	{{Do: act.Stop}, {Do: act.Restart}},
	{{Do: act.Freeze}, {Do: act.Crash}, {Do: act.Restart}},
	{{Do: act.Freeze}, {Do: act.Restart}},
}

// TestEachProgramOfEachPatternFails does all of it to each program, at moments
// of chance, and lets the world go on: nobody panics, nothing hangs, each copy has one
// fate, the picture is the sockets' own, and done again the run is the same.
func TestEachProgramOfEachPatternFails(t *testing.T) {
	for _, p := range pattern.All() {
		for _, transport := range []string{"tcp", "inproc"} { // ipc is tcp, in memory
			if _, err := p.Values(map[string]string{"transport": transport}); err != nil {
				continue // it is not for that
			}
			t.Run(p.ID+" "+transport, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					first := started(t, p, map[string]string{"transport": transport})
					fail(t, first, rand.New(rand.NewPCG(1, 9)))
					replaysAlike(t, first, started(t, p, map[string]string{"transport": transport}))
				})
			})
		}
	}
}

func started(t *testing.T, p *pattern.Pattern, values map[string]string) *sim.World {
	t.Helper()
	v, err := p.Values(values)
	if err != nil {
		t.Fatal(err)
	}
	return start(t, p, v)
}

// fail does all that can be done to the programs of a world, in between some steps.
func fail(t *testing.T, w *sim.World, chance *rand.Rand) {
	t.Helper()
	var names []string
	for _, n := range w.State().Nodes {
		names = append(names, n.Name)
	}
	for _, faults := range ofProcesses {
		for _, i := range chance.Perm(len(names)) {
			for _, a := range faults {
				a.Node = names[i]
				stepFor(t, w, time.Duration(chance.IntN(700))*time.Millisecond)
				if _, err := w.Act(t.Context(), a); err != nil && !errors.Is(err, sim.ErrCannot) {
					t.Fatalf("%s of %s: %v", a.Do, a.Node, err)
				}
				balanced(t, w.State())
			}
		}
	}
	stepFor(t, w, 5*time.Second)
	s, events := w.State(), w.Log().Since(0, int(w.Log().Head()))
	balanced(t, s)
	folds(t, s, events)
	for _, e := range events {
		if e.Kind == event.Crashed && e.Text != "its process was killed" && e.Text != "its process was killed, to start it again" {
			t.Errorf("%s", e.Say)
		}
	}
	(&simtest.Stage{T: t, World: w}).Check()
}

// stepFor steps a world for so long of its time; not on and on with a client that asks again at
// once, of a server that is not there.
func stepFor(t *testing.T, w *sim.World, d time.Duration) {
	t.Helper()
	const most = 2000
	from := w.Log().Head()
	for until := w.Clock().Now + d.Microseconds(); w.Clock().Now < until && w.Log().Head() < from+most; {
		if _, err := w.Step(t.Context()); errors.Is(err, sim.ErrIdle) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
