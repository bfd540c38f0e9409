package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// TestTheReaderChoosesWhatHappensNext takes the second of what is due, by the
// keyboard alone, and sees that it happened before the first.
func TestTheReaderChoosesWhatHappensNext(t *testing.T) {
	s := debugged(t, "pipeline")
	first, second := s.row(1), s.row(2)
	s.Press(input.Digit2)
	s.Until("it was chosen", `(said) => patternscope.history.events.some((e) => e.kind === "acted" && e.text === "next, " + said)`, second)
	s.ready()
	s.Until("what follows is seen, and the first is still due", `(said) => patternscope.newestHeld && patternscope.event.kind !== "acted" && document.querySelector(".next-row").innerText.includes(said)`, first)
	s.Press(input.ArrowLeft)
	s.Until("the list says that the world is on", `() => !document.querySelector(".next .behind").hidden`)
	s.Press(input.Digit1)
	s.Until("behind the newest event a choice says where to go", `() => /0 goes there/.test(document.querySelector(".next > .problem").innerText)`)
	s.Press(input.Digit0)
	s.ready()
	s.Until("there it is as before", `() => document.querySelector(".next > .problem").innerText === ""`)
}

// TestAnEntryIsRungOnTheStage: what has the focus in the list is shown where it stands.
func TestAnEntryIsRungOnTheStage(t *testing.T) {
	s := debugged(t, "pipeline")
	s.Do(`() => document.querySelector(".next-row").focus()`)
	s.Until("it is ringed", `() => document.querySelector("#stage .pointed")`)
	first := s.focused()
	s.Press(input.ArrowDown)
	if next := s.focused(); next == first {
		t.Errorf("the arrow stays on %q", first)
	}
	s.Press(input.Enter)
	s.Until("it was chosen", `() => patternscope.history.events.some((e) => e.kind === "acted")`)
	s.ready()
	s.Until("the list has the focus still", `() => document.activeElement.matches(".next-row")`)
}

// TestAMessageIsHeldSteppedAroundAndReleased does it from the menu at the message.
func TestAMessageIsHeldSteppedAroundAndReleased(t *testing.T) {
	s := debugged(t, "pipeline")
	const held = `() => patternscope.state.links.flatMap((l) => l.lanes.flat()).filter((f) => f.held).length`
	s.stepsToAFlight()
	s.Do(`() => {
		const dot = document.querySelector("#stage .over [data-parcel][data-message]");
		const { x, y } = dot.getBoundingClientRect();
		dot.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX: x, clientY: y }));
	}`)
	s.offer("Hold")
	s.done()
	s.Until("one is held", held+` === 1`)
	s.Until("the list says why it does not land", `() => [...document.querySelectorAll(".next-why")].some((e) => e.innerText.includes("held"))`)
	for range 12 {
		s.step(input.ArrowRight)
	}
	s.Until("it is held still", held+` === 1`)
	s.Press(input.Digit0)
	s.ready()
	s.Press(input.KeyA) // the message is still chosen
	s.offer("Release")
	s.done()
	s.Until("none is held", held+` === 0`)
}

// TestALongPressDoesNothingButOpen: on a phone the menu opens below the finger,
// and lifting it is no click on what has come there.
func TestALongPressDoesNothingButOpen(t *testing.T) {
	s := show{browsertest.Start(t).Open(t, serve(t)+"/patterns/slow-subscriber", browsertest.Phone)}
	s.runs()
	s.Press(input.Space)
	s.held()
	const at = `const box = document.querySelector("#stage .over [data-node=archive]").getBoundingClientRect();
		const spot = { bubbles: true, cancelable: true, pointerType: "touch", clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
		const under = document.elementFromPoint(spot.clientX, spot.clientY);`
	s.Do(`() => { ` + at + ` under.dispatchEvent(new PointerEvent("pointerdown", spot)); }`)
	s.Until("the menu is open, below the finger", `() => { `+at+` return document.querySelector(".act-pop .offer-do") && under.closest(".act-pop"); }`)
	s.Do(`() => { ` + at + ` under.dispatchEvent(new PointerEvent("pointerup", spot)); under.dispatchEvent(new MouseEvent("click", spot)); }`)
	s.frames(3)
	s.Until("it is open still", `() => !document.querySelector(".act-pop").hidden && !document.querySelector(".act-pop .offer-form:not([hidden])")`)
	s.Do(`() => [...document.querySelectorAll(".act-pop .offer-do")].find((b) => b.textContent === "Freeze").dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, pointerType: "touch" }))`)
	s.offer("Freeze")
	s.done()
	s.Until("the press has done nothing before that", `() => patternscope.history.events.filter((e) => e.kind === "acted").length === 1 && patternscope.node("archive").status === "frozen"`)
}

