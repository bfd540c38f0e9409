package conformance

import (
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

// TestEveryTypeWaits are the rules of timeouts and of who is woken.
func TestEveryTypeWaits(t *testing.T) {
	check(t, []rule{
		{says: "RCVTIMEO: recv waits that long, then EAGAIN", play: func(a *actor) {
			pull := a.bound(zmq4.Pull, "x", "RCVTIMEO", 250*time.Millisecond)
			since := a.Now()
			_, err := pull.Recv()
			a.is(err, zmq.EAGAIN)
			a.took(since, 250*time.Millisecond)
		}},
		{says: "RCVTIMEO: a message that comes in time is received", play: func(a *actor) {
			pull := a.bound(zmq4.Pull, "x", "RCVTIMEO", 5000)
			a.equal("the message", a.recv(pull), "in time")
		}, beside: []script{func(a *actor) {
			push := a.connected(zmq4.Push, "x")
			a.settle()
			a.send(push, "in time")
		}}},
		{says: "SNDTIMEO: send waits that long, then EAGAIN, and nothing is sent", play: func(a *actor) {
			push := a.bound(zmq4.Push, "x", "SNDTIMEO", 300)
			since := a.Now()
			a.is(push.Send(node.Text("task")), zmq.EAGAIN)
			a.took(since, 300*time.Millisecond)
			a.saw(0, event.Event{Kind: event.Send})
		}},
		{says: "SNDTIMEO: room that comes in time is used", play: func(a *actor) {
			push := a.bound(zmq4.Push, "x", "SNDTIMEO", 5000)
			a.send(push, "task")
		}, beside: []script{func(a *actor) {
			a.settle()
			a.equal("the task", a.recv(a.connected(zmq4.Pull, "x")), "task")
		}}},
		{says: "a timeout of 0 does not wait", play: func(a *actor) {
			pair := a.bound(zmq4.Pair, "x", "SNDTIMEO", 0, "RCVTIMEO", 0)
			since := a.Now()
			a.is(pair.Send(node.Text("hello")), zmq.EAGAIN)
			_, err := pair.Recv()
			a.is(err, zmq.EAGAIN)
			a.took(since, 0)
		}},
		{says: "DONTWAIT does not wait, whatever the timeouts", play: func(a *actor) {
			pair := a.bound(zmq4.Pair, "x", "SNDTIMEO", 500, "RCVTIMEO", 500)
			since := a.Now()
			a.refuses(pair, zmq.EAGAIN, "hello")
			_, err := pair.RecvDontWait()
			a.is(err, zmq.EAGAIN)
			a.took(since, 0)
		}},
		{says: "what comes at the very moment of the timeout counts, or waits for the next call", latency: 100e6, on: inMem, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x", "RCVTIMEO", 100), a.connected(zmq4.Push, "x")
			for range 10 { // chance says which comes first
				a.send(push, "just in time")
				m, err := pull.Recv()
				if err != nil {
					m, err = pull.Recv()
				}
				a.ok(err)
				a.equal("the message", text(m), "just in time")
			}
		}},
		{says: "a socket closed by another program wakes who waits in recv: ETERM", play: func(a *actor) {
			a.settle()
			a.ok(shared.pull.Close())
			a.settle()
		}, beside: []script{func(a *actor) {
			shared.pull = a.bound(zmq4.Pull, "x")
			_, err := shared.pull.Recv()
			a.is(err, zmq.ETERM)
			a.saw(1, event.Event{Kind: event.Failed, Reason: event.ETERM})
		}}, after: standsIn("")},
		{says: "a socket closed by another program wakes who is blocked in send: ETERM", play: func(a *actor) {
			a.settle()
			a.ok(shared.push.Close())
			a.settle()
		}, beside: []script{func(a *actor) {
			shared.push = a.bound(zmq4.Push, "x")
			a.is(shared.push.Send(node.Text("task")), zmq.ETERM)
		}}, after: standsIn("")},
		{says: "a socket closed by another program wakes who polls it", play: func(a *actor) {
			a.settle()
			a.ok(shared.pull.Close())
			a.settle()
		}, beside: []script{func(a *actor) {
			shared.pull = a.bound(zmq4.Pull, "x")
			a.equal("ready", len(a.Poller().Add(shared.pull, zmq.In).Wait(-1)), 1)
			_, err := shared.pull.RecvDontWait()
			a.is(err, zmq.ETERM)
		}}, after: standsIn("")},
		{says: "every call on a closed socket is ETERM; to close it twice is none", play: func(a *actor) {
			pair := a.bound(zmq4.Pair, "x")
			a.ok(pair.Close())
			a.ok(pair.Close())
			a.is(pair.Send(node.Text("hello")), zmq.ETERM)
			_, err := pair.Recv()
			a.is(err, zmq.ETERM)
			a.is(pair.Listen(a.Endpoint("y")), zmq.ETERM)
			a.is(pair.Dial(a.Endpoint("y")), zmq.ETERM)
			a.is(pair.SetOption("LINGER", 0), zmq.ETERM)
			a.saw(1, event.Event{Kind: event.Closed})
		}},
	})
}

// shared are sockets of one program that another one closes; rules run one after the other.
var shared struct{ pull, push *zmq.Socket }
