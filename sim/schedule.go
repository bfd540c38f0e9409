package sim

import (
	"time"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
)

// planned is an action that a run does by itself when its time has come.
type planned struct {
	world *World
	pattern.Fault
}

// plan puts a fault of the schedule among what is due.
func (w *World) plan(f pattern.Fault) {
	p := planned{w, f}
	w.clock.At(time.Duration(f.At)*time.Microsecond, p.perform).Of(p)
}

// Due is the fault as it would be done now.
func (p planned) Due() act.Due {
	a := p.Action
	due := act.Due{Kind: "fault", Node: a.Node, Socket: a.Socket, Link: a.Link, Parcel: a.Parcel, Message: a.Message}
	d, err := p.world.deed(a)
	if err != nil {
		due.Say = string(a.Do) + ", which cannot be done as things stand: " + reason(err)
		return due
	}
	due.Say = "by the schedule, " + d.event.Text
	return due
}

// perform does it, or says why it cannot be done. It is no part of the run's
// script: a run with the same schedule does it again.
func (p planned) perform() {
	w, a := p.world, p.Action
	d, err := w.deed(a)
	if err != nil {
		d.event = event.Event{Node: a.Node, Socket: a.Socket, Reason: event.Impossible, Text: reason(err)}
		d.do = func() {}
	}
	d.event.Kind, d.event.Call = event.Planned, string(a.Do)
	w.scene.Emit(d.event)
	d.do()
}
