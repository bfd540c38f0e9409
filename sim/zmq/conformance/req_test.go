package conformance

import (
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/zmq"
)

func TestREQ(t *testing.T) {
	check(t, []rule{
		{says: "send, recv, send, recv", play: func(a *actor) {
			rep, req := a.bound(zmq4.Rep, "x"), a.connected(zmq4.Req, "x")
			for _, n := range []string{"1", "2", "3"} {
				a.send(req, "ask "+n)
				a.equal("the request", a.recv(rep), "ask "+n)
				a.send(rep, "answer "+n)
				a.equal("the reply", a.recv(req), "answer "+n)
			}
		}},
		{says: "a send out of turn is EFSM, and nothing is sent", play: func(a *actor) {
			rep, req := a.bound(zmq4.Rep, "x"), a.connected(zmq4.Req, "x")
			a.send(req, "1")
			a.refuses(req, zmq.EFSM, "2")
			a.gets(rep, "1")
			a.saw(1, event.Event{Kind: event.Send})
			a.send(rep, "done")
			a.gets(req, "done")
		}},
		{says: "a recv out of turn is EFSM", play: func(a *actor) {
			_, err := a.connected(zmq4.Req, "x").Recv()
			a.is(err, zmq.EFSM)
		}},
		{says: "puts an empty delimiter in front, takes it off the reply", play: func(a *actor) {
			router, req := a.bound(zmq4.Router, "x"), a.connected(zmq4.Req, "x", "IDENTITY", "me")
			a.send(req, "one", "two")
			a.gets(router, "me||one|two")
			a.send(router, "me", "", "three", "four")
			a.gets(req, "three|four")
		}},
		{says: "asks its peers in turn", play: func(a *actor) {
			req := a.open(zmq4.Req)
			reps := []*zmq.Socket{a.bound(zmq4.Rep, "x"), a.bound(zmq4.Rep, "y"), a.bound(zmq4.Rep, "z")}
			for _, name := range []string{"x", "y", "z"} {
				a.ok(req.Dial(a.Endpoint(name)))
			}
			a.settle()
			for i := range 6 {
				a.send(req, "ask")
				a.gets(reps[i%3], "ask")
				a.send(reps[i%3], "answer")
				a.gets(req, "answer")
			}
		}},
		{says: "with no peer that can take the message, send is EAGAIN or blocks until there is one", play: func(a *actor) {
			req := a.bound(zmq4.Req, "x")
			a.refuses(req, zmq.EAGAIN, "ask")
			a.send(req, "ask")
			a.equal("the answer", a.recv(req), "answer")
			a.saw(1, event.Event{Kind: event.Blocked})
			a.saw(1, event.Event{Kind: event.Resumed})
		}, beside: []script{func(a *actor) {
			a.Sleep(3 * time.Second)
			rep := a.connected(zmq4.Rep, "x")
			a.equal("the request", a.recv(rep), "ask")
			a.send(rep, "answer")
		}}},
		{says: "only a reply from the peer last asked counts, others are discarded", play: func(a *actor) {
			req := a.bound(zmq4.Req, "x", "IDENTITY", "me")
			first := a.connected(zmq4.Router, "x")
			a.settle()
			second := a.connected(zmq4.Router, "x")
			a.settle()
			a.send(req, "1")
			a.gets(first, "me||1")
			a.send(second, "me", "", "not asked")
			a.gets(req)
			a.saw(1, event.Event{Kind: event.Dropped, Reason: event.Stale})
			a.send(first, "me", "", "asked")
			a.gets(req, "asked")
		}},
		{says: "a reply that came before the request is discarded", play: func(a *actor) {
			router, req := a.bound(zmq4.Router, "x"), a.connected(zmq4.Req, "x", "IDENTITY", "me")
			a.settle()
			a.send(router, "me", "", "too early")
			a.settle()
			a.send(req, "1")
			a.saw(1, event.Event{Kind: event.Dropped, Reason: event.Stale})
			a.gets(req)
		}},
		{says: "a reply without delimiter is discarded", play: func(a *actor) {
			router, req := a.bound(zmq4.Router, "x"), a.connected(zmq4.Req, "x", "IDENTITY", "me")
			a.send(req, "1")
			a.gets(router, "me||1")
			a.send(router, "me", "no delimiter")
			a.send(router, "me", "")
			a.gets(req)
			a.saw(2, event.Event{Kind: event.Dropped, Reason: event.Malformed})
			a.send(router, "me", "", "proper")
			a.gets(req, "proper")
		}},
		{says: "if the peer dies after the request, recv waits for ever", play: func(a *actor) {
			rep := a.bound(zmq4.Rep, "x")
			a.equal("the request", a.recv(rep), "ask")
			a.ok(rep.Close())
			a.settle()
			again := a.bound(zmq4.Rep, "x")
			a.gets(again)
			a.settle()
		}, beside: []script{func(a *actor) {
			req := a.connected(zmq4.Req, "x")
			a.send(req, "ask")
			_, err := req.Recv()
			a.t.Errorf("recv returned %v", err)
		}}, after: standsIn("recv")},
		{says: "a reply to a connection that is gone does not come over the next one", on: wires, play: func(a *actor) {
			rep, req := a.bound(zmq4.Rep, "x"), a.connected(zmq4.Req, "x", "RCVTIMEO", 5000)
			a.send(req, "ask")
			a.equal("the request", a.recv(rep), "ask")
			a.ok(rep.Unbind(a.Endpoint("x")))
			a.settle()
			a.ok(rep.Listen(a.Endpoint("x")))
			a.settle()
			a.send(rep, "answer")
			_, err := req.Recv()
			a.is(err, zmq.EAGAIN)
			a.saw(1, event.Event{Kind: event.Dropped, Socket: rep.ID(), Reason: event.PeerGone})
		}},
		{says: "REQ_RELAXED: a second send drops the first request's reply", play: func(a *actor) {
			router, req := a.bound(zmq4.Router, "x"), a.connected(zmq4.Req, "x", "IDENTITY", "me", "REQ_RELAXED", 1, "REQ_CORRELATE", 1)
			a.send(req, "1")
			a.send(req, "2")
			a.settle()
			first, err := router.RecvDontWait()
			a.ok(err)
			second, err := router.RecvDontWait()
			a.ok(err)
			a.send(router, "me", string(first.Frames[1]), "", "late")
			a.send(router, "me", string(second.Frames[1]), "", "right")
			a.gets(req, "right")
			a.saw(1, event.Event{Kind: event.Dropped, Reason: event.Stale})
		}},
		{says: "REQ_RELAXED: a send that fails ends the request before, too", play: func(a *actor) {
			req := a.connected(zmq4.Req, "x", "REQ_RELAXED", 1, "SNDHWM", 1)
			a.send(req, "1")
			a.refuses(req, zmq.EAGAIN, "2")
			_, err := req.RecvDontWait()
			a.is(err, zmq.EFSM)
		}},
		{says: "REQ_CORRELATE puts a request id before the delimiter, and wants it back", play: func(a *actor) {
			router, req := a.bound(zmq4.Router, "x"), a.connected(zmq4.Req, "x", "IDENTITY", "me", "REQ_CORRELATE", true)
			a.send(req, "1")
			a.settle()
			m, err := router.RecvDontWait()
			a.ok(err)
			a.equal("frames", len(m.Frames), 4)
			a.equal("bytes of the id", len(m.Frames[1]), 4)
			a.send(router, "me", "", "without id")
			a.send(router, "me", "zzzz", "", "another id")
			a.gets(req)
			a.send(router, "me", string(m.Frames[1]), "", "right")
			a.gets(req, "right")
		}},
		{says: "REQ_CORRELATE: a REP hands the id back of itself", play: func(a *actor) {
			rep, req := a.bound(zmq4.Rep, "x"), a.connected(zmq4.Req, "x", "REQ_CORRELATE", 1)
			a.send(req, "ask")
			a.gets(rep, "ask")
			a.send(rep, "answer")
			a.gets(req, "answer")
		}},
	})
}

// standsIn wants the program beside to wait in a call, at the end of the run; in none, when that is empty.
func standsIn(call string) func(t *testing.T, p *play) {
	return func(t *testing.T, p *play) {
		for _, n := range p.world.State().Nodes {
			stands := ""
			if n.Call != nil {
				stands = n.Call.Call
			}
			if n.Name == "beside 1" && stands != call {
				t.Errorf("the program stands in %q, want %q", stands, call)
			}
		}
	}
}
