package conformance

import (
	"testing"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/zmq"
)

func TestSUB(t *testing.T) {
	check(t, []rule{
		{says: "with no subscription nothing arrives", play: func(a *actor) {
			pub, sub := a.bound(zmq4.Pub, "x"), a.connected(zmq4.Sub, "x")
			a.settle()
			a.send(pub, "a")
			a.gets(sub)
			a.saw(1, event.Event{Kind: event.Filtered})
		}},
		{says: "the empty topic is everything", play: func(a *actor) {
			pub, sub := a.bound(zmq4.Pub, "x"), a.connected(zmq4.Sub, "x", "SUBSCRIBE", "")
			a.settle()
			a.send(pub, "")
			a.send(pub, "a", "")
			a.gets(sub, "", "a|")
		}},
		{says: "SUB cannot send", play: func(a *actor) {
			sub := a.connected(zmq4.Sub, "x")
			a.refuses(sub, zmq.ENOTSUP, "\x01a")
			a.equal("sockets to send to", len(a.Poller().Add(sub, zmq.Out).Wait(0)), 0)
		}},
		{says: "subscribes on a connection that stands", play: func(a *actor) {
			pub, sub := a.bound(zmq4.Pub, "x"), a.connected(zmq4.Sub, "x")
			a.settle()
			a.ok(sub.SetOption("SUBSCRIBE", []byte("a")))
			a.settle()
			a.send(pub, "a")
			a.gets(sub, "a")
			a.saw(1, event.Event{Kind: event.Subscribed, Socket: pub.ID(), Topic: "a"})
		}},
		{says: "drops at its own end what comes after the subscription was cancelled", latency: 100e6, play: func(a *actor) {
			pub, sub := a.bound(zmq4.Pub, "x"), a.connected(zmq4.Sub, "x", "SUBSCRIBE", "a", "SUBSCRIBE", "b")
			a.settle()
			a.ok(sub.SetOption("UNSUBSCRIBE", "a"))
			a.send(pub, "a")
			a.send(pub, "b")
			a.gets(sub, "b")
			a.saw(1, event.Event{Kind: event.Filtered, Socket: sub.ID(), Place: event.AtReceiveQueue})
		}},
		{says: "to cancel what was not asked for does nothing", play: func(a *actor) {
			pub, sub := a.bound(zmq4.Pub, "x"), a.connected(zmq4.Sub, "x", "SUBSCRIBE", "a")
			a.settle()
			a.ok(sub.SetOption("UNSUBSCRIBE", "b"))
			a.settle()
			a.send(pub, "a")
			a.gets(sub, "a")
		}},
		{says: "subscriptions are sent again after a reconnect", on: wires, play: func(a *actor) {
			pub := a.bound(zmq4.Pub, "x")
			sub := a.connected(zmq4.Sub, "x", "SUBSCRIBE", "a", "SUBSCRIBE", "b")
			a.settle()
			a.ok(sub.SetOption("UNSUBSCRIBE", "b"))
			a.ok(pub.Close())
			a.settle()
			again := a.bound(zmq4.Pub, "x")
			a.settle()
			a.send(again, "a")
			a.send(again, "b")
			a.gets(sub, "a")
			a.saw(1, event.Event{Kind: event.Subscribed, Socket: again.ID()})
		}},
		{says: "subscribes at every publisher it knows, also at later ones", play: func(a *actor) {
			one, two := a.bound(zmq4.Pub, "one"), a.bound(zmq4.Pub, "two")
			sub := a.connected(zmq4.Sub, "one", "SUBSCRIBE", "a")
			a.settle()
			a.ok(sub.Dial(a.Endpoint("two")))
			a.settle()
			a.send(one, "a1")
			a.send(two, "a2")
			a.gets(sub, "a1", "a2")
		}},
		{says: "a bound SUB subscribes at publishers that connect", play: func(a *actor) {
			sub := a.bound(zmq4.Sub, "x", "SUBSCRIBE", "a")
			pub := a.connected(zmq4.Pub, "x")
			a.settle()
			a.send(pub, "a")
			a.gets(sub, "a")
		}},
		{says: "fair-queues its publishers", play: func(a *actor) {
			sub := a.bound(zmq4.Sub, "x", "SUBSCRIBE", "")
			p := a.each(2, zmq4.Pub, "x")
			for _, m := range []string{"1", "2", "3"} {
				a.send(p[0], "a"+m)
			}
			a.send(p[1], "b1")
			a.gets(sub, "a1", "b1", "a2", "a3")
		}},
		{says: "CONFLATE keeps only the newest", play: func(a *actor) {
			pub, sub := a.bound(zmq4.Pub, "x"), a.connected(zmq4.Sub, "x", "CONFLATE", 1, "SUBSCRIBE", "")
			a.settle()
			for _, m := range []string{"1", "2", "3"} {
				a.send(pub, m)
				a.settle()
			}
			a.gets(sub, "3")
			a.saw(2, event.Event{Kind: event.Dropped, Socket: sub.ID(), Reason: event.Conflated})
		}},
	})
}

