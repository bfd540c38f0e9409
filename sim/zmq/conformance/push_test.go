package conformance

import (
	"testing"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/zmq"
)

func TestPUSH(t *testing.T) {
	check(t, []rule{
		{says: "shares out round-robin: 30 messages to 3 PULLs are 10, 10, 10", play: func(a *actor) {
			push := a.bound(zmq4.Push, "x")
			pulls := a.each(3, zmq4.Pull, "x")
			for range 30 {
				a.send(push, "task")
			}
			a.settle()
			for _, p := range pulls {
				a.equal("its share", len(a.all(p)), 10)
			}
		}},
		{says: "passes over a peer that has no room", capacity: 1, play: func(a *actor) {
			push := a.bound(zmq4.Push, "x", "SNDHWM", 1)
			slow, fast := a.connected(zmq4.Pull, "x", "RCVHWM", 1), a.connected(zmq4.Pull, "x")
			a.settle()
			for range 12 {
				a.send(push, "task")
				a.settle()
			}
			a.equal("the slow one's", len(a.all(slow)), 3)
			a.equal("the fast one's", len(a.all(fast)), 9)
		}},
		{says: "a bound PUSH without a peer blocks at once", play: func(a *actor) {
			push := a.bound(zmq4.Push, "x")
			a.refuses(push, zmq.EAGAIN, "task")
			a.equal("sockets to send to", len(a.Poller().Add(push, zmq.Out).Wait(0)), 0)
		}},
		{says: "a connecting PUSH queues up to its high-water mark, then blocks", play: func(a *actor) {
			push := a.connected(zmq4.Push, "x", "SNDHWM", 3)
			for _, m := range []string{"1", "2", "3"} {
				a.send(push, m)
			}
			a.refuses(push, zmq.EAGAIN, "4")
			a.gets(a.bound(zmq4.Pull, "x"), "1", "2", "3")
		}},
		{says: "a blocked send goes on when there is room", capacity: 1, play: func(a *actor) {
			pull := a.bound(zmq4.Pull, "x", "RCVHWM", 1)
			a.Sleep(10e9)
			for range 5 {
				a.equal("the task", a.recv(pull), "task")
			}
			a.saw(1, event.Event{Kind: event.Blocked})
			a.saw(1, event.Event{Kind: event.Resumed})
		}, beside: []script{func(a *actor) {
			push := a.connected(zmq4.Push, "x", "SNDHWM", 1)
			for range 5 {
				a.send(push, "task")
				a.settle()
			}
		}}},
		{says: "PUSH cannot receive", play: func(a *actor) {
			_, err := a.bound(zmq4.Push, "x").Recv()
			a.is(err, zmq.ENOTSUP)
		}},
		{says: "the first PULL to connect gets everything that waits", play: func(a *actor) {
			push := a.open(zmq4.Push)
			a.ok(push.Dial(a.Endpoint("one")))
			for _, m := range []string{"1", "2", "3", "4"} {
				a.send(push, m)
			}
			one, two := a.bound(zmq4.Pull, "one"), a.bound(zmq4.Pull, "two")
			a.ok(push.Dial(a.Endpoint("two")))
			a.gets(one, "1", "2", "3", "4")
			a.gets(two)
		}},
		{says: "the turn goes on among those who stay when one leaves", play: func(a *actor) {
			push := a.bound(zmq4.Push, "x")
			pulls := a.each(3, zmq4.Pull, "x")
			a.send(push, "1")
			a.settle()
			a.ok(pulls[1].Close())
			a.settle()
			for _, m := range []string{"2", "3", "4", "5"} {
				a.send(push, m)
			}
			a.gets(pulls[0], "1", "3", "5")
			a.gets(pulls[2], "2", "4")
		}},
		{says: "CONFLATE: the send queue keeps only the newest", play: func(a *actor) {
			push := a.connected(zmq4.Push, "x", "CONFLATE", 1, "SNDHWM", 1)
			for _, m := range []string{"1", "2", "3"} {
				a.send(push, m)
			}
			a.saw(2, event.Event{Kind: event.Dropped, Place: event.AtSendQueue, Reason: event.Conflated})
			a.gets(a.bound(zmq4.Pull, "x"), "3")
		}},
	})
}

