package sim_test

import (
	"bytes"
	"encoding/json"
	"io"
	"testing"

	"patternscope/sim"
	"patternscope/sim/record"
	"patternscope/sim/record/pcapng"
)

// recordsAlike writes down a run in which anything may have happened, and reads it back.
func recordsAlike(t *testing.T, w *sim.World) {
	t.Helper()
	run := record.Run{About: json.RawMessage(`{}`), Log: w.Log(), Parcel: w.Parcel}
	for _, done := range w.Script() {
		action, err := json.Marshal(done)
		if err != nil {
			t.Fatal(err)
		}
		run.Script = append(run.Script, action)
	}
	var file bytes.Buffer
	end, err := record.Write(&file, run)
	if err != nil {
		t.Fatal(err)
	}
	in, err := record.NewReader(bytes.NewReader(file.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	asItIs := func(about json.RawMessage) (json.RawMessage, error) { return about, nil }
	again, err := record.Copy(io.Discard, in, asItIs)
	if err != nil || again != end || end.Events != int(w.Log().Head()) || end.Actions != len(run.Script) {
		t.Errorf("a run of %d events and %d actions is recorded as %+v, and read as %+v (%v)", w.Log().Head(), len(run.Script), end, again, err)
	}
	if in, err = record.NewReader(bytes.NewReader(file.Bytes())); err != nil {
		t.Fatal(err)
	}
	if err := pcapng.Write(io.Discard, in); err != nil {
		t.Error(err)
	}
}
