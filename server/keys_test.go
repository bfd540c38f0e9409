package main

import (
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// TestEveryKey presses every key that the sheet behind "?" names.
func TestEveryKey(t *testing.T) {
	s := show{browsertest.Start(t).Open(t, serve(t)+"/patterns/hello-world", browsertest.Laptop)}
	s.runs()

	s.Chord(input.ShiftLeft, input.Key('?'))
	s.Until("the sheet is open", `() => document.querySelector("dialog[open]")?.innerText.includes("step back")`)
	s.Press(input.Escape)
	s.Until("the sheet is closed", `() => !document.querySelector("dialog")`)

	s.Press(input.KeyT)
	s.Until("it is dark", `() => document.documentElement.dataset.theme === "dark"`)
	s.Reload()
	s.Until("it stays dark", `() => document.documentElement.dataset.theme === "dark"`)
	s.runs()

	s.Press(input.KeyP)
	s.Until("it is made for a projector", `() => "projector" in document.documentElement.dataset`)
	s.Press(input.KeyS)
	s.Until("stage and sequence are swapped", `() => "swapped" in document.documentElement.dataset`)
	s.Press(input.KeyP)
	s.Until("it is as it was", `() => !("projector" in document.documentElement.dataset) && !("swapped" in document.documentElement.dataset)`)

	s.Press(input.KeyK)
	s.Until("the breakpoints are shown", `() => !document.querySelector(".stops-pop").hidden`)
	s.Press(input.KeyK)
	s.Until("they are put away", `() => document.querySelector(".stops-pop").hidden`)

	s.Press(input.KeyB)
	s.Until("the bytes are shown", `() => !document.querySelector("#panel-wire").hidden`)
	s.Press(input.KeyB)
	s.Until("the story is shown", `() => !document.querySelector("#panel-story").hidden`)

	s.Press(input.Minus)
	s.Until("time runs at half its rate", `() => patternscope.clock.rate === 0.5`)
	s.Press(input.Equal)
	s.Until("time runs as it did", `() => patternscope.clock.rate === 1`)

	s.Press(input.Home)
	s.Until("the first event is shown", `() => patternscope.cursor.seq === 1`)
	s.Press(input.Period)
	s.Until("the second event is shown", `() => patternscope.cursor.seq === 2`)
	s.Press(input.PageUp)
	s.Until("the first event is shown", `() => patternscope.cursor.seq === 1`)
	s.Chord(input.ShiftLeft, input.ArrowRight)
	s.Until("it is scrubbed on", `() => patternscope.cursor.at === 200000`)
	s.Chord(input.ShiftLeft, input.ArrowLeft)
	s.Until("it is scrubbed back", `() => patternscope.cursor.at === 0`)
	s.Press(input.Space)
	s.Until("the past is played", `() => patternscope.mode === "replay"`)
	s.Press(input.End)
	s.Until("it is live", `() => patternscope.mode === "live"`)

	s.Press(input.KeyR)
	s.Until("the run began anew", `() => patternscope.room.run === 2`)
	s.Press(input.Digit1)
	s.Until("a preset is put up", `() => patternscope.room.run === 3 && location.search !== ""`)

	s.Press(input.Slash)
	s.Until("the catalogue's search is waiting", `() => document.activeElement?.id === "find"`)
}

// TestTheCatalogueIsSearched looks for a socket, a mistake and a word that nobody wrote.
func TestTheCatalogueIsSearched(t *testing.T) {
	page := browsertest.Start(t).Open(t, serve(t)+"/", browsertest.Laptop)
	page.Press(input.Slash)
	for _, c := range []struct{ wanted, what, found string }{
		{"xpub", "the forwarder alone", `(cards) => cards.length === 1 && cards[0].includes("Forwarder")`},
		{"high-water mark", "what is got wrong is found", `(cards) => cards.some((c) => c.includes("Slow subscriber"))`},
		{"zzzzqqq", "three are offered instead", `(cards) => cards.length === 3 && document.querySelector("#found").innerText.startsWith("Nothing")`},
	} {
		page.Do(`() => { document.querySelector("#find").value = ""; }`)
		page.Type(c.wanted)
		page.Until(c.what, `() => (`+c.found+`)([...document.querySelectorAll(".card:not([hidden])")].map((c) => c.innerText))`)
	}
	page.Do(`() => { document.querySelector("#find").value = ""; }`)
	page.Type("hello")
	page.Press(input.Enter)
	page.Until("the pattern runs", `() => location.pathname === "/patterns/hello-world" && window.patternscope?.head > 0`)
}
