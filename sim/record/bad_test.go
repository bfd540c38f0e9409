package record_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"patternscope/sim/record"
)

// unpacked are the lines of a recording.
func unpacked(t testing.TB, file []byte) []string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Collect(strings.Lines(string(text)))
}

func packed(text string) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	io.WriteString(w, text)
	w.Close()
	return out.Bytes()
}

// faultOf reads a file and returns what is wrong with it; "" when nothing is.
func faultOf(t testing.TB, file []byte) (record.Fault, string) {
	t.Helper()
	_, _, err := all(bytes.NewReader(file))
	var flaw *record.Error
	switch {
	case err == nil:
		return "", ""
	case !errors.As(err, &flaw):
		t.Fatalf("%v is no *record.Error", err)
	}
	return flaw.Fault, flaw.Text
}

// TestACutFileIsKnown cuts a recording at every byte, and between all lines.
func TestACutFileIsKnown(t *testing.T) {
	file, _ := recorded(t, "hello-world", time.Second, nil)
	for n := range file {
		got, text := faultOf(t, file[:n])
		if want := record.Truncated; got != want && (n > 0 || got != record.Foreign) {
			t.Fatalf("the first %d of %d bytes are %q (%s), want %q", n, len(file), got, text, want)
		}
	}
	lines := unpacked(t, file)
	for n := 1; n < len(lines); n++ {
		if got, text := faultOf(t, packed(strings.Join(lines[:n], ""))); got != record.Truncated {
			t.Fatalf("the first %d of %d lines are %q: %s", n, len(lines), got, text)
		}
	}
}

// TestAChangedFileIsKnown changes each byte of a recording. One that changes nothing
// of the text, in the padding behind the last bit, may pass.
func TestAChangedFileIsKnown(t *testing.T) {
	file, _ := recorded(t, "hello-world", time.Second, nil)
	const head = 10 // gzip's own: flags, a time, the system
	lines := unpacked(t, file)
	for n := head; n < len(file); n++ {
		changed := bytes.Clone(file)
		changed[n] ^= 0x20
		if got, _ := faultOf(t, changed); got == "" && !slices.Equal(unpacked(t, changed), lines) {
			t.Errorf("byte %d of %d is another, and nobody sees it", n, len(file))
		}
	}
}

