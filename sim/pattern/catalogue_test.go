package pattern

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"patternscope/sim/act"
)

func TestTheCatalogueIsComplete(t *testing.T) {
	ids := map[string]bool{}
	for _, p := range All() {
		if ids[p.ID] || !regexp.MustCompile(`^[a-z][a-z0-9-]+$`).MatchString(p.ID) {
			t.Errorf("the id %q is taken, or no address", p.ID)
		}
		ids[p.ID] = true
		if ByID(p.ID) != p {
			t.Errorf("%s is not found by its id", p.ID)
		}
		if !slices.ContainsFunc(Groups, func(g Group) bool { return g.Title == p.Group }) {
			t.Errorf("%s is in no group of the catalogue: %q", p.ID, p.Group)
		}
		for what, words := range map[string]int{"title": len(p.Title), "summary": len(p.Summary), "lesson": len(p.Lesson), "watch": len(p.Watch), "mistake": len(p.Mistake), "presets": len(p.Presets)} {
			if words == 0 {
				t.Errorf("%s has no %s", p.ID, what)
			}
		}
		if len(p.Summary) > 50 {
			t.Errorf("the summary of %s is too long for a card: %q", p.ID, p.Summary)
		}
	}
	if ByID("nothing") != nil {
		t.Error("found a pattern that is not there")
	}
}

func TestEachPatternShowsItsOwnFile(t *testing.T) {
	for _, p := range All() {
		file, text := p.Source()
		if !strings.Contains(text, fmt.Sprintf("ID:      %q", p.ID)) {
			t.Errorf("%s is shown as %s, %d bytes", p.ID, file, len(text))
		}
		if lines := strings.Count(text, "\n"); lines > 200 {
			t.Errorf("%s has %d lines: nobody reads that beside a picture", file, lines)
		}
	}
}

// extremes are the settings at which the stage is smallest and largest, and the presets.
func extremes(p *Pattern) []map[string]string {
	least, most := map[string]string{}, map[string]string{}
	for _, q := range p.Params {
		if len(q.Choices) == 0 {
			least[q.Name], most[q.Name] = fmt.Sprint(q.Min), fmt.Sprint(q.Max)
		}
	}
	all := []map[string]string{{}, least, most}
	for _, preset := range p.Presets {
		all = append(all, preset.Values)
	}
	return all
}

// place is where a node stands: a duel has a stage for each half.
type place struct {
	half        string
	column, row int
}

func TestNodesStandApart(t *testing.T) {
	for _, p := range All() {
		for _, given := range extremes(p) {
			v, err := p.Values(given)
			if err != nil {
				t.Errorf("%s with %v: %v", p.ID, given, err)
				continue
			}
			names, places := map[string]bool{}, map[place]string{}
			for _, n := range p.Nodes(v) {
				at := place{n.Half, n.Column, n.Row}
				switch {
				case names[n.Name]:
					t.Errorf("%s with %v: two nodes are called %s", p.ID, given, n.Name)
				case places[at] != "":
					t.Errorf("%s with %v: %s stands on %s", p.ID, given, n.Name, places[at])
				case n.Column < 0 || n.Column >= len(p.Columns) || n.Row < 0:
					t.Errorf("%s with %v: %s stands beside the stage, at column %d, row %d", p.ID, given, n.Name, n.Column, n.Row)
				case n.Run == nil || n.Role == "":
					t.Errorf("%s with %v: %s has no program, or no role", p.ID, given, n.Name)
				}
				names[n.Name], places[at] = true, n.Name
			}
			if len(names) == 0 || len(names) > 32 {
				t.Errorf("%s with %v has %d nodes", p.ID, given, len(names))
			}
		}
	}
}

func TestParametersAreSound(t *testing.T) {
	for _, p := range All() {
		seen := map[string]bool{}
		for _, q := range p.Params {
			if seen[q.Name] || q.Title == "" || q.Help == "" {
				t.Errorf("%s: parameter %q is there twice, or has no title or help", p.ID, q.Name)
			}
			seen[q.Name] = true
			if err := q.check(q.Default); err != nil {
				t.Errorf("%s: the default: %v", p.ID, err)
			}
		}
		for _, preset := range p.Presets {
			if len(preset.Title) == 0 || len(preset.Title) > 48 {
				t.Errorf("%s: the preset %q has no title for a button", p.ID, preset.Title)
			}
		}
	}
}

