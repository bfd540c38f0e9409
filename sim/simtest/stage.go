// Package simtest is a world under test. It is built of programs, on this
// machine's tcp and ipc; the test waits on its log. When it ends, the run's
// events are folded and its messages counted, whatever the test was about.
package simtest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
)

// Patience is how long a test waits for what must come.
const Patience = 20 * time.Second

// Stage is a world under test.
type Stage struct {
	T     *testing.T
	World *sim.World
	once  sync.Once
}

// Start starts a world of these programs. At the test's end it is checked and closed.
func Start(t *testing.T, cfg sim.Config, programs ...pattern.Node) *Stage {
	t.Helper()
	for i := range programs {
		programs[i].Row = i
	}
	cfg.Pattern = &pattern.Pattern{ID: "under-test", Nodes: func(pattern.Values) []pattern.Node { return programs }}
	w, err := sim.Start(cfg)
	if err != nil {
		t.Fatal(err)
	}
	s := &Stage{T: t, World: w}
	t.Cleanup(s.Close)
	return s
}

// Close ends the run, having checked what must be true of any.
func (s *Stage) Close() {
	s.once.Do(func() {
		s.T.Helper()
		s.Check()
		s.World.Close()
		if s.T.Failed() {
			s.T.Log(s.Trace(-1))
		}
	})
}

// Until waits for the first event after seq for which want is true.
func (s *Stage) Until(seq int64, what string, want func(event.Event) bool) event.Event {
	s.T.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), Patience)
	defer cancel()
	for {
		for _, e := range s.World.Log().Since(seq, 1000) {
			seq = e.Seq
			if want(e) {
				return e
			}
		}
		if err := s.World.Log().Wait(ctx, seq); err != nil {
			s.T.Fatalf("waited for %s: %v", what, err)
		}
	}
}

// Kind waits for the first event of a kind.
func (s *Stage) Kind(k event.Kind) event.Event {
	s.T.Helper()
	return s.Until(0, string(k), func(e event.Event) bool { return e.Kind == k })
}

// Times waits until n events answer the description, and returns the last.
func (s *Stage) Times(n int, what string, want func(event.Event) bool) event.Event {
	s.T.Helper()
	return s.Until(0, fmt.Sprintf("%d times %s", n, what), func(e event.Event) bool {
		if want(e) {
			n--
		}
		return n == 0
	})
}

// Of describes the events of a kind.
func Of(k event.Kind) func(event.Event) bool {
	return func(e event.Event) bool { return e.Kind == k }
}

// Count is how many events so far answer the description.
func (s *Stage) Count(want func(event.Event) bool) int {
	n := 0
	for _, e := range s.Events() {
		if want(e) {
			n++
		}
	}
	return n
}

// Events are those so far.
func (s *Stage) Events() []event.Event { return s.World.Log().Since(0, 1<<30) }

// At waits until the endpoint of this name is bound and returns its real address.
func (s *Stage) At(name string) string {
	s.T.Helper()
	return s.Until(0, "bound "+name, func(e event.Event) bool {
		return e.Kind == event.Bound && strings.HasSuffix(e.Endpoint, "://"+name)
	}).Address
}

// Wake lets due things happen, one by one, until the program that stands in pause goes on.
func (s *Stage) Wake() {
	s.T.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), Patience)
	defer cancel()
	for fired := false; !fired; {
		from := s.World.Log().Head()
		if _, err := s.World.Step(ctx); err != nil {
			s.T.Fatalf("wake the program that pauses: %v", err)
		}
		for _, e := range s.World.Log().Since(from, 1000) {
			fired = fired || e.Kind == event.TimerFired && e.Call == "sleep"
		}
	}
	s.World.Play()
}

// Trace is the end of the run, a line an event; all of it when n is negative.
func (s *Stage) Trace(n int) string {
	events := s.Events()
	if n >= 0 && len(events) > n {
		events = events[len(events)-n:]
	}
	var b strings.Builder
	for _, e := range events {
		fmt.Fprintln(&b, event.Trace(e))
	}
	return b.String()
}
