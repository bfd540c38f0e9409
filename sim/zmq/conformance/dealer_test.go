package conformance

import (
	"testing"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/zmq"
)

func TestDEALER(t *testing.T) {
	check(t, []rule{
		{says: "sends round-robin over its peers", play: func(a *actor) {
			dealer := a.bound(zmq4.Dealer, "x")
			peers := []*zmq.Socket{a.connected(zmq4.Dealer, "x"), a.connected(zmq4.Dealer, "x"), a.connected(zmq4.Dealer, "x")}
			a.settle()
			for range 9 {
				a.send(dealer, "m")
			}
			for _, p := range peers {
				a.gets(p, "m", "m", "m")
			}
		}},
		{says: "passes over a peer that has no room", capacity: 1, play: func(a *actor) {
			dealer := a.open(zmq4.Dealer, "SNDHWM", 2)
			slow, fast := a.bound(zmq4.Dealer, "slow", "RCVHWM", 1), a.bound(zmq4.Dealer, "fast")
			a.ok(dealer.Dial(a.Endpoint("slow")))
			a.ok(dealer.Dial(a.Endpoint("fast")))
			a.settle()
			for range 20 {
				a.send(dealer, "m")
				a.settle()
			}
			a.equal("messages for the slow one", len(a.all(slow)), 4)
			a.equal("messages for the fast one", len(a.all(fast)), 16)
			a.settle()
		}},
		{says: "no room anywhere: blocks", play: func(a *actor) {
			dealer := a.connected(zmq4.Dealer, "x", "SNDHWM", 2, "LINGER", 0)
			a.send(dealer, "1")
			a.send(dealer, "2")
			a.refuses(dealer, zmq.EAGAIN, "3")
		}},
		{says: "fair-queues what comes in", play: func(a *actor) {
			dealer := a.bound(zmq4.Dealer, "x")
			peers := a.each(3, zmq4.Dealer, "x")
			one, two, three := peers[0], peers[1], peers[2]
			for _, m := range []string{"1", "2", "3"} {
				a.send(one, "a"+m)
			}
			a.send(two, "b1")
			a.send(three, "c1")
			a.send(three, "c2")
			a.gets(dealer, "a1", "b1", "c1", "a2", "c2", "a3")
		}},
		{says: "adds and removes no frame", play: func(a *actor) {
			dealer, router := a.connected(zmq4.Dealer, "x", "IDENTITY", "me"), a.bound(zmq4.Router, "x")
			a.send(dealer, "", "a", "", "b")
			a.gets(router, "me||a||b")
			a.send(router, "me", "b", "", "c")
			a.gets(dealer, "b||c")
		}},
		{says: "DEALER to REP needs an empty delimiter", play: func(a *actor) {
			rep, dealer := a.bound(zmq4.Rep, "x"), a.connected(zmq4.Dealer, "x")
			a.send(dealer, "bare")
			a.gets(rep)
			a.send(dealer, "", "with delimiter")
			a.gets(rep, "with delimiter")
			a.send(rep, "answer")
			a.gets(dealer, "|answer")
		}},
	})
}
