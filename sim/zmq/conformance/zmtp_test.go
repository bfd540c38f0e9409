package conformance

import (
	"strings"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// TestZMTP are the rules of the wire that two sockets of one world can show.
func TestZMTP(t *testing.T) {
	check(t, []rule{
		{says: "a handshake is a greeting of 64 bytes and a READY each way, in that order", on: wires, latency: 30e6, play: func(a *actor) {
			a.bound(zmq4.Pull, "x")
			a.connected(zmq4.Push, "x")
			a.settle()
			for _, s := range []string{"play.pull", "play.push"} {
				var got []string
				for _, e := range a.seen(event.Event{Kind: event.Arrived, Socket: s}) {
					got = append(got, e.What)
				}
				a.same(got, event.WhatGreeting, event.WhatHandshake)
				a.equal("bytes of the greeting", a.seen(event.Event{Kind: event.Arrived, Socket: s})[0].Bytes, 64)
			}
		}},
		{says: "PLAIN says HELLO, WELCOME, INITIATE, READY", on: wires, play: func(a *actor) {
			plain := []any{"PLAIN_USERNAME", "admin", "PLAIN_PASSWORD", "secret"}
			a.bound(zmq4.Pull, "x", append(plain, "PLAIN_SERVER", 1)...)
			a.connected(zmq4.Push, "x", plain...)
			a.settle()
			a.equal("greetings", len(a.seen(event.Event{Kind: event.Arrived, What: event.WhatGreeting})), 2)
			a.equal("commands", len(a.seen(event.Event{Kind: event.Arrived, What: event.WhatHandshake})), 4)
		}},
		{says: "connecting takes a round trip, the handshake two", on: wires, latency: 30e6, play: func(a *actor) {
			a.bound(zmq4.Pull, "x")
			push, since := a.connected(zmq4.Push, "x"), a.Now()
			a.settle()
			at := a.seen(event.Event{Kind: event.Connected, Socket: push.ID()})[0].At
			a.equal("it took", time.Duration(at)*time.Microsecond-since, 120*time.Millisecond)
		}},
		{says: "the bytes of a message on the wire are its frames and their headers", on: wires, play: func(a *actor) {
			push, pull := a.connected(zmq4.Push, "x"), a.bound(zmq4.Pull, "x")
			a.send(push, "", strings.Repeat("x", 255), strings.Repeat("x", 256))
			a.settle()
			a.equal("bytes", a.seen(event.Event{Kind: event.Arrived, What: event.WhatMessage})[0].Bytes, 2+2+255+9+256)
			a.equal("messages", len(a.all(pull)), 1)
		}},
		{says: "a subscription crosses the wire as a message of 0x01 and the topic", on: wires, play: func(a *actor) {
			a.bound(zmq4.Pub, "x")
			sub := a.connected(zmq4.Sub, "x", "SUBSCRIBE", "topic")
			a.settle()
			a.equal("bytes", a.seen(event.Event{Kind: event.Sent, Socket: sub.ID(), What: event.WhatSubscribe})[0].Bytes, 2+1+5)
		}},
		{says: "a frame above the limit ends the connection, by name; nothing else is hurt", on: wires, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x")
			other := a.connected(zmq4.Push, "x")
			a.send(push, strings.Repeat("x", wire.DefaultLimits.Frame+1))
			a.settle()
			refusedFor(a, pull, event.TooLarge)
			a.saw(1, event.Event{Kind: event.Dropped, Reason: event.TooLarge, Place: event.AtLane})
			a.send(other, "small")
			a.send(push, "small, too") // it has connected again
			a.settle()
			a.equal("messages", len(a.all(pull)), 2)
		}},
		{says: "a message of too many frames ends the connection, by name", on: wires, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x")
			a.send(push, strings.Split(strings.Repeat("|", wire.DefaultLimits.Frames), "|")...)
			a.settle()
			refusedFor(a, pull, event.TooLarge)
			a.saw(1, event.Event{Kind: event.Dropped, Reason: event.TooLarge})
		}},
		{says: "what fills the lane lets a handshake and a subscription through", on: wires, capacity: 1, play: func(a *actor) {
			xpub, xsub := a.bound(zmq4.XPub, "x", "RCVHWM", 1), a.connected(zmq4.XSub, "x")
			a.settle()
			for range 5 {
				a.send(xsub, "up")
			}
			a.send(xsub, "\x01topic")
			a.equal("messages and a subscription", len(a.all(xpub)), 6)
		}},
	})
}
