package sim_test

import (
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/node"
	"patternscope/sim/pattern"
	"patternscope/sim/zmq"
)

// TestAConnectionGivenUpWhileNothingCrosses: each end learns by itself that the
// other is gone, and else when the link is healed; nobody is told across a cut.
func TestAConnectionGivenUpWhileNothingCrosses(t *testing.T) {
	const healed = 6000
	learns := func(t *testing.T, c chronicle, name string) {
		t.Helper()
		c.want(t, 1, event.Disconnected, name, 0, "")
		c.want(t, 1, event.Disconnected, name, healed, event.PeerGone)
	}
	cut := pattern.Fault{At: 1_500_000, Action: act.Action{Do: act.Cut, Link: "L1"}}
	heal := pattern.Fault{At: healed * 1000, Action: act.Action{Do: act.Heal, Link: "L1"}}
	plays(t, []drama{
		{
			says: "the one with heartbeats gives up, the other learns of it when it is healed", on: overWires, length: 9 * time.Second,
			cast: cast{"d": inquires(500), "server": responds(0)}, faults: []pattern.Fault{cut, heal},
			ends: func(t *testing.T, c chronicle) {
				c.some(t, event.Disconnected, "d", 1500, event.Timeout)
				learns(t, c, "server")
				c.some(t, event.Received, "d", 6500, "")
			},
		},
		{
			says: "both give up, each in its own time", on: overWires, length: 9 * time.Second,
			cast: cast{"d": inquires(500), "server": responds(800)}, faults: []pattern.Fault{cut, heal},
			ends: func(t *testing.T, c chronicle) {
				c.some(t, event.Disconnected, "d", 1500, event.Timeout)
				c.some(t, event.Disconnected, "server", 1500, event.Timeout)
				c.want(t, 1, event.Disconnected, "server", 0, "")
				c.want(t, 1, event.Disconnected, "d", 0, "")
				c.some(t, event.Received, "d", 6500, "")
			},
		},
		{
			says: "a killed peer is missed when it is healed", on: overWires, length: 9 * time.Second,
			cast: cast{"d": inquires(0), "server": responds(0)}, faults: []pattern.Fault{cut, done(2500, act.Crash, "server"), done(4000, act.Restart, "server"), heal},
			ends: func(t *testing.T, c chronicle) {
				learns(t, c, "d")
				c.some(t, event.Received, "d", 6500, "")
			},
		},
		{
			says: "who leaves meanwhile is gone when it is healed", on: overWires, length: 9 * time.Second,
			cast: cast{"d": inquires(500), "server": responds(0)}, faults: []pattern.Fault{cut, done(4000, act.Stop, "d"), heal},
			ends: func(t *testing.T, c chronicle) { learns(t, c, "server") },
		},
		{
			says: "a reset is told to who believes in the connection, and to nobody else", on: overWires,
			cast: cast{"d": impatient, "server": responds(0)},
			faults: []pattern.Fault{
				{At: 50_000, Action: act.Action{Do: act.Silence, Endpoint: "x"}},
				{At: 500_000, Action: act.Action{Do: act.Cut, Link: "L1"}},
				{At: 2_500_000, Action: act.Action{Do: act.Reset, Link: "L1"}},
			},
			ends: func(t *testing.T, c chronicle) {
				c.want(t, 1, event.Disconnected, "d", 0, "")
				c.want(t, 1, event.Disconnected, "d", 0, event.Timeout)
				c.want(t, 1, event.Disconnected, "server", 2500, event.Reset)
			},
		},
	})
}

// impatient gives up a handshake after a second.
func impatient(n *node.Node) {
	n.Sleep(100 * time.Millisecond)
	dealer := n.Socket(zmq4.Dealer)
	dealer.SetOption(zmq.HANDSHAKE_IVL, 1000)
	dealer.Dial(n.Endpoint("x"))
	n.Forever()
}

// inquires is a DEALER that asks each 100 ms, with heartbeats or without.
func inquires(heartbeat int) func(*node.Node) {
	return func(n *node.Node) {
		dealer := n.Socket(zmq4.Dealer)
		beat(dealer, heartbeat)
		dealer.SetOption(zmq.RCVTIMEO, 100)
		dealer.SetOption(zmq.SNDTIMEO, 0)
		dealer.SetOption(zmq.LINGER, 0)
		dealer.Dial(n.Endpoint("x"))
		for {
			dealer.Send(node.Text("?"))
			dealer.Recv()
			n.Sleep(100 * time.Millisecond)
		}
	}
}

func responds(heartbeat int) func(*node.Node) {
	return func(n *node.Node) {
		dealer := n.Socket(zmq4.Dealer)
		beat(dealer, heartbeat)
		dealer.SetOption(zmq.SNDTIMEO, 0)
		dealer.Listen(n.Endpoint("x"))
		for {
			if _, err := dealer.Recv(); err != nil {
				return
			}
			dealer.Send(node.Text("!"))
		}
	}
}

func beat(s *zmq.Socket, heartbeat int) {
	if heartbeat > 0 {
		s.SetOption(zmq.HEARTBEAT_IVL, heartbeat)
	}
}
