package sim_test

import (
	"strings"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/node"
	"patternscope/sim/pattern"
	"patternscope/sim/zmq"
)

// sends is a node that connects and sends words; receives is one that is bound and receives without end.
func sends(typ zmq4.SocketType, words string, options ...any) func(string) pattern.Node {
	return func(transport string) pattern.Node {
		return pattern.Node{Name: "sender", Run: func(n *node.Node) {
			s := n.Socket(typ)
			for i := 0; i < len(options); i += 2 {
				s.SetOption(options[i].(string), options[i+1])
			}
			s.Dial(transport + "://x")
			n.Sleep(time.Second)
			for word := range strings.FieldsSeq(words) {
				s.Send(node.Text(word))
			}
			n.Forever()
		}}
	}
}

func receives(typ zmq4.SocketType, options ...any) func(string) pattern.Node {
	return func(transport string) pattern.Node {
		return pattern.Node{Name: "receiver", Run: func(n *node.Node) {
			s := n.Socket(typ)
			for i := 0; i < len(options); i += 2 {
				s.SetOption(options[i].(string), options[i+1])
			}
			s.Listen(transport + "://x")
			for {
				if _, err := s.Recv(); err != nil {
					return
				}
			}
		}}
	}
}

func both(nodes ...func(string) pattern.Node) func(string) []pattern.Node {
	return func(transport string) []pattern.Node {
		var out []pattern.Node
		for _, n := range nodes {
			out = append(out, n(transport))
		}
		return out
	}
}

var pushPull = both(sends(zmq4.Push, "a b c"), receives(zmq4.Pull))

const allTransports = "tcp ipc inproc"

func TestDeliverNow(t *testing.T) {
	with(t, allTransports, nil, pushPull, func(h *hand) {
		sent := h.says(event.Sent, "a")
		h.cannot(act.Action{Do: act.Deliver, Parcel: h.flight("b").Parcel}, "behind a #1 on the same connection")
		h.do(act.Action{Do: act.Deliver, Parcel: h.flight("a").Parcel})
		if got := h.says(event.Arrived, "a"); got.At != sent.At {
			h.Errorf("it landed at %d, want %d", got.At, sent.At)
		}
		h.says(event.Received, "b")
	})
}

func TestHoldInFlight(t *testing.T) {
	with(t, allTransports, nil, pushPull, func(h *hand) {
		h.says(event.Sent, "c")
		b := h.flight("b")
		h.do(act.Action{Do: act.Hold, Message: b.Message})
		h.cannot(act.Action{Do: act.Hold, Parcel: b.Parcel}, "held already")
		h.says(event.Received, "a")
		h.pass(5 * time.Second)
		if f := h.flight("b"); !f.Held || f.Since >= b.T1 {
			h.Errorf("it is not held: %+v", f)
		}
		h.flight("c") // behind it
		h.do(act.Action{Do: act.Release, Parcel: b.Parcel})
		released := h.says(event.Released, "b")
		if got, want := released.T1-released.At, b.T1-h.w.Script()[0].At; got != want {
			h.Errorf("it lands in %d µs, want the %d that were left", got, want)
		}
		if got := h.says(event.Arrived, "b"); got.At != released.T1 {
			h.Errorf("it arrived at %d, want %d", got.At, released.T1)
		}
		h.says(event.Received, "c")
		h.cannot(act.Action{Do: act.Release, Parcel: b.Parcel}, "neither in flight nor in a queue")
	})
}

func TestDelayInFlight(t *testing.T) {
	with(t, allTransports, nil, pushPull, func(h *hand) {
		h.says(event.Sent, "c")
		a := h.flight("a")
		h.do(act.Action{Do: act.Delay, Parcel: a.Parcel, For: 300_000})
		for _, text := range []string{"a", "b", "c"} {
			if got := h.says(event.Arrived, text); got.At != a.T1+300_000 {
				h.Errorf("%s arrived at %d, want %d", text, got.At, a.T1+300_000)
			}
		}
	})
}

