package site_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patternscope/server/room"
	"patternscope/sim/breakpoint"
	"patternscope/sim/event"
)

func TestHealth(t *testing.T) {
	h := open(t)
	h.echo()
	var got map[string]any
	h.want(h.get("/healthz"), http.StatusOK, &got)
	want := map[string]any{"status": "ok", "version": "v0", "rooms": 1.0, "viewers": 0.0}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("health (-want +got):\n%s", diff)
	}
}

func TestPatterns(t *testing.T) {
	h := open(t)
	var got []map[string]any
	h.want(h.get("/api/patterns"), http.StatusOK, &got)
	var one map[string]any
	h.want(h.get("/api/patterns/echo"), http.StatusOK, &one)
	rules, _ := one["rules"].([]any)
	if len(rules) != len(event.Rules()) {
		t.Errorf("a pattern by itself comes with %d rules, want %d", len(rules), len(event.Rules()))
	}
	delete(one, "rules")
	if diff := cmp.Diff(got[0], one); diff != "" {
		t.Errorf("a pattern by itself (-catalogue +alone):\n%s", diff)
	}
	want := []map[string]any{{
		"id": "echo", "title": "Echo", "group": "First steps", "summary": "Says what it heard.", "lesson": "A lesson.",
		"watch": []any{"the echo"}, "mistake": []any{"expecting an answer"}, "differs": "",
		"params": []any{
			map[string]any{"name": "workers", "title": "Workers", "min": 1.0, "max": 8.0, "default": "2"},
			map[string]any{"name": "transport", "title": "Transport", "choices": []any{"tcp", "ipc", "inproc"}, "default": "tcp"},
		},
		"presets": []any{map[string]any{"title": "Crowd", "values": map[string]any{"workers": "8"}}},
		"columns": []any{"All"},
		"nodes":   []any{map[string]any{"name": "echo", "role": "2 workers", "column": 0.0, "row": 0.0}},
		"file":    "sim/pattern/world.go", "source": "", // it is not of the catalogue
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("patterns (-want +got):\n%s", diff)
	}
}

func TestARoomsLife(t *testing.T) {
	h := open(t)
	made, w := h.create(`{"pattern":"echo","params":{"workers":3,"transport":"ipc"},"seed":7,"paused":true,"breakpoints":["kind=dropped reason=hwm"]}`)
	if made.Page != "/rooms/"+made.ID || made.Token == "" {
		t.Errorf("made: got page %q and token %q", made.Page, made.Token)
	}
	w.Happen(3)

	var shown room.Snapshot
	h.want(h.get("/api/rooms/"+made.ID), http.StatusOK, &shown)
	want := room.Snapshot{
		About: room.About{
			ID: made.ID, Pattern: "echo", Params: map[string]string{"workers": "3", "transport": "ipc"}, Seed: 7, Run: 1,
			Breakpoints: []breakpoint.Breakpoint{{Kinds: []event.Kind{event.Dropped}, Reason: event.HWM}},
		},
		Clock: room.Clock{Now: 3000, Rate: 1, Paused: true},
		State: w.State(),
	}
	if diff := cmp.Diff(want, shown); diff != "" {
		t.Errorf("room (-want +got):\n%s", diff)
	}

	for _, step := range []struct {
		body string
		want room.Outcome
	}{
		{`{"command":"play"}`, room.Outcome{Run: 1, Head: 3, Clock: room.Clock{Now: 3000, Rate: 1}}},
		{`{"command":"rate","rate":0.25}`, room.Outcome{Run: 1, Head: 3, Clock: room.Clock{Now: 3000, Rate: 0.25}}},
		{`{"command":"step"}`, room.Outcome{Run: 1, Head: 4, Clock: room.Clock{Now: 4000, Rate: 0.25, Paused: true}}},
		{`{"command":"params","params":{"workers":"4"},"seed":8}`, room.Outcome{Run: 2, Clock: room.Clock{Rate: 0.25, Paused: true}}},
		{`{"command":"restart"}`, room.Outcome{Run: 3, Clock: room.Clock{Rate: 0.25, Paused: true}}},
	} {
		var got room.Outcome
		h.want(h.ask(ask{method: "POST", path: "/api/rooms/" + made.ID + "/commands", body: step.body, token: made.Token}), http.StatusOK, &got)
		if diff := cmp.Diff(step.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step.body, diff)
		}
	}
	h.worlds.Last().Exhaust(0)
	got := h.ask(ask{method: "POST", path: "/api/rooms/" + made.ID + "/commands", body: `{"command":"step"}`, token: made.Token})
	if got.StatusCode != http.StatusConflict {
		t.Errorf("step with nothing due: got %s", got.Status)
	}

	h.want(h.ask(ask{method: "DELETE", path: "/api/rooms/" + made.ID, token: made.Token}), http.StatusNoContent, nil)
	h.want(h.get("/api/rooms/"+made.ID), http.StatusNotFound, nil)
	for i, w := range h.worlds.All() {
		if w.Closed() == 0 {
			t.Errorf("world %d is still open", i+1)
		}
	}
}

