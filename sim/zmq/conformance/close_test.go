package conformance

import (
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/zmq"
)

// linksLeft wants so many links at the end of the run.
func linksLeft(n int) func(t *testing.T, p *play) {
	return func(t *testing.T, p *play) {
		if links := p.world.State().Links; len(links) != n {
			t.Errorf("%d links are left, want %d: %+v", len(links), n, links)
		}
	}
}

// TestEveryTypeCloses are the rules of linger, and of closing at an awkward moment.
func TestEveryTypeCloses(t *testing.T) {
	check(t, []rule{
		{says: "LINGER 0: what is queued is dropped on close", capacity: 1, play: func(a *actor) {
			pull := a.bound(zmq4.Pull, "x", "RCVHWM", 1)
			push := a.connected(zmq4.Push, "x", "LINGER", 0)
			a.settle()
			for _, m := range []string{"1", "2", "3", "4", "5"} {
				a.send(push, m)
			}
			a.settle()
			a.ok(push.Close())
			a.settle()
			a.saw(3, event.Event{Kind: event.Dropped, Socket: push.ID(), Place: event.AtSendQueue, Reason: event.Linger})
			a.gets(pull, "1", "2") // delivered, and already in the lane
		}, after: linksLeft(0)},
		{says: "LINGER finite: what is not sent by then is dropped", capacity: 1, play: func(a *actor) {
			pull := a.bound(zmq4.Pull, "x", "RCVHWM", 1)
			push := a.connected(zmq4.Push, "x", "LINGER", 1500)
			a.settle()
			for _, m := range []string{"1", "2", "3", "4", "5"} {
				a.send(push, m)
			}
			a.ok(push.Close())
			a.settle()
			a.saw(0, event.Event{Kind: event.Dropped})
			a.equal("the first", a.recv(pull), "1")
			a.settle()
			a.saw(2, event.Event{Kind: event.Dropped, Socket: push.ID(), Place: event.AtSendQueue, Reason: event.Linger})
			a.gets(pull, "2", "3")
		}, after: linksLeft(0)},
		{says: "LINGER -1, the default: all that is queued is sent, however long that takes", capacity: 1, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x", "RCVHWM", 1), a.connected(zmq4.Push, "x")
			a.settle()
			for _, m := range []string{"1", "2", "3", "4", "5"} {
				a.send(push, m)
			}
			a.ok(push.Close())
			a.Sleep(30 * time.Second)
			a.gets(pull, "1", "2", "3", "4", "5")
		}, after: linksLeft(0)},
		{says: "LINGER -1: a link that never connected waits for who will be bound", play: func(a *actor) {
			push := a.connected(zmq4.Push, "x")
			a.send(push, "last words")
			a.ok(push.Close())
			a.Sleep(10 * time.Second)
			a.gets(a.bound(zmq4.Pull, "x"), "last words")
		}, after: linksLeft(0)},
		{says: "LINGER finite: a link that never connected is given up", play: func(a *actor) {
			push := a.connected(zmq4.Push, "x", "LINGER", 2000)
			a.send(push, "last words")
			a.ok(push.Close())
			a.settle()
			a.equal("links", len(a.play.folded(a.t).Links), 1)
			a.settle()
			a.settle()
			a.saw(1, event.Event{Kind: event.Dropped, Reason: event.Linger})
			a.gets(a.bound(zmq4.Pull, "x"))
		}, after: linksLeft(0)},
		{says: "LINGER: a link that never connected and has nothing to say ends at once", play: func(a *actor) {
			a.ok(a.connected(zmq4.Push, "x").Close())
			a.equal("links", len(a.play.folded(a.t).Links), 0)
		}, after: linksLeft(0)},
		{says: "LINGER: a connection lost meanwhile is made anew for what is queued", on: wires, capacity: 1, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x", "RCVHWM", 1), a.connected(zmq4.Push, "x")
			a.settle()
			for _, m := range []string{"1", "2", "3", "4"} {
				a.send(push, m)
			}
			a.ok(push.Close())
			a.settle()
			a.ok(pull.Close())
			a.settle()
			a.gets(a.bound(zmq4.Pull, "x"), "3", "4") // 1 was delivered, 2 was on its way
			a.saw(2, event.Event{Kind: event.Dropped})
		}, after: linksLeft(0)},
		{says: "a program that ends closes its sockets, and what they queued is sent", latency: 100e6, play: func(a *actor) {
			a.gets(a.bound(zmq4.Pull, "x"), "last words")
		}, beside: []script{func(a *actor) {
			a.send(a.connected(zmq4.Push, "x"), "last words")
		}}, after: linksLeft(0)},
		{says: "messages in the lane arrive though their sender has closed", latency: 200e6, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x")
			a.settle()
			a.settle()
			for _, m := range []string{"1", "2", "3"} {
				a.send(push, m)
			}
			a.ok(push.Close())
			a.gets(pull, "1", "2", "3")
		}, after: linksLeft(0)},
		{says: "messages in the lane are lost when their receiver has closed", latency: 200e6, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x", "LINGER", 0)
			a.settle()
			a.settle()
			for _, m := range []string{"1", "2", "3"} {
				a.send(push, m)
			}
			a.ok(pull.Close())
			a.settle()
			a.saw(3, event.Event{Kind: event.Dropped, Place: event.AtLane})
		}, after: linksLeft(0)},
		{says: "both ends close at once", latency: 200e6, play: func(a *actor) {
			one, two := a.bound(zmq4.Pair, "x"), a.connected(zmq4.Pair, "x")
			a.settle()
			a.settle()
			a.send(one, "down")
			a.send(two, "up")
			a.ok(one.Close())
			a.ok(two.Close())
			a.settle()
			a.saw(2, event.Event{Kind: event.Dropped})
			a.equal("links", len(a.play.folded(a.t).Links), 0)
		}, after: linksLeft(0)},
		{says: "the connecting end closes first, the bound end before it knows", latency: 200e6, play: func(a *actor) {
			one, two := a.bound(zmq4.Pair, "x"), a.connected(zmq4.Pair, "x")
			a.settle()
			a.settle()
			a.ok(two.Close())
			a.Sleep(100e6)
			a.send(one, "nobody will read this")
			a.ok(one.Close())
			a.settle()
			a.saw(1, event.Event{Kind: event.Dropped})
		}, after: linksLeft(0)},
		{says: "the bound end closes first, the connecting end before it knows", latency: 200e6, play: func(a *actor) {
			one, two := a.bound(zmq4.Pair, "x"), a.connected(zmq4.Pair, "x", "LINGER", 0)
			a.settle()
			a.settle()
			a.ok(one.Close())
			a.Sleep(100e6)
			a.send(two, "nobody will read this")
			a.ok(two.Close())
			a.settle()
			a.saw(1, event.Event{Kind: event.Dropped})
		}, after: linksLeft(0)},
		{says: "both ends close with full queues both ways", capacity: 1, latency: 10e6, play: func(a *actor) {
			one, two := a.bound(zmq4.Pair, "x", "HWM", 2), a.connected(zmq4.Pair, "x", "HWM", 2)
			a.settle()
			for range 5 {
				a.send(one, "down")
				a.send(two, "up")
				a.settle()
			}
			a.ok(one.Close())
			a.ok(two.Close())
			a.settle()
			a.saw(10, event.Event{Kind: event.Dropped})
		}, after: linksLeft(0)},
	})
}

