package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"patternscope/server/room"
	"patternscope/sim"
	"patternscope/sim/breakpoint"
)

// tracer prints a world as it goes on.
type tracer struct {
	traceOptions
	world   room.World
	out     *bufio.Writer
	printed int
}

// print lets the world go on until it has printed enough, has come to where it was to
// run, or nothing is due.
func (t *tracer) print(ctx context.Context) error {
	err := t.run(ctx)
	if flushing := t.out.Flush(); flushing != nil {
		return flushing
	}
	return err
}

func (t *tracer) run(ctx context.Context) error {
	for t.printed < t.n {
		err := t.goOn(ctx)
		at := t.world.Standing().Stopped
		if printing := t.events(at); printing != nil {
			return printing
		}
		switch {
		case at != nil && at.Breakpoint == 0:
			return nil
		case errors.Is(err, room.ErrIdle):
			return t.unreached("nothing more can happen, and")
		case err != nil && !errors.Is(err, sim.ErrFar):
			return fmt.Errorf("step: %w", err)
		}
	}
	return t.unreached(fmt.Sprintf("in %d events,", t.n))
}

func (t *tracer) goOn(ctx context.Context) error {
	if t.until == nil {
		_, err := t.world.Step(ctx)
		return err
	}
	_, err := t.world.Until(ctx, *t.until)
	return err
}

// events prints what happened, up to where the world has stopped and why it has.
func (t *tracer) events(at *breakpoint.Hit) error {
	end := t.n
	if at != nil {
		end = min(end, int(at.Seq))
	}
	for _, e := range t.world.Log().Since(int64(t.printed), end-t.printed) {
		if err := t.line(t.out, e); err != nil {
			return err
		}
		t.printed++
	}
	if at == nil || t.printed < int(at.Seq) {
		return nil
	}
	return t.stopped(*at)
}

func (t *tracer) stopped(at breakpoint.Hit) error {
	if t.json {
		return json.NewEncoder(t.out).Encode(map[string]breakpoint.Hit{"stopped": at})
	}
	_, err := fmt.Fprintln(t.out, "#", at.Why)
	return err
}

// unreached is the error of a run that has not come to where it was to run.
func (t *tracer) unreached(why string) error {
	if t.until == nil {
		return nil
	}
	return fmt.Errorf("%s %s has not come", why, t.until)
}

// lines is a flag that is given once for each breakpoint.
type lines []breakpoint.Breakpoint

func (l *lines) String() string { return "" }

func (l *lines) Set(line string) error {
	b, err := breakpoint.Parse(line)
	*l = append(*l, b)
	return err
}
