package conformance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/zmq"
)

// TestEveryTypeQueues are the rules of queues and high-water marks.
func TestEveryTypeQueues(t *testing.T) {
	check(t, []rule{
		{says: "connect does not fail because nobody listens yet, and messages wait", play: func(a *actor) {
			dealer := a.connected(zmq4.Dealer, "x")
			a.send(dealer, "waits")
			a.settle()
			a.gets(a.bound(zmq4.Dealer, "x"), "waits")
		}},
		{says: "IMMEDIATE: there is no queue before the peer is connected", play: func(a *actor) {
			push := a.connected(zmq4.Push, "x", "IMMEDIATE", 1)
			a.refuses(push, zmq.EAGAIN, "too early")
			pull := a.bound(zmq4.Pull, "x")
			a.settle()
			a.send(push, "now")
			a.gets(pull, "now")
		}},
		{says: "IMMEDIATE: the queue goes with the connection", on: wires, capacity: 1, play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x", "RCVHWM", 1), a.connected(zmq4.Push, "x", "IMMEDIATE", 1)
			a.settle()
			for range 5 {
				a.send(push, "task")
				a.settle()
			}
			a.ok(pull.Close())
			a.settle()
			a.saw(5, event.Event{Kind: event.Dropped})
			a.saw(2, event.Event{Kind: event.Dropped, Socket: push.ID(), Place: event.AtSendQueue, Reason: event.PeerGone})
			a.refuses(push, zmq.EAGAIN, "nobody")
		}},
		{says: "a bound socket has a queue for a peer only once that peer is connected", on: wires, latency: 50e6, play: func(a *actor) {
			push := a.bound(zmq4.Push, "x")
			pull := a.connected(zmq4.Pull, "x")
			a.refuses(push, zmq.EAGAIN, "too early")
			since := a.Now()
			a.send(push, "now")
			if a.Now() == since {
				a.t.Error("send did not wait for the handshake")
			}
			a.gets(pull, "now")
		}},
		{says: "each peer has its own outgoing queue of SNDHWM messages", play: func(a *actor) {
			push := a.open(zmq4.Push, "SNDHWM", 2, "LINGER", 0)
			for _, name := range []string{"one", "two", "three"} {
				a.ok(push.Dial(a.Endpoint(name)))
			}
			for range 6 {
				a.send(push, "task")
			}
			a.refuses(push, zmq.EAGAIN, "task")
			for _, e := range a.seen(event.Event{Kind: event.Queued}) {
				if e.Depth > 2 || e.HWM != 2 {
					a.t.Errorf("a queue is %d of %d deep", e.Depth, e.HWM)
				}
			}
		}},
		{says: "each peer has its own incoming queue of RCVHWM messages", capacity: 1, play: func(a *actor) {
			pull := a.bound(zmq4.Pull, "x", "RCVHWM", 2)
			for _, push := range a.each(2, zmq4.Push, "x", "SNDHWM", 1, "LINGER", 0) {
				for range 4 { // one queued, one in the lane, two queued there
					a.send(push, "task")
					a.settle()
				}
				a.refuses(push, zmq.EAGAIN, "task")
			}
			a.equal("messages", len(a.all(pull)), 8)
		}},
		{says: "the marks hold on a lane of any capacity: behind a reader who does not read, the sender's queue fills", latency: 20e6, play: func(a *actor) {
			pull := a.bound(zmq4.Pull, "x", "RCVHWM", 3)
			push := a.connected(zmq4.Push, "x", "SNDHWM", 2, "SNDTIMEO", 5000)
			a.settle()
			sent := 0
			for push.Send(zmq4.NewMsgString("task")) == nil {
				sent++
				a.settle()
			}
			a.equal("messages", sent, 3+1+2) // received, at the end of the lane, queued
			a.equal("messages", len(a.all(pull)), sent)
		}},
		{says: "a high-water mark of 0 is no limit", capacity: 1, play: func(a *actor) {
			push, pull := a.connected(zmq4.Push, "x", "SNDHWM", 0), a.bound(zmq4.Pull, "x", "RCVHWM", 0)
			const many = 1100
			for range many {
				a.send(push, "task")
			}
			a.settle()
			a.equal("messages", len(a.all(pull)), many)
			a.saw(0, event.Event{Kind: event.Blocked})
		}},
		{says: "a high-water mark that is raised makes room at once", capacity: 1, play: func(a *actor) {
			push := a.connected(zmq4.Push, "x", "SNDHWM", 1)
			a.send(push, "1")
			a.refuses(push, zmq.EAGAIN, "2")
			a.ok(push.SetOption("HWM", 2))
			a.send(push, "2")
			a.gets(a.bound(zmq4.Pull, "x"), "1", "2")
		}},
		{says: "a multipart message counts as one and is atomic", capacity: 1, play: func(a *actor) {
			push, pull := a.connected(zmq4.Push, "x", "SNDHWM", 1), a.bound(zmq4.Pull, "x", "RCVHWM", 1)
			a.settle()
			frames := strings.Split(strings.Repeat("frame|", 9)+"|"+strings.Repeat("x", 300), "|")
			for range 3 {
				a.send(push, frames...)
				a.settle()
			}
			a.refuses(push, zmq.EAGAIN, frames...)
			whole := strings.Join(frames, "|")
			a.gets(pull, whole, whole, whole)
			a.saw(3, event.Event{Kind: event.Send})
		}},
		{says: "frames may be empty, long and of any bytes", play: func(a *actor) {
			push, pull := a.connected(zmq4.Push, "x"), a.bound(zmq4.Pull, "x")
			for _, size := range []int{0, 1, 255, 256, 70_000} {
				frame := strings.Repeat("\x00\xff\x01", size)[:size]
				a.send(push, "", frame, "")
				a.settle()
				m, err := pull.RecvDontWait()
				a.ok(err)
				if text(m) != "|"+frame+"|" {
					a.t.Errorf("a frame of %d bytes came in another way", size)
				}
			}
		}},
		{says: "a message has at least one frame", play: func(a *actor) {
			a.is(a.connected(zmq4.Push, "x").Send(zmq4.Msg{}), zmq.EINVAL)
		}},
		{says: "what is sent cannot be changed afterwards", play: func(a *actor) {
			push, pull := a.connected(zmq4.Push, "x"), a.bound(zmq4.Pull, "x")
			m := zmq4.NewMsgString("before")
			a.ok(push.Send(m))
			copy(m.Frames[0], "after!")
			a.gets(pull, "before")
		}},
		{says: "copies are apart: a receiver may change its own", play: func(a *actor) {
			pub := a.bound(zmq4.Pub, "x")
			one, two := a.connected(zmq4.Sub, "x", "SUBSCRIBE", ""), a.connected(zmq4.Sub, "x", "SUBSCRIBE", "")
			a.settle()
			a.send(pub, "news")
			a.settle()
			m, err := one.RecvDontWait()
			a.ok(err)
			copy(m.Frames[0], "olds")
			a.gets(two, "news")
		}},
		{says: "when a peer goes, its queues go, and what was in them is accounted for", capacity: 1, play: func(a *actor) {
			push, pull := a.bound(zmq4.Push, "x"), a.connected(zmq4.Pull, "x", "RCVHWM", 2)
			a.settle()
			for i := range 6 {
				a.send(push, fmt.Sprint(i))
				a.settle()
			}
			a.equal("the first", a.recv(pull), "0")
			a.settle()
			a.ok(pull.Close())
			a.settle()
			a.saw(2, event.Event{Kind: event.Dropped, Place: event.AtReceiveQueue, Reason: event.SocketClosed})
			a.saw(5, event.Event{Kind: event.Dropped})
			a.refuses(push, zmq.EAGAIN, "nobody")
		}},
		{says: "what a peer had delivered before it went can still be received", play: func(a *actor) {
			pull := a.bound(zmq4.Pull, "x")
			for _, m := range []string{"1", "2"} {
				push := a.connected(zmq4.Push, "x")
				a.send(push, "from "+m)
				a.settle()
				a.ok(push.Close())
				a.settle()
			}
			a.gets(pull, "from 1", "from 2")
			a.equal("links left", len(a.play.folded(a.t).Links), 0)
		}},
		{says: "a socket that closes drops also what peers had delivered who have gone", play: func(a *actor) {
			pull, push := a.bound(zmq4.Pull, "x"), a.connected(zmq4.Push, "x")
			a.send(push, "too late")
			a.settle()
			a.ok(push.Close())
			a.settle()
			a.ok(pull.Close())
			a.saw(1, event.Event{Kind: event.Dropped, Place: event.AtReceiveQueue, Reason: event.SocketClosed})
			a.equal("links left", len(a.play.folded(a.t).Links), 0)
		}},
	})
}
