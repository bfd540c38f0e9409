package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"patternscope/server/site"
	"patternscope/sim/measure"
	"patternscope/sim/pattern"
)

const measureUsage = `Runs the task of a duel at full speed, over HTTP and over ZeroMQ, and prints
throughput, latency and what they cost.

Usage:
  server measure DUEL [flags]

Flags:
`

// measureOptions are what the command line says about a measure.
type measureOptions struct {
	setup measure.Setup
	json  bool
	done  bool
}

func parseMeasure(args []string, stdout io.Writer) (measureOptions, error) {
	var o measureOptions
	var given measure.Setup
	fs := newFlags("measure")
	fs.IntVar(&given.Count, "n", 20_000, "messages to measure in each half")
	fs.IntVar(&given.Payload, "payload", 0, "bytes of a message; 0: the duel's")
	fs.IntVar(&given.Concurrency, "concurrency", 0, "programs that send, or requests open, at once; 0: the duel's")
	fs.StringVar(&given.Transport, "transport", "", "tcp, ipc or inproc; the duel's when not given")
	fs.IntVar(&given.Rounds, "rounds", 0, "rounds, between which the order of the halves turns; 0: 8")
	fs.BoolVar(&o.json, "json", false, "print the result as JSON")
	words, help, err := fs.parseAnywhere(args)
	if help {
		fs.help(stdout, measureUsage)
		return measureOptions{done: true}, nil
	}
	switch {
	case err != nil:
		return o, err
	case len(words) != 1:
		return o, usageError{fmt.Sprintf("measure takes one duel: %s", strings.Join(duels(), ", "))}
	}
	if o.setup, err = site.FullSpeed(pattern.All(), words[0]); err != nil {
		return o, usageError{err.Error()}
	}
	if o.setup, err = o.setup.With(given).Complete(); err != nil {
		return o, usageError{err.Error()}
	}
	return o, nil
}

func duels() []string {
	var ids []string
	for _, p := range pattern.All() {
		if p.Duel != nil {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// measureDuel runs and prints; who looks at stderr sees the progress.
func measureDuel(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parseMeasure(args, stdout)
	if err != nil || o.done {
		return err
	}
	if !isTerminal(stderr) {
		stderr = io.Discard
	}
	r, err := measure.Run(ctx, o.setup, func(p measure.Progress) {
		fmt.Fprintf(stderr, "\rround %d of %d, %3d %%  %-8s", p.Round, p.Rounds, 100*p.Done/p.Total, p.Half)
	})
	fmt.Fprintf(stderr, "\r%40s\r", "")
	if err != nil {
		return fmt.Errorf("measure: %w", err)
	}
	if o.json {
		return json.NewEncoder(stdout).Encode(r)
	}
	return r.Print(stdout)
}

// isTerminal tells whether a line may be written over.
func isTerminal(out io.Writer) bool {
	file, is := out.(*os.File)
	if !is {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