func TestXSUB(t *testing.T) {
	check(t, []rule{
		{says: "subscribes and cancels by sending messages", play: func(a *actor) {
			pub, xsub := a.bound(zmq4.Pub, "x"), a.connected(zmq4.XSub, "x")
			a.settle()
			a.send(xsub, "\x01a")
			a.settle()
			a.send(pub, "a1")
			a.gets(xsub, "a1")
			a.send(xsub, "\x00a")
			a.settle()
			a.send(pub, "a2")
			a.gets(xsub)
		}},
		{says: "sends on each subscription, but only the last cancel", play: func(a *actor) {
			xpub, xsub := a.bound(zmq4.XPub, "x", "XPUB_VERBOSE", 1), a.connected(zmq4.XSub, "x")
			a.settle()
			a.send(xsub, "\x01a")
			a.send(xsub, "\x01a")
			a.gets(xpub, "\x01a", "\x01a")
			a.send(xsub, "\x00a")
			a.gets(xpub)
			a.send(xsub, "\x00a")
			a.gets(xpub, "\x00a")
		}},
		{says: "subscriptions are sent again after a reconnect", on: wires, play: func(a *actor) {
			pub, xsub := a.bound(zmq4.Pub, "x"), a.connected(zmq4.XSub, "x")
			a.send(xsub, "\x01a")
			a.settle()
			a.ok(pub.Unbind(a.Endpoint("x")))
			a.settle()
			a.ok(pub.Listen(a.Endpoint("x")))
			a.settle()
			a.send(pub, "a")
			a.gets(xsub, "a")
			a.saw(2, event.Event{Kind: event.Subscribed})
		}},
		{says: "does not filter: its program sees what was under way when it cancelled", latency: 100e6, play: func(a *actor) {
			pub, xsub := a.bound(zmq4.Pub, "x"), a.connected(zmq4.XSub, "x")
			a.send(xsub, "\x01a")
			a.settle()
			a.send(xsub, "\x00a")
			a.send(pub, "a")
			a.gets(xsub, "a")
		}},
		{says: "never blocks: with nobody there, or no room, what it sends up is dropped", capacity: 1, play: func(a *actor) {
			xsub := a.open(zmq4.XSub, "SNDHWM", 1)
			a.send(xsub, "nobody")
			a.saw(1, event.Event{Kind: event.Dropped, Reason: event.NoPeer})
			xpub := a.bound(zmq4.XPub, "x", "RCVHWM", 1)
			a.ok(xsub.Dial(a.Endpoint("x")))
			a.settle()
			for _, m := range []string{"a", "b", "c", "d"} {
				a.send(xsub, m)
				a.settle()
			}
			a.saw(1, event.Event{Kind: event.Dropped, Reason: event.HWM})
			a.gets(xpub, "a", "b", "c")
		}},
	})
}
