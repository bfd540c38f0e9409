package record_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/record"
	"patternscope/sim/wire"
)

// about is what a catalogue could say.
var about = json.RawMessage(`{"id":"x","source":"package pattern <&>\n"}`)

// planned is a schedule, as far as a recording looks into one.
var planned = []record.Planned{{At: 9_000_000, Action: json.RawMessage(`{"do":"crash","node":"a <&> b"}`)}, {At: 9_500_000, Action: json.RawMessage(`{"do":"cut"}`)}}

// recorded runs a pattern for so long of its time, and writes it down.
func recorded(t *testing.T, id string, length time.Duration, values map[string]string) (file []byte, run record.Run) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		p := pattern.ByID(id)
		v, err := p.Values(values)
		if err != nil {
			t.Fatal(err)
		}
		w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 1, Network: wire.NewMemory(), Paused: true})
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		for w.Clock().Now < length.Microseconds() {
			if _, err := w.Step(context.Background()); err != nil {
				break
			}
		}
		run = record.Run{
			Header: record.Header{Pattern: id, Title: p.Title, Params: v, Seed: 1, Faults: planned, Now: w.Clock().Now},
			About:  about, Script: []json.RawMessage{json.RawMessage(`{"do":"cut"}`)},
			Log: copied(w.Log()), Parcel: w.Parcel,
		}
		var out bytes.Buffer
		if _, err := record.Write(&out, run); err != nil {
			t.Fatal(err)
		}
		file = out.Bytes()
	})
	return file, run
}

// copied is a log as it stands: the end of its world adds to it.
func copied(log *event.Log) *event.Log {
	still := event.NewLog(0)
	next, more := log.After(-1)
	for seq := int64(0); ; seq++ {
		if more && next.Seq == seq {
			still.Keep(next)
			next, more = log.After(seq)
		}
		one := log.Since(seq, 1)
		if len(one) == 0 {
			return still
		}
		still.Append(one[0])
	}
}

// all reads a recording to its end.
func all(in io.Reader) (record.Header, []record.Line, error) {
	r, err := record.NewReader(in)
	if err != nil {
		return record.Header{}, nil, err
	}
	var lines []record.Line
	for {
		l, err := r.Next()
		if err == io.EOF {
			return r.Header, append(lines, l), nil
		}
		if err != nil {
			return r.Header, lines, err
		}
		lines = append(lines, l)
	}
}

// TestEveryPatternIsReadBackEqual runs each pattern, and compares what is read
// with the log and the tape themselves.
func TestEveryPatternIsReadBackEqual(t *testing.T) {
	for _, p := range pattern.All() {
		t.Run(p.ID, func(t *testing.T) {
			file, run := recorded(t, p.ID, 4*time.Second, nil)
			header, lines, err := all(bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			want := run.Header
			want.Format, want.Version, want.First, want.Head = record.Format, record.Version, 1, run.Log.Head()
			compare(t, "header", header, want)
			compareLines(t, lines, run)
			if again := rewritten(t, header, lines); !bytes.Equal(again, file) {
				t.Error("written again, the file is another")
			}
		})
	}
}

func compareLines(t *testing.T, lines []record.Line, run record.Run) {
	t.Helper()
	var events []event.Event
	var keyframes []event.State
	for _, l := range lines {
		switch {
		case l.Pattern != nil:
			compare(t, "pattern", string(l.Pattern), string(about))
		case l.Action != nil:
			compare(t, "action", l.Action, run.Script[0])
		case l.Event != nil:
			events = append(events, *l.Event)
		case l.Keyframe != nil:
			keyframes = append(keyframes, *l.Keyframe)
		case l.Parcel != nil:
			taped, err := run.Parcel(l.Parcel.ID)
			if err != nil || taped.What != l.Parcel.What || taped.Size != l.Parcel.Size || !bytes.Equal(taped.Bytes, l.Parcel.Bytes) {
				t.Errorf("parcel %+v was written, the tape has %+v (%v)", l.Parcel, taped, err)
			}
		}
	}
	compare(t, "events", events, run.Log.Since(0, 1<<30))
	seq := int64(-1)
	for _, got := range keyframes {
		want, _ := run.Log.After(seq)
		compare(t, "keyframe", got, want)
		seq = want.Seq
	}
	if more, is := run.Log.After(seq); is {
		t.Errorf("the keyframe of event %d is missing", more.Seq)
	}
}

func compare(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("%s is read back as another (-written +read):\n%s", what, d)
	}
}

// rewritten writes what was read.
func rewritten(t *testing.T, h record.Header, lines []record.Line) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := record.NewWriter(&out, h)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines[:len(lines)-1] {
		if err := w.Write(l); err != nil {
			t.Fatal(err)
		}
	}
	end, err := w.Close()
	if err != nil || end != *lines[len(lines)-1].End {
		t.Fatalf("the end is %+v (%v), and was %+v", end, err, lines[len(lines)-1].End)
	}
	return out.Bytes()
}

// TestARunThatHasForgotten begins where its log does.
func TestARunThatHasForgotten(t *testing.T) {
	log := event.NewLog(100)
	log.Keep(event.State{})
	for seq := int64(1); seq <= 250; seq++ {
		log.Append(event.Event{At: seq, Kind: event.Note, Node: "n", Text: "so"})
		if seq%10 == 0 {
			log.Keep(event.State{Seq: seq, At: seq})
		}
	}
	var out bytes.Buffer
	nothing := func(int64) (wire.Taped, error) { return wire.Taped{}, wire.ErrNoParcel }
	if _, err := record.Write(&out, record.Run{Log: log, About: about, Parcel: nothing}); err != nil {
		t.Fatal(err)
	}
	header, lines, err := all(&out)
	if err != nil || header.First != log.First() || header.First < 100 || header.Head != 250 {
		t.Fatalf("events %d to %d were read (%v); the log keeps %d to 250", header.First, header.Head, err, log.First())
	}
	if base := lines[1].Keyframe; base == nil || base.Seq != header.First-1 {
		t.Errorf("it begins with %+v", lines[1])
	}
}
