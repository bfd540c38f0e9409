package sim_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/node"
	"patternscope/sim/pattern"
)

// asks sends a request and waits, again and again.
func asks(n *node.Node) {
	req := n.Socket(zmq4.Req)
	req.Dial(n.Endpoint("x"))
	for req.Send(node.Text("ask")) == nil {
		if _, err := req.Recv(); err != nil {
			return
		}
	}
}

// answers needs half a second for an answer.
func answers(n *node.Node) {
	rep := n.Socket(zmq4.Rep)
	rep.Listen(n.Endpoint("x"))
	for {
		if _, err := rep.Recv(); err != nil {
			return
		}
		n.Work(500 * time.Millisecond)
		rep.Send(node.Text("answer"))
	}
}

// hands out a number each 100 ms, bound or connected; takes takes what comes, in so much time.
func hands(bind bool) func(*node.Node) {
	return func(n *node.Node) {
		push := n.Socket(zmq4.Push)
		if bind {
			push.Listen(n.Endpoint("x"))
		} else {
			push.Dial(n.Endpoint("x"))
		}
		for i := 1; push.Send(node.Text(strconv.Itoa(i))) == nil; i++ {
			n.Sleep(100 * time.Millisecond)
		}
	}
}

func takes(bind bool, need time.Duration) func(*node.Node) {
	return func(n *node.Node) {
		pull := n.Socket(zmq4.Pull)
		pull.SetOption("RCVHWM", 2)
		if bind {
			pull.Listen(n.Endpoint("x"))
		} else {
			pull.Dial(n.Endpoint("x"))
		}
		for {
			if _, err := pull.Recv(); err != nil {
				return
			}
			n.Work(need)
		}
	}
}

// beats is a DEALER that says something each 100 ms, with heartbeats or without.
func beats(ivl int) func(*node.Node) {
	return func(n *node.Node) {
		dealer := n.Socket(zmq4.Dealer)
		dealer.SetOption("HEARTBEAT_IVL", ivl)
		dealer.SetOption("IDENTITY", "A")
		dealer.Dial(n.Endpoint("x"))
		for dealer.Send(node.Text("beat")) == nil {
			n.Sleep(100 * time.Millisecond)
		}
	}
}

// routes sends to A again and again, and must hear when there is no A.
func routes(n *node.Node) {
	router := n.Socket(zmq4.Router)
	router.SetOption("ROUTER_MANDATORY", true)
	router.Listen(n.Endpoint("x"))
	for {
		router.Send(node.Text("A", "hello"))
		n.Sleep(100 * time.Millisecond)
	}
}

func isA(n *node.Node) {
	dealer := n.Socket(zmq4.Dealer)
	dealer.SetOption("IDENTITY", "A")
	dealer.Dial(n.Endpoint("x"))
	for {
		if _, err := dealer.Recv(); err != nil {
			return
		}
	}
}

func newsOut(n *node.Node) {
	pub := n.Socket(zmq4.Pub)
	pub.Listen(n.Endpoint("x"))
	for pub.Send(node.Text("news")) == nil {
		n.Sleep(100 * time.Millisecond)
	}
}

func newsIn(n *node.Node) {
	sub := n.Socket(zmq4.Sub)
	sub.SetOption("SUBSCRIBE", "n")
	sub.Dial(n.Endpoint("x"))
	for {
		if _, err := sub.Recv(); err != nil {
			return
		}
	}
}

type cast = map[string]func(*node.Node)

