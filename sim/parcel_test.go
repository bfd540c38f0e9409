package sim_test

import (
	"testing"
	"testing/synctest"
	"time"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
	"patternscope/sim/wire/dissect"
)

// TestEveryParcelCanBeRead takes apart all that crosses a wire in every
// pattern: no byte of it is left unread, and of what crosses a wire the payload is as many bytes
// as the event says that told of its arrival.
func TestEveryParcelCanBeRead(t *testing.T) {
	for _, p := range pattern.All() {
		t.Run(p.ID, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				v, err := p.Values(nil)
				if err != nil {
					t.Fatal(err)
				}
				w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 1, Network: wire.NewMemory(), Paused: true})
				if err != nil {
					t.Fatal(err)
				}
				defer w.Close()
				for _, e := range eventsFor(t, w, 5*time.Second) {
					if e.Parcel != 0 && (e.Kind == event.Sent || e.Kind == event.Arrived) {
						reads(t, w, e)
					}
				}
			})
		})
	}
}

func reads(t *testing.T, w *sim.World, e event.Event) {
	t.Helper()
	p, err := w.Parcel(e.Parcel)
	if err != nil || p.What != e.What || p.Size != e.Bytes {
		t.Errorf("event %d tells of %s with %d bytes, and the tape has %s with %d (%v)", e.Seq, e.What, e.Bytes, p.What, p.Size, err)
		return
	}
	payload := 0
	for _, f := range dissect.Leaves(dissect.Dissect(p.What, p.Bytes)) {
		if f.Name == "not read" || f.Name == "rest" {
			t.Errorf("event %d: %d bytes of %s cannot be read: %q", e.Seq, f.To-f.From, e.What, p.Bytes)
		}
		if f.Payload {
			payload += f.To - f.From
		}
	}
	if e.Kind == event.Arrived && p.Size > 0 && p.Size == len(p.Bytes) && payload != e.Payload {
		t.Errorf("event %d: %d bytes of %s are payload, and the event says %d: %q", e.Seq, payload, e.What, e.Payload, p.Bytes)
	}
}
