package conformance

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/node"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
)

// rule is one row of the table.
type rule struct {
	says     string
	on       []string // transports; nil: all
	latency  time.Duration
	capacity int
	play     script   // must come to its end
	beside   []script // other programs of the world, which may wait for ever
	after    func(t *testing.T, p *play)
}

// script is what a program does.
type script func(a *actor)

// Transports: memory is tcp without the operating system.
var (
	all   = []string{"tcp", "ipc", "inproc", "memory"}
	wires = []string{"tcp", "ipc", "memory"} // those that speak ZMTP
	inMem = []string{"inproc"}
)

// check tests every row of a table.
func check(t *testing.T, rules []rule) {
	for _, r := range rules {
		t.Run(r.says, func(t *testing.T) {
			on := r.on
			if on == nil {
				on = all
			}
			for _, transport := range on {
				t.Run(transport, func(t *testing.T) { r.test(t, transport) })
			}
		})
	}
}

// play is one run of a rule.
type play struct {
	world *sim.World
	ended atomic.Bool  // the script came to its end
	waits atomic.Int32 // programs that have not
	idle  bool         // nothing was due in the end

	mu   sync.Mutex
	told []event.Event // read so far
}

// Bounds of a run, in world time: for sockets that try again for ever.
const (
	longest   = 2 * time.Minute
	afterward = 5 * time.Second
)

func (r rule) test(t *testing.T, transport string) {
	t.Helper()
	defer goleak.VerifyNone(t)
	p := &play{}
	cfg := sim.Config{Pattern: r.pattern(t, p), Seed: 1, Paused: true}
	cfg.Values = pattern.Values{
		"transport": transport, "latency": strconv.Itoa(int(r.latency.Milliseconds())), "capacity": strconv.Itoa(r.capacity),
	}
	if transport == "memory" {
		cfg.Values["transport"], cfg.Network = "tcp", wire.NewMemory()
	}
	world, err := sim.Start(cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer world.Close()
	p.world = world
	p.run(t)
	if !p.ended.Load() && !t.Failed() {
		t.Error("the program did not come to its end")
	}
	p.balance(t)
	if r.after != nil {
		r.after(t, p)
	}
	if t.Failed() {
		t.Log("\n" + p.trace())
	}
}

// pattern has a node for each script; the first starts last, when the others wait.
func (r rule) pattern(t *testing.T, p *play) *pattern.Pattern {
	scripts := append(append([]script(nil), r.beside...), r.play)
	p.waits.Store(int32(len(scripts)))
	return &pattern.Pattern{ID: "rule", Nodes: func(pattern.Values) []pattern.Node {
		nodes := []pattern.Node{}
		for i, s := range scripts {
			name := "beside " + strconv.Itoa(i+1)
			if i == len(scripts)-1 {
				name = "play"
			}
			nodes = append(nodes, pattern.Node{Name: name, Row: i, Start: time.Duration(i) * time.Millisecond, Run: func(n *node.Node) {
				defer p.waits.Add(-1)
				s(&actor{Node: n, t: t, play: p})
				if i == len(scripts)-1 {
					p.ended.Store(true)
				}
			}})
		}
		return nodes
	}}
}

// run steps the world until nothing is due, or what is due does not end.
func (p *play) run(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for rest := int64(0); ; {
		switch _, err := p.world.Step(ctx); err {
		case nil:
		case sim.ErrIdle:
			p.idle = true
			return
		default:
			t.Fatalf("step: %v\n%s", err, p.trace())
		}
		now := p.world.Clock().Now
		if rest == 0 && p.waits.Load() == 0 {
			rest = now
		}
		if now > longest.Microseconds() || rest > 0 && now > rest+afterward.Microseconds() {
			return
		}
	}
}

// events are all that has happened.
func (p *play) events() []event.Event {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.told = append(p.told, p.world.Log().Since(int64(len(p.told)), 1<<20)...)
	return p.told
}

// trace is the end of the story, for a test that failed.
func (p *play) trace() string {
	const lines = 150
	var b strings.Builder
	events := p.events()
	for _, e := range events[max(0, len(events)-lines):] {
		b.WriteString(event.Trace(e) + "\n")
	}
	return b.String()
}
