package room

import (
	"context"
	"slices"

	"patternscope/sim/event"
)

// What a room keeps of branches that it has left, beside the one that lives.
const (
	branchesKept = 12
	branchEvents = event.DefaultLimit // of all of them together
)

// Branch is one run of a room. A room begins with one; a restart begins another
// from nothing, and a fork one that goes on from a moment of its parent.
type Branch struct {
	Run    int    `json:"run"`
	Parent int    `json:"parent,omitempty"` // 0: it began from nothing
	Left   int64  `json:"left,omitempty"`   // its events up to this one are its parent's
	At     int64  `json:"at,omitempty"`     // when that was, µs of world time
	Say    string `json:"say"`              // what made it another: "L1 is cut"
	Live   bool   `json:"live,omitempty"`   // it is the one that runs
	First  int64  `json:"first"`            // numbers of the oldest and newest event kept
	Head   int64  `json:"head"`
	End    int64  `json:"end"`  // when the newest event was, µs of world time
	Acts   int    `json:"acts"` // things done by hand, its parents' included
}

// Branches lists what the room keeps, oldest first.
func (r *Room) Branches() ([]Branch, error) {
	now, _, err := r.now()
	if err != nil {
		return nil, err
	}
	branches := []Branch{}
	for _, run := range r.all() {
		branches = append(branches, run.branch(run == now))
	}
	return branches, nil
}

func (run *run) branch(live bool) Branch {
	log := run.world.Log()
	b := Branch{
		Run: run.number, Parent: run.parent, Left: run.left, Say: run.began, Live: live,
		First: log.First(), Head: log.Head(), Acts: len(run.world.Script()),
	}
	if last := log.Since(b.Head-1, 1); b.Head > 0 && len(last) == 1 {
		b.End = last[0].At
	}
	if run.parent == 0 {
		return b
	}
	if at := log.Since(run.left-1, 1); run.left > 0 && len(at) == 1 {
		b.At = at[0].At
	}
	b.Say = "goes on from here"
	for _, d := range run.world.Script() {
		if done := log.Since(d.Seq-1, 1); d.Seq > run.left && len(done) == 1 && done[0].Seq == d.Seq {
			b.Say = done[0].Text
			break
		}
	}
	return b
}

// all are the runs that are kept, by number.
func (r *Room) all() []*run {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append(slices.Clone(r.former), r.run)
}

// find is a run of the room; number 0 is the one that lives.
func (r *Room) find(number int) (*run, error) {
	now, _, err := r.now()
	if err != nil || number == 0 || number == now.number {
		return now, err
	}
	for _, run := range r.all() {
		if run.number == number {
			return run, nil
		}
	}
	if number > 0 && number < now.number {
		return nil, refuse(Ended, "room %s is at run %d, and keeps nothing of run %d", r.ID, now.number, number)
	}
	return nil, refuse(Unknown, "room %s has no run %d", r.ID, number)
}

// shown is find, with what now says beside.
func (r *Room) shown(number int) (*run, context.Context, error) {
	run, change, err := r.now()
	if err == nil && number != 0 {
		run, err = r.find(number)
	}
	return run, change, err
}

// past tells whether another run lives by now.
func (r *Room) past(run *run) bool {
	live, _, _ := r.now()
	return live != run
}

// clock is how a run's time stands; a recording stands at its end.
func (r *Room) clock(run *run) Clock {
	if !r.past(run) {
		return run.world.Clock()
	}
	c := Clock{Rate: 1, Paused: true, Idle: true}
	log := run.world.Log()
	if last := log.Since(log.Head()-1, 1); len(last) == 1 {
		c.Now = last[0].At
	}
	return c
}

// install puts a new run in the place of the one that lives, which stays as a recording.
func (r *Room) install(next *run) {
	r.mu.Lock()
	old := r.run
	next.number = old.number + 1
	r.former = append(r.former, old)
	r.run = next
	r.prune()
	r.mu.Unlock()
	next.world.OnClock(r.changed)
	r.changed()
	old.world.Close()
}

// prune lets the oldest recordings go. Under the lock.
func (r *Room) prune() {
	events := int64(0)
	for i, run := range slices.Backward(r.former) {
		log := run.world.Log()
		events += log.Head() - log.First() + 1
		if kept := len(r.former) - i; kept > 1 && (events > branchEvents || kept > branchesKept) {
			r.former = slices.Delete(r.former, 0, i+1)
			return
		}
	}
}

// Compare holds two runs of the room beside each other.
func (r *Room) Compare(a, b int) (event.Comparison, error) {
	var events [2][]event.Event
	for i, number := range []int{a, b} {
		run, err := r.find(number)
		if err != nil {
			return event.Comparison{}, err
		}
		log := run.world.Log()
		if log.First() > 1 {
			return event.Comparison{}, refuse(Ended, "run %d no longer has its first %d events, so it cannot be compared", run.number, log.First()-1)
		}
		events[i] = log.Since(0, int(log.Head()))
	}
	return event.Compare(events[0], events[1]), nil
}
