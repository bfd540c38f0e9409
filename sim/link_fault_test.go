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

const wires = "tcp ipc" // what can be cut and reset

// TestACutLinkIsSilent: nothing crosses, nobody is told, and what hung goes on when it is healed.
func TestACutLinkIsSilent(t *testing.T) {
	with(t, wires, nil, pushPull, func(h *hand) {
		h.says(event.Sent, "a")
		l, flies := h.link(), h.flight("a")
		h.do(act.Action{Do: act.Cut, Link: l.ID})
		h.cannot(act.Action{Do: act.Cut, Link: l.ID}, "cut already")
		h.cannot(act.Action{Do: act.Deliver, Parcel: flies.Parcel}, "nothing crosses")
		h.pass(time.Minute)
		if l := h.link(); l.Status != "connected" || !l.Ends[0].Connected || !l.Ends[1].Connected {
			h.Errorf("somebody was told: %+v", l)
		}
		h.do(act.Action{Do: act.Heal, Link: l.ID, Way: "both"})
		h.kind(event.Altered, "sender") // that it was cut
		healed := h.kind(event.Altered, "sender").At
		if got := h.says(event.Arrived, "a"); got.At-healed != flies.T1-flies.T0 {
			h.Errorf("it arrived %d µs after, want the %d it had still to fly", got.At-healed, flies.T1-flies.T0)
		}
		h.says(event.Received, "c")
	})
}

// TestACutInOneDirection: requests arrive, replies do not.
func TestACutInOneDirection(t *testing.T) {
	with(t, wires, nil, askAndAnswer, func(h *hand) {
		h.says(event.Sent, "ask")
		h.do(act.Action{Do: act.Cut, Link: h.link().ID, Way: "back"})
		h.says(event.Received, "ask")
		h.says(event.Sent, "answer")
		h.pass(10 * time.Second)
		h.do(act.Action{Do: act.Heal, Link: h.link().ID})
		h.says(event.Received, "answer")
	})
}

var askAndAnswer = both(
	func(transport string) pattern.Node {
		return pattern.Node{Name: "client", Run: func(n *node.Node) {
			s := n.Socket(zmq4.Req)
			s.Dial(transport + "://x")
			for s.Send(node.Text("ask")) == nil {
				if _, err := s.Recv(); err != nil {
					return
				}
				n.Sleep(time.Second)
			}
		}}
	},
	func(transport string) pattern.Node {
		return pattern.Node{Name: "server", Run: func(n *node.Node) {
			s := n.Socket(zmq4.Rep)
			s.Listen(transport + "://x")
			for {
				if _, err := s.Recv(); err != nil {
					return
				}
				s.Send(node.Text("answer"))
			}
		}}
	},
)

// TestHeartbeatsNoticeACut: the connection is taken for dead, a new one is tried and
// gets no answer until the link is healed; then the subscription is made anew.
func TestHeartbeatsNoticeACut(t *testing.T) {
	with(t, wires, nil, both(publishes, subscribes), func(h *hand) {
		h.kind(event.Received, "subscriber")
		h.do(act.Action{Do: act.Cut, Link: h.link().ID})
		if e := h.kind(event.Disconnected, "subscriber"); e.Reason != event.Timeout {
			h.Errorf("got %s, want a timeout", e.Reason)
		}
		before := h.w.Log().Head()
		if e := h.kind(event.Retried, "subscriber"); e.Reason != event.Timeout {
			h.Errorf("a try that gets no answer: got %s", e.Reason)
		}
		h.do(act.Action{Do: act.Heal, Link: h.link().ID})
		if e := h.kind(event.Subscribed, "publisher"); e.Seq < before {
			h.Errorf("event %d is of before", e.Seq)
		}
		h.kind(event.Received, "subscriber")
	})
}

func publishes(transport string) pattern.Node {
	return pattern.Node{Name: "publisher", Run: func(n *node.Node) {
		s := n.Socket(zmq4.Pub)
		s.Listen(transport + "://x")
		for {
			n.Sleep(200 * time.Millisecond)
			s.Send(node.Text("news"))
		}
	}}
}

func subscribes(transport string) pattern.Node {
	return pattern.Node{Name: "subscriber", Run: func(n *node.Node) {
		s := n.Socket(zmq4.Sub)
		s.SetOption(zmq.HEARTBEAT_IVL, 500)
		s.SetOption(zmq.HEARTBEAT_TIMEOUT, 1000)
		s.SetOption(zmq.CONNECT_TIMEOUT, 2000)
		s.SetOption(zmq.SUBSCRIBE, "")
		s.Dial(transport + "://x")
		for {
			if _, err := s.Recv(); err != nil {
				return
			}
		}
	}}
}