// TestNothingIsLostOrDoubledInTheMiddle: what no transport does, no reader can.
func TestNothingIsLostOrDoubledInTheMiddle(t *testing.T) {
	with(t, allTransports, nil, pushPull, func(h *hand) {
		h.says(event.Sent, "a")
		p := h.flight("a").Parcel
		why := "sends it again, or the connection ends. Reset ends it"
		if h.transport == "inproc" {
			why = "in memory"
		}
		h.cannot(act.Action{Do: act.Drop, Parcel: p}, why)
		h.cannot(act.Action{Do: act.Duplicate, Parcel: p}, "Lazy Pirate")
		h.says(event.Received, "c")
	})
}

// TestALostHandshakeIsTriedAgain: the try is lost, and made again; the messages waited at the side that connects.
func TestALostHandshakeIsTriedAgain(t *testing.T) {
	with(t, "tcp ipc", nil, both(sends(zmq4.Push, "a b c"), receives(zmq4.Pull)), func(h *hand) {
		e := h.until("a greeting", func(e event.Event) bool { return e.Kind == event.Sent && e.What == event.WhatGreeting })
		h.do(act.Action{Do: act.Drop, Parcel: e.Parcel})
		if e := h.kind(event.Disconnected, "sender"); e.Reason != event.Lost || e.Until == 0 {
			h.Errorf("got %+v, want that it is lost and tried again", e)
		}
		h.kind(event.Connected, "receiver")
		h.says(event.Received, "c")
	})
}

func TestHoldInAReceiveQueue(t *testing.T) {
	slow := func(transport string) pattern.Node {
		return pattern.Node{Name: "receiver", Run: func(n *node.Node) {
			s := n.Socket(zmq4.Pull)
			s.Listen(transport + "://x")
			n.Sleep(3 * time.Second)
			for {
				if _, err := s.Recv(); err != nil {
					return
				}
			}
		}}
	}
	with(t, allTransports, nil, both(sends(zmq4.Push, "a b c"), slow), func(h *hand) {
		b := h.says(event.Arrived, "b")
		h.says(event.Arrived, "c")
		at := act.Action{Message: b.Message, Socket: b.Socket, Link: b.Link}
		do := func(d act.Do) act.Action { at.Do = d; return at }
		h.cannot(do(act.Drop), "PUSH never drops a message")
		h.cannot(do(act.Duplicate), "twice")
		h.do(do(act.Hold))
		h.says(event.Received, "a")
		h.kind(event.Waiting, "receiver")
		h.pass(time.Second)
		if h.count(func(e event.Event) bool { return e.Kind == event.Received }) != 1 {
			h.Error("what is behind it was received")
		}
		h.do(do(act.Release))
		h.says(event.Received, "b")
		h.says(event.Received, "c")
	})
}

// TestDelayInASendQueue: what waits to be sent goes on by itself, later.
func TestDelayInASendQueue(t *testing.T) {
	narrow := pattern.Values{"capacity": "1"}
	with(t, allTransports, narrow, pushPull, func(h *hand) {
		b := h.says(event.Queued, "b")
		at := act.Action{Do: act.Delay, Message: b.Message, Socket: b.Socket, Link: b.Link, For: 700_000}
		h.says(event.Queued, "c")
		h.do(at)
		h.says(event.Received, "a")
		if got := h.says(event.Sent, "b"); got.At != h.w.Script()[0].At+700_000 {
			h.Errorf("it was sent at %d, want 0.7 s after %d", got.At, h.w.Script()[0].At)
		}
		h.says(event.Received, "c")
	})
}

