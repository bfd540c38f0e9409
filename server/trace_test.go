package main

import (
	"bytes"
	"encoding/json"
	"fmt"
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
