package room

import (
	"context"
	"errors"

	"patternscope/sim"
	"patternscope/sim/breakpoint"
)

// Breakpoint is one that is asked for, as JSON gives it: an object, or one line in a string.
type Breakpoint struct{ breakpoint.Breakpoint }

func (b *Breakpoint) UnmarshalJSON(data []byte) error {
	if err := b.Breakpoint.UnmarshalJSON(data); err != nil {
		return refuse(Invalid, "%v", err)
	}
	return nil
}

// setBreakpoints puts these in the place of those that were set; an empty list is one.
func setBreakpoints(w World, asked []Breakpoint) error {
	if asked == nil {
		return refuse(Invalid, "breakpoints needs the list of them, which may be empty")
	}
	list, err := checked(asked)
	if err != nil {
		return err
	}
	w.SetBreakpoints(list)
	return nil
}

// checked are the breakpoints that were asked for, as a world takes them.
func checked(asked []Breakpoint) ([]breakpoint.Breakpoint, error) {
	list := make([]breakpoint.Breakpoint, len(asked))
	for i, b := range asked {
		list[i] = b.Breakpoint
	}
	if err := breakpoint.CheckList(list); err != nil {
		return nil, refuse(Invalid, "%v", err)
	}
	return list, nil
}

// until runs the world on to a breakpoint.
func until(ctx context.Context, w World, b *Breakpoint) error {
	if b == nil {
		return refuse(Invalid, "until needs a breakpoint")
	}
	if b.Off {
		return refuse(Invalid, "%s is off, so it is never met", b)
	}
	_, err := w.Until(ctx, b.Breakpoint)
	switch {
	case errors.Is(err, ErrIdle):
		return refuse(NotNow, "nothing is due any more, and %s has not come; the run stands at event %d", brief(b), w.Log().Head())
	case errors.Is(err, sim.ErrFar):
		return refuse(NotNow, "in %d events %s has not come; the run stands at event %d", sim.UntilBound, brief(b), w.Log().Head())
	}
	return err
}

const longest = 60 // characters of a breakpoint within a sentence

// brief names a breakpoint as its one line, or not at all where that would hide the sentence around it.
func brief(b *Breakpoint) string {
	if line := b.String(); len(line) <= longest {
		return line
	}
	return "what was asked for"
}
