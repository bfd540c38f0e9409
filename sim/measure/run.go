package measure

import (
	"context"
	"fmt"
	"os"

	"patternscope/sim/wire"
)

// Progress is how far a run has come.
type Progress struct {
	Done   int    `json:"done"`  // messages that have arrived, of all legs
	Total  int    `json:"total"` // that are to arrive
	Round  int    `json:"round"` // from 1
	Rounds int    `json:"rounds"`
	Half   string `json:"half"` // "HTTP" or "ZeroMQ"
}

// run is one call of Run.
type run struct {
	setup    Setup
	task     Task
	network  wire.Network
	progress Progress
	tell     func(Progress)
	legs     int
	http     half
	zeromq   half
	firsts   []string
}

// half gathers the figures of one half, a round at a time.
type half struct {
	open             func(*leg) (course, error)
	untapped, tapped []figures
}

// Run measures, and tells its progress about ten times a second, from this
// goroutine. It returns ctx's error soon after ctx has ended.
func Run(ctx context.Context, s Setup, progress func(Progress)) (Result, error) {
	s, err := s.Complete()
	if err != nil {
		return Result{}, err
	}
	t, err := task(s.Task)
	if err != nil {
		return Result{}, err
	}
	dir, err := os.MkdirTemp("", "patternscope-measure-")
	if err != nil {
		return Result{}, fmt.Errorf("make a folder for unix sockets: %w", err)
	}
	defer os.RemoveAll(dir)
	r := &run{
		setup: s, task: t, network: s.network(dir), tell: progress,
		http: half{open: t.http}, zeromq: half{open: t.zeromq},
		progress: Progress{Total: 4 * s.Count * s.copies(), Rounds: s.Rounds},
	}
	for round := range s.Rounds {
		if err := r.round(ctx, round); err != nil {
			return Result{}, err
		}
	}
	return r.result(), nil
}

// round runs four legs. Who is first turns every round, and whether tapped or
// untapped comes first every second one.
func (r *run) round(ctx context.Context, round int) error {
	halves := []*half{&r.http, &r.zeromq}
	if round%2 == 1 {
		halves[0], halves[1] = halves[1], halves[0]
	}
	r.firsts = append(r.firsts, r.name(halves[0]))
	r.progress.Round = round + 1
	for _, h := range halves {
		for _, tapped := range []bool{round/2%2 == 1, round/2%2 == 0} {
			if err := r.leg(ctx, h, tapped, r.share(round)); err != nil {
				return err
			}
		}
	}
	return nil
}

// share is how many messages a round has of the whole count.
func (r *run) share(round int) int {
	n, rounds := r.setup.Count, r.setup.Rounds
	return n*(round+1)/rounds - n*round/rounds
}

func (r *run) leg(ctx context.Context, h *half, tapped bool, count int) error {
	r.legs++
	r.progress.Half = r.name(h)
	done := r.progress.Done
	l := &leg{number: r.legs, setup: r.setup, network: r.network}
	l.progress = func(arrivals int) {
		r.progress.Done = done + arrivals
		r.tell(r.progress)
	}
	if tapped {
		l.tap = &tap{}
	}
	f, err := l.run(ctx, h.open, count)
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		return fmt.Errorf("measure %s over %s: %w", r.setup.Task, r.name(h), err)
	case tapped:
		h.tapped = append(h.tapped, f)
	default:
		h.untapped = append(h.untapped, f)
	}
	l.progress(f.arrivals)
	return nil
}

func (r *run) name(h *half) string {
	if h == &r.http {
		return "HTTP"
	}
	return "ZeroMQ"
}
