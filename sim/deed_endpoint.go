package sim

import (
	"slices"

	"patternscope/sim/act"
	"patternscope/sim/sandbox"
	"patternscope/sim/zmq"
)

func (w *World) binding(p *program, s *zmq.Socket, a act.Action) (deed, error) {
	e := w.full(a.Endpoint)
	if err := zmq.CheckEndpoint(e); err != nil {
		return cannot("%v", err)
	}
	other := w.boundAt(e)
	switch {
	case other == s:
		return cannot("%s is bound to %s already", s.ID(), e)
	case other != nil:
		return cannot("%s is bound to %s, and an endpoint is bound once: EADDRINUSE", other.ID(), e)
	case slices.Contains(s.ConnectedTo(), e):
		return cannot("%s connects to %s, and cannot connect to itself", s.ID(), e)
	case s.Reaches(e):
		return cannot("%s still has messages for %s, which it was connected to, and cannot connect to itself", s.ID(), e)
	case len(s.BoundTo()) >= sandbox.MaxEndpoints:
		return cannot("%s is bound to %d endpoints, and no more are allowed", s.ID(), sandbox.MaxEndpoints)
	}
	for _, o := range w.ctx.Open() {
		if slices.Contains(o.ConnectedTo(), e) && !canTalk(o, s) {
			return cannot("%s connects there, and %s", o.ID(), whyNot(o, s))
		}
	}
	return w.changing(p, s, s.ID()+" binds "+e, func() error { return s.Listen(e) }, func(k *sandbox.Socket) { k.Bind = append(k.Bind, w.short(e)) })
}

func (w *World) unbinding(p *program, s *zmq.Socket, a act.Action) (deed, error) {
	e := w.full(a.Endpoint)
	if !slices.Contains(s.BoundTo(), e) {
		return cannot("%s is not bound to %s", s.ID(), e)
	}
	return w.changing(p, s, s.ID()+" unbinds "+e, func() error { return s.Unbind(e) }, func(k *sandbox.Socket) { k.Bind = without(without(k.Bind, e), w.short(e)) })
}

func (w *World) connecting(p *program, s *zmq.Socket, a act.Action) (deed, error) {
	e := w.full(a.Endpoint)
	if err := zmq.CheckEndpoint(e); err != nil {
		return cannot("%v", err)
	}
	other := w.boundAt(e)
	switch {
	case other == s:
		return cannot("%s is bound to %s, and cannot connect to itself", s.ID(), e)
	case slices.Contains(s.ConnectedTo(), e):
		return cannot("%s connects to %s already", s.ID(), e)
	case other != nil && !canTalk(s, other):
		return cannot("%s", whyNot(s, other))
	case s.Type() == "PAIR" && len(s.ConnectedTo()) > 0:
		return cannot("%s has its one peer: a PAIR talks with one alone", s.ID())
	case len(s.ConnectedTo()) >= sandbox.MaxEndpoints:
		return cannot("%s connects to %d endpoints, and no more are allowed", s.ID(), sandbox.MaxEndpoints)
	case w.links() >= maxLinks:
		return cannot("%d connections are there, and no more are allowed", maxLinks)
	}
	return w.changing(p, s, s.ID()+" connects to "+e, func() error { return s.Dial(e) }, func(k *sandbox.Socket) { k.Connect = append(k.Connect, w.short(e)) })
}

func (w *World) disconnecting(p *program, s *zmq.Socket, a act.Action) (deed, error) {
	e := w.full(a.Endpoint)
	if !slices.Contains(s.ConnectedTo(), e) {
		return cannot("%s does not connect to %s", s.ID(), e)
	}
	return w.changing(p, s, s.ID()+" disconnects from "+e, func() error { return s.Disconnect(e) }, func(k *sandbox.Socket) { k.Connect = without(without(k.Connect, e), w.short(e)) })
}

// boundAt is the socket that is bound to the endpoint; nil: none is.
func (w *World) boundAt(endpoint string) *zmq.Socket {
	for _, s := range w.ctx.Open() {
		if slices.Contains(s.BoundTo(), endpoint) {
			return s
		}
	}
	return nil
}

// links is how many connections the sockets have asked for.
func (w *World) links() int {
	n := 0
	for _, s := range w.ctx.Open() {
		n += len(s.ConnectedTo())
	}
	return n
}

func canTalk(a, b *zmq.Socket) bool { return sandbox.CanTalk(string(a.Type()), string(b.Type())) }
func whyNot(a, b *zmq.Socket) string {
	return sandbox.WhyNot(string(a.Type()), string(b.Type()))
}
