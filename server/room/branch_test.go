package room_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patternscope/server/room"
	"patternscope/sim/act"
)

func TestAForkGoesOnFromAMoment(t *testing.T) {
	r, first := enter(t)
	first.Happen(20)
	do(t, r, room.Command{Command: "act", Action: &act.Action{Do: act.Choose, Due: 1}}) // event 21
	first.Happen(9)
	out := do(t, r, room.Command{Command: "fork", Seq: number(int64(25)), Action: &act.Action{Do: act.Choose, Due: 1}})
	if out.Run != 2 || out.Head != 26 || !out.Clock.Paused {
		t.Errorf("outcome: got %+v, want run 2 held at event 26", out)
	}
	if first.Closed() != 1 {
		t.Error("the first world still lives")
	}
	branches, err := r.Branches()
	if err != nil {
		t.Fatal(err)
	}
	want := []room.Branch{
		{Run: 1, Say: "begins", First: 1, Head: 30, End: 30000, Acts: 1},
		{Run: 2, Parent: 1, Left: 25, At: 25000, Say: "hello", Live: true, First: 1, Head: 26, End: 26000, Acts: 2},
	}
	if diff := cmp.Diff(want, branches); diff != "" {
		t.Errorf("branches (-want +got):\n%s", diff)
	}
}

func TestAForkThatCannotBeLeavesTheRoomAsItIs(t *testing.T) {
	rooms, worlds := open(t, room.DefaultLimits)
	r := create(t, rooms, "visitor")
	worlds.Last().Happen(10)
	for name, tc := range map[string]struct {
		command   room.Command
		elsewhere bool
		kind      room.Kind
		want      string
	}{
		"no event":        {room.Command{}, false, room.Invalid, "seq is the number of an event, from 0 to 10"},
		"a later event":   {room.Command{Seq: number(int64(11))}, false, room.Invalid, "seq is the number of an event, from 0 to 10"},
		"no such run":     {room.Command{Run: 7, Seq: number(int64(3))}, false, room.Unknown, "has no run 7"},
		"another way":     {room.Command{Seq: number(int64(3))}, true, room.NotNow, "done again, the run went another way (the wind has changed)"},
		"what cannot be":  {room.Command{Seq: number(int64(3)), Action: &act.Action{Do: "fly"}}, false, room.NotNow, `there is no action "fly"`},
		"an empty action": {room.Command{Seq: number(int64(3)), Action: &act.Action{}}, false, room.Invalid, "act needs an action"},
	} {
		t.Run(name, func(t *testing.T) {
			worlds.Elsewhere = tc.elsewhere
			tc.command.Command = "fork"
			_, err := r.Do(t.Context(), r.Token, tc.command)
			wantRefusal(t, err, tc.kind)
			if !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %q, want %q", err, tc.want)
			}
			if about, err := r.About(); err != nil || about.Run != 1 || worlds.All()[0].Closed() != 0 {
				t.Errorf("after it: got run %d, %v", about.Run, err)
			}
		})
	}
}

func TestARecordedBranchCanBeWatched(t *testing.T) {
	r, first := enter(t)
	first.Happen(12)
	do(t, r, room.Command{Command: "restart"})
	v, err := r.Watch(0, 0, r.Token)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	if err := v.Only(1); err != nil {
		t.Fatal(err)
	}
	frames := next(t, v)
	about := frames[0].(room.RoomFrame)
	if about.Room.Run != 1 || !about.Room.Past || about.Head != 12 || about.Clock.Now != 12000 || !about.Clock.Paused {
		t.Errorf("first frame: got %+v", about)
	}
	if n := len(frames); n < 4 {
		t.Errorf("got %d frames, want keyframes and events", n)
	}
	quiet(t, v)
	if reading, err := r.Read(t.Context(), room.Query{Run: 1, Limit: 5}); err != nil || reading.Head != 12 {
		t.Errorf("reading run 1: got %+v, %v", reading, err)
	}
	if err := v.Only(9); err == nil {
		t.Error("run 9: got no error")
	}
}

func TestOldBranchesGo(t *testing.T) {
	r, _ := enter(t)
	for range 20 {
		do(t, r, room.Command{Command: "restart"})
	}
	branches, err := r.Branches()
	if err != nil || len(branches) != 13 || branches[0].Run != 9 || !branches[12].Live {
		t.Errorf("got %d branches, %v; want 12 recordings and the one that lives", len(branches), err)
	}
	_, err = r.Compare(1, 21)
	wantRefusal(t, err, room.Ended)
	if c, err := r.Compare(20, 21); err != nil || c.Part != 0 {
		t.Errorf("two empty runs: got %+v, %v", c, err)
	}
}
