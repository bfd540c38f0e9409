package sim

import (
	"cmp"
	"fmt"
	"strings"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/sandbox"
)

// rename gives a node another name, or the sandbox another title.
//
// A node's name is who it is: each event, socket and link that was recorded says
// so, and so does each action of the script. None of these can change
// afterwards, so a node that is called otherwise is another: it begins anew, in its old place.
func (w *World) rename(a act.Action) (deed, error) {
	if a.Node == "" {
		return w.entitle(strings.TrimSpace(a.Name))
	}
	p, name := w.program(a.Node), strings.TrimSpace(a.Name)
	switch {
	case p == nil || p.leaving:
		return cannot("%s", w.noProgram(a.Node))
	case !p.movable():
		return cannot("%s is the pattern's own, and what is written about the pattern calls it so", p.Name)
	case name == p.Name:
		return deed{event: event.Event{Node: p.Name, Text: p.Name + " keeps its name"}, do: func() {}}, nil
	case w.taken(name):
		return cannot("another node is called %q", name)
	}
	if err := sandbox.CheckName(name); err != nil {
		return cannot("%v", err)
	}
	text := fmt.Sprintf("%s is called %s from now on, and begins anew", p.Name, name)
	return deed{event: event.Event{Node: p.Name, Text: text}, do: func() {
		again := p.called(name)
		w.leave(p)
		w.enter(again)
	}}, nil
}

// taken tells whether a node that stays, or an outside process, is called so.
func (w *World) taken(name string) bool {
	p := w.program(name)
	return p != nil && !p.leaving || w.isOutsider(name)
}

// called is the same node under another name.
func (p *program) called(name string) pattern.Node {
	n := p.Node
	if of, is := p.Of.(*sandbox.Node); is {
		twin := of.Clone()
		twin.Name = name
		return sandbox.Program(twin)
	}
	n.Name = name
	return n
}

func (w *World) entitle(title string) (deed, error) {
	if w.cfg.Pattern.ID != sandbox.ID {
		return cannot("a pattern has its title")
	}
	if err := sandbox.CheckTitle(title); err != nil {
		return cannot("the title %v", err)
	}
	title = cmp.Or(title, sandbox.Untitled)
	return deed{
		event: event.Event{Text: fmt.Sprintf("the sandbox is called %q", title)},
		do:    func() { w.title = title },
	}, nil
}
