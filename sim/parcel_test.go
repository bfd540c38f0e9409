package sim_test

import (
	"path/filepath"
	"testing"
	"testing/synctest"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
	"patternscope/sim/wire/dissect"
)

// TestEveryParcelCanBeRead takes apart all that crosses a wire in the runs of
// the golden traces: no byte of it is left unread, and its payload is as many
// bytes as the event says that tells of its arrival.
func TestEveryParcelCanBeRead(t *testing.T) {
	for _, g := range goldens(t) {
		t.Run(filepath.Base(g.path), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := pattern.ByID(g.id)
				v, err := p.Values(g.values)
				if err != nil {
					t.Fatal(err)
				}
				w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 1, Network: wire.NewMemory(), Paused: true})
				if err != nil {
					t.Fatal(err)
				}
				defer w.Close()
				for _, e := range eventsFor(t, w, g.length) {
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
