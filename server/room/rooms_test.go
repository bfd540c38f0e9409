package room_test

import (
	"errors"
	"fmt"
	"regexp"
	"sync"
	"testing"

	"patternscope/server/room"
	"patternscope/server/room/roomtest"
)

func TestCreateChecksBeforeItStarts(t *testing.T) {
	far := int64(room.MaxSeed + 1)
	for name, tc := range map[string]struct {
		setup room.Setup
		kind  room.Kind
	}{
		"unknown pattern":   {room.Setup{Pattern: "ecco"}, room.Unknown},
		"unknown parameter": {room.Setup{Pattern: "echo", Params: room.Settings{"speed": "1"}}, room.Invalid},
		"out of bounds":     {room.Setup{Pattern: "echo", Params: room.Settings{"workers": "9"}}, room.Invalid},
		"not a choice":      {room.Setup{Pattern: "echo", Params: room.Settings{"transport": "udp"}}, room.Invalid},
		"seed too large":    {room.Setup{Pattern: "echo", Seed: &far}, room.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			rooms, worlds := open(t, room.DefaultLimits)
			_, err := rooms.Create("visitor", tc.setup)
			wantRefusal(t, err, tc.kind)
			if n := len(worlds.All()); n != 0 {
				t.Errorf("worlds started: got %d, want 0", n)
			}
		})
	}
}

func TestIDsCanBeReadOut(t *testing.T) {
	limits := room.DefaultLimits
	limits.RoomsPerVisitor = limits.Rooms
	rooms, _ := open(t, limits)
	shape := regexp.MustCompile(`^[a-z]+-[1-9][0-9]{3}$`)
	seen := map[string]bool{}
	for range limits.Rooms {
		r := create(t, rooms, "visitor")
		if !shape.MatchString(r.ID) || seen[r.ID] || len(r.Token) < 26 {
			t.Fatalf("room: got id %q and token %q", r.ID, r.Token)
		}
		seen[r.ID] = true
	}
}

func TestAnIDIsFoundInAnyCase(t *testing.T) {
	rooms, _ := open(t, room.DefaultLimits)
	r := create(t, rooms, "visitor")
	for _, id := range []string{r.ID, regexp.MustCompile(`^.`).ReplaceAllStringFunc(r.ID, func(s string) string { return string(s[0] - 32) })} {
		if got, err := rooms.Get(id); err != nil || got != r {
			t.Errorf("get %q: got %v, %v", id, got, err)
		}
	}
	_, err := rooms.Get("nowhere-1000")
	wantRefusal(t, err, room.Unknown)
}

func TestAVisitorHasAFewRooms(t *testing.T) {
	rooms, worlds := open(t, room.DefaultLimits)
	for range room.DefaultLimits.RoomsPerVisitor {
		create(t, rooms, "one")
	}
	_, err := rooms.Create("one", room.Setup{Pattern: "echo"})
	wantRefusal(t, err, room.TooMany)
	create(t, rooms, "another")
	if n, want := len(worlds.All()), room.DefaultLimits.RoomsPerVisitor+1; n != want {
		t.Errorf("worlds started: got %d, want %d", n, want)
	}
}

func TestAServerHasSomeRooms(t *testing.T) {
	limits := room.DefaultLimits
	limits.Rooms = 3
	rooms, _ := open(t, limits)
	for i := range 3 {
		create(t, rooms, fmt.Sprint("visitor ", i))
	}
	_, err := rooms.Create("one more", room.Setup{Pattern: "echo"})
	wantRefusal(t, err, room.Full)
}

func TestANewRoomTakesThePlaceOfOneThatWasLeft(t *testing.T) {
	limits := room.DefaultLimits
	limits.RoomsPerVisitor = 2
	rooms, worlds := open(t, limits)
	left, kept := create(t, rooms, "visitor"), create(t, rooms, "visitor")
	v, err := left.Watch(0, 0, "")
	if err != nil {
		t.Fatal(err)
	}
	v.Close()

	create(t, rooms, "visitor")

	_, err = rooms.Get(left.ID)
	wantRefusal(t, err, room.Unknown)
	if _, err := rooms.Get(kept.ID); err != nil {
		t.Errorf("the room that was never watched: %v", err)
	}
	if got := worlds.All()[0].Closed(); got != 1 {
		t.Errorf("the left room's world: closed %d times, want 1", got)
	}
}

func TestAFailedStartLeavesNoRoom(t *testing.T) {
	limits := room.DefaultLimits
	limits.Rooms = 1
	rooms, worlds := open(t, limits)
	worlds.Fail = errors.New("no port is free")
	if _, err := rooms.Create("visitor", room.Setup{Pattern: "echo"}); err == nil || err.Error() != "start echo: no port is free" {
		t.Fatalf("create: got %v", err)
	}
	worlds.Fail = nil
	create(t, rooms, "visitor")
}

func TestDeleteNeedsTheToken(t *testing.T) {
	rooms, worlds := open(t, room.DefaultLimits)
	r := create(t, rooms, "visitor")
	wantRefusal(t, rooms.Delete(r.ID, ""), room.NoToken)
	wantRefusal(t, rooms.Delete(r.ID, "guess"), room.BadToken)
	if err := rooms.Delete(r.ID, r.Token); err != nil {
		t.Fatalf("delete: %v", err)
	}
	wantRefusal(t, rooms.Delete(r.ID, r.Token), room.Unknown)
	if worlds.Last().Closed() != 1 {
		t.Error("the world is still open")
	}
}

func TestCloseEndsEverything(t *testing.T) {
	rooms, worlds := open(t, room.DefaultLimits)
	r := create(t, rooms, "visitor")
	var ends sync.WaitGroup
	for range 3 {
		v := watch(t, r, 0, 0)
		next(t, v)
		ends.Go(func() {
			for {
				if _, err := v.Next(t.Context()); err != nil {
					wantRefusal(t, err, room.Ended)
					return
				}
			}
		})
	}
	rooms.Close()
	rooms.Close()
	ends.Wait()
	if worlds.Last().Closed() != 1 {
		t.Error("the world is still open")
	}
	_, err := rooms.Create("visitor", room.Setup{Pattern: "echo"})
	wantRefusal(t, err, room.Full)
	_, err = r.Do(t.Context(), r.Token, room.Command{Command: "play"})
	wantRefusal(t, err, room.Ended)
	_, err = r.Snapshot()
	wantRefusal(t, err, room.Ended)
}

func TestManyAtOnce(t *testing.T) {
	limits := room.DefaultLimits
	limits.Rooms, limits.RoomsPerVisitor = 20, 20
	rooms, _ := open(t, limits)
	var all sync.WaitGroup
	for range 60 {
		all.Go(func() {
			r, err := rooms.Create("visitor", room.Setup{Pattern: "echo"})
			if err != nil {
				wantRefusal(t, err, room.Full)
				return
			}
			if err := rooms.Delete(r.ID, r.Token); err != nil {
				t.Errorf("delete: %v", err)
			}
		})
	}
	all.Wait()
	if got := rooms.Counts(); got != (room.Counts{}) {
		t.Errorf("counts: got %+v, want none", got)
	}
}

var _ room.World = (*roomtest.World)(nil)
