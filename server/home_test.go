package main

import (
	"strings"
	"testing"

	"patternscope/server/browsertest"
)

// TestTheFirstPageRuns: whoever comes sees a pattern run at once, only while it
// can be seen, and opening it goes on with that very run.
func TestTheFirstPageRuns(t *testing.T) {
	s := show{browsertest.Start(t).Open(t, serve(t)+"/", browsertest.Laptop)}
	const runs = `(room) => window.patternscope?.mode === "live" && patternscope.head > 30 && (room === undefined || patternscope.room.id === room)`
	s.Until("a pattern runs", runs)
	s.Until("it is told in a sentence", `() => document.querySelector(".live.runs .live-say").innerText.endsWith(".")`)
	s.watchDots()
	s.Until("its dots move", `() => Object.values(dots).some((xs) => xs.size > 5)`)
	var room string
	s.Read(&room, `() => patternscope.room.id`)

	s.Do(`() => scrollTo(0, document.body.scrollHeight)`)
	s.Until("out of sight it is not followed", `() => patternscope.connection !== "open" && !patternscope.playing`)
	s.Do(`() => scrollTo(0, 0)`)
	s.Until("in sight again it is", runs, room)
	s.Reload()
	s.Until("loaded anew, the page has the same room", runs, room)
	s.Click(".live figcaption a")
	s.Until("its own page goes on with it", `(room) => location.pathname.startsWith("/patterns/") && window.patternscope?.room?.id === room && patternscope.steering`, room)
}

// TestTheFirstPageWithoutARoom: where no room is to be had, a picture stands there, and no word of it.
func TestTheFirstPageWithoutARoom(t *testing.T) {
	address := serve(t, "-rooms", "1")
	(client{t, address}).open(map[string]any{"pattern": "hello-world"})
	page := browsertest.Start(t).Open(t, address+"/", browsertest.Laptop)
	page.Until("the room was refused", `() => performance.getEntriesByType("resource").some((e) => e.name.endsWith("/api/rooms") && e.responseStatus >= 400)`)
	page.Do(`() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`)
	page.Until("the picture stands there", `() => {
		const seen = (e) => getComputedStyle(document.querySelector(e)).visibility === "visible";
		return seen(".live .legend-pic") && !seen(".live-stage") && !seen(".live-foot") && document.querySelector(".live-say").innerText === "";
	}`)
	for _, fault := range page.Faults() {
		if !strings.Contains(fault, "/api/rooms") { // that it was refused, the browser notes itself
			t.Error(fault)
		}
	}
}
