package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patternscope/sim/event"
)

func traced(t *testing.T, args string) string {
	t.Helper()
	var out bytes.Buffer
	if err := run(t.Context(), strings.Fields("trace "+args), &out, &out); err != nil {
		t.Fatalf("trace %s: %v", args, err)
	}
	return out.String()
}

func TestATraceIsARunsFunction(t *testing.T) {
	first := traced(t, "pipeline -n 200 -param workers=2")
	if n := strings.Count(first, "\n"); n != 200 {
		t.Errorf("lines: got %d, want 200", n)
	}
	for _, same := range []string{
		"pipeline -n 200 -param workers=2",
		"-n 200 -seed 1 -param workers=2 pipeline",
		"pipeline -n 200 -param workers=2 -param transport=ipc",
	} {
		if diff := cmp.Diff(first, traced(t, same)); diff != "" {
			t.Errorf("%s (-first +this):\n%s", same, diff)
		}
	}
	if traced(t, "pipeline -n 200 -param workers=3") == first {
		t.Error("another number of workers gives the same lines")
	}
}

// TestATraceIsTheGoldenOne: the program on real sockets prints what the catalogue promises.
func TestATraceIsTheGoldenOne(t *testing.T) {
	for _, id := range ids() {
		golden := goldenTrace(t, id)
		got := traced(t, fmt.Sprintf("%s -n %d", id, strings.Count(golden, "\n")))
		if diff := cmp.Diff(golden, got); diff != "" {
			t.Errorf("%s (-golden +printed):\n%s", id, diff)
		}
	}
}

// goldenTrace is a pattern's trace without the words above it.
func goldenTrace(t *testing.T, id string) string {
	t.Helper()
	text, err := os.ReadFile("../sim/pattern/testdata/" + id + ".trace")
	if err != nil {
		t.Fatal(err)
	}
	var trace strings.Builder
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "#") {
			trace.WriteString(line)
		}
	}
	return trace.String()
}

func TestATraceAsJSONIsTheSame(t *testing.T) {
	want := traced(t, "hello-world -n 50")
	var got strings.Builder
	for dec := json.NewDecoder(strings.NewReader(traced(t, "hello-world -n 50 -json"))); dec.More(); {
		var e event.Event
		if err := dec.Decode(&e); err != nil {
			t.Fatal(err)
		}
		got.WriteString(event.Trace(e) + "\n")
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("JSON (-text +json):\n%s", diff)
	}
}

// TestATraceUpToABreakpoint: it ends with the event that meets it, and says why; others are said on the way.
func TestATraceUpToABreakpoint(t *testing.T) {
	whole := traced(t, "slow-subscriber -n 1000")
	got := traced(t, "slow-subscriber -until kind=dropped -break kind=subscribed")
	lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
	why, last := lines[len(lines)-1], strings.Fields(lines[len(lines)-2])
	if !strings.HasPrefix(why, "# Stopped at event "+last[0]+", as was asked (kind=dropped): ") || last[2] != "dropped" {
		t.Errorf("it ends with\n%s\n%s", lines[len(lines)-2], why)
	}
	said := 0
	var events strings.Builder
	for _, line := range lines {
		switch {
		case strings.Contains(line, "as breakpoint 1 asks (kind=subscribed)"):
			said++
		case !strings.HasPrefix(line, "#"):
			events.WriteString(line + "\n")
		}
	}
	if !strings.HasPrefix(whole, events.String()) || said == 0 || said != strings.Count(events.String(), " subscribed ") {
		t.Errorf("%d subscriptions were said, in\n%s", said, got)
	}
	if err := run(t.Context(), strings.Fields("trace hello-world -n 50 -until kind=dropped"), io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "kind=dropped has not come") {
		t.Errorf("nothing is lost in hello world: got %v", err)
	}
}
