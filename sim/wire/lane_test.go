package wire

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// track is a lane and what landed from it, when.
type track struct {
	*Lane
	b      *bench
	landed []string
	open   bool // the far end takes parcels
	freed  int
}

func newTrack(t *testing.T, latency time.Duration, capacity int) *track {
	k := &track{b: newBench(t, NewMemory()), open: true}
	k.Lane = NewLane(k.b.clock, latency, capacity,
		func(*Parcel) bool { return k.open },
		func(p *Parcel) { k.landed = append(k.landed, fmt.Sprintf("%d@%v", p.ID, k.b.clock.Now())) },
		func() { k.freed++ })
	return k
}

// at has a parcel put in at a world time.
func (k *track) at(ms int, id int64) {
	k.b.do(func() {
		k.b.clock.At(time.Duration(ms)*time.Millisecond, func() { k.Put(&Parcel{ID: id}) })
	})
}

func (k *track) is(want string) {
	k.b.Helper()
	if got := strings.Join(k.landed, " "); got != want {
		k.b.Errorf("landed %s, want %s", got, want)
	}
}

func TestParcelsLandInOrderAfterTheLatency(t *testing.T) {
	k := newTrack(t, 100*time.Millisecond, 0)
	k.at(0, 1)
	k.at(30, 2)
	k.at(70, 3)
	k.b.settle()
	k.is("1@100ms 2@130ms 3@170ms")
	if k.freed != 3 {
		t.Errorf("%d places became free, want 3", k.freed)
	}
}

func TestNoParcelOvertakes(t *testing.T) {
	k := newTrack(t, 100*time.Millisecond, 0)
	k.at(0, 1)
	k.b.do(func() { k.b.clock.At(10*time.Millisecond, func() { k.Latency = 0 }) })
	k.at(20, 2)
	k.at(500, 3)
	k.b.settle()
	k.is("1@100ms 2@100ms 3@500ms")
}

func TestALaneHoldsItsCapacity(t *testing.T) {
	k := newTrack(t, 100*time.Millisecond, 2)
	k.b.do(func() {
		for id := range int64(2) {
			if !k.HasRoom() {
				t.Errorf("no room after %d", id)
			}
			k.Put(&Parcel{ID: id})
		}
		if k.HasRoom() {
			t.Error("there is room for a third")
		}
	})
	k.b.settle()
	k.b.do(func() {
		if !k.HasRoom() {
			t.Error("no room although all have landed")
		}
	})
}

func TestParcelsWaitAtTheEnd(t *testing.T) {
	k := newTrack(t, 10*time.Millisecond, 0)
	k.open = false
	k.at(0, 1)
	k.at(5, 2)
	k.b.settle()
	k.is("")
	k.b.do(func() {
		if n := len(k.Flights()); n != 2 {
			t.Errorf("%d parcels stand in line, want 2", n)
		}
		k.open = true
		k.Kick()
		k.Kick()
	})
	k.b.settle()
	k.is("1@10ms 2@15ms")
}

func TestAnEmptiedLaneIsEmpty(t *testing.T) {
	k := newTrack(t, 100*time.Millisecond, 0)
	k.at(0, 1)
	k.at(10, 2)
	k.b.do(func() {
		k.b.clock.At(50*time.Millisecond, func() {
			if lost := k.Empty(); len(lost) != 2 || lost[0].ID != 1 || lost[1].ID != 2 {
				t.Errorf("lost %v, want parcels 1 and 2", lost)
			}
		})
	})
	k.at(60, 3)
	k.b.settle()
	k.is("3@160ms")
}
