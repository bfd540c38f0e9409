package conformance

import (
	"testing"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/zmq"
)

func TestREP(t *testing.T) {
	check(t, []rule{
		{says: "fair-queues requests", play: func(a *actor) {
			rep := a.bound(zmq4.Rep, "x")
			peers := a.each(2, zmq4.Dealer, "x")
			one, two := peers[0], peers[1]
			for _, n := range []string{"1", "2", "3"} {
				a.send(one, "", "a"+n)
			}
			a.send(two, "", "b1")
			a.settle()
			var got []string
			for range 4 {
				got = append(got, a.recv(rep))
				a.send(rep, "ok")
			}
			a.same(got, "a1", "b1", "a2", "a3")
			a.gets(one, "|ok", "|ok", "|ok")
			a.gets(two, "|ok")
		}},
		{says: "keeps the envelope up to the empty delimiter, and gives it back to the peer that asked", play: func(a *actor) {
			rep, dealer, other := a.bound(zmq4.Rep, "x"), a.connected(zmq4.Dealer, "x"), a.connected(zmq4.Dealer, "x")
			a.settle()
			a.send(dealer, "far", "near", "", "ask", "", "more")
			a.gets(rep, "ask||more")
			a.send(rep, "answer", "", "too")
			a.gets(other)
			a.gets(dealer, "far|near||answer||too")
		}},
		{says: "send before recv is EFSM", play: func(a *actor) {
			rep := a.bound(zmq4.Rep, "x")
			a.refuses(rep, zmq.EFSM, "nobody asked")
			req := a.connected(zmq4.Req, "x")
			a.send(req, "ask")
			a.gets(rep, "ask")
			a.send(rep, "once")
			a.refuses(rep, zmq.EFSM, "twice")
			a.gets(req, "once")
		}},
		{says: "recv before send is EFSM", play: func(a *actor) {
			rep, req := a.bound(zmq4.Rep, "x"), a.connected(zmq4.Req, "x")
			a.send(req, "ask")
			a.gets(rep, "ask")
			_, err := rep.RecvDontWait()
			a.is(err, zmq.EFSM)
			a.send(rep, "answer")
		}},
		{says: "a request with no delimiter is discarded", play: func(a *actor) {
			rep, dealer := a.bound(zmq4.Rep, "x"), a.connected(zmq4.Dealer, "x")
			a.send(dealer, "no", "delimiter")
			a.send(dealer, "", "proper")
			a.gets(rep, "proper")
			a.saw(1, event.Event{Kind: event.Dropped, Reason: event.Malformed, Place: event.AtReceiveQueue})
		}},
		{says: "a reply to a peer that has gone is dropped silently", play: func(a *actor) {
			rep, req := a.bound(zmq4.Rep, "x"), a.connected(zmq4.Req, "x")
			a.send(req, "ask")
			a.gets(rep, "ask")
			a.ok(req.Close())
			a.settle()
			a.send(rep, "answer")
			a.saw(1, event.Event{Kind: event.Dropped, Socket: rep.ID(), Reason: event.PeerGone})
			a.refuses(rep, zmq.EFSM, "its turn is over")
		}},
		{says: "a request whose peer has gone can still be received", play: func(a *actor) {
			rep, req := a.bound(zmq4.Rep, "x"), a.connected(zmq4.Req, "x")
			a.send(req, "ask")
			a.settle()
			a.ok(req.Close())
			a.gets(rep, "ask")
			a.send(rep, "answer")
		}},
		{says: "never blocks on send: with the peer's queue full the reply is dropped", capacity: 1, play: func(a *actor) {
			rep, dealer := a.bound(zmq4.Rep, "x", "SNDHWM", 1), a.connected(zmq4.Dealer, "x", "RCVHWM", 1)
			for range 5 {
				a.send(dealer, "", "ask")
				a.equal("the request", a.recv(rep), "ask")
				a.send(rep, "answer")
				a.settle()
			}
			a.saw(2, event.Event{Kind: event.Dropped, Socket: rep.ID(), Reason: event.HWM})
			a.saw(0, event.Event{Kind: event.Blocked})
			a.gets(dealer, "|answer", "|answer", "|answer")
		}},
		{says: "works the other way round: REP connects, REQ is bound", play: func(a *actor) {
			req, rep := a.bound(zmq4.Req, "x"), a.connected(zmq4.Rep, "x")
			a.send(req, "ask")
			a.gets(rep, "ask")
			a.send(rep, "answer")
			a.gets(req, "answer")
		}},
	})
}
