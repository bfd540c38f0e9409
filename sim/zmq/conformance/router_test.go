package conformance

import (
	"testing"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/zmq"
)

func TestROUTER(t *testing.T) {
	check(t, []rule{
		{says: "puts the peer's identity in front of what arrives", play: func(a *actor) {
			router, dealer := a.bound(zmq4.Router, "x"), a.connected(zmq4.Dealer, "x", "IDENTITY", "me")
			a.send(dealer, "a", "b")
			a.gets(router, "me|a|b")
		}},
		{says: "takes the first frame off what is sent and routes by it", play: func(a *actor) {
			router := a.bound(zmq4.Router, "x")
			one, two := a.connected(zmq4.Dealer, "x", "IDENTITY", "one"), a.connected(zmq4.Dealer, "x", "IDENTITY", "two")
			a.settle()
			a.send(router, "two", "for two", "indeed")
			a.send(router, "one", "for one")
			a.gets(one, "for one")
			a.gets(two, "for two|indeed")
		}},
		{says: "an unknown identity is silently dropped", play: func(a *actor) {
			router := a.bound(zmq4.Router, "x")
			a.send(router, "nobody", "lost")
			a.saw(1, event.Event{Kind: event.Dropped, Reason: event.Unroutable, Place: event.AtSend})
		}},
		{says: "ROUTER_MANDATORY: an unknown identity is EHOSTUNREACH", play: func(a *actor) {
			router := a.bound(zmq4.Router, "x", "ROUTER_MANDATORY", 1)
			a.refuses(router, zmq.EHOSTUNREACH, "nobody", "lost")
			a.saw(0, event.Event{Kind: event.Send})
		}},
		{says: "a peer's queue is full: dropped", capacity: 1, play: func(a *actor) {
			router, dealer := a.bound(zmq4.Router, "x", "SNDHWM", 1), a.connected(zmq4.Dealer, "x", "IDENTITY", "me", "RCVHWM", 1)
			a.settle()
			for _, m := range []string{"1", "2", "3", "4", "5"} {
				a.send(router, "me", m)
				a.settle()
			}
			a.saw(2, event.Event{Kind: event.Dropped, Socket: router.ID(), Reason: event.HWM})
			a.gets(dealer, "1", "2", "3")
		}},
		{says: "ROUTER_MANDATORY: a peer's queue is full: EAGAIN, or it blocks until there is room", capacity: 1, play: func(a *actor) {
			router := a.bound(zmq4.Router, "x", "ROUTER_MANDATORY", 1, "SNDHWM", 1)
			dealer := a.connected(zmq4.Dealer, "x", "IDENTITY", "me", "RCVHWM", 1)
			a.settle()
			for _, m := range []string{"1", "2", "3"} {
				a.send(router, "me", m)
				a.settle()
			}
			a.refuses(router, zmq.EAGAIN, "me", "4")
			a.ok(router.SetOption("SNDTIMEO", 200))
			since := a.Now()
			a.is(router.Send(zmq4.NewMsgFromString([]string{"me", "4"})), zmq.EAGAIN)
			a.took(since, 200e6)
			a.equal("the first", a.recv(dealer), "1")
			a.send(router, "me", "4")
			a.gets(dealer, "2", "3", "4")
		}},
		{says: "a peer without an identity gets a random one of 5 bytes that begins with zero", play: func(a *actor) {
			router, one, two := a.bound(zmq4.Router, "x"), a.connected(zmq4.Dealer, "x"), a.connected(zmq4.Dealer, "x")
			a.send(one, "1")
			a.send(two, "2")
			a.settle()
			seen := map[string]bool{}
			for range 2 {
				m, err := router.RecvDontWait()
				a.ok(err)
				id := string(m.Frames[0])
				a.equal("its length", len(id), 5)
				a.equal("its first byte", id[0], byte(0))
				seen[id] = true
				a.send(router, id, "back", string(m.Frames[1]))
			}
			a.equal("identities", len(seen), 2)
			a.gets(one, "back|1")
			a.gets(two, "back|2")
		}},
		{says: "a peer without an identity that comes back gets another one", on: wires, play: func(a *actor) {
			router, dealer := a.bound(zmq4.Router, "x"), a.connected(zmq4.Dealer, "x")
			a.send(dealer, "before")
			a.settle()
			a.ok(router.Unbind(a.Endpoint("x")))
			a.settle()
			a.ok(router.Listen(a.Endpoint("x")))
			a.settle()
			a.send(dealer, "after")
			a.settle()
			before, err := router.RecvDontWait()
			a.ok(err)
			after, err := router.RecvDontWait()
			a.ok(err)
			a.equal("the first message", string(before.Frames[1]), "before")
			a.equal("the second message", string(after.Frames[1]), "after")
			a.equal("the same identity", string(before.Frames[0]) == string(after.Frames[0]), false)
			a.send(router, string(before.Frames[0]), "to the old one")
			a.saw(1, event.Event{Kind: event.Dropped, Reason: event.Unroutable})
			a.send(router, string(after.Frames[0]), "to the new one")
			a.gets(dealer, "to the new one")
		}},
		{says: "a second peer with the same identity is refused, the first one stays", play: func(a *actor) {
			router, first := a.bound(zmq4.Router, "x"), a.connected(zmq4.Dealer, "x", "IDENTITY", "me", "LINGER", 0)
			a.settle()
			second := a.connected(zmq4.Dealer, "x", "IDENTITY", "me", "LINGER", 0)
			a.settle()
			if len(a.seen(event.Event{Kind: event.Refused, Socket: router.ID(), Reason: event.Duplicate})) == 0 {
				a.t.Error("nobody was refused")
			}
			a.send(router, "me", "hello")
			a.gets(second)
			a.gets(first, "hello")
		}},
		{says: "ROUTER_HANDOVER: a second peer with the same identity takes over", play: func(a *actor) {
			router := a.bound(zmq4.Router, "x", "ROUTER_HANDOVER", 1)
			first := a.connected(zmq4.Dealer, "x", "IDENTITY", "me", "LINGER", 0)
			a.settle()
			second := a.connected(zmq4.Dealer, "x", "IDENTITY", "me", "LINGER", 0)
			a.settle()
			a.saw(1, event.Event{Kind: event.Disconnected, Socket: router.ID(), Reason: event.Duplicate})
			a.send(router, "me", "hello")
			a.gets(first)
			a.gets(second, "hello")
		}},
		{says: "ROUTER_HANDOVER: what was queued for the first still goes to it", capacity: 1, play: func(a *actor) {
			router := a.bound(zmq4.Router, "x", "ROUTER_HANDOVER", 1)
			first := a.connected(zmq4.Dealer, "x", "IDENTITY", "me", "RCVHWM", 1)
			a.settle()
			for _, m := range []string{"1", "2", "3", "4"} {
				a.send(router, "me", m)
			}
			second := a.connected(zmq4.Dealer, "x", "IDENTITY", "me")
			a.gets(second)
			a.gets(first, "1", "2", "3", "4")
		}},
		{says: "ROUTER talks to ROUTER: each knows the other by its identity", play: func(a *actor) {
			one, two := a.bound(zmq4.Router, "x", "IDENTITY", "one"), a.connected(zmq4.Router, "x", "IDENTITY", "two")
			a.settle()
			a.send(one, "two", "hello")
			a.gets(two, "one|hello")
			a.send(two, "one", "yes")
			a.gets(one, "two|yes")
		}},
		{says: "a connecting ROUTER cannot reach a peer before the handshake told who it is", play: func(a *actor) {
			router := a.connected(zmq4.Router, "x", "ROUTER_MANDATORY", 1)
			a.refuses(router, zmq.EHOSTUNREACH, "me", "too early")
			dealer := a.bound(zmq4.Dealer, "x", "IDENTITY", "me")
			a.settle()
			a.send(router, "me", "now")
			a.gets(dealer, "now")
		}},
		{says: "a connecting ROUTER keeps its queue, and the identity of its peer, while it reconnects", on: wires, play: func(a *actor) {
			dealer := a.bound(zmq4.Dealer, "x")
			router := a.connected(zmq4.Router, "x", "ROUTER_MANDATORY", 1)
			a.settle()
			a.send(dealer, "before")
			first, err := router.Recv()
			a.ok(err)
			a.ok(dealer.Close())
			a.until(event.Event{Kind: event.Retried, Socket: router.ID()})
			a.send(router, string(first.Frames[0]), "while away")
			again := a.bound(zmq4.Dealer, "x")
			a.gets(again, "while away")
			a.send(again, "after")
			second, err := router.Recv()
			a.ok(err)
			a.equal("the identity", string(second.Frames[0]), string(first.Frames[0]))
		}},
		{says: "with IMMEDIATE it keeps neither", on: wires, play: func(a *actor) {
			dealer := a.bound(zmq4.Dealer, "x", "IDENTITY", "me")
			router := a.connected(zmq4.Router, "x", "ROUTER_MANDATORY", 1, "IMMEDIATE", 1)
			a.settle()
			a.ok(dealer.Close())
			a.until(event.Event{Kind: event.Retried, Socket: router.ID()})
			a.refuses(router, zmq.EHOSTUNREACH, "me", "while away")
		}},
		{says: "a message of an identity alone is dropped", play: func(a *actor) {
			router, dealer := a.bound(zmq4.Router, "x", "ROUTER_MANDATORY", 1), a.connected(zmq4.Dealer, "x", "IDENTITY", "me")
			a.settle()
			a.send(router, "me")
			a.gets(dealer)
			a.saw(1, event.Event{Kind: event.Dropped, Reason: event.Malformed, Place: event.AtSend})
		}},
	})
}