func TestValues(t *testing.T) {
	p := &Pattern{ID: "p", Params: []Param{
		{Name: "n", Min: 1, Max: 8, Default: "3"},
		{Name: "ms", Unit: "ms", Min: 0, Max: 5000, Default: "250"},
		{Name: "transport", Choices: []string{"tcp", "ipc"}, Default: "tcp"},
	}}
	v, err := p.Values(map[string]string{"n": "8"})
	if err != nil || v.Int("n") != 8 || v.Duration("ms").String() != "250ms" || v.Text("transport") != "tcp" || v.Int("other") != 0 {
		t.Errorf("values: %v, %v", v, err)
	}
	for _, tc := range []struct{ name, value, want string }{
		{"n", "9", `parameter n is a whole number from 1 to 8, not "9"`},
		{"n", "0", `parameter n is a whole number from 1 to 8, not "0"`},
		{"n", "2.5", `parameter n is a whole number from 1 to 8, not "2.5"`},
		{"n", "", `parameter n is a whole number from 1 to 8, not ""`},
		{"transport", "pigeon", `parameter transport is one of tcp, ipc, not "pigeon"`},
		{"colour", "red", `there is no parameter "colour" of p; its parameters are n, ms, transport`},
	} {
		if _, err := p.Values(map[string]string{tc.name: tc.value}); err == nil || err.Error() != tc.want {
			t.Errorf("%s=%q: got %v, want %s", tc.name, tc.value, err, tc.want)
		}
	}
}

// TestDuelsAreSound wants of a duel what the page and the measure of full speed rely on.
func TestDuelsAreSound(t *testing.T) {
	tasks, variants := []string{"ask", "ask-async", "stream", "publish", "share"}, []string{"", "close", "h2", "unix", "memory"}
	for _, p := range All() {
		if p.Duel == nil {
			continue
		}
		d, f := p.Duel, p.Duel.FullSpeed
		if d.Task == "" || d.HTTP == "" || d.ZeroMQ == "" || len(d.Notice) == 0 || p.Group != "Duels" {
			t.Errorf("%s lacks words for its page", p.ID)
		}
		if !slices.Contains(tasks, f.Task) || !slices.Contains(variants, f.Variant) || f.Payload < 1 {
			t.Errorf("%s cannot be measured: %+v", p.ID, f)
		}
		v, err := p.Values(nil)
		if err != nil {
			t.Fatal(err)
		}
		callers := map[string]int{}
		for _, n := range p.Nodes(v) {
			if n.Caller {
				callers[n.Half]++
			}
		}
		if callers["http"] == 0 || callers["zeromq"] == 0 || len(callers) != 2 {
			t.Errorf("%s has callers %v: each half needs one, or its task never ends", p.ID, callers)
		}
	}
}

func TestSchedulesOfPresets(t *testing.T) {
	for _, p := range All() {
		names := map[string]bool{}
		for _, preset := range p.Presets {
			if (preset.Name == "") != (len(preset.Faults) == 0) {
				t.Errorf("%s, %q: it has a name, %q, and %d faults", p.ID, preset.Title, preset.Name, len(preset.Faults))
			}
			if preset.Name != "" && (names[preset.Name] || !regexp.MustCompile(`^[a-z][a-z0-9-]+$`).MatchString(preset.Name)) {
				t.Errorf("%s: the name %q is taken, or none for an address", p.ID, preset.Name)
			}
			names[preset.Name] = true
			if err := CheckFaults(preset.Faults); err != nil {
				t.Errorf("%s, %q: %v", p.ID, preset.Title, err)
			}
		}
	}
}

func TestWhatIsNoSchedule(t *testing.T) {
	for want, faults := range map[string][]Fault{
		"at most 100 faults":  make([]Fault, MaxFaults+1),
		"faults[0]: at is a":  {{At: -1, Action: act.Action{Do: act.Crash}}},
		"faults[1]: action":   {{Action: act.Action{Do: act.Crash}}, {}},
		"choose is for a rea": {{Action: act.Action{Do: act.Choose}}},
	} {
		if err := CheckFaults(faults); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