// TestANodeIsCrashedAndBegunAnew does it by the keyboard, at the node.
func TestANodeIsCrashedAndBegunAnew(t *testing.T) {
	s := debugged(t, "hello-world")
	const node = "server"
	s.Do(`(name) => document.querySelector("#stage .over [data-node='" + name + "']").focus()`, node)
	s.Press(input.KeyA)
	s.offer("Crash")
	s.done()
	s.Until("it has crashed", `(name) => patternscope.node(name).status === "crashed"`, node)
	s.Until("the focus is back at the node", `(name) => document.activeElement.dataset.node === name`, node)
	s.Press(input.KeyA)
	s.offer("Start again")
	s.Until("its form asks", `() => document.activeElement.closest(".offer-form")`)
	s.isAccessible("a form in a menu")
	s.Press(input.Enter)
	s.done()
	s.Until("it runs", `(name) => patternscope.node(name).status === "running"`, node)
}

// TestWhatCannotBeDoneSaysWhy: the reason is read, not hidden in a hint.
func TestWhatCannotBeDoneSaysWhy(t *testing.T) {
	s := debugged(t, "pipeline")
	s.Press(input.KeyM)
	s.Press(input.KeyA)
	s.Until("the reason is there", `() => [...document.querySelectorAll(".act-pop .cannot")].some((e) => /^Duplicate/.test(e.innerText) && e.innerText.includes("no transport"))`)
	for _, finding := range s.Inaccessible() {
		t.Error(finding)
	}
	s.Press(input.Escape)
	s.Until("it is closed", `() => document.querySelector(".act-pop").hidden`)
}

// debugged is a pattern's page, held in full run, with the list of what can happen next.
func debugged(t *testing.T, pattern string) show {
	s := show{browsertest.Start(t).Open(t, serve(t)+"/patterns/"+pattern, browsertest.Laptop)}
	s.runs()
	s.moves()
	s.Press(input.Space)
	s.held()
	s.ready()
	return s
}

// stepsToAFlight steps the world until a message is on its way.
func (s show) stepsToAFlight() {
	s.T().Helper()
	for range 100 {
		var flies bool
		if s.Read(&flies, `() => document.querySelector("#stage .over [data-parcel][data-message]") !== null`); flies {
			return
		}
		s.step(input.ArrowRight)
		s.frames(2)
	}
	s.T().Fatal("in 100 steps no message is sent")
}

// ready waits until something can be chosen.
func (s show) ready() {
	s.T().Helper()
	s.Until("something can be chosen", `() => document.querySelector(".next-row[aria-disabled=false]")`)
}

// row is what entry n of the list says.
func (s show) row(n int) (said string) {
	s.T().Helper()
	s.Read(&said, fmt.Sprintf(`() => document.querySelectorAll(".next-row")[%d].querySelector(".next-say").innerText`, n-1))
	return said
}

// done waits until what was chosen from a menu has been done and is told.
func (s show) done() {
	s.T().Helper()
	s.Until("it was done, and the page stands where the world does", `() => {
		const deeds = patternscope.history.events.filter((e) => e.kind === "acted").length;
		if (!document.querySelector(".act-pop").hidden || !patternscope.newestHeld || deeds === (window.deeds ?? 0)) return false;
		window.deeds = deeds;
		return true;
	}`)
}

func (s show) focused() (said string) {
	s.T().Helper()
	s.Read(&said, `() => document.activeElement.innerText ?? ""`)
	return said
}

// offer walks to an offer of the open menu, and presses it.
func (s show) offer(title string) {
	s.T().Helper()
	s.Until("the menu offers "+title, `(title) => [...document.querySelectorAll(".act-pop .offer:not(.cannot) .offer-do")].some((b) => b.innerText.startsWith(title)) && document.activeElement.matches(".act-pop .offer-do")`, title)
	for range 40 {
		if strings.HasPrefix(s.focused(), title) {
			s.Press(input.Enter)
			return
		}
		s.Press(input.ArrowDown)
	}
	s.T().Fatalf("the keyboard does not reach %s", title)
}
