package record

import (
	"encoding/json"
	"io"
	"math"

	"patternscope/sim/event"
	"patternscope/sim/wire"
	"patternscope/sim/wire/dissect"
)

// Run is a run that can be written down, also while it goes on.
type Run struct {
	Header                                 // First and Head are found by Write
	About  json.RawMessage                 // what the catalogue says of its pattern
	Script []json.RawMessage               // what was done to it
	Log    *event.Log                      //
	Parcel func(int64) (wire.Taped, error) // what is kept of a parcel; an error: nothing
}

// Write writes the run as it stands now.
func Write(out io.Writer, r Run) (End, error) {
	base, events := stretch(r.Log)
	r.First, r.Head = base.Seq+1, base.Seq+int64(len(events))
	r.Now = max(r.Now, timeOf(base, events))
	w, err := NewWriter(out, r.Header)
	if err != nil {
		return End{}, err
	}
	if err := w.begin(r, base); err != nil {
		return End{}, err
	}
	next, more := r.Log.After(base.Seq)
	for i := range events {
		if err := w.event(&events[i], r.Parcel); err != nil {
			return End{}, err
		}
		if more && next.Seq == events[i].Seq {
			if err := w.Write(Line{Keyframe: &next}); err != nil {
				return End{}, err
			}
			next, more = r.Log.After(next.Seq)
		}
	}
	return w.Close()
}

// begin writes what comes before the events.
func (w *Writer) begin(r Run, base event.State) error {
	lines := []Line{{Pattern: r.About}}
	for _, action := range r.Script {
		lines = append(lines, Line{Action: action})
	}
	for _, l := range append(lines, Line{Keyframe: &base}) {
		if err := w.Write(l); err != nil {
			return err
		}
	}
	return nil
}

// event writes an event and, of a sent one, its parcel.
func (w *Writer) event(e *event.Event, parcel func(int64) (wire.Taped, error)) error {
	if err := w.Write(Line{Event: e}); err != nil || e.Kind != event.Sent {
		return err
	}
	taped, err := parcel(e.Parcel)
	if err != nil {
		return nil // no longer kept
	}
	return w.Write(Line{Parcel: &Parcel{ID: taped.ID, What: taped.What, Size: taped.Size, Bytes: forEveryEye(taped)}})
}

// forEveryEye is a parcel's bytes with zeros for what is secret.
func forEveryEye(p wire.Taped) []byte {
	if p.What != event.WhatHandshake {
		return p.Bytes // a password is nowhere else
	}
	shown := append([]byte{}, p.Bytes...)
	for _, f := range dissect.Leaves(dissect.Dissect(p.What, p.Bytes)) {
		if f.Secret {
			clear(shown[f.From:f.To])
		}
	}
	return shown
}

// stretch is the oldest keyframe kept and all events after it. The log may let
// go of its oldest between two questions: then they are asked again.
func stretch(log *event.Log) (event.State, []event.Event) {
	for {
		base, _ := log.After(-1)
		events := log.Since(base.Seq, math.MaxInt32)
		if len(events) == 0 || events[0].Seq == base.Seq+1 {
			return base, events
		}
	}
}

func timeOf(base event.State, events []event.Event) int64 {
	if len(events) == 0 {
		return base.At
	}
	return events[len(events)-1].At
}
