package sim_test

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim"
	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/node"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
)

var walks = flag.Int("walks", 100, "random runs of each small topology that the walk of all choices is held against")

// small is a topology whose every course can be walked. Its programs say in seen
// what came of them.
type small struct {
	nodes  func(seen *sightings) []pattern.Node
	faults []act.Action // each of which may be done once, at any moment
	want   []string     // outcomes that a textbook names; others may be found too
}

// sightings is what each program has seen, in order.
type sightings map[string][]string

func (s sightings) add(node, what string) { s[node] = append(s[node], what) }

func (s sightings) String() string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(s)) {
		parts = append(parts, name+": "+strings.Join(s[name], " "))
	}
	return strings.Join(parts, "; ")
}

const moment = 10 * time.Millisecond

var smalls = map[string]small{
	"a subscriber joins late, or not": {
		nodes: func(seen *sightings) []pattern.Node {
			return []pattern.Node{
				{Name: "pub", Run: func(n *node.Node) {
					pub := n.Socket(zmq4.Pub)
					pub.Listen(n.Endpoint("news"))
					for _, text := range []string{"first", "second"} {
						n.Sleep(5 * moment)
						pub.Send(node.Text(text))
					}
				}},
				{Name: "sub", Run: receiver(seen, "sub", zmq4.Sub, "news")},
			}
		},
		want: []string{"", "sub: second", "sub: first second"},
	},
	"two workers get tasks in either order": {
		nodes: func(seen *sightings) []pattern.Node {
			return []pattern.Node{
				{Name: "vent", Run: func(n *node.Node) {
					push := n.Socket(zmq4.Push)
					push.Listen(n.Endpoint("tasks"))
					n.Sleep(5 * moment)
					push.Send(node.Text("t1"))
					push.Send(node.Text("t2"))
				}},
				{Name: "w1", Run: receiver(seen, "w1", zmq4.Pull, "tasks")},
				{Name: "w2", Run: receiver(seen, "w2", zmq4.Pull, "tasks")},
			}
		},
		want: []string{"w1: t1; w2: t2", "w1: t2; w2: t1", "w1: t1 t2", "w2: t1 t2"},
	},
	"a reply is lost before or after the work": {
		nodes: func(seen *sightings) []pattern.Node {
			return []pattern.Node{
				{Name: "server", Run: func(n *node.Node) {
					rep := n.Socket(zmq4.Rep)
					rep.Listen(n.Endpoint("work"))
					order, _ := rep.Recv()
					n.Work(moment)
					seen.add("server", "did the work")
					rep.Send(order)
				}},
				{Name: "client", Run: func(n *node.Node) {
					req := n.Socket(zmq4.Req)
					req.SetOption("RCVTIMEO", 100*moment)
					req.SetOption("LINGER", time.Duration(0))
					req.Dial(n.Endpoint("work"))
					req.Send(node.Text("order"))
					_, err := req.Recv()
					seen.add("client", map[bool]string{true: "has the reply", false: "gave up"}[err == nil])
				}},
			}
		},
		faults: []act.Action{{Do: act.Crash, Node: "server"}},
		want:   []string{"client: gave up", "client: gave up; server: did the work", "client: has the reply; server: did the work"},
	},
}

// receiver connects, and takes what comes until nothing can come any more.
func receiver(seen *sightings, name string, typ zmq4.SocketType, endpoint string) func(n *node.Node) {
	return func(n *node.Node) {
		s := n.Socket(typ)
		if typ == zmq4.Sub {
			s.SetOption("SUBSCRIBE", "")
		}
		s.Dial(n.Endpoint(endpoint))
		for {
			msg, err := s.Recv()
			if err != nil {
				return
			}
			seen.add(name, node.String(msg))
		}
	}
}

// TestEveryCourseIsFound walks all choices of small topologies breadth-first, and
// finds every outcome that random runs find, and those of the textbook.
func TestEveryCourseIsFound(t *testing.T) {
	for name, s := range smalls {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found, states := walkAll(t, s)
			t.Logf("%d states, %d outcomes: %q", states, len(found), slices.Sorted(maps.Keys(found)))
			for _, want := range s.want {
				if !found[want] {
					t.Errorf("the walk of all choices misses %q", want)
				}
			}
			for i := range *walks {
				if got := walkOne(t, s, rand.New(rand.NewPCG(uint64(i), 3))); !found[got] {
					t.Fatalf("random run %d comes to %q, which the walk of all choices misses", i, got)
				}
			}
		})
	}
}

// course is a run of a small topology: what is done again to come to where it stands.
type course struct {
	world *sim.World
	seen  sightings
	spent map[act.Do]bool // faults
}

