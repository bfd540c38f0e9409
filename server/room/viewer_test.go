package room_test

import (
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"patternscope/server/room"
)

// brief writes frames so that a test can say what it wants.
func brief(frames []room.Frame) string {
	var text string
	for i, f := range frames {
		if i > 0 {
			text += " "
		}
		switch f := f.(type) {
		case room.RoomFrame:
			text += fmt.Sprintf("room:%d", f.Room.Run)
		case room.KeyframeFrame:
			text += fmt.Sprintf("keyframe:%d", f.State.Seq)
			if f.Skipped > 0 {
				text += fmt.Sprintf("(skipped %d)", f.Skipped)
			}
		case room.EventsFrame:
			text += fmt.Sprintf("%d-%d", f.Events[0].Seq, f.Events[len(f.Events)-1].Seq)
		case room.ClockFrame:
			text += fmt.Sprintf("clock:%v,%v,%v", f.Clock.Rate, f.Clock.Paused, f.Clock.Idle)
		case room.ViewersFrame:
			text += fmt.Sprintf("viewers:%d", f.Count)
		case room.ErrorFrame:
			text += "error"
		case room.BreakpointsFrame:
			text += fmt.Sprintf("breakpoints:%v", f.Breakpoints)
			if f.Stopped != nil {
				text += fmt.Sprintf("(stopped at %d)", f.Stopped.Seq)
			}
		}
	}
	return text
}

func want(t *testing.T, v *room.Viewer, frames string) {
	t.Helper()
	if got := brief(next(t, v)); got != frames {
		t.Errorf("news:\n got %s\nwant %s", got, frames)
	}
}

func TestANewViewerGetsTheWholeHistory(t *testing.T) {
	r, w := enter(t)
	w.Happen(25)
	v := watch(t, r, 0, 0)
	want(t, v, "room:1 viewers:1 keyframe:0 1-10 keyframe:10 11-20 keyframe:20 21-25")
	quiet(t, v)
	w.Happen(1)
	want(t, v, "26-26")
	quiet(t, v)
}

func TestAReturningViewerGetsWhatItMissed(t *testing.T) {
	r, w := enter(t)
	w.Happen(25)
	for since, frames := range map[int64]string{
		17: "room:1 viewers:1 18-20 keyframe:20 21-25",
		20: "room:1 viewers:1 keyframe:20 21-25",
		25: "room:1 viewers:1",
		26: "room:1 viewers:1 keyframe:0 1-10 keyframe:10 11-20 keyframe:20 21-25", // it never had that
	} {
		v, err := r.Watch(1, since, "")
		if err != nil {
			t.Fatal(err)
		}
		want(t, v, frames)
		v.Close()
	}
}

func TestAViewerOfAnEarlierRunBeginsAnew(t *testing.T) {
	r, w := enter(t)
	w.Happen(5)
	do(t, r, room.Command{Command: "restart"})
	want(t, watch(t, r, 1, 5), "room:2 viewers:1 keyframe:0")
}

func TestARestartReachesWhoeverWatches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rooms, worlds := open(t, room.DefaultLimits)
		defer rooms.Close()
		r := create(t, rooms, "visitor")
		v := watch(t, r, 0, 0)
		worlds.Last().Happen(12)
		next(t, v)
		var news []room.Frame
		var pump sync.WaitGroup
		pump.Go(func() { news = next(t, v) })
		synctest.Wait() // it waits for the old run's next event
		do(t, r, room.Command{Command: "restart"})
		pump.Wait()
		if got, want := brief(news), "room:2 keyframe:0"; got != want {
			t.Errorf("news: got %s, want %s", got, want)
		}
		if worlds.All()[0].Closed() != 1 {
			t.Error("the old world is still open")
		}
	})
}

func TestASlowViewerIsMovedOnAndTold(t *testing.T) {
	limits := room.DefaultLimits
	limits.Behind = 20
	rooms, worlds := open(t, limits)
	r := create(t, rooms, "visitor")
	v := watch(t, r, 0, 0)
	want(t, v, "room:1 viewers:1 keyframe:0")
	worlds.Last().Happen(95)
	want(t, v, "error keyframe:80(skipped 80) 81-90 keyframe:90 91-95")
	quiet(t, v)
}

