package conformance

import (
	"fmt"
	"testing"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/zmq"
)

// pubs are the types that publish.
var pubs = []zmq4.SocketType{zmq4.Pub, zmq4.XPub}

func TestPUB(t *testing.T) {
	for _, typ := range pubs {
		t.Run(string(typ), func(t *testing.T) { check(t, publishing(typ)) })
	}
}

// publishing are the rules that PUB and XPUB share.
func publishing(typ zmq4.SocketType) []rule {
	return []rule{
		{says: "copies each message to every subscriber", play: func(a *actor) {
			pub := a.bound(typ, "x")
			one, two := a.connected(zmq4.Sub, "x", "SUBSCRIBE", ""), a.connected(zmq4.Sub, "x", "SUBSCRIBE", "")
			a.settle()
			a.send(pub, "a", "1")
			a.send(pub, "b", "2")
			a.gets(one, "a|1", "b|2")
			a.gets(two, "a|1", "b|2")
		}},
		{says: "never blocks: with nobody there the message is dropped", play: func(a *actor) {
			pub := a.bound(typ, "x")
			a.send(pub, "lost")
			a.saw(1, event.Event{Kind: event.Dropped, Reason: event.NoPeer})
			a.saw(0, event.Event{Kind: event.Blocked})
		}},
		{says: "never blocks: a full subscriber loses its copy, the others do not", capacity: 1, play: func(a *actor) {
			pub := a.bound(typ, "x", "SNDHWM", 2)
			slow := a.connected(zmq4.Sub, "x", "SUBSCRIBE", "", "RCVHWM", 2)
			fast := a.connected(zmq4.Sub, "x", "SUBSCRIBE", "")
			a.settle()
			want := []string{}
			for i := range 10 {
				want = append(want, fmt.Sprintf("part %d|of the message", i))
				a.send(pub, fmt.Sprintf("part %d", i), "of the message")
				a.settle()
			}
			a.saw(5, event.Event{Kind: event.Dropped, Socket: pub.ID(), Reason: event.HWM})
			a.saw(0, event.Event{Kind: event.Blocked})
			a.gets(slow, want[:5]...) // all frames of a message, or none; new ones are lost, not old ones
			a.gets(fast, want...)
		}},
		{says: "filters by prefix of the first frame", play: func(a *actor) {
			pub, sub := a.bound(typ, "x"), a.connected(zmq4.Sub, "x", "SUBSCRIBE", "a", "SUBSCRIBE", "cat")
			a.settle()
			for _, m := range []string{"a", "apple", "ca", "cat", "category", "b"} {
				a.send(pub, m, "a")
			}
			a.gets(sub, "a|a", "apple|a", "cat|a", "category|a")
		}},
		{says: "filters at the publisher: what is not wanted does not cross the wire", play: func(a *actor) {
			pub, sub := a.bound(typ, "x"), a.connected(zmq4.Sub, "x", "SUBSCRIBE", "a")
			a.settle()
			a.send(pub, "b")
			a.gets(sub)
			a.saw(1, event.Event{Kind: event.Filtered, Socket: pub.ID(), Place: event.AtSend})
			a.saw(0, event.Event{Kind: event.Sent, What: event.WhatMessage})
		}},
		{says: "two subscribes need two unsubscribes", play: func(a *actor) {
			pub, sub := a.bound(typ, "x"), a.connected(zmq4.Sub, "x", "SUBSCRIBE", "a", "SUBSCRIBE", "a")
			a.settle()
			a.ok(sub.SetOption("UNSUBSCRIBE", "a"))
			a.settle()
			a.send(pub, "a1")
			a.gets(sub, "a1")
			a.ok(sub.SetOption("UNSUBSCRIBE", "a"))
			a.settle()
			a.send(pub, "a2")
			a.gets(sub)
			a.saw(1, event.Event{Kind: event.Unsubscribed, Topic: "a"})
		}},
		{says: "a connecting publisher sends nothing before it is asked", play: func(a *actor) {
			pub := a.connected(typ, "x")
			a.send(pub, "too early")
			sub := a.bound(zmq4.Sub, "x", "SUBSCRIBE", "")
			a.settle()
			a.send(pub, "in time")
			a.gets(sub, "in time")
		}},
		{says: "slow joiner: what is published before the subscription came is gone", latency: 50e6, play: func(a *actor) {
			pub, sub := a.bound(typ, "x"), a.connected(zmq4.Sub, "x", "SUBSCRIBE", "")
			a.send(pub, "1")
			a.until(event.Event{Kind: event.Connected, Socket: pub.ID()})
			a.send(pub, "2") // connected, but not yet subscribed
			a.settle()
			a.send(pub, "3")
			a.gets(sub, "3")
		}},
		{says: "forgets the subscriptions of a subscriber that has gone", play: func(a *actor) {
			pub := a.bound(typ, "x")
			sub := a.connected(zmq4.Sub, "x", "SUBSCRIBE", "")
			a.settle()
			a.ok(sub.Close())
			a.settle()
			a.send(pub, "lost")
			a.saw(1, event.Event{Kind: event.Dropped, Reason: event.NoPeer})
		}},
	}
}

