package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"strings"

	"patternscope/server/room"
	"patternscope/sim/breakpoint"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
)

// traceOptions are what the command line says about a trace.
type traceOptions struct {
	pattern string
	n       int
	params  settings
	seed    int64
	faults  string // the name of a preset with a schedule
	json    bool
	until   *breakpoint.Breakpoint // nil: no matter where
	breaks  lines
	done    bool
}

// untilMost is how many events a trace with -until prints, unless it is told how many.
const untilMost = 20_000

const traceUsage = `Prints a run's events, a line each, as fast as they can happen.

Usage:
  server trace PATTERN [flags]

The columns are the event's number, its world time in ms, its kind, the socket
or node, and what else it says. The same pattern, parameters and seed give the
same lines. A line that begins with # says where the run stopped, and why.

A breakpoint is a few conditions that must hold together:
  kind=K,K...  node=N  socket=S  link=L  peer=N|S  fate=received|filtered|dropped
  reason=R  text~T  depth>=N  queue=send|receive  blocked>T  waiting>T
such as 'kind=dropped reason=hwm', 'depth>=10 node=sink', 'blocked>2s', 'text~"task 7"'.

Flags:
`

func parseTrace(args []string, stdout io.Writer) (traceOptions, error) {
	var o traceOptions
	fs := newFlags("trace")
	fs.IntVar(&o.n, "n", 100, "events to print; fewer when nothing more can happen. With -until at most so many, 20000 when not given")
	fs.Func("until", "print the events up to the first that meets this `breakpoint`", func(line string) error {
		b, err := breakpoint.Parse(line)
		if o.until = &b; err == nil && b.Off {
			err = errors.New("it is off, so it is never met")
		}
		return err
	})
	fs.Var(&o.breaks, "break", "say where this `breakpoint` is met; may be given again")
	fs.Var(&o.params, "param", "a parameter as `name=value`; may be given again")
	fs.StringVar(&o.faults, "faults", "", "run the preset with a schedule of this `name`, as in a page's address")
	fs.Int64Var(&o.seed, "seed", 1, "seed of the run")
	fs.BoolVar(&o.json, "json", false, "print the events as JSON")
	words, help, err := fs.parseAnywhere(args)
	if help {
		fs.help(stdout, traceUsage)
		printCatalogue(stdout, words)
		return traceOptions{done: true}, nil
	}
	switch {
	case err != nil:
		return o, err
	case len(words) == 2 && strings.Contains(words[1], "="):
		return o, usageError{fmt.Sprintf("a parameter is given as -param %s", words[1])}
	case len(words) != 1:
		return o, usageError{fmt.Sprintf("trace takes one pattern: %s", strings.Join(ids(), ", "))}
	case o.seed < 0 || o.seed > room.MaxSeed:
		return o, usageError{fmt.Sprintf("-seed is a whole number from 0 to %d", room.MaxSeed)}
	case o.n < 1:
		return o, usageError{"-n is a whole number above 0"}
	case o.until != nil && !fs.given("n"):
		o.n = untilMost
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
		return usageError{pattern.NoSuch(o.pattern, pattern.All()) + "; trace -help lists all"}
	}
	values, faults, err := o.setting(p)
	if err != nil {
		return usageError{err.Error()}
	}
	data, remove, err := dataFolder("")
	if err != nil {
		return err
	}
	defer remove()
	start := starter{data: data, events: event.DefaultLimit, log: slog.New(slog.DiscardHandler)}.start
	world, err := start(room.Spec{Pattern: p, Values: values, Seed: o.seed, Rate: room.MaxRate, Paused: true, Breakpoints: o.breaks, Faults: faults})
	if err != nil {
		return fmt.Errorf("start %s: %w", p.ID, err)
	}
	defer world.Close()
	return (&tracer{traceOptions: o, world: world, out: bufio.NewWriter(stdout)}).print(ctx)
}

func (o traceOptions) line(out io.Writer, e event.Event) error {
	if o.json {
		return json.NewEncoder(out).Encode(e)
	}
	_, err := fmt.Fprintln(out, event.Trace(e))
	return err
}

// setting is what is run of a pattern: the preset that is named, and what is set beside.
func (o traceOptions) setting(p *pattern.Pattern) (pattern.Values, []pattern.Fault, error) {
	preset := p.Scheduled(o.faults)
	switch {
	case o.faults != "" && preset == nil:
		return nil, nil, fmt.Errorf("%s has no schedule %q", p.ID, o.faults)
	case preset == nil:
		preset = &pattern.Preset{}
	}
	given := maps.Clone(preset.Values)
	if given == nil {
		given = map[string]string{}
	}
	maps.Copy(given, o.params)
	values, err := p.Values(given)
	return values, preset.Faults, err
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
