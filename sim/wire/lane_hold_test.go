package wire

import (
	"testing"
	"time"
)

const ms = time.Millisecond

// then has something done to the lane at a world time.
func (k *track) then(at time.Duration, do func()) {
	k.b.do(func() { k.b.clock.At(at, do) })
}

func TestAHeldParcelKeepsItsTimeAndItsPlace(t *testing.T) {
	k := newTrack(t, 100*ms, 0)
	k.at(0, 1)
	k.at(10, 2)
	k.at(20, 3)
	k.then(50*ms, func() { k.Hold(1) })
	k.then(500*ms, func() {
		if k.HasRoom() {
			t.Error("there is room though nothing moves")
		}
		k.Release(k.Find(2))
	})
	k.b.settle()
	k.is("1@100ms 2@560ms 3@560ms") // 60 ms of its way were left; 3 had arrived behind it
}

func TestAHeldParcelThatHadArrivedGoesAtOnce(t *testing.T) {
	k := newTrack(t, 100*ms, 0)
	k.open = false
	k.at(0, 1)
	k.then(200*ms, func() { k.Hold(0) })
	k.then(300*ms, func() { k.open = true; k.Kick() })
	k.then(400*ms, func() { k.Release(0) })
	k.b.settle()
	k.is("1@400ms")
}

func TestADelayedParcelDelaysThoseBehindIt(t *testing.T) {
	k := newTrack(t, 100*ms, 0)
	k.at(0, 1)
	k.at(10, 2)
	k.then(20*ms, func() { k.Delay(0, 300*ms) })
	k.b.settle()
	k.is("1@400ms 2@400ms")
}

func TestDeliverLandsTheFirstNow(t *testing.T) {
	k := newTrack(t, 100*ms, 0)
	k.at(0, 1)
	k.at(10, 2)
	k.then(20*ms, func() { k.Hold(0); k.Deliver() })
	k.b.settle()
	k.is("1@20ms 2@110ms")
}

func TestACutLaneStandsStill(t *testing.T) {
	k := newTrack(t, 100*ms, 0)
	k.at(0, 1)
	k.then(30*ms, k.Cut)
	k.at(60, 2)
	k.then(80*ms, func() { k.Hold(k.Find(1)) })
	k.then(1000*ms, k.Heal)
	k.then(1500*ms, func() { k.Release(k.Find(1)) })
	k.b.settle()
	k.is("1@1.57s 2@1.57s") // 70 ms were left when it was cut
}

func TestBandwidthAndJitter(t *testing.T) {
	k := newTrack(t, 0, 0)
	k.Bandwidth = 1000
	k.b.do(func() {
		k.Put(&Parcel{ID: 1, Bytes: make([]byte, 100)})
		k.Put(&Parcel{ID: 2, Bytes: make([]byte, 50)})
	})
	k.b.settle()
	k.is("1@100ms 2@150ms")
	k.Jitter = 20 * ms
	k.b.do(func() {
		var last time.Duration
		for id := range int64(50) {
			f := k.Put(&Parcel{ID: 3 + id})
			if f.T1 < last || f.T1-f.T0 > 20*ms || f.T1%time.Microsecond != 0 {
				t.Errorf("parcel %d flies from %v to %v, after one that lands at %v", id, f.T0, f.T1, last)
			}
			last = f.T1
		}
	})
}
