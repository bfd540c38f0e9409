package main

import (
	"log/slog"
	"os"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"patternscope/server/room"
	"patternscope/sim/pattern"
)

// TestTwoHundredRoomsLeaveNothing: no goroutine, no file descriptor, no socket file.
func TestTwoHundredRoomsLeaveNothing(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	data := t.TempDir()
	log := slog.New(slog.DiscardHandler)
	limits := room.DefaultLimits
	limits.ViewersPerSecond = 1000
	rooms := room.New(room.Config{
		Limits: limits,
		Find:   pattern.ByID,
		Start:  starter{data: data, log: log}.start,
		Logger: log,
	})
	defer rooms.Close()
	openAndDelete(t, rooms, 0) // whatever the process opens once, it opens now
	before := openFiles(t)
	for i := range 200 {
		openAndDelete(t, rooms, i)
	}
	if after := openFiles(t); after > before {
		t.Errorf("open files: %d before, %d after", before, after)
	}
	if n := entries(t, data); n != 0 {
		t.Errorf("left in the data folder: %d", n)
	}
}

// openAndDelete runs the i-th pattern, in turn on each transport, with somebody
// who watches, until it has done something, and runs it again.
func openAndDelete(t *testing.T, rooms *room.Rooms, i int) {
	t.Helper()
	all := pattern.All()
	p := all[i%len(all)]
	setup := room.Setup{Pattern: p.ID}
	for _, q := range p.Params {
		if q.Name == "transport" {
			setup.Params = room.Settings{"transport": q.Choices[i/len(all)%len(q.Choices)]}
		}
	}
	r, err := rooms.Create("visitor", setup)
	if err != nil {
		t.Fatalf("open %s: %v", p.ID, err)
	}
	v, err := r.Watch(0, 0, "")
	if err != nil {
		t.Fatalf("watch %s: %v", p.ID, err)
	}
	defer v.Close()
	for n, command := range strings.Fields(strings.Repeat("step ", 20) + "restart step play") {
		if _, err := r.Do(t.Context(), r.Token, room.Command{Command: command}); err != nil {
			t.Fatalf("%s %s: %v", command, p.ID, err)
		}
		if _, err := v.Next(t.Context()); n == 0 && err != nil {
			t.Fatalf("follow %s: %v", p.ID, err)
		}
	}
	if err := rooms.Delete(r.ID, r.Token); err != nil {
		t.Fatalf("delete %s: %v", p.ID, err)
	}
}

func openFiles(t *testing.T) int {
	t.Helper()
	files, err := os.ReadDir("/dev/fd")
	if err != nil {
		t.Fatalf("list the open files: %v", err)
	}
	return len(files)
}
