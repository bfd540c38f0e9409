package room

import (
	"context"
	"errors"
	"strings"

	"patternscope/sim"
	"patternscope/sim/act"
)

// maxScript bounds what can be done by hand in one run.
const maxScript = 10_000

// doAct does one thing to the world.
func doAct(ctx context.Context, w World, a *act.Action) error {
	if a == nil || a.Do == "" {
		return refuse(Invalid, "act needs an action: an object whose do says what")
	}
	if len(w.Script()) >= maxScript {
		return refuse(NotNow, "%d things have been done by hand in this run, and no run takes more: restart it", maxScript)
	}
	_, err := w.Act(ctx, *a)
	if errors.Is(err, sim.ErrCannot) {
		return refuse(NotNow, "%s", strings.TrimPrefix(err.Error(), sim.ErrCannot.Error()+": "))
	}
	return err
}

// Next is what can happen next in a room, as it stands after event Head.
type Next struct {
	Run  int       `json:"run"`
	Head int64     `json:"head"`
	Now  int64     `json:"now"` // world time, µs
	Due  []act.Due `json:"due"`
}

// Next lists what is due.
func (r *Room) Next() (Next, error) {
	run, _, err := r.now()
	if err != nil {
		return Next{}, err
	}
	due := run.world.Due()
	return Next{Run: run.number, Head: run.world.Log().Head(), Now: run.world.Clock().Now, Due: due}, nil
}

// Offered is what can be done with one thing, as the room stands after event Head.
type Offered struct {
	Run    int         `json:"run"`
	Head   int64       `json:"head"`
	Offers []act.Offer `json:"offers"`
}

// Offers lists what can be done with a target.
func (r *Room) Offers(t act.Target) (Offered, error) {
	run, _, err := r.now()
	if err != nil {
		return Offered{}, err
	}
	offers := run.world.Offers(t)
	return Offered{Run: run.number, Head: run.world.Log().Head(), Offers: offers}, nil
}