// TestAResetAtTheSideThatConnects: what flies is lost, what is queued is kept and sent over the next connection.
func TestAResetAtTheSideThatConnects(t *testing.T) {
	with(t, wires, pattern.Values{"capacity": "1"}, pushPull, func(h *hand) {
		h.says(event.Queued, "c")
		h.do(act.Action{Do: act.Reset, Link: h.link().ID})
		if e := h.says(event.Dropped, "a"); e.Reason != event.Reset || e.Place != event.AtLane {
			h.Errorf("what flew: got %+v", e)
		}
		if e := h.kind(event.Disconnected, "sender"); e.Reason != event.Reset || e.Until == 0 {
			h.Errorf("got %+v, want another try", e)
		}
		h.says(event.Received, "b")
		h.says(event.Received, "c")
		h.cannot(act.Action{Do: act.Reset, Link: "L9"}, "no link")
	})
}

// TestAResetAtTheBoundSide: it forgets the peer, and what was queued for it.
func TestAResetAtTheBoundSide(t *testing.T) {
	bound := func(transport string) pattern.Node {
		return pattern.Node{Name: "bound", Run: func(n *node.Node) {
			s := n.Socket(zmq4.Push)
			s.Listen(transport + "://x")
			for _, word := range []string{"a", "b", "c", "d"} {
				s.Send(node.Text(word))
			}
			n.Sleep(5 * time.Second)
			s.Send(node.Text("e"))
			n.Forever()
		}}
	}
	connects := func(transport string) pattern.Node {
		return pattern.Node{Name: "connects", Run: func(n *node.Node) {
			s := n.Socket(zmq4.Pull)
			s.Dial(transport + "://x")
			for {
				if _, err := s.Recv(); err != nil {
					return
				}
			}
		}}
	}
	with(t, wires, pattern.Values{"capacity": "1"}, both(bound, connects), func(h *hand) {
		h.says(event.Queued, "d")
		h.do(act.Action{Do: act.Reset, Link: h.link().ID})
		h.until("e received", func(e event.Event) bool { return e.Kind == event.Received && e.Label == "e" })
		lost := map[string]bool{}
		h.count(func(e event.Event) bool {
			lost[e.Label] = lost[e.Label] || e.Kind == event.Dropped && e.Reason == event.Reset
			return false
		})
		if !lost["a"] || !lost["b"] || !lost["c"] || !lost["d"] {
			h.Errorf("lost: %v, want a to d", lost)
		}
	})
}

// TestAResetCostsARequest: the reply never comes, and REQ stays out of turn.
func TestAResetCostsARequest(t *testing.T) {
	with(t, wires, nil, askAndAnswer, func(h *hand) {
		h.says(event.Sent, "ask")
		h.do(act.Action{Do: act.Reset, Link: h.link().ID})
		h.kind(event.Connected, "server")
		h.pass(5 * time.Second)
		if h.count(func(e event.Event) bool { return e.Kind == event.Send && e.Node == "client" }) != 1 {
			h.Error("it has asked again")
		}
	})
}

// TestHowALinkCarries: latency, jitter, bandwidth and capacity, each for what is sent from then on.
func TestHowALinkCarries(t *testing.T) {
	with(t, allTransports, nil, both(sends(zmq4.Push, "a b c d e f"), receives(zmq4.Pull)), func(h *hand) {
		h.until("the pause", func(e event.Event) bool { return e.Kind == event.Connected && e.Node == "receiver" })
		id := h.link().ID
		h.do(act.Action{Do: act.Latency, Link: id, For: 250_000, Way: "there"})
		h.do(act.Action{Do: act.Jitter, Link: id, For: 40_000})
		h.do(act.Action{Do: act.Capacity, Link: id, Count: 3})
		if h.transport == "inproc" {
			h.cannot(act.Action{Do: act.Bandwidth, Link: id, Count: 100}, "no byte crosses")
		} else {
			h.do(act.Action{Do: act.Bandwidth, Link: id, Count: 300})
		}
		var last int64
		for _, text := range []string{"a", "b", "c"} {
			e := h.says(event.Sent, text)
			takes := int64(0) // each is three bytes: two of header
			if h.transport != "inproc" {
				takes = 10_000 * int64(text[0]-'a'+1)
			}
			if least := e.T0 + 250_000 + takes; e.T1 < least || e.T1 > max(last, least+40_000) || e.T1 < last {
				h.Errorf("%s flies from %d to %d; it takes the lane for %d µs", text, e.T0, e.T1, takes)
			}
			last = e.T1
		}
		if n := len(h.link().Lanes[0]); n != 3 {
			h.Errorf("%d are in flight, want the lane's 3", n)
		}
		h.says(event.Received, "f")
		l := h.link()
		if l.Ways[0].Latency != 250_000 || l.Ways[1].Latency != 100_000 || l.Latency != 250_000 || l.Capacity != 3 {
			h.Errorf("got %+v", l.Ways)
		}
	})
}