func TestPULL(t *testing.T) {
	check(t, []rule{
		{says: "fair-queues: one from each in turn, the empty ones skipped", play: func(a *actor) {
			pull := a.bound(zmq4.Pull, "x")
			p := a.each(3, zmq4.Push, "x")
			for _, m := range []string{"1", "2", "3", "4"} {
				a.send(p[0], "a"+m)
			}
			a.send(p[1], "b1")
			a.send(p[2], "c1")
			a.send(p[2], "c2")
			a.gets(pull, "a1", "b1", "c1", "a2", "c2", "a3", "a4")
		}},
		{says: "PULL cannot send", play: func(a *actor) {
			a.refuses(a.bound(zmq4.Pull, "x"), zmq.ENOTSUP, "no")
		}},
		{says: "messages of one peer keep their order", latency: 10e6, capacity: 2, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x", "SNDHWM", 0)
			want := []string{}
			for i := range 40 {
				want = append(want, string(rune('A'+i)))
				a.send(push, want[i])
			}
			a.gets(pull, want...)
		}},
	})
}

func TestPAIR(t *testing.T) {
	check(t, []rule{
		{says: "talks both ways", play: func(a *actor) {
			one, two := a.bound(zmq4.Pair, "x"), a.connected(zmq4.Pair, "x")
			a.send(two, "up")
			a.send(two, "again")
			a.gets(one, "up", "again")
			a.send(one, "down")
			a.gets(two, "down")
		}},
		{says: "a second connection is refused, and the first goes on", play: func(a *actor) {
			one, two := a.bound(zmq4.Pair, "x"), a.connected(zmq4.Pair, "x")
			a.settle()
			third := a.connected(zmq4.Pair, "x", "LINGER", 0)
			a.settle()
			if len(a.seen(event.Event{Kind: event.Refused, Socket: one.ID(), Reason: event.Duplicate})) == 0 {
				a.t.Error("nobody was refused")
			}
			a.send(one, "hello")
			a.gets(third)
			a.gets(two, "hello")
		}},
		{says: "a second connect is an error, and the first goes on", play: func(a *actor) {
			one, two := a.connected(zmq4.Pair, "x"), a.bound(zmq4.Pair, "x")
			if err := one.Dial(a.Endpoint("y")); err == nil {
				a.t.Error("it connected")
			}
			a.send(one, "hello")
			a.gets(two, "hello")
		}},
		{says: "with no peer send blocks", play: func(a *actor) {
			a.refuses(a.bound(zmq4.Pair, "x"), zmq.EAGAIN, "hello")
		}},
		{says: "with a full peer send blocks", capacity: 1, play: func(a *actor) {
			one := a.bound(zmq4.Pair, "x", "SNDHWM", 1)
			two := a.connected(zmq4.Pair, "x", "RCVHWM", 1)
			a.settle()
			for _, m := range []string{"1", "2", "3"} {
				a.send(one, m)
				a.settle()
			}
			a.refuses(one, zmq.EAGAIN, "4")
			a.gets(two, "1", "2", "3")
		}},
		{says: "when its peer has gone another one can come", play: func(a *actor) {
			one, two := a.bound(zmq4.Pair, "x"), a.connected(zmq4.Pair, "x")
			a.settle()
			a.send(two, "last words")
			a.settle()
			a.ok(two.Close())
			a.settle()
			a.refuses(one, zmq.EAGAIN, "nobody")
			third := a.connected(zmq4.Pair, "x")
			a.settle()
			a.send(third, "hello")
			a.gets(one, "last words", "hello")
			a.send(one, "welcome")
			a.gets(third, "welcome")
		}},
	})
}
