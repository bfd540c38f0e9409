package sim

import (
	"fmt"
	"strings"

	"patternscope/sim/act"
	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// pending is who knows what a due thing of his is.
type pending interface{ Due() act.Due }

// Due lists what can happen next, the next first; then what waits and cannot, and why.
func (w *World) Due() []act.Due {
	due := []act.Due{}
	w.clock.Calm(func() { due = w.due() })
	return due
}

func (w *World) due() []act.Due {
	due := []act.Due{}
	for _, t := range w.clock.Due() {
		due = append(due, describe(t))
	}
	for _, l := range w.scene.Links() {
		due = append(due, l.Waiting()...)
	}
	return due
}

func describe(t *clock.Timer) act.Due {
	d := act.Due{Kind: "timer", Say: "a timer fires"}
	switch about := t.About().(type) {
	case pending:
		d = about.Due()
	case *clock.Task:
		d = awaited(about)
	case clock.Outsider:
		d = act.Due{Kind: "outside", Say: "what another process sent comes in"}
	}
	d.Due, d.At = t.Number(), max(t.When(), 0).Microseconds()
	return d
}

// awaited is the moment until which a task waits at most.
func awaited(t *clock.Task) act.Due {
	d := act.Due{Kind: "timer", Say: "a wait is over"}
	o, ok := t.Owner.(*scene.Owner)
	if !ok || o.Call == nil {
		return d
	}
	d.Node, d.Socket = o.Name, o.Call.Socket
	switch o.Call.Call {
	case "work":
		d.Say = o.Name + " has done its work"
	case "sleep":
		d.Say = o.Name + " has slept, and goes on"
	default:
		d.Say = fmt.Sprintf("%s has waited long enough in %s", o.Name, strings.ToUpper(o.Call.Call[:1])+o.Call.Call[1:])
	}
	return d
}

// choose lets one due thing happen before what was due earlier.
func (w *World) choose(a act.Action) (deed, error) {
	for _, d := range w.due() {
		switch {
		case d.Due != a.Due:
		case d.Why != "":
			return cannot("%s", d.Why)
		default:
			e := event.Event{Node: d.Node, Socket: d.Socket, Link: d.Link, Parcel: d.Parcel, Message: d.Message, Text: "next, " + d.Say}
			return deed{event: e, do: func() { w.clock.Choose(a.Due) }}, nil
		}
	}
	return cannot("nothing that is due has the number %d", a.Due)
}
