package main

import (
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// TestTheLifeOfAMessage chooses one that was copied and lost on one way, reads
// the fate of each copy and the rules, and has it shown.
func TestTheLifeOfAMessage(t *testing.T) {
	s := show{browsertest.Start(t).Open(t, serve(t)+"/patterns/slow-subscriber?hwm=2", browsertest.Laptop)}
	s.runs()
	s.Press(input.Equal, input.Equal)
	s.Until("a copy was dropped, and the others received", `() => {
		const lost = patternscope.history.events.find((e) => e.reason === "hwm" && e.message);
		return lost && patternscope.history.life(lost.message).filter((e) => e.kind === "received").length === 2;
	}`)
	s.Press(input.Space)
	s.held()
	s.Do(`() => {
		const { message } = patternscope.history.events.find((e) => e.reason === "hwm" && e.message);
		patternscope.select({ kind: "message", id: message });
		document.querySelector("#tab-message").click();
	}`)
	s.Until("each copy has a line and a fate", `() => [...document.querySelectorAll(".lives li > p:first-child")].map((p) => p.innerText.replace(/\s+/g, " ")).sort().join("; ") ===
		"archive dropped (HWM); dashboard 1 received; dashboard 2 received"`)
	s.Until("the line is drawn in its time", `() => {
		const [flight] = document.querySelectorAll(".way .flying");
		return flight && flight.getBoundingClientRect().width > 0.5 * flight.parentElement.getBoundingClientRect().width;
	}`)
	s.Until("the rule of the loss comes first, with its source", `() => {
		const rule = document.querySelector(".rule");
		return rule.innerText.includes("A publisher never blocks") && rule.querySelector("a").href === "https://rfc.zeromq.org/spec/29/";
	}`)
	s.isAccessible("a life")

	const life = `patternscope.history.life(patternscope.selection.id)`
	s.Press(input.KeyV)
	s.Until("it is shown from its beginning", `() => patternscope.shows && patternscope.mode === "replay" && patternscope.cursor.seq === `+life+`[0].seq`)
	s.Until("the badge says at what pace", `() => document.querySelector("#truth").innerText.includes("reading pace")`)
	s.Until("on the way its messages fly", `() => patternscope.cursor.at > `+life+`[0].at`)
	s.Until("at its end it stands", `() => !patternscope.shows && patternscope.mode === "held" && patternscope.cursor.seq === `+life+`.at(-1).seq`)

	s.Press(input.KeyV)
	s.Until("it is shown again", `() => patternscope.shows`)
	s.Press(input.PageUp)
	s.Until("a step ends it", `() => !patternscope.shows && patternscope.mode === "held" && patternscope.cursor.seq < `+life+`.at(-1).seq`)
}

// TestALifeWithoutMotion goes from event to event where motion is not wanted.
func TestALifeWithoutMotion(t *testing.T) {
	s := show{browsertest.Start(t).Open(t, serve(t)+"/patterns/hello-world", browsertest.Laptop.Reduced())}
	s.runs()
	s.Until("a message was received", `() => patternscope.history.events.some((e) => e.kind === "received" && e.message === 1)`)
	s.Press(input.Space)
	s.held()
	s.Do(`() => {
		window.between = 0;
		patternscope.select({ kind: "message", id: 1 });
		const times = new Set(patternscope.history.life(1).map((e) => e.at));
		patternscope.subscribe(() => patternscope.shows && !times.has(patternscope.cursor.at) && window.between++);
	}`)
	s.Press(input.KeyV)
	s.Until("it was shown", `() => !patternscope.shows && patternscope.cursor.seq === patternscope.history.life(1).at(-1).seq`)
	var between int
	s.Read(&between, `() => window.between`)
	if between > 0 {
		t.Errorf("%d pictures stood between two events", between)
	}
}