func TestWhatIsNoRecordingIsToldInASentence(t *testing.T) {
	file, _ := recorded(t, "hello-world", 2*time.Second, nil)
	lines := unpacked(t, file)
	whole := strings.Join(lines, "")
	swap := func(old, new string) []byte {
		if !strings.Contains(whole, old) {
			t.Fatalf("the recording has no %s", old)
		}
		return packed(strings.Replace(whole, old, new, 1))
	}
	deep := strings.Repeat("[", 100) + strings.Repeat("]", 100)
	for _, c := range []struct {
		name string
		file []byte
		want record.Fault
		says string
	}{
		{"nothing", nil, record.Foreign, "empty"},
		{"a text", []byte("PK\x03\x04 this is something else"), record.Foreign, "not a gzip file"},
		{"another gzip", packed("hello\n"), record.Foreign, "no recording"},
		{"another JSON", packed(`{"format":"har","version":1}` + "\n"), record.Foreign, "no recording"},
		{"a later version", swap(`"version":1`, `"version":7`), record.Foreign, "version 7, and this program reads version 1"},
		{"another event", swap(`"say":"client starts."`, `"say":"client stops."`), record.Damaged, "not what its last line says"},
		{"a second file behind it", append(bytes.Clone(file), file...), record.Hostile, "follows its end"},
		{"a line behind the end", packed(whole + "{}\n"), record.Hostile, "follows its end"},
		{"a bomb", packed(lines[0] + `{"pattern":{"id":"` + strings.Repeat("a", record.MaxLine) + `"}}`), record.Hostile, "longer than 16 MiB"},
		{"a keyframe that would take a gigabyte", packed(lines[0] + lines[1] + `{"keyframe":{"nodes":[` + strings.Repeat("0,", record.MaxThings+1) + "0]}}\n"), record.Hostile, "line 3 holds more values than any run has"},
		{"a header that would", packed(`{"x":"\"","faults":[` + strings.Repeat("0,", record.MaxValues+1) + "0]}\n"), record.Hostile, "line 1 holds more values"},
		{"a gzip of nothing", packed(""), record.Truncated, "cut off in its first line"},
		{"a deep pattern", swap(`{"pattern":{`, `{"pattern":{"deep":`+deep+`,`), record.Hostile, "no pattern"},
		{"a deep event", swap(`{"event":{"seq":2,`, `{"event":{"deep":`+strings.Repeat("[", 20000)+strings.Repeat("]", 20000)+`,"seq":2,`), record.Hostile, "depth"},
		{"a gap", swap(`{"event":{"seq":2,`, `{"event":{"seq":3,`), record.Hostile, "event 3 stands after event 1"},
		{"absurd claims", swap(`"first":1`, `"first":9007199254740992`), record.Hostile, "its header says First is 9007199254740992"},
		{"an absurd fault", swap(`{"at":9000000,"action"`, `{"at":-9000000,"action"`), record.Hostile, "its header says At is -9000000"},
		{"a deep fault", swap(`"action":{"do":"cut"}`, `"action":{"do":`+deep+`}`), record.Hostile, "fault 2 of its schedule is none"},
		{"a fault without an action", swap(`,"action":{"do":"cut"}`, ``), record.Hostile, "fault 2 of its schedule is none"},
		{"a schedule without end", swap(`"faults":[`, `"faults":[`+strings.Repeat(`{"at":1,"action":{}},`, record.MaxFaults)), record.Hostile, "schedule of more than 1000"},
		{"absurd times", swap(`{"event":{"seq":2,"at":0`, `{"event":{"seq":2,"at":-1`), record.Hostile, "before"},
		{"absurd numbers", swap(`"sendHwm":1000`, `"sendHwm":-1`), record.Hostile, "SendHWM is -1"},
		{"numbers that are none", swap(`"sendHwm":1000`, `"sendHwm":1e300`), record.Hostile, "cannot be a number"},
		{"an unknown kind", swap(`"kind":"started"`, `"kind":"exploded"`), record.Hostile, `"exploded"`},
		{"an unknown flow", swap(`"flow":"request"`, `"flow":"flood"`), record.Hostile, `"flood"`},
		{"far off", swap(`"column":1`, `"column":1000000`), record.Hostile, "far off the stage"},
		{"a long text", swap(`"say":"client starts."`, `"say":"`+strings.Repeat("a", record.MaxText+1)+`"`), record.Hostile, "more than 4096 bytes"},
		{"a parcel of another", swap(`{"parcel":{"id":1`, `{"parcel":{"id":99`), record.Hostile, "not its own"},
		{"a second pattern", packed(lines[0] + lines[1] + lines[1]), record.Hostile, "should be the keyframe"},
		{"no pattern", packed(lines[0] + lines[2]), record.Hostile, "should be the pattern"},
		{"two things in a line", swap(`{"action":{"do":"cut"}}`, `{"action":{},"pattern":{}}`), record.Hostile, "holds 2 things"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, text := faultOf(t, c.file)
			if got != c.want || !strings.Contains(text, c.says) || strings.Contains(text, "\n") || len(text) > 300 {
				t.Errorf("it is %q: %s\nwant %q: ... %s", got, text, c.want, c.says)
			}
		})
	}
}

// endless is a gzip stream of a line that never ends, of a few bytes a megabyte.
type endless struct {
	io.Reader
	read int
}

func (e *endless) Read(p []byte) (int, error) {
	n, err := e.Reader.Read(p)
	e.read += n
	return n, err
}

// TestABombIsLeftUnread reads no more of it than a line may have.
func TestABombIsLeftUnread(t *testing.T) {
	out, in := io.Pipe()
	go func() {
		w := gzip.NewWriter(in)
		piece := bytes.Repeat([]byte(" "), 1<<20)
		for {
			if _, err := w.Write(piece); err != nil {
				return
			}
		}
	}()
	bomb := &endless{Reader: out}
	_, err := record.NewReader(bomb)
	out.Close()
	var flaw *record.Error
	if !errors.As(err, &flaw) || flaw.Fault != record.Hostile || bomb.read > record.MaxLine/100 {
		t.Errorf("%d bytes of the bomb were read: %v", bomb.read, err)
	}
}

// FuzzReader wants of any bytes that they are read within the limits, and that
// what is taken for whole is written again the same.
func FuzzReader(f *testing.F) {
	f.Add([]byte(`{"format":"patternscope-recording","version":1,"first":1,"head":0}` + "\n" + `{"pattern":{}}` + "\n" + `{"keyframe":{}}` + "\n"))
	f.Add([]byte(`{"format":"patternscope-recording","version":1,"first":1,"head":1}` + "\n" + `{"pattern":{}}` + "\n" + `{"keyframe":{}}` + "\n" + `{"event":{"seq":1,"kind":"note"}}` + "\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, file := range [][]byte{text, packed(string(text)), packed(string(text) + endOf(text))} {
			header, lines, err := all(bytes.NewReader(file))
			if err != nil {
				var flaw *record.Error
				if !errors.As(err, &flaw) {
					t.Fatalf("%v is no *record.Error", err)
				}
				continue
			}
			if len(lines) < 3 || header.Format != record.Format || lines[len(lines)-1].End == nil {
				t.Fatalf("a recording of %d lines", len(lines))
			}
		}
	})
}