func (s small) begin(t *testing.T) *course {
	c := &course{seen: sightings{}, spent: map[act.Do]bool{}}
	p := &pattern.Pattern{ID: "small", Nodes: func(pattern.Values) []pattern.Node { return s.nodes(&c.seen) }}
	w, err := sim.Start(sim.Config{Pattern: p, Values: pattern.Values{"latency": "10"}, Seed: 1, Network: wire.NewMemory(), Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	c.world = w
	return c
}

// choices are all that can be done now. To try to connect where nobody will be
// bound any more changes nothing, and could be done for ever.
func (c *course) choices(s small) []act.Action {
	var all []act.Action
	hopeless := c.hopeless()
	for _, d := range c.world.Due() {
		if d.Due != 0 && d.Why == "" && !(hopeless && d.Kind == "connect") {
			all = append(all, act.Action{Do: act.Choose, Due: d.Due})
		}
	}
	for _, f := range s.faults {
		if !c.spent[f.Do] && len(all) > 0 {
			all = append(all, f)
		}
	}
	return all
}

// hopeless: all programs have started, and nobody is bound.
func (c *course) hopeless() bool {
	state := c.world.State()
	return !slices.ContainsFunc(state.Nodes, func(n event.Node) bool { return n.Status == "idle" }) &&
		!slices.ContainsFunc(state.Sockets, func(k event.Socket) bool { return len(k.Bound) > 0 }) && len(state.Sockets) >= len(state.Nodes)
}

func (c *course) do(t *testing.T, a act.Action) {
	t.Helper()
	c.spent[a.Do] = true
	if _, err := c.world.Act(t.Context(), a); err != nil {
		t.Fatalf("%s: %v", a.Do, err)
	}
}

// possible tells whether a fault can be done now; what is due always can.
func (c *course) possible(a act.Action) bool {
	if a.Do == act.Choose {
		return true
	}
	for _, o := range c.world.Offers(act.Target{Node: a.Node}) {
		if o.Action.Do == a.Do {
			return o.Why == ""
		}
	}
	return false
}

// walkAll follows every choice from every state, each state once.
func walkAll(t *testing.T, s small) (found map[string]bool, states int) {
	t.Helper()
	found, known := map[string]bool{}, map[string]bool{}
	for queue := [][]act.Action{nil}; len(queue) > 0; queue = queue[1:] {
		synctest.Test(t, func(t *testing.T) {
			c := s.begin(t)
			defer c.world.Close()
			for _, a := range queue[0] {
				c.do(t, a)
			}
			print := c.fingerprint()
			if known[print] {
				return
			}
			known[print] = true
			next := c.choices(s)
			if len(next) == 0 {
				found[c.seen.String()] = true
			}
			for _, a := range next {
				if c.possible(a) {
					queue = append(queue, append(slices.Clone(queue[0]), a))
				}
			}
		})
		if len(known) > 20_000 {
			t.Fatal("more than 20,000 states: this topology is not small")
		}
	}
	return found, len(known)
}

// walkOne takes one course by chance to its end.
func walkOne(t *testing.T, s small, chance *rand.Rand) (outcome string) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		c := s.begin(t)
		defer c.world.Close()
		for next := c.choices(s); len(next) > 0; next = c.choices(s) {
			if a := next[chance.IntN(len(next))]; c.possible(a) {
				c.do(t, a)
			}
		}
		outcome = c.seen.String()
	})
	return outcome
}

// fingerprint is all of a state that decides what can come of it. Times, and the
// numbers of messages and parcels, do not.
func (c *course) fingerprint() string {
	var b strings.Builder
	s := c.world.State()
	name := map[int64]string{}
	for _, m := range s.Messages {
		name[m.ID] = fmt.Sprint(m.From, m.Label, m.Number)
	}
	for _, n := range s.Nodes {
		call := event.Call{}
		if n.Call != nil {
			call = *n.Call
		}
		fmt.Fprintln(&b, n.Name, n.Status, n.Line, call.Call, call.Socket)
	}
	for _, k := range s.Sockets {
		fmt.Fprintln(&b, k.ID, k.Closed, k.Sent, k.Taken, k.Filtered, k.Dropped, k.Received, len(k.Bound))
	}
	for _, l := range s.Links {
		fmt.Fprintln(&b, l.From, l.To, l.Status, l.Ends[0].Connected, l.Ends[1].Connected, l.Ends[0].Topics, l.Ends[1].Topics)
		for side := range l.Lanes {
			for _, id := range append(append(slices.Clone(l.Ends[side].Send), -1), l.Ends[side].Receive...) {
				fmt.Fprint(&b, name[id], ",")
			}
			for _, f := range l.Lanes[side] {
				fmt.Fprint(&b, f.What, name[f.Message], ";")
			}
		}
	}
	var due []string
	for _, d := range c.world.Due() {
		due = append(due, d.Kind+d.Say)
	}
	slices.Sort(due)
	return b.String() + strings.Join(due, "\n") + fmt.Sprint(c.seen, c.spent)
}
