package room_test

import (
	"testing"
	"testing/synctest"
	"time"

	"patternscope/server/room"
)

// limit allows a tenth, for the sweep comes by that often.
func soon(d time.Duration) time.Duration { return d + d/10 + time.Second }

func TestARoomNobodyWatchesEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rooms, worlds := open(t, room.DefaultLimits)
		defer rooms.Close()
		r := create(t, rooms, "visitor")

		time.Sleep(9 * time.Minute)
		if _, err := rooms.Get(r.ID); err != nil {
			t.Fatalf("after nine minutes: %v", err)
		}
		time.Sleep(9 * time.Minute)
		if _, err := r.Snapshot(); err != nil {
			t.Fatalf("nine minutes after somebody asked: %v", err)
		}
		time.Sleep(soon(room.DefaultLimits.Idle))
		_, err := rooms.Get(r.ID)
		wantRefusal(t, err, room.Unknown)
		if worlds.Last().Closed() != 1 {
			t.Error("its world is still open")
		}
	})
}

func TestAWatchedRoomStaysUntilItsLifeIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rooms, _ := open(t, room.DefaultLimits)
		defer rooms.Close()
		r := create(t, rooms, "visitor")
		v := watch(t, r, 0, 0)

		time.Sleep(room.DefaultLimits.Life - time.Minute)
		if _, err := r.Snapshot(); err != nil {
			t.Fatalf("a minute before its life is over: %v", err)
		}
		time.Sleep(soon(room.DefaultLimits.Idle))
		_, err := v.Next(t.Context())
		wantRefusal(t, err, room.Ended)
		if want := "room " + r.ID + " has ended: it was open for 8h"; err.Error() != want {
			t.Errorf("why: got %q, want %q", err, want)
		}
	})
}

func TestTheLastViewersLeavingStartsTheWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rooms, _ := open(t, room.DefaultLimits)
		defer rooms.Close()
		r := create(t, rooms, "visitor")
		v := watch(t, r, 0, 0)
		time.Sleep(time.Hour)
		v.Close()
		time.Sleep(9 * time.Minute)
		if _, err := r.Snapshot(); err != nil {
			t.Fatalf("nine minutes after the last viewer left: %v", err)
		}
		time.Sleep(soon(2 * time.Minute))
		_, err := r.Snapshot()
		wantRefusal(t, err, room.Ended)
	})
}

func TestNewViewersASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limits := room.DefaultLimits
		limits.Viewers = 60
		rooms, _ := open(t, limits)
		defer rooms.Close()
		r := create(t, rooms, "visitor")
		var viewers []*room.Viewer
		defer func() {
			for _, v := range viewers {
				v.Close()
			}
		}()
		enter := func(n int) {
			for range n {
				v, err := r.Watch(0, 0, "")
				if err != nil {
					t.Fatalf("viewer %d: %v", len(viewers)+1, err)
				}
				viewers = append(viewers, v)
			}
		}
		enter(50)
		_, err := r.Watch(0, 0, "")
		wantRefusal(t, err, room.TooMany)
		time.Sleep(time.Second)
		enter(10)
		_, err = r.Watch(0, 0, "")
		wantRefusal(t, err, room.Full)
		viewers[0].Close()
		viewers = viewers[1:]
		enter(1)
	})
}
