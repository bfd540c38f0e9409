package main

import (
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// TestABreakpointByKeyboard makes one without the pointer; the run stops there and
// says why, in the transport bar, the story and the window, and again when the recording is played.
func TestABreakpointByKeyboard(t *testing.T) {
	s := show{browsertest.Start(t).Open(t, serve(t)+"/patterns/slow-subscriber", browsertest.Laptop)}
	s.runs()
	s.Press(input.KeyK)
	s.Until("the window is open, empty, and has the focus", `() => {
		const pop = document.querySelector(".stops-pop");
		return !pop.hidden && pop.contains(document.activeElement) && document.querySelector(".stops-empty").checkVisibility();
	}`)
	for _, finding := range s.Inaccessible() {
		t.Error(finding)
	}
	s.tabTo("[name=reason]")
	s.Do(`() => { document.activeElement.value = "hwm"; document.activeElement.dispatchEvent(new Event("input", { bubbles: true })); }`)
	s.tabTo("[name=line]")
	s.Until("the fields are written as a line", `() => document.querySelector("[name=line]").value === "reason=hwm"`)
	s.Press(input.End)
	s.Type(" fate=dropped")
	s.Press(input.Enter)
	s.Until("the run stops at the first loss, and the page stands on it", `() => {
		const { mode, clock, event, standing } = patternscope;
		return mode === "held" && clock.paused && event?.kind === "dropped" && standing.stopped?.seq === event.seq && standing.stopped.breakpoint === 1;
	}`)
	s.Until("it says why", `() => {
		const why = "Stopped at event " + patternscope.cursor.seq + ", as breakpoint 1 asks (fate=dropped reason=hwm): ";
		return [...document.querySelectorAll("[data-stopped]")].every((e) => !e.hidden && e.textContent.startsWith(why)) &&
			document.querySelector(".stops-list .met code").textContent === "fate=dropped reason=hwm" && document.querySelectorAll(".flags i").length === 1;
	}`)
	for _, finding := range s.Inaccessible() {
		t.Error(finding)
	}
	at := s.seq()
	s.Press(input.Escape)
	s.Until("the window is closed", `() => document.querySelector(".stops-pop").hidden`)
	s.Do(`(seq) => { patternscope.seek(seq - 40); patternscope.setRate(16); patternscope.play(); }`, at)
	s.Until("what was recorded stops at the first loss too", `(to) => {
		const { mode, cursor, event, history } = patternscope;
		const between = history.events.filter((e) => e.seq > to - 40 && e.seq < cursor.seq);
		return mode === "held" && cursor.seq <= to && event.kind === "dropped" && between.every((e) => e.kind !== "dropped") && !document.querySelector("[data-stopped]").hidden;
	}`, at)

	s.Press(input.KeyK)
	s.tabTo(".stops-list input")
	s.Press(input.Space)
	s.Until("it is switched off", `() => patternscope.standing.breakpoints[0]?.off`)
	s.tabTo(".stops-list button")
	s.Press(input.Enter)
	s.Until("it is deleted", `() => patternscope.standing.breakpoints.length === 0 && document.querySelector(".stops-empty").checkVisibility()`)
}

// tabTo presses Tab until that element has the focus.
func (s show) tabTo(selector string) {
	s.T().Helper()
	for range 60 {
		var there bool
		if s.Read(&there, `(selector) => document.activeElement?.matches(selector)`, selector); there {
			return
		}
		s.Press(input.Tab)
	}
	s.T().Fatalf("60 times Tab do not lead to %s", selector)
}

// TestTheNextInterestingEvent: it is looked for in what was recorded, and then the world runs on to it.
func TestTheNextInterestingEvent(t *testing.T) {
	s := show{browsertest.Start(t).Open(t, serve(t)+"/patterns/slow-subscriber", browsertest.Laptop)}
	s.runs()
	s.Press(input.Space)
	s.held()
	s.Press(input.KeyK)
	s.tabTo("[data-next=drop]")
	s.Press(input.Enter)
	s.Until("the world has run to the first loss", `() => patternscope.mode === "held" && patternscope.event?.kind === "dropped"`)
	first := s.seq()
	s.Press(input.Escape)
	s.Do(`() => patternscope.seek(patternscope.history.first)`)
	s.Press(input.KeyN)
	s.Until("the first of all is a connection that is tried again, or the loss", `(loss) => patternscope.cursor.seq > 1 && patternscope.cursor.seq <= loss &&
		["dropped", "blocked", "retried", "refused", "disconnected", "failed", "crashed", "state", "stopped", "joined", "left"].includes(patternscope.event.kind)`, first)
	s.Do(`(seq) => patternscope.seek(seq)`, first)
	s.Press(input.KeyN)
	s.Until("the next is after it", `(loss) => patternscope.cursor.seq > loss`, first)
}

// TestUntilOverTheAPI: a script runs to a breakpoint, and is told of those that are set.
func TestUntilOverTheAPI(t *testing.T) {
	c := client{t, serve(t)}
	room := c.open(map[string]any{"pattern": "pipeline", "paused": true})
	var out struct {
		Head    int64
		Stopped *struct {
			Breakpoint int
			Seq        int64
			Why        string
		}
	}
	ask := func(command map[string]any) {
		t.Helper()
		c.call("POST", "/api/rooms/"+room.ID+"/commands", room.Token, command, &out)
	}
	ask(map[string]any{"command": "until", "breakpoint": `text~"task 7" fate=received`})
	if out.Stopped == nil || out.Stopped.Breakpoint != 0 || !strings.HasSuffix(out.Stopped.Why, "receives task #7.") {
		t.Fatalf("until task 7: got %+v", out.Stopped)
	}
	lines, _ := c.events(room, out.Stopped.Seq-1)
	if first, _, _ := strings.Cut(string(lines), "\n"); !strings.Contains(first, `"kind":"received"`) || !strings.Contains(first, "task 7") {
		t.Errorf("event %d is %s", out.Stopped.Seq, first)
	}
	ask(map[string]any{"command": "breakpoints", "breakpoints": []any{"kind=crashed", map[string]any{"waiting": 1}}})
	out.Stopped = nil
	ask(map[string]any{"command": "until", "breakpoint": map[string]any{"kinds": []string{"crashed"}}})
	if out.Stopped == nil || out.Stopped.Breakpoint != 2 || !strings.Contains(out.Stopped.Why, "has waited in recv") {
		t.Errorf("until a crash, with breakpoints: got %+v", out.Stopped)
	}
}