func TestANewViewerOfALongRunStartsNearItsEnd(t *testing.T) {
	limits := room.DefaultLimits
	limits.Behind = 20
	rooms, worlds := open(t, limits)
	r := create(t, rooms, "visitor")
	worlds.Last().Happen(95)
	want(t, watch(t, r, 0, 0), "room:1 viewers:1 keyframe:80(skipped 80) 81-90 keyframe:90 91-95")
}

func TestEventsNoLongerKeptAreSkipped(t *testing.T) {
	rooms, worlds := open(t, room.DefaultLimits)
	worlds.LogLimit = 40
	r := create(t, rooms, "visitor")
	v := watch(t, r, 0, 0)
	want(t, v, "room:1 viewers:1 keyframe:0")
	worlds.Last().Happen(45)
	want(t, v, "error keyframe:10(skipped 10) 11-20 keyframe:20 21-30 keyframe:30 31-40 keyframe:40 41-45")
}

func TestALongHistoryComesInPieces(t *testing.T) {
	r, w := enter(t)
	w.Happen(1234)
	v := watch(t, r, 0, 0)
	last := int64(0)
	for pieces := 1; last < 1234; pieces++ {
		for _, f := range next(t, v) {
			f, ok := f.(room.EventsFrame)
			if !ok {
				continue
			}
			if f.Events[0].Seq != last+1 {
				t.Fatalf("event %d comes after %d", f.Events[0].Seq, last)
			}
			last = f.Events[len(f.Events)-1].Seq
		}
		if pieces > 3 {
			t.Fatalf("%d events took more than 3 pieces", last)
		}
	}
}

func TestViewersHearOfTheClockAndOfEachOther(t *testing.T) {
	r, w := enter(t)
	v := watch(t, r, 0, 0)
	want(t, v, "room:1 viewers:1 keyframe:0")
	do(t, r, room.Command{Command: "pause"})
	want(t, v, "clock:1,true,false")
	half := 0.5
	do(t, r, room.Command{Command: "rate", Rate: &half})
	want(t, v, "clock:0.5,true,false")
	do(t, r, room.Command{Command: "step"})
	want(t, v, "1-1")
	other := watch(t, r, 0, 0)
	want(t, v, "viewers:2")
	want(t, other, "room:1 viewers:2 keyframe:0 1-1")
	w.Exhaust(0) // no event and no command says so
	want(t, v, "clock:0.5,true,true")
}

func TestASlowViewerBlocksNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rooms, worlds := open(t, room.DefaultLimits)
		defer rooms.Close()
		r := create(t, rooms, "visitor")
		slow, err := r.Watch(0, 0, "")
		if err != nil {
			t.Fatal(err)
		}
		defer slow.Close() // and it never asks for anything
		quick, err := r.Watch(0, 0, "")
		if err != nil {
			t.Fatal(err)
		}
		defer quick.Close()
		next(t, quick)
		began := time.Now()
		for i := range 1000 {
			worlds.Last().Happen(1)
			frames := next(t, quick)
			if e, ok := frames[0].(room.EventsFrame); !ok || e.Head != int64(i+1) {
				t.Fatalf("event %d: got %s", i+1, brief(frames))
			}
		}
		if waited := time.Since(began); waited != 0 {
			t.Errorf("the quick viewer waited %v", waited)
		}
	})
}

func TestOnlyTheTokenSteers(t *testing.T) {
	r, _ := enter(t)
	for token, steering := range map[string]bool{"": false, "guess": false, r.Token: true} {
		v, err := r.Watch(0, 0, token)
		if err != nil {
			t.Fatal(err)
		}
		if v.Steering() != steering {
			t.Errorf("token %q: got steering %v, want %v", token, v.Steering(), steering)
		}
		if f := next(t, v)[0].(room.RoomFrame); f.Room.Steering != steering {
			t.Errorf("token %q: told steering %v, want %v", token, f.Room.Steering, steering)
		}
		v.Close()
	}
}

// TestAPieceOfALongStretchHasItsOwnTime: a page that is behind does not run ahead of what it was told.
func TestAPieceOfALongStretchHasItsOwnTime(t *testing.T) {
	r, w := enter(t)
	v := watch(t, r, 0, 0)
	w.Happen(1200)
	for head := int64(0); head < 1200; {
		for _, f := range next(t, v) {
			events, is := f.(room.EventsFrame)
			if !is {
				continue
			}
			last := events.Events[len(events.Events)-1]
			if head = last.Seq; events.Clock.Now != last.At {
				t.Errorf("told up to event %d at %d µs: the clock shows %d", last.Seq, last.At, events.Clock.Now)
			}
		}
	}
}
