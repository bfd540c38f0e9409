package main

import (
	"context"
	"errors"
	"log/slog"

	"patternscope/server/room"
	"patternscope/sim"
	"patternscope/sim/breakpoint"
)

// starter begins runs on real sockets.
type starter struct {
	data   string // folder for unix sockets
	events int    // that a run keeps
	log    *slog.Logger
}

func (s starter) start(spec room.Spec) (room.World, error) {
	w, err := sim.Start(sim.Config{
		Pattern:  spec.Pattern,
		Values:   spec.Values,
		Seed:     spec.Seed,
		Rate:     spec.Rate,
		Paused:   spec.Paused,
		Dir:      s.data,
		Logger:   s.log,
		LogLimit: s.events,

		Breakpoints: spec.Breakpoints,
		Faults:      spec.Faults,
	})
	if err != nil {
		return nil, err
	}
	return world{w}, nil
}

// world is a sim.World in a room's words.
type world struct{ *sim.World }

func (w world) Clock() room.Clock { return room.Clock(w.World.Clock()) }

func (w world) Step(ctx context.Context) (int64, error) {
	head, err := w.World.Step(ctx)
	return head, inRoomsWords(err)
}

func (w world) Until(ctx context.Context, b breakpoint.Breakpoint) (breakpoint.Hit, error) {
	h, err := w.World.Until(ctx, b)
	return h, inRoomsWords(err)
}

func inRoomsWords(err error) error {
	if errors.Is(err, sim.ErrIdle) {
		return room.ErrIdle
	}
	return err
}
