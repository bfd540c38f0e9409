// Package interop tries worlds against what really comes in through a bound
// endpoint: libzmq, and peers that mean no good.
//
// A test builds a world of programs on this machine's tcp and ipc, lets outside
// processes connect, and waits on the log. When it ends, the run's events are
// folded and its messages counted, whatever the test was about.
package interop

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

// stage is a world under test.
type stage struct {
	t     *testing.T
	world *sim.World
	once  sync.Once
}

// open starts a world of these programs. At the test's end it is checked and closed.
func open(t *testing.T, transport string, programs ...pattern.Node) *stage {
	t.Helper()
	return start(t, sim.Config{Values: pattern.Values{"transport": transport}}, programs...)
}

func start(t *testing.T, cfg sim.Config, programs ...pattern.Node) *stage {
	t.Helper()
	for i := range programs {
		programs[i].Row = i
	}
	cfg.Pattern = &pattern.Pattern{ID: "under-test", Nodes: func(pattern.Values) []pattern.Node { return programs }}
	w, err := sim.Start(cfg)
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, world: w}
	t.Cleanup(s.close)
	return s
}

// close ends the run, having checked what must be true of any.
func (s *stage) close() {
	s.once.Do(func() {
		s.t.Helper()
		s.check()
		s.world.Close()
		if s.t.Failed() {
			s.t.Log(s.trace(-1))
		}
	})
}

// until waits for the first event after seq for which want is true.
func (s *stage) until(seq int64, what string, want func(event.Event) bool) event.Event {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		for _, e := range s.world.Log().Since(seq, 1000) {
			seq = e.Seq
			if want(e) {
				return e
			}
		}
		if err := s.world.Log().Wait(ctx, seq); err != nil {
			s.t.Fatalf("waited for %s: %v", what, err)
		}
	}
}

// kind waits for the first event of a kind.
func (s *stage) kind(k event.Kind) event.Event {
	s.t.Helper()
	return s.until(0, string(k), func(e event.Event) bool { return e.Kind == k })
}

// times waits until n events answer the description, and returns the last.
func (s *stage) times(n int, what string, want func(event.Event) bool) event.Event {
	s.t.Helper()
	return s.until(0, fmt.Sprintf("%d times %s", n, what), func(e event.Event) bool {
		if want(e) {
			n--
		}
		return n == 0
	})
}

func of(k event.Kind) func(event.Event) bool {
	return func(e event.Event) bool { return e.Kind == k }
}

// count is how many events so far answer the description.
func (s *stage) count(want func(event.Event) bool) int {
	n := 0
	for _, e := range s.events() {
		if want(e) {
			n++
		}
	}
	return n
}

func (s *stage) events() []event.Event { return s.world.Log().Since(0, 1<<30) }

// at waits until the endpoint of this name is bound and returns its real address.
func (s *stage) at(name string) string {
	s.t.Helper()
	return s.until(0, "bound "+name, func(e event.Event) bool {
		return e.Kind == event.Bound && strings.HasSuffix(e.Endpoint, "://"+name)
	}).Address
}

// wake lets due things happen, one by one, until the program that stands in pause goes on.
func (s *stage) wake() {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for fired := false; !fired; {
		from := s.world.Log().Head()
		if _, err := s.world.Step(ctx); err != nil {
			s.t.Fatalf("wake the program that pauses: %v", err)
		}
		for _, e := range s.world.Log().Since(from, 1000) {
			fired = fired || e.Kind == event.TimerFired && e.Call == "sleep"
		}
	}
	s.world.Play()
}

// trace is the end of the run, a line an event; all of it when n is negative.
func (s *stage) trace(n int) string {
	events := s.events()
	if n >= 0 && len(events) > n {
		events = events[len(events)-n:]
	}
	var b strings.Builder
	for _, e := range events {
		fmt.Fprintln(&b, event.Trace(e))
	}
	return b.String()
}
