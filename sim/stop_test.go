package sim_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"patternscope/sim"
	"patternscope/sim/breakpoint"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
)

// conditions are met in real runs; first tells, in other words, the event it must be.
var conditions = []struct {
	pattern, line string
	first         func(event.Event) bool
}{
	{"slow-subscriber", "kind=dropped", func(e event.Event) bool { return e.Kind == event.Dropped }},
	{"slow-subscriber", "fate=dropped reason=hwm", func(e event.Event) bool { return e.Reason == event.HWM && e.Message != 0 }},
	{"slow-subscriber", "depth>=3 queue=receive", func(e event.Event) bool { return e.Kind == event.Arrived && e.Depth >= 3 }},
	{"slow-subscriber", "depth>=2 queue=send", func(e event.Event) bool { return e.Kind == event.Queued && e.Depth >= 2 }},
	{"weather", "fate=filtered", func(e event.Event) bool { return e.Kind == event.Filtered }},
	{"weather", "kind=arrived fate=received", nil},
	{"hello-world", "fate=received node=server", func(e event.Event) bool { return e.Kind == event.Received && e.Node == "server" }},
	{"hello-world", "kind=sent socket=client.req", func(e event.Event) bool { return e.Kind == event.Sent && e.Socket == "client.req" }},
	{"hello-world", "kind=connected link=L1 peer=client", func(e event.Event) bool { return e.Kind == event.Connected && e.Peer == "client.req" }},
	{"pipeline", `kind=received text~"task 7"`, func(e event.Event) bool {
		return e.Kind == event.Received && strings.Contains(e.Frames[0].Preview, "task 7")
	}},
	{"http-request", "kind=request", func(e event.Event) bool { return e.Kind == event.Requested }},
}

// TestAWorldStopsAtABreakpoint plays each, and wants it to stand where the first
// such event happened, with nothing that is due later.
func TestAWorldStopsAtABreakpoint(t *testing.T) {
	for _, tc := range conditions {
		t.Run(tc.pattern+" "+tc.line, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := begin(t, tc.pattern, tc.line)
				defer w.Close()
				w.Play()
				time.Sleep(time.Minute)
				hit := w.Standing().Stopped
				if tc.first == nil {
					if hit != nil {
						t.Errorf("it stopped: %s", hit.Why)
					}
					return
				}
				if hit == nil {
					t.Fatal("it did not stop")
				}
				wantFirst(t, w, *hit, tc.first)
				if r := w.Clock(); !r.Paused || r.Now != hit.At {
					t.Errorf("the clock is at %d, paused %v; want it held at %d", r.Now, r.Paused, hit.At)
				}
				if !strings.Contains(hit.Why, "as breakpoint 1 asks ("+tc.line) || hit.Breakpoint != 1 {
					t.Errorf("why: got %d, %s", hit.Breakpoint, hit.Why)
				}
				head := w.Log().Head()
				w.Play()
				time.Sleep(time.Minute)
				if w.Log().Head() == head {
					t.Error("played on, nothing happens")
				}
			})
		})
	}
}

// begin is a world that is paused, with these breakpoints.
func begin(t *testing.T, id string, lines ...string) *sim.World {
	t.Helper()
	p := pattern.ByID(id)
	v, err := p.Values(nil)
	if err != nil {
		t.Fatal(err)
	}
	w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 1, Network: wire.NewMemory(), Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	var list []breakpoint.Breakpoint
	for _, line := range lines {
		list = append(list, parse(t, line))
	}
	w.SetBreakpoints(list)
	return w
}

