package sim_test

import (
	"testing"
	"testing/synctest"
	"time"

	"patternscope/sim"
	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
)

// TestSchedulesOfPresetsCanBeDone runs each preset with a schedule: all of it happens, at its time.
func TestSchedulesOfPresetsCanBeDone(t *testing.T) {
	for _, p := range pattern.All() {
		for _, preset := range p.Presets {
			if len(preset.Faults) == 0 {
				continue
			}
			t.Run(p.ID+" "+preset.Name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					var done []event.Event
					for _, e := range eventsFor(t, withSchedule(t, p, preset), 15*time.Second) {
						if e.Kind == event.Planned {
							done = append(done, e)
						}
					}
					for i, f := range preset.Faults {
						if i >= len(done) || done[i].At != f.At || done[i].Reason != "" {
							t.Errorf("%s at %d µs: got %+v", f.Action.Do, f.At, done)
						}
					}
				})
			})
		}
	}
}

func withSchedule(t *testing.T, p *pattern.Pattern, preset pattern.Preset) *sim.World {
	t.Helper()
	v, err := p.Values(preset.Values)
	if err != nil {
		t.Fatal(err)
	}
	w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 1, Network: wire.NewMemory(), Paused: true, Faults: preset.Faults})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	return w
}

// TestAScheduleThatCannotBeDone is told when its time has come, and shown before as a thing that is due.
func TestAScheduleThatCannotBeDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := withSchedule(t, pattern.ByID("hello-world"), pattern.Preset{Faults: []pattern.Fault{
			{At: 100_000, Action: act.Action{Do: act.Crash, Node: "nobody"}},
		}})
		due := ""
		for _, d := range w.Due() {
			if d.Kind == "fault" {
				due = d.Say
			}
		}
		if due != `crash, which cannot be done as things stand: there is no program "nobody"` {
			t.Errorf("due: %q", due)
		}
		for _, e := range eventsFor(t, w, 200*time.Millisecond) {
			if e.Kind == event.Planned {
				if want := `The schedule has "crash" for now, which cannot be done: there is no program "nobody".`; e.Reason != event.Impossible || event.Sentence(e) != want {
					t.Errorf("got %+v", e)
				}
				return
			}
		}
		t.Error("it is not told")
	})
}

// TestAScheduleIsNoPartOfTheScript: a run done again has the schedule by itself.
func TestAScheduleIsNoPartOfTheScript(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := pattern.ByID("pipeline")
		preset := p.Presets[3]
		first := withSchedule(t, p, preset)
		stepFor(t, first, 9*time.Second)
		if script := first.Script(); len(script) != 0 {
			t.Errorf("the script has %v", script)
		}
		replaysAlike(t, first, withSchedule(t, p, preset))
	})
}
