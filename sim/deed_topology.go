package sim

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/sandbox"
)

// Bounds of what can be added to a world while it runs.
const (
	maxNodes   = sandbox.MaxNodes
	maxSockets = sandbox.MaxSockets // of a node
	maxLinks   = 64
	maxAtOnce  = 8 // nodes added together
)

// topology is what changes the picture: nodes, sockets, and what is done with these.
func (w *World) topology(a act.Action) (deed, error) {
	switch a.Do {
	case act.Add:
		return w.addNodes(a)
	case act.Remove:
		return w.remove(a)
	case act.Rename:
		return w.rename(a)
	case act.Move:
		return w.move(a)
	case act.Open:
		return w.opening(a)
	case act.GiveUp:
		return w.giveUp(a)
	case act.Set:
		if a.Socket == "" {
			return w.setProgram(a)
		}
		return w.toSocket(a)
	case act.Close, act.Bind, act.Unbind, act.Connect, act.Disconnect, act.Subscribe, act.Unsubscribe, act.Send, act.Receive:
		return w.toSocket(a)
	}
	return cannot("there is no action %q", short(string(a.Do)))
}

// addNodes puts nodes onto the stage: one of the palette, or more like one that is there.
func (w *World) addNodes(a act.Action) (deed, error) {
	switch {
	case w.books != nil:
		return cannot("a duel compares two halves of one task: what is added would belong to neither")
	case (a.Like == "") == (len(a.Spec) == 0):
		return cannot("add takes either a node of the palette or the name of a node to add more of")
	case a.Like != "":
		return w.addLike(a)
	}
	n, err := w.stage().ParseNode(a.Spec)
	switch {
	case err != nil:
		return cannot("%v", err)
	case len(w.stage().Nodes) >= maxNodes:
		return cannot("%d nodes are on the stage, and no more have room", maxNodes)
	case len(n.Name) > 0 && w.isOutsider(n.Name):
		return cannot("%s is the name of a process outside", n.Name)
	}
	return w.entering(sandbox.Program(n)), nil
}

func (w *World) addLike(a act.Action) (deed, error) {
	p, count := w.program(a.Like), max(a.Count, 1)
	switch {
	case p == nil || p.leaving:
		return cannot("%s", w.noProgram(a.Like))
	case a.Count < 0 || count > maxAtOnce:
		return cannot("from 1 to %d nodes can be added at once, not %d", maxAtOnce, a.Count)
	case len(w.stage().Nodes)+count > maxNodes:
		return cannot("%d nodes are on the stage, and %d is the most", len(w.stage().Nodes), maxNodes)
	}
	if endpoint := p.bound(); endpoint != "" {
		return cannot("another %s would bind %s too, and an endpoint is bound once: EADDRINUSE", p.Name, endpoint)
	}
	there, nodes := w.stage(), []pattern.Node{}
	for range count {
		n := p.called(nextName(p.Name, there))
		n.Row, n.Start = sandbox.FreeRow(p.Column, there.Nodes), 0
		if of, is := n.Of.(*sandbox.Node); is {
			of.Row = n.Row
		}
		there.Nodes = append(there.Nodes, &sandbox.Node{Name: n.Name, Column: n.Column, Row: n.Row})
		nodes = append(nodes, n)
	}
	if last := nodes[count-1]; last.Row > sandbox.MaxPlace {
		return cannot("column %d of the stage is full", last.Column)
	}
	return w.entering(nodes...), nil
}

// entering is the deed of nodes that come onto the stage, and start.
func (w *World) entering(nodes ...pattern.Node) deed {
	names := make([]string, len(nodes))
	for i, n := range nodes {
		names[i] = n.Name
	}
	return deed{
		event: event.Event{Text: strings.Join(names, ", ") + " added"},
		do: func() {
			for _, n := range nodes {
				w.enter(n)
			}
		},
	}
}

// bound is an endpoint that the program has bound; "": it has none.
func (p *program) bound() string {
	if n, is := p.Of.(*sandbox.Node); is {
		return n.Bound()
	}
	for _, s := range p.node.Sockets() {
		if b := s.BoundTo(); len(b) > 0 {
			return b[0]
		}
	}
	for _, name := range p.node.Serves() {
		return "http://" + name
	}
	return ""
}

var numbered = regexp.MustCompile(`^(.*?)[ -]?\d+$`)

// nextName is the next free name of a row: "worker 4" after "worker 3".
func nextName(like string, there *sandbox.Document) string {
	base := like
	if m := numbered.FindStringSubmatch(like); m != nil && m[1] != "" {
		base = m[1]
	}
	for i := 2; ; i++ {
		name := fmt.Sprintf("%s %d", base, i)
		if !slices.ContainsFunc(there.Nodes, func(n *sandbox.Node) bool { return n.Name == name }) {
			return name
		}
	}
}

func (w *World) isOutsider(name string) bool {
	for _, o := range w.ctx.Outsiders() {
		if o.Name == name {
			return true
		}
	}
	return false
}

// remove takes a node off the stage: its program ends first, as if it had returned.
func (w *World) remove(a act.Action) (deed, error) {
	p := w.program(a.Node)
	switch {
	case p == nil:
		return cannot("%s", w.noProgram(a.Node))
	case w.books != nil:
		return cannot("a duel compares two halves of one task: without %s there would be none", p.Name)
	}
	text := p.Name + " is removed"
	if p.leaving {
		text += " at once"
	}
	return deed{event: event.Event{Node: p.Name, Text: text}, do: func() { w.leave(p) }}, nil
}
