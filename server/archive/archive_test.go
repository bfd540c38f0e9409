package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"patternscope/sim/event"
	"patternscope/sim/record"
	"patternscope/sim/wire"
)

func asItIs(about json.RawMessage) (json.RawMessage, error) { return about, nil }

// recording of a run whose events say this.
func recording(t *testing.T, says string, events int) []byte {
	t.Helper()
	log := event.NewLog(0)
	log.Keep(event.State{})
	for range events {
		log.Append(event.Event{Kind: event.Note, Node: "n", Text: says})
	}
	var out bytes.Buffer
	nothing := func(int64) (wire.Taped, error) { return wire.Taped{}, wire.ErrNoParcel }
	if _, err := record.Write(&out, record.Run{Header: record.Header{Title: says}, About: json.RawMessage(`{}`), Log: log, Parcel: nothing}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func save(t *testing.T, a *Archive, file []byte) Saved {
	t.Helper()
	s, err := a.Save(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func open(t *testing.T, folder string, l Limits) *Archive {
	t.Helper()
	a, err := Open(folder, l, asItIs)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestTheSameRecordingHasTheSameName(t *testing.T) {
	a := open(t, "", DefaultLimits)
	one, other, again := save(t, a, recording(t, "one", 3)), save(t, a, recording(t, "other", 3)), save(t, a, recording(t, "one", 3))
	if one.ID != again.ID || one.ID == other.ID || len(a.kept) != 2 {
		t.Errorf("ids %s, %s and again %s; %d are kept", one.ID, other.ID, again.ID, len(a.kept))
	}
	got, err := a.Get(one.ID)
	if err != nil || got.Header.Title != "one" || save(t, a, got.File).ID != one.ID {
		t.Errorf("got %q (%v)", got.Header.Title, err)
	}
}

func TestTheOldestGoFirst(t *testing.T) {
	for name, folder := range map[string]string{"memory": "", "folder": t.TempDir()} {
		t.Run(name, func(t *testing.T) {
			a := open(t, folder, Limits{Recordings: 2, Bytes: 1 << 20, File: 1 << 20})
			first := save(t, a, recording(t, "first", 1))
			second := save(t, a, recording(t, "second", 1))
			save(t, a, recording(t, "first", 1)) // again: now the newest
			third := save(t, a, recording(t, "third", 1))
			for _, kept := range []Saved{first, third} {
				if _, err := a.Get(kept.ID); err != nil {
					t.Errorf("%s is gone: %v", kept.Header.Title, err)
				}
			}
			if _, err := a.Get(second.ID); !errors.Is(err, ErrUnknown) {
				t.Errorf("the oldest is still there: %v", err)
			}
		})
	}
}

func TestAFolderOutlivesTheProcess(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "recordings")
	saved := save(t, open(t, folder, DefaultLimits), recording(t, "kept", 5))
	if err := os.WriteFile(filepath.Join(folder, "notes.txt"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	forged := "0123456789abcdef01234567"
	if err := os.WriteFile(filepath.Join(folder, forged+Extension), recording(t, "forged", 5), 0o600); err != nil {
		t.Fatal(err)
	}
	again := open(t, folder, DefaultLimits)
	if got, err := again.Get(saved.ID); err != nil || got.Header.Head != 5 {
		t.Errorf("got %+v (%v)", got.Header, err)
	}
	var flaw *record.Error
	if _, err := again.Get(forged); !errors.As(err, &flaw) || flaw.Fault != record.Damaged {
		t.Errorf("a file under another's name: %v", err)
	}
	if len(again.kept) != 2 {
		t.Errorf("%d files are taken for recordings", len(again.kept))
	}
}

func TestWhatIsTooLargeIsNotKept(t *testing.T) {
	a := open(t, "", Limits{Recordings: 2, Bytes: 1 << 20, File: 100})
	if _, err := a.Save(bytes.NewReader(recording(t, "large", 50))); !errors.Is(err, ErrTooLarge) {
		t.Errorf("saved: %v", err)
	}
}
