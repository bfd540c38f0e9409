package conformance

import (
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/zmq"
)

// proxied sets up a proxy as a program of its own; capture may be "".
func proxied(front, back, capture zmq4.SocketType, o ...any) script {
	return func(a *actor) {
		f, b := a.bound(front, "front", o...), a.bound(back, "back", o...)
		var c *zmq.Socket
		if capture != "" {
			c = a.bound(capture, "capture", o...)
		}
		a.is(zmq.Proxy(f, b, c), zmq.ETERM)
	}
}

func TestProxy(t *testing.T) {
	check(t, []rule{
		{says: "ROUTER and DEALER: requests go one way, replies the other, envelopes whole", play: func(a *actor) {
			one, two := a.connected(zmq4.Req, "front"), a.connected(zmq4.Req, "front")
			worker := a.connected(zmq4.Rep, "back")
			a.send(one, "from one", "indeed")
			a.equal("the request", a.recv(worker), "from one|indeed")
			a.send(two, "from two")
			a.send(worker, "to one")
			a.equal("the request", a.recv(worker), "from two")
			a.send(worker, "to two", "indeed")
			a.gets(one, "to one")
			a.gets(two, "to two|indeed")
		}, beside: []script{proxied(zmq4.Router, zmq4.Dealer, "")}},
		{says: "XSUB and XPUB: messages go one way, subscriptions the other", play: func(a *actor) {
			pub, sub := a.connected(zmq4.Pub, "front"), a.connected(zmq4.Sub, "back", "SUBSCRIBE", "a")
			a.settle()
			a.saw(1, event.Event{Kind: event.Subscribed, Socket: pub.ID(), Topic: "a"})
			a.send(pub, "apple")
			a.send(pub, "banana")
			a.gets(sub, "apple")
			a.ok(sub.SetOption("UNSUBSCRIBE", "a"))
			a.settle()
			a.send(pub, "avocado")
			a.saw(2, event.Event{Kind: event.Filtered, Socket: pub.ID()})
			a.gets(sub)
		}, beside: []script{proxied(zmq4.XSub, zmq4.XPub, "")}},
		{says: "PULL and PUSH: a streamer", play: func(a *actor) {
			push, pull := a.connected(zmq4.Push, "front"), a.connected(zmq4.Pull, "back")
			for _, m := range []string{"1", "2", "3"} {
				a.send(push, m)
			}
			a.gets(pull, "1", "2", "3")
		}, beside: []script{proxied(zmq4.Pull, zmq4.Push, "")}},
		{says: "a copy of each message goes to capture", play: func(a *actor) {
			capture := a.connected(zmq4.Sub, "capture", "SUBSCRIBE", "")
			req, rep := a.connected(zmq4.Req, "front", "IDENTITY", "me"), a.connected(zmq4.Rep, "back")
			a.settle()
			a.send(req, "ask")
			a.equal("the request", a.recv(rep), "ask")
			a.send(rep, "answer")
			a.gets(req, "answer")
			a.gets(capture, "me||ask", "me||answer")
		}, beside: []script{proxied(zmq4.Router, zmq4.Dealer, zmq4.Pub)}},
		{says: "waits for capture, if that cannot take its copy", play: func(a *actor) {
			push, pull := a.connected(zmq4.Push, "front"), a.connected(zmq4.Pull, "back")
			a.send(push, "task")
			a.gets(pull)
			a.gets(a.connected(zmq4.Pull, "capture"), "task")
			a.gets(pull, "task")
		}, beside: []script{proxied(zmq4.Pull, zmq4.Push, zmq4.Push)}},
		{says: "takes a message only when the other side can take it", capacity: 1, play: func(a *actor) {
			push := a.connected(zmq4.Push, "front", "SNDHWM", 2)
			a.settle()
			for range 4 { // two queued here, one in the lane, one there
				a.send(push, "task")
				a.settle()
			}
			a.refuses(push, zmq.EAGAIN, "task")
			a.equal("tasks", len(a.all(a.connected(zmq4.Pull, "back"))), 4)
		}, beside: []script{proxied(zmq4.Pull, zmq4.Push, "", "HWM", 1)}},
		{says: "ends when a socket of it is closed", play: func(a *actor) {
			a.Sleep(time.Second)
			a.ok(shared.pull.Close())
			a.settle()
			a.equal("programs that run", int(a.play.waits.Load()), 1)
		}, beside: []script{func(a *actor) {
			shared.pull = a.bound(zmq4.Pull, "front")
			a.is(zmq.Proxy(shared.pull, a.bound(zmq4.Push, "back"), nil), zmq.ETERM)
		}}},
	})
}
