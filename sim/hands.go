package sim

import (
	"maps"
	"slices"

	"patternscope/sim/act"
	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// hand is a call that a reader makes on a program's behalf, in a thread of its
// own: it may wait, as the program's own calls do.
type hand struct {
	node string
	what string // "receives on sink.in"
	task *clock.Task
}

// hands are those under way, by their thread.
type hands map[int]*hand

// beside makes a call in a thread of the program. Its events follow from the newest one.
func (w *World) beside(p *program, what string, call func()) {
	h := &hand{node: p.Name, what: what}
	own := w.scene.Beside(p.node.Owner(), func(own *scene.Owner) {
		h.task = w.clock.Current()
		w.hands[own.Thread] = h
		defer delete(w.hands, own.Thread)
		call()
	})
	own.Line, own.Last = 0, w.log.Head()
}

// giveUp ends a call by hand where it waits.
func (w *World) giveUp(a act.Action) (deed, error) {
	h := w.hands[a.Thread]
	switch {
	case h == nil || h.node != a.Node:
		return cannot("nothing that was begun by hand waits in thread %d of %s", a.Thread, a.Node)
	case w.isFrozen(h.node):
		return cannot("%s is frozen", h.node)
	}
	return deed{
		event: event.Event{Node: h.node, Text: h.node + " no longer " + h.what},
		do:    func() { w.clock.Kill(h.task) },
	}, nil
}

func (w *World) isFrozen(name string) bool {
	p := w.program(name)
	return p != nil && p.status == frozen
}

// handOffers are for the calls by hand that wait in a node.
func (w *World) handOffers(node string) []act.Offer {
	var offers []act.Offer
	for _, thread := range slices.Sorted(maps.Keys(w.hands)) {
		h := w.hands[thread]
		if h.node != node {
			continue
		}
		offers = append(offers, w.judged(act.Offer{
			Action: act.Action{Do: act.GiveUp, Node: node, Thread: thread}, Title: "Give up", Group: "By hand",
			Help: "It " + h.what + ", and waits. It does so no longer.",
		}))
	}
	return offers
}

// judged is an offer with the reason why its action cannot be done, if there is
// one before its fields are known.
func (w *World) judged(o act.Offer) act.Offer {
	if _, err := w.deed(o.Action); err != nil && o.Why == "" {
		o.Why = reason(err)
	}
	return o
}
