package sim

import (
	"slices"
	"strings"

	"patternscope/sim/event"
	"patternscope/sim/node"
	"patternscope/sim/pattern"
	"patternscope/sim/sandbox"
)

// enter puts a program onto the stage and starts it.
func (w *World) enter(n pattern.Node) {
	w.clear(n)
	p := &program{Node: n, node: node.New(w.ctx, w.web, n.Name, w.transport()), status: idle, added: true}
	w.programs = append(w.programs, p)
	w.scene.Emit(event.Event{Kind: event.Added, Node: n.Name, Text: n.Role, Column: n.Column, Row: n.Row, Type: p.kind()})
	w.run(p, event.Event{Kind: event.Started})
}

// leave ends a program, if it runs, and takes it off the stage once the last of
// its connections is gone: what its sockets have queued they still send, as long
// as LINGER says, and what has come to its peers they still take. When it is
// told to leave again it waits for that no longer, and what it still had to send is lost.
func (w *World) leave(p *program) {
	p.start.Stop()
	switch p.status {
	case running:
		w.stop(p)
	case frozen:
		w.crash(p, "its process was killed, to remove it")
	}
	if again := p.leaving; again || !w.scene.Linked(p.Name) {
		w.vanish(p)
	}
	p.leaving = true
}

// vanish takes it off the stage, with what it still had to send.
func (w *World) vanish(p *program) {
	w.programs = slices.DeleteFunc(w.programs, func(o *program) bool { return o == p })
	p.node.Crash()
	w.scene.Emit(event.Event{Kind: event.Removed, Node: p.Name})
}

// unlinked lets those go whose last connection is gone.
func (w *World) unlinked() {
	for _, p := range slices.Clone(w.programs) {
		if p.leaving && !w.scene.Linked(p.Name) {
			w.vanish(p)
		}
	}
}

// clear lets those go at once whose name or place is wanted.
func (w *World) clear(n pattern.Node) {
	for _, p := range slices.Clone(w.programs) {
		if p.leaving && (p.Name == n.Name || p.Column == n.Column && p.Row == n.Row) {
			w.vanish(p)
		}
	}
}

// kind is that of the palette; "": the program is a pattern's own.
func (p *program) kind() string {
	if n, is := p.Of.(*sandbox.Node); is {
		return n.Kind
	}
	return ""
}

// spec is the program's socket in the document, by the socket's id; nil: the
// program is a pattern's own, or the socket is not in it.
func (p *program) spec(id string) *sandbox.Socket {
	if n, is := p.Of.(*sandbox.Node); is {
		return n.Socket(strings.TrimPrefix(id, p.Name+"."))
	}
	return nil
}

// stage is all that stands there, as a document: of a pattern's own programs
// only their places and what they have bound.
func (w *World) stage() *sandbox.Document {
	d := &sandbox.Document{Transport: w.transport()}
	for _, p := range w.programs {
		if p.leaving {
			continue
		}
		n, is := p.Of.(*sandbox.Node)
		if !is {
			n = p.outline()
		}
		d.Nodes = append(d.Nodes, n)
	}
	return d
}

// outline is a pattern's own program as a node of a document.
func (p *program) outline() *sandbox.Node {
	n := &sandbox.Node{Name: p.Name, Column: p.Column, Row: p.Row}
	for _, s := range p.node.Sockets() {
		n.Sockets = append(n.Sockets, &sandbox.Socket{Type: string(s.Type()), Bind: s.BoundTo()})
	}
	if serves := p.node.Serves(); len(serves) > 0 {
		n.Sockets = append(n.Sockets, &sandbox.Socket{Type: sandbox.HTTP, Bind: serves})
	}
	return n
}

// short is an endpoint as the document writes it.
func (w *World) short(endpoint string) string {
	return strings.TrimPrefix(endpoint, w.transport()+"://")
}

// full is an endpoint with its transport, whichever way it is written.
func (w *World) full(endpoint string) string {
	if strings.Contains(endpoint, "://") {
		return endpoint
	}
	return w.transport() + "://" + endpoint
}
