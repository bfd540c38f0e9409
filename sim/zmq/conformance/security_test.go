package conformance

import (
	"testing"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/zmq"
)

func TestSecurity(t *testing.T) {
	server := []any{"PLAIN_SERVER", 1, "PLAIN_USERNAME", "admin", "PLAIN_PASSWORD", "secret"}
	client := func(a *actor, o ...any) (rep, req *zmq.Socket) {
		return a.bound(zmq4.Rep, "x", server...), a.connected(zmq4.Req, "x", append([]any{"LINGER", 0}, o...)...)
	}
	check(t, []rule{
		{says: "PLAIN: the right name and password are let in", on: wires, play: func(a *actor) {
			rep, req := client(a, "PLAIN_USERNAME", "admin", "PLAIN_PASSWORD", "secret")
			a.send(req, "ask")
			a.gets(rep, "ask")
			a.send(rep, "answer")
			a.gets(req, "answer")
		}},
		{says: "PLAIN: a wrong password is refused, and nothing else is hurt", on: wires, play: func(a *actor) {
			rep, req := client(a, "PLAIN_USERNAME", "admin", "PLAIN_PASSWORD", "guess")
			a.send(req, "ask")
			a.gets(rep)
			refusedFor(a, rep, event.Denied)
			right := a.connected(zmq4.Req, "x", "PLAIN_USERNAME", "admin", "PLAIN_PASSWORD", "secret")
			a.send(right, "ask")
			a.gets(rep, "ask")
		}},
		{says: "PLAIN: a wrong name is refused", on: wires, play: func(a *actor) {
			rep, req := client(a, "PLAIN_USERNAME", "root", "PLAIN_PASSWORD", "secret")
			a.send(req, "ask")
			a.gets(rep)
			refusedFor(a, rep, event.Denied)
		}},
		{says: "PLAIN: a peer that speaks NULL is refused", on: wires, play: func(a *actor) {
			rep, req := client(a)
			a.send(req, "ask")
			a.gets(rep)
			refusedFor(a, rep, event.BadMechanism)
		}},
		{says: "NULL: a peer that speaks PLAIN is refused", on: wires, play: func(a *actor) {
			rep := a.bound(zmq4.Rep, "x")
			req := a.connected(zmq4.Req, "x", "PLAIN_USERNAME", "admin", "PLAIN_PASSWORD", "secret", "LINGER", 0)
			a.send(req, "ask")
			a.gets(rep)
			refusedFor(a, rep, event.BadMechanism)
		}},
		{says: "inproc knows no security", on: inMem, play: func(a *actor) {
			rep, req := client(a)
			a.send(req, "ask")
			a.gets(rep, "ask")
		}},
	})
}

// refusedFor wants that the socket refused somebody, for that reason.
func refusedFor(a *actor, s *zmq.Socket, r event.Reason) {
	a.t.Helper()
	if len(a.seen(event.Event{Kind: event.Refused, Socket: s.ID(), Reason: r})) == 0 {
		a.t.Errorf("nobody was refused with reason %q", r)
	}
}
