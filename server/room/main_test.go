package room_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"

	"go.uber.org/goleak"

	"patternscope/server/room"
	"patternscope/server/room/roomtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// open gives rooms within limits, over worlds without sockets.
func open(t *testing.T, limits room.Limits) (*room.Rooms, *roomtest.Worlds) {
	t.Helper()
	worlds := &roomtest.Worlds{}
	rooms := room.New(room.Config{
		Limits: limits,
		Find:   roomtest.Find,
		Start:  worlds.Start,
		Logger: slog.New(slog.DiscardHandler),
	})
	t.Cleanup(rooms.Close)
	return rooms, worlds
}

// enter makes a room, with its world.
func enter(t *testing.T) (*room.Room, *roomtest.World) {
	t.Helper()
	rooms, worlds := open(t, room.DefaultLimits)
	return create(t, rooms, "visitor"), worlds.Last()
}

func create(t *testing.T, rooms *room.Rooms, visitor string) *room.Room {
	t.Helper()
	r, err := rooms.Create(visitor, room.Setup{Pattern: "echo"})
	if err != nil {
		t.Fatalf("create a room: %v", err)
	}
	return r
}

func watch(t *testing.T, r *room.Room, run int, since int64) *room.Viewer {
	t.Helper()
	v, err := r.Watch(run, since, r.Token)
	if err != nil {
		t.Fatalf("watch: %v", err)
	}
	t.Cleanup(v.Close)
	return v
}

// next is one Next of a viewer for whom something is new.
func next(t *testing.T, v *room.Viewer) []room.Frame {
	t.Helper()
	frames, err := v.Next(t.Context())
	if err != nil {
		t.Fatalf("next: %v", err)
	}
	return frames
}

// quiet fails when there is anything new for the viewer.
func quiet(t *testing.T, v *room.Viewer) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if frames, err := v.Next(ctx); err == nil {
		t.Fatalf("next: got %+v, want nothing new", frames)
	}
}

func do(t *testing.T, r *room.Room, c room.Command) room.Outcome {
	t.Helper()
	out, err := r.Do(t.Context(), r.Token, c)
	if err != nil {
		t.Fatalf("%s: %v", c.Command, err)
	}
	return out
}

// wantRefusal checks an error's kind, and that it is one sentence.
func wantRefusal(t *testing.T, err error, kind room.Kind) {
	t.Helper()
	var r *room.Refusal
	if !errors.As(err, &r) {
		t.Fatalf("error: got %v, want a refusal of kind %s", err, kind)
	}
	if r.Kind != kind {
		t.Errorf("refusal: got %s (%s), want %s", r.Kind, r.Text, kind)
	}
}
