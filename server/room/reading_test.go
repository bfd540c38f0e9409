package room_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"patternscope/server/room"
)

func read(t *testing.T, r *room.Room, q room.Query) (room.Reading, string) {
	t.Helper()
	reading, err := r.Read(t.Context(), q)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	var text string
	for _, s := range reading.Stretches {
		if s.Keyframe != nil {
			text += fmt.Sprintf(" keyframe:%d", s.Keyframe.Seq)
			continue
		}
		text += fmt.Sprintf(" %d-%d", s.Events[0].Seq, s.Events[len(s.Events)-1].Seq)
	}
	return reading, text
}

func TestRead(t *testing.T) {
	r, w := enter(t)
	w.Happen(25)
	for _, tc := range []struct {
		query room.Query
		want  string
	}{
		{room.Query{Limit: 100}, " keyframe:0 1-10 keyframe:10 11-20 keyframe:20 21-25"},
		{room.Query{Since: 8, Limit: 5}, " 9-10 keyframe:10 11-13"},
		{room.Query{Since: 24, Limit: 100, Run: 1}, " 25-25"},
		{room.Query{Since: 25, Limit: 100}, ""},
		{room.Query{Since: 99, Limit: 100}, ""},
	} {
		if _, got := read(t, r, tc.query); got != tc.want {
			t.Errorf("%+v: got%s, want%s", tc.query, got, tc.want)
		}
	}
	_, err := r.Read(t.Context(), room.Query{Run: 2})
	wantRefusal(t, err, room.Unknown)
}

func TestReadSaysWhereTheLogBegins(t *testing.T) {
	rooms, worlds := open(t, room.DefaultLimits)
	worlds.LogLimit = 40
	r := create(t, rooms, "visitor")
	worlds.Last().Happen(45)
	reading, got := read(t, r, room.Query{Since: 3, Limit: 10})
	if want := " keyframe:10 11-20 keyframe:20"; got != want || reading.First != 11 || reading.Head != 45 {
		t.Errorf("got%s (first %d, head %d), want%s (first 11, head 45)", got, reading.First, reading.Head, want)
	}
}

func TestReadWaitsForTheFirstEvent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rooms, worlds := open(t, room.DefaultLimits)
		defer rooms.Close()
		r := create(t, rooms, "visitor")
		time.AfterFunc(time.Second, func() { worlds.Last().Happen(1) })
		began := time.Now()
		if _, got := read(t, r, room.Query{Since: 0, Wait: 5 * time.Second, Limit: 10}); got != " keyframe:0 1-1" || time.Since(began) != time.Second {
			t.Errorf("got%s after %v", got, time.Since(began))
		}
		began = time.Now()
		if _, got := read(t, r, room.Query{Since: 1, Wait: 5 * time.Second, Limit: 10}); got != "" || time.Since(began) != 5*time.Second {
			t.Errorf("got%s after %v", got, time.Since(began))
		}
		time.AfterFunc(time.Second, func() { do(t, r, room.Command{Command: "restart"}) })
		began = time.Now()
		if _, got := read(t, r, room.Query{Since: 1, Wait: 5 * time.Second, Limit: 10}); got != "" || time.Since(began) != time.Second {
			t.Errorf("the run ended: got%s after %v", got, time.Since(began))
		}
	})
}