func TestPUBAlone(t *testing.T) {
	check(t, []rule{
		{says: "PUB cannot receive", play: func(a *actor) {
			pub := a.bound(zmq4.Pub, "x")
			a.connected(zmq4.Sub, "x", "SUBSCRIBE", "")
			a.settle()
			_, err := pub.Recv()
			a.is(err, zmq.ENOTSUP)
			a.equal("sockets to receive from", len(a.Poller().Add(pub, zmq.In).Wait(0)), 0)
		}},
		{says: "PUB drops what an XSUB sends up", capacity: 1, play: func(a *actor) {
			pub, xsub := a.bound(zmq4.Pub, "x", "RCVHWM", 1), a.connected(zmq4.XSub, "x")
			a.settle()
			for range 5 {
				a.send(xsub, "hello")
				a.settle()
			}
			a.saw(5, event.Event{Kind: event.Dropped, Socket: pub.ID(), Reason: event.Unexpected})
			a.send(xsub, "\x01")
			a.settle()
			a.send(pub, "down")
			a.gets(xsub, "down")
		}},
	})
}

func TestXPUB(t *testing.T) {
	check(t, []rule{
		{says: "hands up subscriptions: 0x01 and the topic, 0x00 and the topic", play: func(a *actor) {
			xpub, sub := a.bound(zmq4.XPub, "x"), a.connected(zmq4.Sub, "x", "SUBSCRIBE", "a", "SUBSCRIBE", "")
			a.gets(xpub, "\x01", "\x01a")
			a.ok(sub.SetOption("UNSUBSCRIBE", "a"))
			a.gets(xpub, "\x00a")
		}},
		{says: "hands up duplicates once only", play: func(a *actor) {
			xpub := a.bound(zmq4.XPub, "x")
			subs := a.each(2, zmq4.Sub, "x", "SUBSCRIBE", "a", "SUBSCRIBE", "a")
			a.gets(xpub, "\x01a")
			for _, s := range subs {
				a.ok(s.SetOption("UNSUBSCRIBE", "a"))
				a.ok(s.SetOption("UNSUBSCRIBE", "a"))
				a.settle()
			}
			a.gets(xpub, "\x00a")
		}},
		{says: "XPUB_VERBOSE: hands up duplicate subscriptions, of the same peer and of others", play: func(a *actor) {
			xpub := a.bound(zmq4.XPub, "x", "XPUB_VERBOSE", 1)
			first := a.connected(zmq4.Sub, "x", "SUBSCRIBE", "a")
			a.gets(xpub, "\x01a")
			a.ok(first.SetOption("SUBSCRIBE", "a"))
			a.gets(xpub, "\x01a")
			second := a.connected(zmq4.Sub, "x", "SUBSCRIBE", "a")
			a.gets(xpub, "\x01a")
			a.ok(second.Close())
			a.gets(xpub)
		}},
		{says: "hands up that a topic is over when its last subscriber has gone", play: func(a *actor) {
			xpub := a.bound(zmq4.XPub, "x")
			subs := a.each(2, zmq4.Sub, "x", "SUBSCRIBE", "a")
			a.gets(xpub, "\x01a")
			a.ok(subs[0].Close())
			a.gets(xpub)
			a.ok(subs[1].Close())
			a.gets(xpub, "\x00a")
		}},
		{says: "receives what an XSUB sends up", play: func(a *actor) {
			xpub, xsub := a.bound(zmq4.XPub, "x"), a.connected(zmq4.XSub, "x")
			a.settle()
			a.send(xsub, "hello", "up there")
			a.gets(xpub, "hello|up there")
		}},
		{says: "Poll says when there is a subscription to receive", play: func(a *actor) {
			xpub := a.bound(zmq4.XPub, "x")
			a.equal("ready", len(a.Poller().Add(xpub, zmq.In).Wait(0)), 0)
			a.connected(zmq4.Sub, "x", "SUBSCRIBE", "a")
			a.equal("ready", len(a.Poller().Add(xpub, zmq.In).Wait(-1)), 1)
		}},
	})
}