// TestProcessesOfZeroMQ: what the sockets do when a process is stopped, killed,
// suspended or started again. On inproc nobody connects again, as in libzmq.
func TestProcessesOfZeroMQ(t *testing.T) {
	plays(t, []drama{
		{
			says: "REQ is stuck after its server's crash", cast: cast{"c": asks, "server": answers},
			faults: []pattern.Fault{done(1000, act.Crash, "server"), done(1500, act.Restart, "server")},
			ends: func(t *testing.T, c chronicle) {
				c.want(t, 0, event.Send, "c", 1000, "")
				c.want(t, 0, event.Failed, "c", 0, "")
				c.want(t, 0, event.Received, "server", 1500, "")
			},
		},
		{
			says: "REQ may send after its own restart", cast: cast{"c": asks, "server": answers},
			faults: []pattern.Fault{done(1000, act.Restart, "c")},
			ends: func(t *testing.T, c chronicle) {
				c.want(t, 0, event.Failed, "c", 0, event.EFSM)
				c.some(t, event.Received, "c", 1000, "")
			},
		},
		{
			says: "SUB subscribes again", on: overWires, cast: cast{"s": newsIn, "publisher": newsOut},
			faults: []pattern.Fault{done(1500, act.Crash, "publisher"), done(2000, act.Restart, "publisher")},
			ends: func(t *testing.T, c chronicle) {
				c.want(t, 2, event.Subscribed, "publisher", 0, "")
				c.some(t, event.Received, "s", 2000, "")
			},
		},
		{
			says: "ROUTER forgets who was there", on: overWires, cast: cast{"a": isA, "router": routes},
			faults: []pattern.Fault{done(2000, act.Restart, "router")},
			ends: func(t *testing.T, c chronicle) {
				c.some(t, event.Failed, "router", 2000, event.EHOSTUNREACH)
				c.some(t, event.Received, "a", 3000, "")
			},
		},
		{
			says: "a PUSH that connects keeps its queue", on: overWires, cast: cast{"p": hands(false), "pull": takes(true, 0)},
			faults: []pattern.Fault{done(2000, act.Crash, "pull"), done(3000, act.Restart, "pull")},
			ends: func(t *testing.T, c chronicle) {
				for _, e := range c.events {
					if e.Kind == event.Dropped && e.Place == event.AtSendQueue {
						t.Error(e.Say)
					}
				}
				if n := c.count(event.Received, "pull", 3000, ""); n < 20 {
					t.Errorf("%d received after the restart", n)
				}
			},
		},
		{
			says: "a bound PUSH loses its queue, and a crashed PULL its own", cast: cast{"p": hands(true), "pull": takes(false, time.Second)},
			faults: []pattern.Fault{done(4000, act.Crash, "pull")},
			ends: func(t *testing.T, c chronicle) {
				c.some(t, event.Dropped, "p", 4000, event.PeerGone)
				c.want(t, 2, event.Dropped, "pull", 4000, event.Killed)
				c.some(t, event.Blocked, "p", 4000, "")
			},
		},
		{
			says: "who is stopped lingers", on: overWires, cast: cast{"p": hands(false), "pull": takes(true, 300*time.Millisecond)},
			faults: []pattern.Fault{done(2000, act.Stop, "p")}, length: 10 * time.Second,
			ends: func(t *testing.T, c chronicle) {
				c.want(t, 0, event.Dropped, "p", 0, "")
				c.want(t, c.count(event.Send, "p", 0, ""), event.Received, "pull", 0, "")
			},
		},
		{
			says: "who has crashed does not", cast: cast{"p": hands(false), "pull": takes(true, 300*time.Millisecond)},
			faults: []pattern.Fault{done(2000, act.Crash, "p")}, length: 10 * time.Second,
			ends: func(t *testing.T, c chronicle) {
				c.some(t, event.Dropped, "p", 2000, event.Killed)
				if sent, got := c.count(event.Send, "p", 0, ""), c.count(event.Received, "pull", 0, ""); got >= sent {
					t.Errorf("%d of %d came", got, sent)
				}
			},
		},
		{
			says: "nobody notices a frozen peer", cast: cast{"d": beats(0), "pull": frozenDealer},
			faults: []pattern.Fault{done(1500, act.Freeze, "pull"), done(4000, act.Thaw, "pull")},
			ends: func(t *testing.T, c chronicle) {
				c.want(t, 0, event.Disconnected, "d", 0, "")
				for _, e := range c.events {
					if e.Node == "pull" && e.At > 1_500_000 && e.At < 4_000_000 {
						t.Errorf("while it is frozen: %s", e.Say)
					}
				}
				if n := c.count(event.Received, "pull", 4000, ""); n < 20 {
					t.Errorf("after it goes on it has received %d", n)
				}
			},
		},
		{
			says: "heartbeats notice it", on: overWires, cast: cast{"d": beats(300), "pull": frozenDealer},
			faults: []pattern.Fault{done(1500, act.Freeze, "pull"), done(4000, act.Thaw, "pull")},
			ends: func(t *testing.T, c chronicle) {
				c.some(t, event.Disconnected, "d", 1500, event.Timeout)
				c.some(t, event.Received, "pull", 4000, "")
			},
		},
	})
}

func frozenDealer(n *node.Node) {
	dealer := n.Socket(zmq4.Dealer)
	dealer.Listen(n.Endpoint("x"))
	for {
		if _, err := dealer.Recv(); err != nil {
			return
		}
	}
}

// TestWorkOfAProcess: one that is slow needs longer, and one that was frozen does the rest later.
func TestWorkOfAProcess(t *testing.T) {
	works := cast{"w": func(n *node.Node) {
		for {
			n.Work(time.Second)
		}
	}}
	fired := func(ms int64) func(t *testing.T, c chronicle) {
		return func(t *testing.T, c chronicle) {
			if c.count(event.TimerFired, "w", ms, "")-c.count(event.TimerFired, "w", ms+1, "") != 1 {
				t.Errorf("no work is done at %d ms", ms)
			}
		}
	}
	plays(t, []drama{
		{says: "slow", on: []string{"tcp"}, cast: works, length: 4500 * time.Millisecond, faults: []pattern.Fault{done(500, act.Slow, "w")}, ends: fired(4000)},
		{
			says: "frozen beyond its end", on: []string{"tcp"}, cast: works, length: 3500 * time.Millisecond,
			faults: []pattern.Fault{done(200, act.Freeze, "w"), done(2000, act.Thaw, "w")}, ends: fired(2800),
		},
		{
			says: "frozen within", on: []string{"tcp"}, cast: works, length: 2 * time.Second,
			faults: []pattern.Fault{done(200, act.Freeze, "w"), done(500, act.Thaw, "w")}, ends: fired(1300),
		},
	})
}

// TestWhatIsStored outlives the process, but not the machine.
func TestWhatIsStored(t *testing.T) {
	counts := cast{"w": func(n *node.Node) {
		lives, _ := strconv.Atoi(n.Stored("lives"))
		n.Store("lives", strconv.Itoa(lives+1))
		n.State("life %d", lives+1)
		n.Forever()
	}}
	says := func(want string) func(t *testing.T, c chronicle) {
		return func(t *testing.T, c chronicle) {
			if got := c.state.Nodes[0].Text; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	}
	anew := done(300, act.Restart, "w")
	anew.Action.Memory = false
	plays(t, []drama{
		{says: "kept", on: []string{"tcp"}, cast: counts, faults: []pattern.Fault{done(100, act.Restart, "w"), done(200, act.Crash, "w"), done(300, act.Restart, "w")}, ends: says("life 3")},
		{says: "wiped", on: []string{"tcp"}, cast: counts, faults: []pattern.Fault{done(100, act.Restart, "w"), anew}, ends: says("life 1")},
	})
}
