package sim

import (
	"fmt"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/sandbox"
)

// move puts a node elsewhere in the picture, and nothing else changes. With a
// node that stands there it changes places.
func (w *World) move(a act.Action) (deed, error) {
	p := w.program(a.Node)
	switch {
	case p == nil || p.leaving:
		return cannot("%s", w.noProgram(a.Node))
	case !p.movable():
		return cannot("%s is the pattern's own, and stands where its picture has it", p.Name)
	case a.Column < 0 || a.Column > sandbox.MaxPlace || a.Row < 0 || a.Row > sandbox.MaxPlace:
		return cannot("columns and rows go from 0 to %d", sandbox.MaxPlace)
	case p.Column == a.Column && p.Row == a.Row:
		return deed{event: event.Event{Node: p.Name, Text: p.Name + " stays where it is"}, do: func() {}}, nil
	}
	for _, o := range w.ctx.Outsiders() {
		if o.Column == a.Column && o.Row == a.Row {
			return cannot("%s, a process outside, stands there", o.Name)
		}
	}
	other := w.at(a.Column, a.Row)
	text := fmt.Sprintf("%s is moved to column %d, row %d", p.Name, a.Column, a.Row)
	switch {
	case other == nil:
	case !other.movable():
		return cannot("%s stands there, which is the pattern's own", other.Name)
	default:
		text = fmt.Sprintf("%s and %s change places", p.Name, other.Name)
	}
	return deed{event: event.Event{Node: p.Name, Text: text}, do: func() {
		w.clear(pattern.Node{Name: p.Name, Column: a.Column, Row: a.Row})
		if other != nil {
			w.put(other, p.Column, p.Row)
		}
		w.put(p, a.Column, a.Row)
	}}, nil
}

// movable tells whether a node's name and place are a reader's affair.
func (p *program) movable() bool { return p.kind() != "" || p.added }

// at is the program that stands there, and stays.
func (w *World) at(column, row int) *program {
	for _, p := range w.programs {
		if p.Column == column && p.Row == row && !p.leaving {
			return p
		}
	}
	return nil
}

func (w *World) put(p *program, column, row int) {
	p.Column, p.Row = column, row
	if n, is := p.Of.(*sandbox.Node); is {
		n.Column, n.Row = column, row
	}
	w.scene.Emit(event.Event{Kind: event.Moved, Node: p.Name, Column: column, Row: row})
}