// TestEverySecondTryIsLost and made again.
func TestEverySecondTryIsLost(t *testing.T) {
	with(t, wires, nil, pushPull, func(h *hand) {
		h.kind(event.Connecting, "sender")
		h.do(act.Action{Do: act.Lose, Link: h.link().ID, Count: 1})
		for range 3 {
			if e := h.kind(event.Retried, "sender"); e.Reason != event.Lost {
				h.Errorf("got %s, want that it was lost", e.Reason)
			}
		}
		h.do(act.Action{Do: act.Lose, Link: h.link().ID})
		h.says(event.Received, "c") // by the fourth try
		h.do(act.Action{Do: act.Lose, Link: h.link().ID, Count: 2})
		for range 3 { // the fifth succeeds; the sixth and the eighth do not, but the ones after them
			h.do(act.Action{Do: act.Reset, Link: h.link().ID})
			h.kind(event.Connected, "sender")
		}
		if n := h.count(func(e event.Event) bool { return e.Kind == event.Retried && e.Reason == event.Lost }); n != 3+2 {
			h.Errorf("%d tries were lost, want every second of the last five", n-3)
		}
	})
}

// TestWhatInprocHasNot: in one process there is no connection that could fail.
func TestWhatInprocHasNot(t *testing.T) {
	with(t, "inproc", nil, pushPull, func(h *hand) {
		h.says(event.Received, "a")
		id := h.link().ID
		h.cannot(act.Action{Do: act.Cut, Link: id}, "in one process")
		h.cannot(act.Action{Do: act.Reset, Link: id}, "no connection that could be lost")
		h.cannot(act.Action{Do: act.Lose, Link: id, Count: 2}, "joined in memory")
		h.cannot(act.Action{Do: act.Refuse, Endpoint: "inproc://x"}, "joined in memory")
		h.cannot(act.Action{Do: act.Silence, Endpoint: "inproc://x"}, "joined in memory")
	})
}

// TestARefusingListener is tried again until it accepts.
func TestARefusingListener(t *testing.T) {
	with(t, wires, nil, pushPull, func(h *hand) {
		h.kind(event.Bound, "receiver")
		endpoint := h.transport + "://x"
		h.do(act.Action{Do: act.Refuse, Endpoint: endpoint})
		h.cannot(act.Action{Do: act.Refuse, Endpoint: endpoint}, "already")
		if e := h.kind(event.Retried, "sender"); e.Reason != event.NobodyThere {
			h.Errorf("got %s", e.Reason)
		}
		h.kind(event.Retried, "sender")
		h.do(act.Action{Do: act.Accept, Endpoint: endpoint})
		h.says(event.Received, "c")
	})
}

// TestASilentListener: the handshake hangs until HANDSHAKE_IVL is over, again and
// again; who still waits when it accepts is answered.
func TestASilentListener(t *testing.T) {
	hasty := sends(zmq4.Push, "a b c", zmq.HANDSHAKE_IVL, 400)
	with(t, wires, nil, both(hasty, receives(zmq4.Pull)), func(h *hand) {
		h.kind(event.Bound, "receiver")
		endpoint := h.transport + "://x"
		h.do(act.Action{Do: act.Silence, Endpoint: endpoint})
		h.kind(event.Accepted, "receiver")
		if e := h.kind(event.Disconnected, "sender"); e.Reason != event.Timeout || e.Until == 0 {
			h.Errorf("got %+v, want that it has waited too long, and tries again", e)
		}
		h.kind(event.Accepted, "receiver")
		h.do(act.Action{Do: act.Accept, Endpoint: endpoint})
		h.kind(event.Connected, "receiver")
		h.says(event.Received, "c")
	})
}
