package sim_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/event/eventtest"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
)

var update = flag.Bool("update", false, "write the golden traces anew from what the patterns do")

// golden is one file of pattern/testdata. Its head says in words what there is
// to see, and in its last line what was run; the events follow, a line each.
//
//	# One of the workers is slow.
//	# run pipeline slow=6 for 8s
//	# run hello-world preset=server-crashes for 8s
//	     1        0.000  started       ventilator
type golden struct {
	path   string
	head   string // the comment, its "# run" line included
	id     string // of the pattern
	values map[string]string
	preset pattern.Preset // whose faults happen
	length time.Duration  // of world time
	events string
}

func goldens(t *testing.T) []golden {
	t.Helper()
	paths, err := filepath.Glob("pattern/testdata/*.trace")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden traces in pattern/testdata (%v)", err)
	}
	var all []golden
	for _, path := range paths {
		all = append(all, readGolden(t, path))
	}
	return all
}

func readGolden(t *testing.T, path string) golden {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	g := golden{path: path, values: map[string]string{}}
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "#") {
			g.events += line
			continue
		}
		g.head += line
		if words := strings.Fields(line); len(words) > 3 && words[1] == "run" {
			g.id = words[2]
			g.length, err = time.ParseDuration(words[len(words)-1])
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			for _, w := range words[3 : len(words)-2] {
				name, value, _ := strings.Cut(w, "=")
				if name == "preset" {
					g.take(t, value)
				} else {
					g.values[name] = value
				}
			}
		}
	}
	if pattern.ByID(g.id) == nil {
		t.Fatalf("%s has no line \"# run PATTERN name=value ... for 8s\"", path)
	}
	return g
}

// take runs the pattern as a preset with faults has it.
func (g *golden) take(t *testing.T, name string) {
	t.Helper()
	preset := pattern.ByID(g.id).Scheduled(name)
	if preset == nil {
		t.Fatalf("%s: %s has no preset of the name %q", g.path, g.id, name)
	}
	g.preset = *preset
	maps.Copy(g.values, preset.Values)
}

// run is the trace of a new world over the network; nil: this machine's.
func (g golden) run(t *testing.T, network wire.Network, more map[string]string) string {
	t.Helper()
	given := maps.Clone(g.values)
	maps.Copy(given, more)
	p := pattern.ByID(g.id)
	v, err := p.Values(given)
	if err != nil {
		t.Fatal(err)
	}
	w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 1, Network: network, Dir: t.TempDir(), Paused: true, Faults: g.preset.Faults})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	var b strings.Builder
	events := eventsFor(t, w, g.length)
	for _, e := range events {
		fmt.Fprintln(&b, event.Trace(e))
	}
	for _, flaw := range eventtest.Unruled(events) {
		t.Error(flaw)
	}
	return b.String()
}

// eventsFor steps a world for so long of its time.
func eventsFor(t *testing.T, w *sim.World, length time.Duration) []event.Event {
	t.Helper()
	var events []event.Event
	for {
		_, err := w.Step(context.Background())
		for _, e := range w.Log().Since(int64(len(events)), 1000) {
			if e.At > length.Microseconds() {
				return events
			}
			events = append(events, e)
		}
		if err == sim.ErrIdle {
			return events
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func (g golden) inBubble(t *testing.T, more map[string]string) (trace string) {
	synctest.Test(t, func(t *testing.T) { trace = g.run(t, wire.NewMemory(), more) })
	return trace
}

func (g golden) compare(t *testing.T, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("%s, line %d:\n got %s\nwant %s", g.path, i+1, a[i], b[i])
		}
	}
	t.Fatalf("%s: got %d lines, want %d", g.path, len(a), len(b))
}

// TestTraces runs what each golden trace says it ran, and compares. With
// -update it writes the traces anew: read the difference before you commit it.
func TestTraces(t *testing.T) {
	for _, g := range goldens(t) {
		t.Run(strings.TrimSuffix(filepath.Base(g.path), ".trace"), func(t *testing.T) {
			got := g.inBubble(t, nil)
			if *update {
				write(t, g.path, g.head+got)
				return
			}
			g.compare(t, got, g.events)
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, []byte(text)) {
		return
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestEveryPatternHasATrace wants one of its default values for each.
func TestEveryPatternHasATrace(t *testing.T) {
	all := goldens(t)
	for _, p := range pattern.All() {
		if !slices.ContainsFunc(all, func(g golden) bool { return g.id == p.ID && len(g.values) == 0 }) {
			t.Errorf("%s has no golden trace: write pattern/testdata/%s.trace with the line \"# run %s for 8s\", and run go test ./sim -run TestTraces -update", p.ID, p.ID, p.ID)
		}
	}
}

// TestTraceOnThisMachine wants the same trace from real connections. A pattern
// made for inproc has no handshake in its golden trace, so it is its own measure.
func TestTraceOnThisMachine(t *testing.T) {
	for _, g := range goldens(t) {
		for _, transport := range []string{"tcp", "ipc"} {
			t.Run(strings.TrimSuffix(filepath.Base(g.path), ".trace")+"/"+transport, func(t *testing.T) {
				over := map[string]string{"transport": transport}
				g.compare(t, g.run(t, nil, over), g.inBubble(t, over))
			})
		}
	}
}

// TestHundredTraces wants the same trace again and again, from the first
// connection to the first messages.
func TestHundredTraces(t *testing.T) {
	for _, p := range pattern.All() {
		t.Run(p.ID, func(t *testing.T) {
			t.Parallel()
			g := golden{path: p.ID, id: p.ID, length: 3 * time.Second}
			first := g.inBubble(t, nil)
			for range 99 {
				g.compare(t, g.inBubble(t, nil), first)
			}
		})
	}
}