// line is one of an NDJSON answer.
type line struct {
	event.Event
	Keyframe *event.State `json:"keyframe"`
}

// lines writes an answer's lines as their numbers.
func lines(t *testing.T, got answer) string {
	t.Helper()
	if kind := got.Header.Get("Content-Type"); kind != "application/x-ndjson" {
		t.Errorf("type: got %q", kind)
	}
	var all []string
	for s := bufio.NewScanner(bytes.NewReader(got.body)); s.Scan(); {
		var l line
		if err := json.Unmarshal(s.Bytes(), &l); err != nil {
			t.Fatalf("line %q: %v", s.Text(), err)
		}
		if l.Keyframe != nil {
			all = append(all, fmt.Sprintf("k%d", l.Keyframe.Seq))
		} else {
			all = append(all, fmt.Sprint(l.Seq))
		}
	}
	return strings.Join(all, " ")
}

func TestEvents(t *testing.T) {
	h := open(t)
	r, w := h.echo()
	w.Happen(12)
	for query, want := range map[string]string{
		"":                          "1 2 3 4 5 6 7 8 9 10 11 12",
		"?since=10":                 "11 12",
		"?since=10&run=1&wait=30s":  "11 12",
		"?since=12":                 "",
		"?since=12&wait=1ms":        "",
		"?limit=2":                  "1 2",
		"?keyframes=1&limit=1":      "k0 1",
		"?keyframes=1&since=8":      "9 10 k10 11 12",
		"?keyframes=0&since=8":      "9 10 11 12",
		"?keyframes=1&since=999999": "",
	} {
		got := h.get("/api/rooms/" + r.ID + "/events" + query)
		h.want(got, http.StatusOK, nil)
		if numbers := lines(t, got); numbers != want {
			t.Errorf("%s: got %s, want %s", query, numbers, want)
		}
		if run, head, first := got.Header.Get("Patternscope-Run"), got.Header.Get("Patternscope-Head"), got.Header.Get("Patternscope-First"); run != "1" || head != "12" || first != "1" {
			t.Errorf("headers: got run %s, head %s, first %s", run, head, first)
		}
	}
}

func TestEventsWaitForTheNext(t *testing.T) {
	h := open(t)
	r, w := h.echo()
	answers := make(chan answer)
	go func() { answers <- h.get("/api/rooms/" + r.ID + "/events?wait=60s") }()
	w.Happen(1) // before the request or after: it is told at once
	if numbers := lines(t, <-answers); numbers != "1" {
		t.Errorf("got %s, want 1", numbers)
	}
	go func() { answers <- h.get("/api/rooms/" + r.ID + "/events?since=1&wait=60s") }()
	h.rooms.Close() // whoever waits is let go
	<-answers
}
