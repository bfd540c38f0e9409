package conformance

import (
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/zmq"
)

func TestPoller(t *testing.T) {
	check(t, []rule{
		{says: "In: the sockets that have a message, in the order they were added", play: func(a *actor) {
			one, two, three := a.bound(zmq4.Pull, "one"), a.bound(zmq4.Pull, "two"), a.bound(zmq4.Pull, "three")
			p := a.Poller().Add(one, zmq.In).Add(two, zmq.In).Add(three, zmq.In)
			a.equal("ready", len(p.Wait(0)), 0)
			a.send(a.connected(zmq4.Push, "three"), "c")
			a.send(a.connected(zmq4.Push, "one"), "a")
			a.settle()
			ready := p.Wait(-1)
			a.equal("ready", len(ready), 2)
			a.equal("the first", ready[0].Socket, one)
			a.equal("the second", ready[1].Socket, three)
			a.gets(one, "a")
			a.gets(three, "c")
			a.equal("ready afterwards", len(p.Wait(0)), 0)
		}},
		{says: "In: is true until all is received", play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x")
			a.send(push, "1")
			a.send(push, "2")
			a.settle()
			p := a.Poller().Add(pull, zmq.In)
			for range 2 {
				a.equal("ready", len(p.Wait(-1)), 1)
				pull.RecvDontWait()
			}
			a.equal("ready", len(p.Wait(0)), 0)
		}},
		{says: "Out: when there is somebody with room", capacity: 1, play: func(a *actor) {
			push := a.bound(zmq4.Push, "x", "SNDHWM", 1)
			p := a.Poller().Add(push, zmq.Out)
			a.equal("ready with nobody there", len(p.Wait(0)), 0)
			pull := a.connected(zmq4.Pull, "x", "RCVHWM", 1)
			a.equal("ready with a peer", len(p.Wait(-1)), 1)
			for range 3 {
				a.send(push, "task")
				a.settle()
			}
			a.equal("ready when it is full", len(p.Wait(0)), 0)
			a.equal("the task", a.recv(pull), "task")
			a.equal("ready when there is room again", len(p.Wait(-1)), 1)
		}},
		{says: "In and Out of one socket", play: func(a *actor) {
			one, two := a.bound(zmq4.Pair, "x"), a.connected(zmq4.Pair, "x")
			a.settle()
			p := a.Poller().Add(one, zmq.In|zmq.Out)
			a.equal("events", p.Wait(-1)[0].Events, zmq.Out)
			a.send(two, "hello")
			a.settle()
			a.equal("events", p.Wait(-1)[0].Events, zmq.In|zmq.Out)
			a.gets(one, "hello")
		}},
		{says: "a timeout that comes first gives none", play: func(a *actor) {
			pull := a.bound(zmq4.Pull, "x")
			since := a.Now()
			a.equal("ready", len(a.Poller().Add(pull, zmq.In).Wait(400*time.Millisecond)), 0)
			a.took(since, 400*time.Millisecond)
		}},
		{says: "without sockets it is a sleep", play: func(a *actor) {
			since := a.Now()
			a.equal("ready", len(a.Poller().Wait(300*time.Millisecond)), 0)
			a.took(since, 300*time.Millisecond)
		}},
		{says: "a message wakes who polls", latency: 70e6, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x")
			a.settle()
			since := a.Now()
			a.send(push, "task")
			a.equal("ready", len(a.Poller().Add(pull, zmq.In).Wait(time.Second)), 1)
			a.took(since, 70*time.Millisecond)
			a.gets(pull, "task")
		}},
		{says: "REQ and REP are ready for the call whose turn it is", play: func(a *actor) {
			rep, req := a.bound(zmq4.Rep, "x"), a.connected(zmq4.Req, "x")
			a.settle()
			turn := func(s *zmq.Socket) zmq.Events {
				a.settle()
				for _, r := range a.Poller().Add(s, zmq.In|zmq.Out).Wait(0) {
					return r.Events
				}
				return 0
			}
			a.equal("REQ at first", turn(req), zmq.Out)
			a.equal("REP at first", turn(rep), zmq.Events(0))
			a.send(req, "ask")
			a.equal("REQ that has asked", turn(req), zmq.Events(0))
			a.equal("REP that was asked", turn(rep), zmq.In)
			a.recv(rep)
			a.equal("REP that has heard", turn(rep), zmq.Out)
			a.send(rep, "answer")
			a.equal("REQ that was answered", turn(req), zmq.In)
			a.recv(req)
			a.equal("REQ in the end", turn(req), zmq.Out)
		}},
		{says: "ROUTER is always ready to send; with MANDATORY when somebody has room", play: func(a *actor) {
			router := a.bound(zmq4.Router, "x")
			p := a.Poller().Add(router, zmq.Out)
			a.equal("ready", len(p.Wait(0)), 1)
			a.ok(router.SetOption("ROUTER_MANDATORY", 1))
			a.equal("ready with nobody there", len(p.Wait(0)), 0)
			a.connected(zmq4.Dealer, "x")
			a.equal("ready with a peer", len(p.Wait(-1)), 1)
		}},
		{says: "SUB does not count what it no longer wants", latency: 100e6, play: func(a *actor) {
			pub, sub := a.bound(zmq4.Pub, "x"), a.connected(zmq4.Sub, "x", "SUBSCRIBE", "a")
			a.settle()
			a.send(pub, "a")
			a.ok(sub.SetOption("UNSUBSCRIBE", "a"))
			a.equal("ready", len(a.Poller().Add(sub, zmq.In).Wait(time.Second)), 0)
		}},
	})
}
