package main

import (
	"testing"

	"patternscope/server/browsertest"
)

// TestPagesAreLight: what a page begins with is small, as its bodies cross the wire.
func TestPagesAreLight(t *testing.T) {
	address := serve(t)
	browser := browsertest.Start(t)
	for path, most := range map[string]int{"/": 100_000, "/patterns/hello-world": 100_000, "/patterns/duel-ask": 100_000, "/sandbox": 110_000} {
		s := show{browser.Open(t, address+path, browsertest.Laptop)}
		s.Until("the page runs", `() => window.patternscope?.connection === "open"`)
		var bytes int
		s.Read(&bytes, `() => performance.getEntries().reduce((sum, e) => sum + (e.encodedBodySize ?? 0), 0)`)
		if bytes > most || bytes == 0 {
			t.Errorf("%s begins with %d bytes, want at most %d", path, bytes, most)
		}
	}
}

// TestAPartThatCannotBeFetched is told of where it would stand, and fetched when that is looked at again.
func TestAPartThatCannotBeFetched(t *testing.T) {
	s := show{browsertest.Start(t).Open(t, serve(t)+"/patterns/pipeline?seed=3", browsertest.Laptop)}
	s.Until("a task is sent", `() => patternscope.history.events.some((e) => e.kind === "sent" && e.what === "message")`)
	s.Blocks("*/parts/opened*")
	s.Click("#tab-message")
	s.Until("it says so", `() => document.querySelector("#panel-message").innerText.startsWith("This part of the page cannot be fetched.")`)
	s.Blocks()
	s.Click("#tab-story")
	s.Click("#tab-message")
	s.Until("it is there", `() => document.querySelector("#panel-message .stamp") !== null && !document.querySelector("#panel-message").innerText.includes("cannot be fetched")`)
	s.Faults() // a browser may log that it was kept from a file
}
