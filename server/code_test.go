package main

import (
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// TestTheProgramBesideThePicture: each program is marked on its line and chosen
// there or by key, the chosen one's line is lit and in view, and a step moves it.
func TestTheProgramBesideThePicture(t *testing.T) {
	s := show{browsertest.Start(t).Open(t, serve(t)+"/patterns/pipeline?workers=4", browsertest.Laptop)}
	s.runs()
	s.Until("every worker works", `() => patternscope.state.nodes.filter((n) => n.name.startsWith("worker") && n.line).length === 4`)
	s.Press(input.Space)
	s.held()
	s.Press(input.KeyC)
	s.Until("the program is shown", `() => !document.querySelector("#panel-code").hidden && document.querySelectorAll(".code li").length > 50`)
	s.Until("each program is marked on its line", `() => patternscope.state.nodes.every((n) => document.querySelector(".code li[data-line='" + n.line + "'] [data-name='" + n.name + "']"))`)

	const litIs = `(name) => {
		const lit = document.querySelectorAll(".code li.on");
		return patternscope.selection?.name === name && lit.length === 1 && lit[0].dataset.line === String(patternscope.node(name).line) && lit[0].classList.contains("own");
	}`
	s.Press(input.KeyL)
	s.Until("by key the first is chosen", litIs, "ventilator")
	s.Press(input.KeyL)
	s.Until("and the next", litIs, "worker 1")
	s.Do(`() => document.querySelector(".code [data-name='worker 3']").click()`)
	s.Until("by its mark another", litIs, "worker 3")
	s.Until("its line is in view", `() => {
		const [box, at] = [document.querySelector("#panel-code"), document.querySelector(".code li.on")].map((e) => e.getBoundingClientRect());
		return at.top >= box.top && at.bottom <= box.bottom;
	}`)
	s.isAccessible("the program")

	var before int
	s.Read(&before, `() => patternscope.node("worker 3").line`)
	for now := before; now == before; s.Read(&now, `() => patternscope.node("worker 3").line`) {
		seq := s.seq()
		s.Press(input.PageUp)
		s.Until("a step is shown", `(seq) => patternscope.cursor.seq === seq - 1`, seq)
	}
	s.Until("a step has moved its line", litIs, "worker 3")

	s.Do(`() => patternscope.seek(patternscope.head)`)
	s.Until("all stand somewhere again", `() => document.querySelectorAll(".stands button").length === 6`)
	s.Do(`() => document.querySelector(".stands [aria-pressed=true]").focus()`)
	s.Press(input.ArrowRight)
	s.Until("the arrows go through the programs", litIs, "worker 4")
}
