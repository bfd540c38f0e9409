package breakpoint

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patternscope/sim/event"
)

// cases are what the rules must do, here and in the browser.
type cases struct {
	Lines []struct {
		Line       string
		Breakpoint json.RawMessage
		Prints     string // the line, when it is absent
	}
	Wrong []struct{ Line, Error string }
	Runs  []struct {
		Name        string
		Breakpoints []Breakpoint
		State       event.State
		Events      []event.Event
		Hits        []Hit
	}
}

func readCases(t testing.TB) cases {
	t.Helper()
	text, err := os.ReadFile("testdata/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var c cases
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestLines(t *testing.T) {
	for _, tc := range readCases(t).Lines {
		got, err := Parse(tc.Line)
		if err != nil {
			t.Errorf("%s: %v", tc.Line, err)
			continue
		}
		var want Breakpoint
		if err := json.Unmarshal(tc.Breakpoint, &want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.Line, diff)
		}
		prints := tc.Prints
		if prints == "" {
			prints = tc.Line
		}
		if got := got.String(); got != prints {
			t.Errorf("%s is printed %s, want %s", tc.Line, got, prints)
		}
	}
}

func TestLinesThatMakeNoSense(t *testing.T) {
	for _, tc := range readCases(t).Wrong {
		if b, err := Parse(tc.Line); err == nil || !strings.HasPrefix(err.Error(), "breakpoint: ") || !strings.Contains(err.Error(), tc.Error) {
			t.Errorf("%s: got %v and %v, want an error with %q", tc.Line, b, err, tc.Error)
		}
	}
}

func TestRuns(t *testing.T) {
	for _, tc := range readCases(t).Runs {
		t.Run(tc.Name, func(t *testing.T) {
			if diff := cmp.Diff(tc.Hits, stops(NewMatcher(tc.Breakpoints, 1, tc.State), tc.Events)); diff != "" {
				t.Errorf("hits (-want +got):\n%s", diff)
			}
		})
	}
}

// stops are all hits of a run.
func stops(m *Matcher, events []event.Event) []Hit {
	hits := []Hit{}
	for _, e := range events {
		for at, late := m.Late(); late && at < e.At; at, late = m.Late() {
			h, _ := m.Pass(at)
			hits = append(hits, h)
		}
		m.See(e)
		if h, ok := m.At(e); ok {
			hits = append(hits, h)
		}
	}
	return hits
}

// TestTheBrowserHasTheWords: what is said of each event here is what the table tells the browser.
func TestTheBrowserHasTheWords(t *testing.T) {
	for _, run := range readCases(t).Runs {
		for _, h := range run.Hits {
			for _, e := range run.Events {
				if e.Seq == h.Seq && e.At == h.At && !strings.HasSuffix(h.Why, e.Say) {
					t.Errorf("%s: %q does not end with %q", run.Name, h.Why, e.Say)
				}
			}
		}
	}
}

func TestWhatIsSentIsChecked(t *testing.T) {
	for text, says := range map[string]string{
		`{}`:                         "it has no condition",
		`{"kind":"dropped"}`:         `unknown field "kind"`,
		`{"kinds":["x"]}`:            `no kind of event "x"`,
		`{"depth":-1}`:               "depth is a whole number",
		`{"depth":2.5}`:              "depth cannot be a JSON number 2.5",
		`{"blocked":99999999999999}`: "blocked is a time",
		`{"node":"` + strings.Repeat("a", 300) + `"}`: "node has 300 bytes",
		`"depth>=x"`: "depth is a whole number",
		`[]`:         "it is a line",
	} {
		var b Breakpoint
		if err := json.Unmarshal([]byte(text), &b); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%.60s: got %v, want an error with %q", text, err, says)
		}
	}
	if err := CheckList(make([]Breakpoint, 33)); err == nil || !strings.Contains(err.Error(), "at most 32") {
		t.Errorf("33 of them: got %v", err)
	}
}

// TestInterests: the first is any of the others, and each makes sense.
func TestInterests(t *testing.T) {
	all := Interests()
	var kinds []event.Kind
	for _, i := range all {
		if err := i.Breakpoint.Check(); err != nil || i.Name == "" || i.Title == "" {
			t.Errorf("%s: %v", i.Name, err)
		}
	}
	for _, i := range all[1:] {
		kinds = append(kinds, i.Breakpoint.Kinds...)
	}
	if diff := cmp.Diff(kinds, all[0].Breakpoint.Kinds); diff != "" {
		t.Errorf("anything (-the others +it):\n%s", diff)
	}
}

// TestOldMessagesAreForgotten: a run that never ends does not fill the memory.
func TestOldMessagesAreForgotten(t *testing.T) {
	m := NewMatcher([]Breakpoint{{Text: "x"}}, 1, event.State{})
	for i := range int64(5 * remembered) {
		m.See(event.Event{Seq: i + 1, Kind: event.Send, Message: i + 1, Frames: []event.Frame{{Size: 1, Preview: "x"}}})
	}
	if len(m.frames) > 2*remembered || len(m.newest) > 2*remembered {
		t.Errorf("%d messages are remembered", len(m.frames))
	}
	if _, ok := m.At(event.Event{Kind: event.Received, Message: 4*remembered + 1}); !ok {
		t.Error("one of the newest messages is not known")
	}
}

// FuzzParse: what can be read is printed, read again as the same, and sent as JSON.
func FuzzParse(f *testing.F) {
	c := readCases(f)
	for _, l := range c.Lines {
		f.Add(l.Line)
	}
	for _, l := range c.Wrong {
		f.Add(l.Line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		b, err := Parse(line)
		if err != nil {
			return
		}
		again, err := Parse(b.String())
		if err != nil || !cmp.Equal(b, again) {
			t.Fatalf("%q is printed %q, which is %+v and %v", line, b, again, err)
		}
		var sent Breakpoint
		text, err := json.Marshal(b)
		if err == nil {
			err = json.Unmarshal(text, &sent)
		}
		if err != nil || !cmp.Equal(b, sent) {
			t.Fatalf("%q is sent as %s, which is %+v and %v", line, text, sent, err)
		}
	})
}
