package room

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"patternscope/sim/act"
	"patternscope/sim/breakpoint"
	"patternscope/sim/pattern"
	"patternscope/sim/sandbox"
)

// Command is one thing its steerer asks of a room.
type Command struct {
	Command string   `json:"command"` // play, pause, step, until, rate, restart, params, act, fork, breakpoints
	Rate    *float64 `json:"rate"`    // rate: from MinRate to MaxRate
	Params  Settings `json:"params"`  // params: those to change; the others stay
	Seed    *int64   `json:"seed"`    // restart, params: nil keeps it
	// params: the schedule that takes the place of the run's; nil keeps it.
	Faults []pattern.Fault `json:"faults"`
	Action *act.Action     `json:"action"` // act: what to do; fork: also
	Run    int             `json:"run"`    // fork: from which run; 0: the one that lives
	Seq    *int64          `json:"seq"`    // fork: after which event
	// until: where to run to. Breakpoints: breakpoints that take the place of those that are set.
	Breakpoint  *Breakpoint  `json:"breakpoint"`
	Breakpoints []Breakpoint `json:"breakpoints"`
}

// Outcome is how things stand once a command was obeyed.
type Outcome struct {
	Run   int   `json:"run"`
	Head  int64 `json:"head"` // the number of the newest event
	Clock Clock `json:"clock"`
	// Stopped is the breakpoint at which the run stands; nil: it goes on, or was paused by hand.
	Stopped *breakpoint.Hit `json:"stopped,omitempty"`
}

// Do obeys a command of whoever holds the room's token. Commands of a room
// take turns; ctx ends the wait for the turn, and a step.
func (r *Room) Do(ctx context.Context, token string, c Command) (Outcome, error) {
	if err := r.Steers(token); err != nil {
		return Outcome{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(r.alive, cancel)()
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	case <-ctx.Done():
		return Outcome{}, r.interrupted(ctx)
	}
	run, _, err := r.now()
	if err != nil {
		return Outcome{}, err
	}
	if err := r.obey(ctx, run, c); err != nil {
		if ctx.Err() != nil {
			err = r.interrupted(ctx)
		}
		return Outcome{}, err
	}
	r.changed()
	return r.outcome(), nil
}

// interrupted says why ctx ended: the room has, or whoever asked went away.
func (r *Room) interrupted(ctx context.Context) error {
	if _, _, err := r.now(); err != nil {
		return err
	}
	return ctx.Err()
}

func (r *Room) outcome() Outcome {
	run, _, _ := r.now()
	return Outcome{Run: run.number, Head: run.world.Log().Head(), Clock: run.world.Clock(), Stopped: run.world.Standing().Stopped}
}

func (r *Room) obey(ctx context.Context, run *run, c Command) error {
	switch c.Command {
	case "play":
		run.world.Play()
		return nil
	case "pause":
		run.world.Pause()
		return nil
	case "step":
		return step(ctx, run.world)
	case "until":
		return until(ctx, run.world, c.Breakpoint)
	case "breakpoints":
		return setBreakpoints(run.world, c.Breakpoints)
	case "rate":
		return setRate(run.world, c.Rate)
	case "act":
		return doAct(ctx, run.world, c.Action)
	case "fork":
		return r.fork(ctx, c)
	case "restart":
		return r.restart(run, nil, nil, c.Seed)
	case "params":
		return r.restart(run, c.Params, c.Faults, c.Seed)
	}
	return refuse(Invalid, "command is one of play, pause, step, until, rate, restart, params, act, fork, breakpoints, not %q", c.Command)
}

func step(ctx context.Context, w World) error {
	_, err := w.Step(ctx)
	if errors.Is(err, ErrIdle) {
		return refuse(NotNow, "nothing is due: every program waits for a message, and none is on its way")
	}
	return err
}

func setRate(w World, rate *float64) error {
	if rate == nil || !(*rate >= MinRate && *rate <= MaxRate) {
		return refuse(Invalid, "rate is a number from %v to %v", MinRate, MaxRate)
	}
	w.SetRate(*rate)
	return nil
}

// restart puts a new world in the place of the old one, at the same rate and
// as paused. When it cannot start, the old one stays.
func (r *Room) restart(old *run, changes Settings, faults []pattern.Fault, seed *int64) error {
	spec, err := respec(old, changes, faults, seed)
	if err != nil {
		return err
	}
	world, err := r.rooms.start(spec)
	if err != nil {
		return fmt.Errorf("restart %s: %w", spec.Pattern.ID, err)
	}
	r.install(&run{spec: spec, world: world, began: began(old.spec, spec)})
	return nil
}

// began says how a run differs from the one before.
func began(old, spec Spec) string {
	var changed []string
	for name, value := range spec.Values {
		if old.Values[name] != value {
			changed = append(changed, name+" "+value)
		}
	}
	if spec.Seed != old.Seed {
		changed = append(changed, fmt.Sprintf("seed %d", spec.Seed))
	}
	if was, is := len(old.Faults), len(spec.Faults); was != is {
		changed = append(changed, fmt.Sprintf("%d planned faults", is))
	}
	if len(changed) == 0 {
		return "begins again"
	}
	slices.Sort(changed)
	return "with " + strings.Join(changed, ", ")
}

func respec(old *run, changes Settings, faults []pattern.Fault, seed *int64) (Spec, error) {
	settings := maps.Clone(map[string]string(old.spec.Values))
	maps.Copy(settings, changes)
	values, err := old.spec.Pattern.Values(settings)
	if err != nil {
		return Spec{}, refuse(Invalid, "%v", err)
	}
	number, err := checkSeed(seed, old.spec.Seed)
	if err != nil {
		return Spec{}, err
	}
	if faults == nil {
		faults = old.spec.Faults
	}
	if err := pattern.CheckFaults(faults); err != nil {
		return Spec{}, refuse(Invalid, "%v", err)
	}
	p := old.spec.Pattern
	if d := old.world.Document(); d != nil {
		p = sandbox.Pattern(d) // with all that was drawn meanwhile
	}
	clock := old.world.Clock()
	return Spec{Pattern: p, Values: values, Seed: number, Faults: faults, Rate: clock.Rate, Paused: clock.Paused, Breakpoints: old.world.Standing().Breakpoints}, nil
}
