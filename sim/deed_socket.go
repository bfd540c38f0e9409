package sim

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/sandbox"
	"patternscope/sim/zmq"
)

// toSocket is what is done to a socket by hand, beside its program.
func (w *World) toSocket(a act.Action) (deed, error) {
	p, s, err := w.socket(a)
	if err != nil {
		return deed{}, err
	}
	if s == nil {
		return w.toHTTP(p, a)
	}
	switch a.Do {
	case act.Close:
		return w.closing(p, s)
	case act.Bind:
		return w.binding(p, s, a)
	case act.Unbind:
		return w.unbinding(p, s, a)
	case act.Connect:
		return w.connecting(p, s, a)
	case act.Disconnect:
		return w.disconnecting(p, s, a)
	case act.Set:
		return w.setting(p, s, a)
	case act.Subscribe, act.Unsubscribe:
		return w.subscribing(p, s, a)
	case act.Send:
		return w.sending(p, s, a)
	}
	return w.receiving(p, s, a)
}

// socket finds the open socket of an action, and whose it is. It is nil when the socket speaks HTTP.
func (w *World) socket(a act.Action) (*program, *zmq.Socket, error) {
	fail := func(format string, args ...any) (*program, *zmq.Socket, error) {
		_, err := cannot(format, args...)
		return nil, nil, err
	}
	name, _, _ := cutLast(a.Socket, ".")
	p := w.program(name)
	switch {
	case a.Socket == "":
		return fail("the action names no socket")
	case p == nil && w.isOutsider(name):
		return fail("%s is a socket of a process outside", a.Socket)
	case p == nil:
		return fail("there is no socket %q", a.Socket)
	case p.status == frozen:
		return fail("%s is frozen", p.Name)
	case p.status != running:
		return fail("%s does not run", p.Name)
	}
	s := w.ctx.Find(a.Socket)
	if s == nil && !w.speaksHTTP(p, a.Socket) {
		return fail("there is no open socket %q", a.Socket)
	}
	return p, s, nil
}

func cutLast(text, at string) (before, after string, found bool) {
	i := strings.LastIndex(text, at)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(at):], true
}

// onSocket is a deed that is one call, in a thread of the socket's program.
func (w *World) onSocket(p *program, s *zmq.Socket, what string, call func()) (deed, error) {
	return deed{
		event: event.Event{Node: p.Name, Socket: s.ID(), Text: what},
		do:    func() { w.beside(p, what, call) },
	}, nil
}

// changing is a deed that is one call, after which the document says so too; the
// document must allow it.
func (w *World) changing(p *program, s *zmq.Socket, what string, call func() error, change func(k *sandbox.Socket)) (deed, error) {
	if err := w.allows(p, s, change); err != nil {
		return cannot("%s", err.Text)
	}
	return w.onSocket(p, s, what, func() {
		if err := call(); err == nil {
			if k := p.spec(s.ID()); k != nil {
				change(k)
			}
		}
	})
}

// allows tells whether the document would still be valid; a pattern's own program is not in it.
func (w *World) allows(p *program, s *zmq.Socket, change func(k *sandbox.Socket)) *sandbox.Error {
	if p.spec(s.ID()) == nil {
		return nil
	}
	d := w.stage().Clone()
	_, name, _ := cutLast(s.ID(), ".")
	return d.With(p.Name, func(n *sandbox.Node) { change(n.Socket(name)) })
}

var socketName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,23}$`)

// opening is a new socket of a program.
func (w *World) opening(a act.Action) (deed, error) {
	p := w.program(a.Node)
	switch {
	case p == nil:
		return cannot("%s", w.noProgram(a.Node))
	case p.status != running:
		return cannot("%s does not run", p.Name)
	case !sandbox.IsZMQ(a.Type):
		return cannot("%q is not a socket type that can be opened by hand: one of %s is", a.Type, strings.Join(sandbox.ZMQTypes(), ", "))
	case a.Name != "" && !socketName.MatchString(a.Name):
		return cannot("%q is not a name of 1 to 24 small letters, digits and hyphens", a.Name)
	case a.Name != "" && w.ctx.Find(p.Name+"."+a.Name) != nil:
		return cannot("%s has a socket %s already", p.Name, a.Name)
	case len(p.node.Sockets()) >= maxSockets:
		return cannot("%s has %d sockets open, and no more are allowed", p.Name, maxSockets)
	}
	return deed{
		event: event.Event{Node: p.Name, Text: fmt.Sprintf("a %s socket is opened in %s", a.Type, p.Name)},
		do:    func() { w.beside(p, "opens a socket", func() { p.openByHand(a) }) },
	}, nil
}

func (p *program) openByHand(a act.Action) {
	name := a.Name
	if name == "" {
		name = strings.ToLower(a.Type)
	}
	s := p.node.Socket(zmq4.SocketType(a.Type), name)
	if n, is := p.Of.(*sandbox.Node); is {
		_, called, _ := cutLast(s.ID(), ".")
		n.Sockets = append(n.Sockets, &sandbox.Socket{Name: called, Type: a.Type, Options: map[string]string{}})
	}
}

func (w *World) closing(p *program, s *zmq.Socket) (deed, error) {
	return w.onSocket(p, s, s.ID()+" is closed", func() {
		s.Close()
		if n, is := p.Of.(*sandbox.Node); is {
			n.Forget(p.spec(s.ID()))
		}
	})
}

// reason is why an action cannot be done, without the words that begin it.
func reason(err error) string {
	return strings.TrimPrefix(err.Error(), ErrCannot.Error()+": ")
}

func without(list []string, one string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(o string) bool { return o == one })
}
