package conformance

import (
	"testing"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/zmq"
)

// TestEveryTypeEndpoints are the rules of bind and connect.
func TestEveryTypeEndpoints(t *testing.T) {
	check(t, []rule{
		{says: "connect before bind works", play: func(a *actor) {
			req := a.connected(zmq4.Req, "x")
			a.send(req, "early")
			a.settle()
			rep := a.bound(zmq4.Rep, "x")
			a.gets(rep, "early")
			a.send(rep, "done")
			a.gets(req, "done")
		}},
		{says: "a socket is bound and connected to several endpoints at once", play: func(a *actor) {
			hub := a.bound(zmq4.Dealer, "one")
			a.ok(hub.Listen(a.Endpoint("two")))
			peers := []*zmq.Socket{a.connected(zmq4.Dealer, "one"), a.connected(zmq4.Dealer, "two"), a.bound(zmq4.Dealer, "three"), a.bound(zmq4.Dealer, "four")}
			a.ok(hub.Dial(a.Endpoint("three")))
			a.ok(hub.Dial(a.Endpoint("four")))
			a.settle()
			for range 4 {
				a.send(hub, "to each")
			}
			for _, p := range peers {
				a.gets(p, "to each")
				a.send(p, "back")
			}
			a.gets(hub, "back", "back", "back", "back")
		}},
		{says: "one endpoint is bound once: EADDRINUSE", play: func(a *actor) {
			a.bound(zmq4.Pull, "x")
			a.is(a.open(zmq4.Pull).Listen(a.Endpoint("x")), zmq.EADDRINUSE)
		}},
		{says: "an endpoint that was closed can be bound again", play: func(a *actor) {
			a.ok(a.bound(zmq4.Pull, "x").Close())
			pull := a.bound(zmq4.Pull, "x")
			a.send(a.connected(zmq4.Push, "x"), "task")
			a.gets(pull, "task")
		}},
		{says: "an endpoint that is none is EINVAL", play: func(a *actor) {
			s := a.open(zmq4.Pull)
			for _, e := range []string{"", "tasks", "tcp://", "udp://tasks", "tcp://Tasks!", "tcp://127.0.0.1:5555"} {
				a.is(s.Listen(e), zmq.EINVAL)
				a.is(s.Dial(e), zmq.EINVAL)
			}
		}},
		{says: "a socket cannot connect to itself", play: func(a *actor) {
			dealer := a.bound(zmq4.Dealer, "x")
			a.is(dealer.Dial(a.Endpoint("x")), zmq.EINVAL)
			a.ok(dealer.Dial(a.Endpoint("y")))
			a.is(dealer.Listen(a.Endpoint("y")), zmq.EINVAL)
		}},
		{says: "nor by a connection that lingers", on: wires, play: func(a *actor) {
			dealer := a.connected(zmq4.Dealer, "x")
			a.send(dealer, "waits")
			a.ok(dealer.Disconnect(a.Endpoint("x")))
			a.is(dealer.Listen(a.Endpoint("x")), zmq.EINVAL)
		}},
		{says: "unbind: nobody can connect any more", play: func(a *actor) {
			pull := a.bound(zmq4.Pull, "x")
			a.ok(pull.Unbind(a.Endpoint("x")))
			push := a.connected(zmq4.Push, "x", "IMMEDIATE", 1)
			a.settle()
			a.refuses(push, zmq.EAGAIN, "nobody")
			a.is(pull.Unbind(a.Endpoint("x")), zmq.EINVAL)
			a.saw(1, event.Event{Kind: event.Unbound})
		}},
		{says: "unbind ends the connections made there; what came before can be received", on: wires, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x")
			a.send(push, "before")
			a.settle()
			a.ok(pull.Unbind(a.Endpoint("x")))
			a.settle()
			a.send(push, "after")
			a.gets(pull, "before")
			a.ok(pull.Listen(a.Endpoint("x")))
			a.gets(pull, "after")
		}},
		{says: "unbind on inproc leaves the connections", on: inMem, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x")
			a.ok(pull.Unbind(a.Endpoint("x")))
			a.send(push, "still")
			a.gets(pull, "still")
		}},
		{says: "unbind first sends what is queued", capacity: 1, on: wires, play: func(a *actor) {
			push, pull := a.bound(zmq4.Push, "x"), a.connected(zmq4.Pull, "x", "RCVHWM", 1)
			a.settle()
			for _, m := range []string{"1", "2", "3", "4"} {
				a.send(push, m)
			}
			a.ok(push.Unbind(a.Endpoint("x")))
			a.refuses(push, zmq.EAGAIN, "5")
			a.gets(pull, "1", "2", "3", "4")
		}},
		{says: "disconnect ends a connection, and what it brought is gone", play: func(a *actor) {
			pull := a.open(zmq4.Pull)
			one, two := a.bound(zmq4.Push, "one"), a.bound(zmq4.Push, "two")
			a.ok(pull.Dial(a.Endpoint("one")))
			a.ok(pull.Dial(a.Endpoint("two")))
			a.settle()
			a.send(one, "from one")
			a.send(two, "from two")
			a.settle()
			a.ok(pull.Disconnect(a.Endpoint("one")))
			a.gets(pull, "from two")
			a.refuses(one, zmq.EAGAIN, "nobody")
			a.is(pull.Disconnect(a.Endpoint("one")), zmq.EINVAL)
		}},
		{says: "disconnect first sends what is queued", capacity: 1, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x", "RCVHWM", 1), a.connected(zmq4.Push, "x")
			a.settle()
			for _, m := range []string{"1", "2", "3", "4"} {
				a.send(push, m)
			}
			a.ok(push.Disconnect(a.Endpoint("x")))
			a.refuses(push, zmq.EAGAIN, "5")
			a.gets(pull, "1", "2", "3", "4")
			a.equal("links left", len(a.play.folded(a.t).Links), 0)
		}},
		{says: "disconnect of what never connected ends it", play: func(a *actor) {
			push := a.connected(zmq4.Push, "x", "LINGER", 0)
			a.send(push, "lost")
			a.ok(push.Disconnect(a.Endpoint("x")))
			a.settle()
			a.saw(1, event.Event{Kind: event.Dropped, Place: event.AtSendQueue, Reason: event.Linger})
			a.equal("links left", len(a.play.folded(a.t).Links), 0)
			a.gets(a.bound(zmq4.Pull, "x"))
		}},
		{says: "DEALER, SUB, PUB and REQ connect to one endpoint once only", on: wires, play: func(a *actor) {
			for _, typ := range []zmq4.SocketType{zmq4.Dealer, zmq4.Sub, zmq4.Pub, zmq4.Req} {
				s := a.connected(typ, "x")
				a.ok(s.Dial(a.Endpoint("x")))
				a.saw(1, event.Event{Kind: event.Connecting, Socket: s.ID()})
			}
			a.saw(4, event.Event{Kind: event.Connecting})
			push := a.connected(zmq4.Push, "x")
			a.ok(push.Dial(a.Endpoint("x")))
			a.saw(2, event.Event{Kind: event.Connecting, Socket: push.ID()})
			a.ok(push.Disconnect(a.Endpoint("x")))
			a.is(push.Disconnect(a.Endpoint("x")), zmq.EINVAL)
		}},
		{says: "reconnects when the endpoint is bound again, and what was queued is sent", on: wires, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x")
			a.settle()
			a.ok(pull.Close())
			a.settle()
			a.send(push, "meanwhile")
			again := a.bound(zmq4.Pull, "x")
			a.gets(again, "meanwhile")
			a.equal("links", len(a.play.folded(a.t).Links), 1)
		}},
		{says: "inproc does not reconnect: it must connect again", on: inMem, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x")
			a.settle()
			a.ok(pull.Close())
			a.settle()
			again := a.bound(zmq4.Pull, "x")
			a.settle()
			a.refuses(push, zmq.EAGAIN, "nobody")
			a.ok(push.Dial(a.Endpoint("x")))
			a.send(push, "task")
			a.gets(again, "task")
		}},
		{says: "inproc speaks no ZMTP, but has a lane", on: inMem, latency: 40e6, play: func(a *actor) {
			rep, req := a.bound(zmq4.Rep, "x"), a.connected(zmq4.Req, "x")
			a.send(req, "ask")
			since := a.Now()
			a.equal("the request", a.recv(rep), "ask")
			a.took(since, 40e6)
			for _, e := range a.seen(event.Event{Kind: event.Sent}) {
				if e.Bytes != 0 || e.What != event.WhatMessage || e.T1-e.T0 != 40_000 {
					a.t.Errorf("%s of %d bytes flew for %d µs", e.What, e.Bytes, e.T1-e.T0)
				}
			}
		}},
		{says: "a lane has latency: a message arrives that much later", latency: 40e6, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x")
			a.settle()
			since := a.Now()
			a.send(push, "task")
			a.equal("the task", a.recv(pull), "task")
			a.took(since, 40e6)
		}},
	})
}
