package main

import (
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// TestAnotherBranch goes back in a held run and takes another way, by keyboard
// alone: both runs stay, and are held beside each other.
func TestAnotherBranch(t *testing.T) {
	address := serve(t)
	s := show{browsertest.Start(t).Open(t, address+"/patterns/pipeline?seed=3", browsertest.Laptop)}
	s.runs()
	s.Until("40 events have happened", `() => patternscope.head > 40`)
	s.Press(input.Space)
	s.held()
	for range 6 {
		s.Press(input.ArrowLeft)
	}
	s.Do(`() => document.querySelector("#tab-branches").click()`)
	s.Until("one run is listed", `() => document.querySelectorAll(".branch").length === 1`)
	s.Press(input.KeyG)
	s.Until("the second run stands where the first was left", `() => patternscope.room.run === 2 && patternscope.cursor.seq === patternscope.room.left && patternscope.newestHeld`)
	s.Until("the transport says which run it is", `() => document.querySelector("#count").innerText.startsWith("run 2, event")`)
	s.Until("there is something else to choose", `() => document.querySelectorAll(".next-row:not([aria-disabled=true])").length > 1`)
	s.Press(input.Digit2)
	s.Until("it has gone another way", `() => patternscope.head > patternscope.room.left`)
	s.Until("both runs are listed", `() => document.querySelectorAll(".branch").length === 2`)

	s.Do(`() => document.querySelector(".branch-view").focus()`)
	s.Press(input.Home)
	s.Press(input.KeyC)
	s.Until("they are compared", `() => document.querySelector(".compared .parting button")?.textContent === "They part at event " + (patternscope.room.left + 1)`)
	s.isAccessible("two runs beside each other")
	s.Press(input.Enter)
	s.Until("the first run is shown, as a recording", `() => patternscope.room.run === 1 && patternscope.room.past && patternscope.head > 40 && !patternscope.steering`)
	s.Press(input.KeyL)
	s.Until("a third goes on from its end", `() => patternscope.room.run === 3 && patternscope.room.parent === 1 && patternscope.steering`)
}

// TestSomethingElseIsDoneInThePast: behind the newest event the menu offers nothing of
// the world as it now is, but to go on from here; then what is done is done to that moment.
func TestSomethingElseIsDoneInThePast(t *testing.T) {
	s := show{browsertest.Start(t).Open(t, serve(t)+"/patterns/pipeline?seed=3", browsertest.Laptop)}
	s.runs()
	s.Until("40 events have happened", `() => patternscope.head > 40`)
	s.Press(input.Space)
	s.held()
	s.Do(`() => {
		const { history, head } = patternscope;
		patternscope.seek(history.events.findLast((e) => e.at < history.timeOf(head) - 100_000).seq);
		patternscope.select({ kind: "node", name: "worker 1" });
	}`)
	at := s.seq()
	s.Press(input.KeyA)
	s.Until("it offers two ways on, and nothing else", `(seq) => document.activeElement.closest(".act-pop .behind") &&
		document.querySelector(".act-pop .note").textContent.startsWith("The page shows event " + seq) && !document.querySelector(".act-pop .offers").checkVisibility()`, at)
	s.isAccessible("a menu in the past")
	s.Press(input.KeyG)
	s.Until("a new run stands there, and the menu has the focus still", `(seq) => patternscope.room.run === 2 && patternscope.room.left <= seq &&
		patternscope.newestHeld && document.activeElement.closest(".act-pop .offers")`, at)
	s.offer("Crash")
	s.done()
	s.Until("it crashed at that moment", `() => patternscope.node("worker 1").status === "crashed" && patternscope.history.event(patternscope.room.left + 1).kind === "acted"`)
}
