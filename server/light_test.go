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
