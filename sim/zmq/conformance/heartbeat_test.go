package conformance

import (
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
)

func TestHeartbeat(t *testing.T) {
	check(t, []rule{
		{says: "HEARTBEAT_IVL: a PING each interval, and a PONG comes back", on: wires, latency: 5e6, play: func(a *actor) {
			a.bound(zmq4.Pull, "x")
			push := a.connected(zmq4.Push, "x", "HEARTBEAT_IVL", 100)
			a.settle()
			pings, pongs := len(a.seen(event.Event{Kind: event.Arrived, What: event.WhatPing})), len(a.seen(event.Event{Kind: event.Arrived, What: event.WhatPong, Socket: push.ID()}))
			if pings < 9 || pongs < 8 {
				a.t.Errorf("%d pings and %d pongs in a second", pings, pongs)
			}
			a.saw(0, event.Event{Kind: event.Disconnected})
			a.ok(push.Close())
		}, after: linksLeft(0)},
		{says: "both ends may beat", on: wires, play: func(a *actor) {
			a.bound(zmq4.Pull, "x", "HEARTBEAT_IVL", 100)
			push := a.connected(zmq4.Push, "x", "HEARTBEAT_IVL", 150)
			a.Sleep(3 * time.Second)
			a.saw(0, event.Event{Kind: event.Disconnected})
			a.ok(push.Close())
		}, after: linksLeft(0)},
		{says: "HEARTBEAT_TIMEOUT: when nothing is heard so long after a PING the connection ends, and is made anew", on: wires, latency: 200e6, play: func(a *actor) {
			pull := a.bound(zmq4.Pull, "x")
			push := a.connected(zmq4.Push, "x", "HEARTBEAT_IVL", 100, "HEARTBEAT_TIMEOUT", 300)
			a.until(event.Event{Kind: event.Connected, Socket: push.ID()})
			since := a.Now()
			a.until(event.Event{Kind: event.Disconnected, Socket: push.ID(), Reason: event.Timeout})
			if took := a.Now() - since; took < 400*time.Millisecond || took > 402*time.Millisecond {
				a.t.Errorf("it took %v", took)
			}
			a.saw(1, event.Event{Kind: event.Disconnected, Socket: pull.ID(), Reason: event.PeerGone})
			a.Sleep(2 * time.Second)
			if len(a.seen(event.Event{Kind: event.Connected, Socket: push.ID()})) < 2 {
				a.t.Error("it did not connect again")
			}
			a.ok(push.Close())
		}, after: linksLeft(0)},
		{says: "HEARTBEAT_TIMEOUT: is HEARTBEAT_IVL when it is not set", on: wires, latency: 100e6, play: func(a *actor) {
			a.bound(zmq4.Pull, "x")
			push := a.connected(zmq4.Push, "x", "HEARTBEAT_IVL", 150)
			a.Sleep(2 * time.Second)
			if len(a.seen(event.Event{Kind: event.Disconnected, Reason: event.Timeout})) == 0 {
				a.t.Error("a PONG that took 200 ms was waited for")
			}
			a.ok(push.Close())
		}, after: linksLeft(0)},
		{says: "HEARTBEAT_TTL: the peer ends the connection when it hears nothing for so long", on: wires, play: func(a *actor) {
			pull := a.bound(zmq4.Pull, "x")
			push := a.connected(zmq4.Push, "x", "HEARTBEAT_IVL", 1000, "HEARTBEAT_TTL", 300)
			a.Sleep(1500 * time.Millisecond)
			a.saw(1, event.Event{Kind: event.Disconnected, Socket: pull.ID(), Reason: event.Timeout})
			a.ok(push.Close())
		}, after: linksLeft(0)},
		{says: "messages count as life", on: wires, latency: 40e6, play: func(a *actor) {
			peer, dealer := a.bound(zmq4.Dealer, "x"), a.connected(zmq4.Dealer, "x", "HEARTBEAT_IVL", 50, "HEARTBEAT_TIMEOUT", 60)
			for range 40 { // the PONG takes 80 ms, these come every 20 ms
				peer.SendDontWait(zmq4.NewMsgString("alive"))
				a.Sleep(20 * time.Millisecond)
			}
			a.saw(0, event.Event{Kind: event.Disconnected})
			a.ok(dealer.Close())
		}, after: linksLeft(0)},
		{says: "there is none on inproc", on: inMem, play: func(a *actor) {
			a.bound(zmq4.Pull, "x")
			a.connected(zmq4.Push, "x", "HEARTBEAT_IVL", 100)
			a.settle()
			a.saw(0, event.Event{Kind: event.Sent})
		}},
		{says: "the stop of a heart: a connection that ended beats no more", on: wires, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x", "HEARTBEAT_IVL", 100, "LINGER", 0)
			a.settle()
			a.ok(push.Close())
			n := len(a.seen(event.Event{Kind: event.Sent, What: event.WhatPing}))
			a.settle()
			a.saw(n, event.Event{Kind: event.Sent, What: event.WhatPing})
			a.ok(pull.Close())
		}, after: linksLeft(0)},
	})
}