func parse(t *testing.T, line string) breakpoint.Breakpoint {
	t.Helper()
	b, err := breakpoint.Parse(line)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// wantFirst: the hit is the first such event of the run, and the newest but for what its moment brought.
func wantFirst(t *testing.T, w *sim.World, hit breakpoint.Hit, first func(event.Event) bool) {
	t.Helper()
	for _, e := range w.Log().Since(0, 1<<20) {
		if e.Seq <= hit.Seq && first(e) != (e.Seq == hit.Seq) {
			t.Errorf("stopped at event %d; and event %d is %s", hit.Seq, e.Seq, event.Trace(e))
		}
		if e.Seq > hit.Seq && e.At != hit.At {
			t.Errorf("the world stopped at %d µs, and went on to %s", hit.At, event.Trace(e))
		}
	}
}

// TestACallThatTakesTooLong stops the world in the very moment, between events.
func TestACallThatTakesTooLong(t *testing.T) {
	for _, tc := range []struct{ pattern, line, says string }{
		{"hello-world", "waiting>300ms node=client", "client has waited in recv"},
		{"duel-slow", "blocked>500ms", "has been blocked in send"},
		{"http-request", "waiting>200ms node=client", "client has waited in request"},
	} {
		t.Run(tc.pattern+" "+tc.line, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := begin(t, tc.pattern, tc.line)
				defer w.Close()
				w.Play()
				time.Sleep(time.Minute)
				hit := w.Standing().Stopped
				if hit == nil || !strings.Contains(hit.Why, tc.says) {
					t.Fatalf("got %+v, want it to say %q", hit, tc.says)
				}
				if r := w.Clock(); !r.Paused || r.Now != hit.At || hit.Seq != w.Log().Head() {
					t.Errorf("got %+v with the clock at %+v and event %d", hit, r, w.Log().Head())
				}
				w.Step(t.Context())
				if again := w.Standing().Stopped; again != nil && again.At == hit.At {
					t.Errorf("it stops at the same call again: %s", again.Why)
				}
			})
		})
	}
}

// TestStepsAndUntilStopToo: whichever way the world goes on, a breakpoint that is set is met.
func TestStepsAndUntilStopToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := begin(t, "slow-subscriber", "kind=sent once", "kind=dropped")
		defer w.Close()
		for {
			if _, err := w.Step(t.Context()); err != nil {
				t.Fatal(err)
			}
			if hit := w.Standing().Stopped; hit != nil {
				wantFirst(t, w, *hit, func(e event.Event) bool { return e.Kind == event.Sent })
				break
			}
		}
		hit, err := w.Until(t.Context(), parse(t, "kind=crashed"))
		if err != nil || hit.Breakpoint != 2 {
			t.Fatalf("until: got %+v, %v; want breakpoint 2 to stop it", hit, err)
		}
		wantFirst(t, w, hit, func(e event.Event) bool { return e.Kind == event.Dropped })
		if list := w.Standing().Breakpoints; !list[0].Off || list[1].Off {
			t.Errorf("the breakpoints are now %v", list)
		}
		w.SetBreakpoints(nil)
		if hit, err = w.Until(t.Context(), parse(t, "kind=dropped")); err != nil || hit.Breakpoint != 0 || !strings.Contains(hit.Why, "as was asked (kind=dropped)") {
			t.Errorf("until the next loss: got %+v, %v", hit, err)
		}
	})
}

// TestUntilComesToAnEnd: where nothing is due, after many events, and when it is called off.
func TestUntilComesToAnEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := begin(t, "weather")
		defer w.Close()
		if _, err := w.Until(t.Context(), parse(t, "kind=crashed")); err != sim.ErrFar {
			t.Errorf("nobody crashes: got %v", err)
		}
		if head := w.Log().Head(); head < sim.UntilBound || head > sim.UntilBound+1000 || !w.Clock().Paused {
			t.Errorf("it stands at event %d, paused %v", head, w.Clock().Paused)
		}
	})
}

// TestABreakpointChangesNothing: stopped again and again, a run records the same events.
func TestABreakpointChangesNothing(t *testing.T) {
	for _, id := range []string{"slow-subscriber", "async-server", "http-polling"} {
		synctest.Test(t, func(t *testing.T) {
			traced := func(lines ...string) (trace string) {
				w := begin(t, id, lines...)
				defer w.Close()
				for w.Log().Head() < 500 {
					w.Play()
					time.Sleep(100 * time.Millisecond)
				}
				for _, e := range w.Log().Since(0, 500) {
					trace += event.Trace(e) + "\n"
				}
				return trace
			}
			golden{path: id}.compare(t, traced("kind=sent", "waiting>50ms", "blocked>50ms", "text~1"), traced())
		})
	}
}
