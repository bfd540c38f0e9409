package conformance

import (
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/zmq"
)

// waits are the times between tries, as announced.
func waits(a *actor) []time.Duration {
	var out []time.Duration
	for _, e := range a.seen(event.Event{Kind: event.Retried}) {
		out = append(out, time.Duration(e.Until-e.At)*time.Microsecond)
	}
	return out
}

func TestReconnect(t *testing.T) {
	check(t, []rule{
		{says: "RECONNECT_IVL: tries again after that long, and up to as much again by chance", on: wires, play: func(a *actor) {
			a.connected(zmq4.Push, "x", "RECONNECT_IVL", 200)
			a.Sleep(10 * time.Second)
			got := waits(a)
			if len(got) < 20 || len(got) > 50 {
				a.t.Errorf("%d tries in 10 s", len(got))
			}
			seen := map[time.Duration]bool{}
			for _, w := range got {
				seen[w] = true
				if w < 200*time.Millisecond || w >= 400*time.Millisecond {
					a.t.Errorf("waited %v", w)
				}
			}
			if len(seen) < len(got)/2 {
				a.t.Errorf("no chance in %v", got)
			}
		}},
		{says: "RECONNECT_IVL_MAX: the time between tries doubles up to that", on: wires, play: func(a *actor) {
			a.connected(zmq4.Push, "x", "RECONNECT_IVL", 100, "RECONNECT_IVL_MAX", 1000)
			a.Sleep(8 * time.Second)
			least := 100 * time.Millisecond
			for i, w := range waits(a) {
				if w < least || w >= least+100*time.Millisecond {
					a.t.Errorf("try %d waited %v, want %v and up to 100 ms more", i+1, w, least)
				}
				least = min(2*least, time.Second)
			}
			a.equal("it reached the most", least, time.Second)
		}},
		{says: "RECONNECT_IVL_MAX: begins anew after a connection was made", on: wires, play: func(a *actor) {
			push := a.connected(zmq4.Push, "x", "RECONNECT_IVL", 100, "RECONNECT_IVL_MAX", 5000, "LINGER", 0)
			a.Sleep(5 * time.Second)
			pull := a.bound(zmq4.Pull, "x")
			a.Sleep(6 * time.Second)
			a.send(push, "task")
			a.gets(pull, "task")
			a.ok(pull.Close())
			a.settle()
			e := a.seen(event.Event{Kind: event.Disconnected, Socket: push.ID()})[0]
			if wait := e.Until - e.At; wait < 100_000 || wait >= 200_000 {
				a.t.Errorf("the first try comes after %d µs", wait)
			}
		}},
		{says: "RECONNECT_IVL -1: there is no other try", on: wires, play: func(a *actor) {
			push, pull := a.connected(zmq4.Push, "later", "RECONNECT_IVL", -1, "LINGER", 0), a.bound(zmq4.Pull, "x")
			a.ok(push.Dial(a.Endpoint("x")))
			a.settle()
			a.send(push, "task")
			a.gets(pull, "task")
			a.ok(pull.Close())
			a.settle()
			a.bound(zmq4.Pull, "x")
			a.bound(zmq4.Pull, "later")
			a.settle()
			a.refuses(push, zmq.EAGAIN, "nobody")
			a.saw(0, event.Event{Kind: event.Retried})
		}, after: linksLeft(0)},
		{says: "resending is not automatic: what was on its way is lost", on: wires, latency: 100e6, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x")
			a.settle()
			a.send(push, "on its way")
			a.ok(pull.Close())
			a.settle()
			again := a.bound(zmq4.Pull, "x")
			a.settle()
			a.send(push, "later")
			a.gets(again, "later")
			a.saw(1, event.Event{Kind: event.Dropped, Place: event.AtLane})
		}},
		{says: "another socket may be bound there by then", on: wires, play: func(a *actor) {
			one, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x")
			a.send(push, "for one")
			a.settle()
			a.ok(one.Unbind(a.Endpoint("x")))
			two := a.bound(zmq4.Pull, "x")
			a.settle()
			a.send(push, "for two")
			a.gets(two, "for two")
			a.gets(one) // accounted for as dropped when the link went over to the other
			a.saw(1, event.Event{Kind: event.Dropped, Socket: one.ID(), Reason: event.PeerGone})
		}},
		{says: "a socket of a type that cannot talk is not tried again", on: wires, play: func(a *actor) {
			a.bound(zmq4.Pull, "x")
			a.connected(zmq4.Sub, "x")
			a.Sleep(5 * time.Second)
			a.saw(1, event.Event{Kind: event.Accepted})
		}, after: linksLeft(0)},
	})
}