// TestEveryTypeEndsEarly ends a connection at every moment of its beginning.
func TestEveryTypeEndsEarly(t *testing.T) {
	const beat = 50 * time.Millisecond
	for who, end := range map[string]func(a *actor, pull, push *zmq.Socket){
		"the bound socket closes":           func(a *actor, pull, _ *zmq.Socket) { a.ok(pull.Close()) },
		"the connecting socket closes":      func(a *actor, _, push *zmq.Socket) { a.ok(push.Close()) },
		"both sockets close":                func(a *actor, pull, push *zmq.Socket) { a.ok(push.Close()); a.ok(pull.Close()) },
		"the bound socket unbinds":          func(a *actor, pull, _ *zmq.Socket) { a.ok(pull.Unbind(a.Endpoint("x"))) },
		"the connecting socket disconnects": func(a *actor, _, push *zmq.Socket) { a.ok(push.Disconnect(a.Endpoint("x"))) },
		"both unbind and disconnect": func(a *actor, pull, push *zmq.Socket) {
			a.ok(pull.Unbind(a.Endpoint("x")))
			a.ok(push.Disconnect(a.Endpoint("x")))
		},
	} {
		var rules []rule
		for moment := range 16 {
			at := time.Duration(moment) * beat
			rules = append(rules, rule{says: at.String() + " after connect", on: []string{"tcp", "inproc", "memory"}, latency: 2 * beat, play: func(a *actor) {
				pull, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x", "LINGER", 0)
				a.send(push, "task")
				a.Sleep(at)
				end(a, pull, push)
				a.settle()
				for _, l := range a.play.folded(a.t).Links {
					alive := l.Ends[0].Connected || l.Ends[1].Connected || l.Status == "connected"
					if alive && l.Transport != "inproc" {
						a.t.Errorf("a link that was ended is %s: %+v", l.Status, l.Ends)
					}
				}
			}, after: linksLeft(0)})
		}
		t.Run(who, func(t *testing.T) { check(t, rules) })
	}
}
