package conformance

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

// actor is a script's program: its node, and what a test expects.
type actor struct {
	*node.Node
	t    *testing.T
	play *play
}

// open opens a socket and sets options: name, value, name, value.
func (a *actor) open(typ zmq4.SocketType, o ...any) *zmq.Socket {
	a.t.Helper()
	s := a.Socket(typ)
	for i := 0; i < len(o); i += 2 {
		a.ok(s.SetOption(o[i].(string), o[i+1]))
	}
	return s
}

// bound is a new socket bound to the endpoint of a name.
func (a *actor) bound(typ zmq4.SocketType, name string, o ...any) *zmq.Socket {
	a.t.Helper()
	s := a.open(typ, o...)
	a.ok(s.Listen(a.Endpoint(name)))
	return s
}

// connected is a new socket that connects there; it is not yet connected.
func (a *actor) connected(typ zmq4.SocketType, name string, o ...any) *zmq.Socket {
	a.t.Helper()
	s := a.open(typ, o...)
	a.ok(s.Dial(a.Endpoint(name)))
	return s
}

// settle lets land what flies, shake hands who meets, and try again who was refused.
func (a *actor) settle() { a.Sleep(time.Second) }

func (a *actor) ok(err error) {
	a.t.Helper()
	if err != nil {
		a.t.Error(err)
	}
}

// is wants an error of a call.
func (a *actor) is(err error, want error) {
	a.t.Helper()
	if !errors.Is(err, want) {
		a.t.Errorf("the call returned %v, want %v", err, want)
	}
}

func (a *actor) send(s *zmq.Socket, frames ...string) {
	a.t.Helper()
	a.ok(s.Send(node.Text(frames...)))
}

// refuses wants an error of a send that may not wait.
func (a *actor) refuses(s *zmq.Socket, want error, frames ...string) {
	a.t.Helper()
	a.is(s.SendDontWait(node.Text(frames...)), want)
}

// gets wants these messages in this order, and after them none. Frames are parted by "|".
func (a *actor) gets(s *zmq.Socket, want ...string) {
	a.t.Helper()
	a.settle()
	a.same(a.all(s), want...)
}

// all takes what is there, and what comes because there is room now.
func (a *actor) all(s *zmq.Socket) []string {
	var got []string
	for {
		m, err := s.RecvDontWait()
		if errors.Is(err, zmq.EAGAIN) {
			a.settle()
			m, err = s.RecvDontWait()
		}
		if err != nil {
			return got
		}
		got = append(got, text(m))
	}
}

// each connects several sockets of a type to a name, one after the other.
func (a *actor) each(n int, typ zmq4.SocketType, name string, o ...any) []*zmq.Socket {
	a.t.Helper()
	var out []*zmq.Socket
	for range n {
		out = append(out, a.connected(typ, name, o...))
		a.settle()
	}
	return out
}

// recv waits for a message.
func (a *actor) recv(s *zmq.Socket) string {
	a.t.Helper()
	m, err := s.Recv()
	a.ok(err)
	return text(m)
}

func text(m zmq4.Msg) string {
	parts := make([]string, len(m.Frames))
	for i, f := range m.Frames {
		parts[i] = string(f)
	}
	return strings.Join(parts, "|")
}

func (a *actor) same(got []string, want ...string) {
	a.t.Helper()
	if strings.Join(got, ", ") != strings.Join(want, ", ") {
		a.t.Errorf("got %q, want %q", got, want)
	}
}

func (a *actor) equal(what string, got, want any) {
	a.t.Helper()
	if got != want {
		a.t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// took wants the world time since a moment to be d.
func (a *actor) took(since, d time.Duration) {
	a.t.Helper()
	if got := a.Now() - since; got != d {
		a.t.Errorf("it took %v, want %v", got, d)
	}
}

// seen lists the events that match all that is set in like.
func (a *actor) seen(like event.Event) []event.Event { return a.play.seen(like) }

// until waits for such an event, to the millisecond, but not for ever.
func (a *actor) until(like event.Event) {
	a.t.Helper()
	for range 10_000 {
		if len(a.seen(like)) > 0 {
			return
		}
		a.Sleep(time.Millisecond)
	}
	a.t.Errorf("%s of %s with reason %q did not come", like.Kind, like.Socket, like.Reason)
}

// saw wants so many of them.
func (a *actor) saw(n int, like event.Event) {
	a.t.Helper()
	if got := len(a.seen(like)); got != n {
		a.t.Errorf("%s of %s with reason %q happened %d times, want %d", like.Kind, like.Socket, like.Reason, got, n)
	}
}

func (p *play) seen(like event.Event) []event.Event {
	var out []event.Event
	for _, e := range p.events() {
		if like.Kind == e.Kind && within(like.Socket, e.Socket) && within(string(like.Reason), string(e.Reason)) &&
			within(like.Place, e.Place) && within(like.What, e.What) && within(like.Topic, e.Topic) && within(like.Link, e.Link) &&
			within(like.Endpoint, e.Endpoint) {
			out = append(out, e)
		}
	}
	return out
}

func within(want, got string) bool { return want == "" || want == got }