// TestDropFromAQueue: a ROUTER may lose what it has queued, a DEALER does not.
func TestDropFromAQueue(t *testing.T) {
	narrow := pattern.Values{"capacity": "1"}
	router := func(transport string) pattern.Node {
		return pattern.Node{Name: "router", Run: func(n *node.Node) {
			s := n.Socket(zmq4.Router)
			s.Listen(transport + "://x")
			msg, _ := s.Recv()
			for _, word := range []string{"1", "2", "3"} {
				s.Send(zmq4.NewMsgFrom(msg.Frames[0], []byte(word)))
			}
			n.Forever()
		}}
	}
	dealer := func(transport string) pattern.Node {
		return pattern.Node{Name: "dealer", Run: func(n *node.Node) {
			s := n.Socket(zmq4.Dealer)
			s.SetOption(zmq.LINGER, 0)
			s.Dial(transport + "://x")
			s.Send(node.Text("hi"))
			s.Send(node.Text("more"))
			for {
				if _, err := s.Recv(); err != nil {
					return
				}
			}
		}}
	}
	with(t, allTransports, narrow, both(router, dealer), func(h *hand) {
		m := h.says(event.Queued, "more")
		h.cannot(act.Action{Do: act.Drop, Message: m.Message, Socket: m.Socket}, "DEALER never drops a message")
		two := h.says(event.Queued, "2")
		h.says(event.Queued, "3")
		h.do(act.Action{Do: act.Drop, Message: two.Message, Socket: two.Socket})
		if e := h.says(event.Dropped, "2"); e.Reason != event.ByHand || e.Place != event.AtSendQueue {
			h.Errorf("got %+v", e)
		}
		h.says(event.Received, "3")
	})
}

// TestWhatCannotHappenNextSaysWhy: what can be chosen first, each thing in words, then what cannot.
func TestWhatCannotHappenNextSaysWhy(t *testing.T) {
	with(t, allTransports, nil, pushPull, func(h *hand) {
		h.says(event.Sent, "c")
		h.due(map[string]string{
			"a #1 lands at receiver": "",
			"b #2 lands at receiver": "it is behind a #1 on the same connection: " + h.transport + " keeps the order",
		})
		h.do(act.Action{Do: act.Hold, Parcel: h.flight("a").Parcel})
		h.due(map[string]string{"a #1 lands at receiver": "it is held"})
		h.do(act.Action{Do: act.Deliver, Parcel: h.flight("a").Parcel})
		if h.transport != "inproc" {
			h.do(act.Action{Do: act.Cut, Link: h.link().ID})
			h.due(map[string]string{"b #2 lands at receiver": "nothing crosses: the link is cut"})
		}
	})
}

// due wants these things to be listed, and why they cannot be chosen; "": they can.
func (h *hand) due(want map[string]string) {
	h.Helper()
	why := map[string]string{}
	for _, d := range h.w.Due() {
		why[d.Say] = d.Why
		if (d.Due == 0) != (d.Why != "") {
			h.Errorf("%q has the number %d and the reason %q", d.Say, d.Due, d.Why)
		}
	}
	for say, reason := range want {
		if got, listed := why[say]; !listed || got != reason {
			h.Errorf("%q: got %q (listed: %v), want %q", say, got, listed, reason)
		}
	}
}

// TestAFullReceiveQueueSaysSo: what has landed and is not taken.
func TestAFullReceiveQueueSaysSo(t *testing.T) {
	full := func(transport string) pattern.Node {
		return pattern.Node{Name: "receiver", Run: func(n *node.Node) {
			s := n.Socket(zmq4.Pull)
			s.SetOption(zmq.RCVHWM, 1)
			s.Listen(transport + "://x")
			n.Sleep(time.Minute)
			for range 3 {
				s.Recv()
			}
		}}
	}
	with(t, allTransports, nil, both(sends(zmq4.Push, "a b c"), full), func(h *hand) {
		h.says(event.Arrived, "a")
		for _, d := range h.w.Due() {
			if d.Say == "b #2 lands at receiver" {
				h.do(act.Action{Do: act.Choose, Due: d.Due})
			}
		}
		const why = "it has landed, and is not taken: the receive queue of receiver.pull is full, 1 of 1"
		h.due(map[string]string{"b #2 lands at receiver": why})
		h.cannot(act.Action{Do: act.Deliver, Parcel: h.flight("b").Parcel}, why)
		h.says(event.Received, "c")
	})
}
