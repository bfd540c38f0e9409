package main

import (
	"testing"

	"patternscope/server/browsertest"
)

// TestSmallDuelsRunWhileSeen reads the answer from its beginning to its end: each
// duel runs while it is in view, and gives its room back for the next.
func TestSmallDuelsRunWhileSeen(t *testing.T) {
	address := serve(t)
	c := client{t, address}
	page := browsertest.Start(t).Open(t, address+"/answer", browsertest.Laptop)
	page.Until("the small duels are there", `() => document.querySelectorAll(".small-duel").length === document.querySelectorAll("[data-duel]").length`)
	var duels int
	page.Read(&duels, `() => document.querySelectorAll(".small-duel").length`)
	for i := range duels {
		page.Do(`(i) => document.querySelectorAll(".small-duel")[i].scrollIntoView({ block: "center", behavior: "instant" })`, i)
		page.Until("the duel in view runs", `(i) => parseFloat(document.querySelectorAll(".small-bar .mono")[i].textContent) > 0.3`, i)
		if rooms := c.rooms(); rooms > 3 {
			t.Errorf("at duel %d, %d rooms are open: those out of view keep theirs", i, rooms)
		}
	}
	page.Do(`() => scrollTo({ top: 0, behavior: "instant" })`)
	page.Until("the last one is held again", `() => [...document.querySelectorAll(".small-duel .small-bar")].at(-1).firstChild.textContent === "Play"`)
	for _, finding := range page.Inaccessible() {
		t.Error(finding)
	}
}

// rooms are how many the server has open.
func (c client) rooms() int {
	c.t.Helper()
	var health struct {
		Rooms int `json:"rooms"`
	}
	c.call("GET", "/healthz", "", nil, &health)
	return health.Rooms
}
