package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"patternscope/server/room"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
)

// traceOptions are what the command line says about a trace.
type traceOptions struct {
	pattern string
	n       int
	params  settings
	seed    int64
	json    bool
	done    bool
}

const traceUsage = `Prints a run's events, a line each, as fast as they can happen.

Usage:
  server trace PATTERN [flags]

The columns are the event's number, its world time in ms, its kind, the socket
or node, and what else it says. The same pattern, parameters and seed give the
same lines.

Flags:
`

func parseTrace(args []string, stdout io.Writer) (traceOptions, error) {
	var o traceOptions
	fs := newFlags("trace")
	fs.IntVar(&o.n, "n", 100, "events to print; fewer when nothing more can happen")
	fs.Var(&o.params, "param", "a parameter as `name=value`; may be given again")
	fs.Int64Var(&o.seed, "seed", 1, "seed of the run")
	fs.BoolVar(&o.json, "json", false, "print the events as JSON")
	words, help, err := fs.parseAnywhere(args)
	if help {
		fs.help(stdout, traceUsage)
		return traceOptions{done: true}, nil
	}
	switch {
	case err != nil:
		return o, err
	case len(words) != 1:
		return o, usageError{fmt.Sprintf("trace takes one pattern: %s", strings.Join(ids(), ", "))}
	case o.n < 1:
		return o, usageError{"-n is a whole number above 0"}
	}
	o.pattern = words[0]
	return o, nil
}

func ids() []string {
	var ids []string
	for _, p := range pattern.All() {
		ids = append(ids, p.ID)
	}
	return ids
}

// trace runs a world unpaced and prints its events.
func trace(ctx context.Context, args []string, stdout io.Writer) error {
	o, err := parseTrace(args, stdout)
	if err != nil || o.done {
		return err
	}
	p := pattern.ByID(o.pattern)
	if p == nil {
		return usageError{fmt.Sprintf("there is no pattern %q; there are %s", o.pattern, strings.Join(ids(), ", "))}
	}
	values, err := p.Values(o.params)
	if err != nil {
		return usageError{err.Error()}
	}
	data, remove, err := dataFolder("")
	if err != nil {
		return err
	}
	defer remove()
	start := starter{data: data, events: event.DefaultLimit, log: slog.New(slog.DiscardHandler)}.start
	world, err := start(room.Spec{Pattern: p, Values: values, Seed: o.seed, Rate: room.MaxRate, Paused: true})
	if err != nil {
		return fmt.Errorf("start %s: %w", p.ID, err)
	}
	defer world.Close()
	return o.print(ctx, world, stdout)
}

// print steps the world until it has printed enough, or nothing is due.
func (o traceOptions) print(ctx context.Context, world room.World, stdout io.Writer) error {
	out := bufio.NewWriter(stdout)
	defer out.Flush()
	for printed := 0; ; {
		for _, e := range world.Log().Since(int64(printed), o.n-printed) {
			if err := o.line(out, e); err != nil {
				return err
			}
			printed++
		}
		if printed == o.n {
			return nil
		}
		if _, err := world.Step(ctx); err != nil {
			return unlessIdle(err)
		}
	}
}

func unlessIdle(err error) error {
	if errors.Is(err, room.ErrIdle) {
		return nil
	}
	return fmt.Errorf("step: %w", err)
}

func (o traceOptions) line(out io.Writer, e event.Event) error {
	if o.json {
		return json.NewEncoder(out).Encode(e)
	}
	_, err := fmt.Fprintln(out, event.Trace(e))
	return err
}

// settings is a flag that is given once for each parameter.
type settings map[string]string

func (s *settings) String() string { return "" }

func (s *settings) Set(text string) error {
	name, value, ok := strings.Cut(text, "=")
	if !ok || name == "" {
		return errors.New("a parameter is name=value, such as workers=3")
	}
	if *s == nil {
		*s = settings{}
	}
	(*s)[name] = value
	return nil
}
