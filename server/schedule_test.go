package main

import (
	"net/url"
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// TestALinkKeepsScheduleAndBreakpoints puts up a preset with a schedule by its key, and
// opens the address that the page then has as another visitor: it happens there
// too. With breakpoints in it, the run stops there from the beginning.
func TestALinkKeepsScheduleAndBreakpoints(t *testing.T) {
	address := serve(t)
	browser := browsertest.Start(t)
	first := show{browser.Open(t, address+"/patterns/hello-world", browsertest.Laptop)}
	first.runs()
	first.Press(input.Digit8)
	first.Until("the preset runs", `() => patternscope.room.run === 2 && patternscope.room.faults.length === 2`)
	first.Until("it is lit", `() => document.querySelectorAll("[data-preset]")[7].getAttribute("aria-pressed") === "true"`)
	var link string
	first.Read(&link, `() => location.href`)
	if u, err := url.Parse(link); err != nil || u.Query().Get("faults") != "server-freezes" {
		t.Fatalf("the address is %s, want the schedule in it", link)
	}

	second := show{browser.Open(t, link, browsertest.Laptop)}
	second.runs()
	second.Do(`() => patternscope.setRate(4)`)
	second.Until("the server is frozen there", `() => patternscope.state.nodes.some((n) => n.name === "server" && n.status === "frozen")`)
	second.Until("the stage shows it", `() => document.querySelector(".at-frozen .bars") !== null`)
	second.Until("it goes on", `() => patternscope.history.events.some((e) => e.kind === "thawed")`)

	second.Go(link + "&break=kind%3Dexploded&break=kind%3Dreceived+node%3Dserver")
	second.Until("a breakpoint of the link stops it at the first such event", `() => {
		const { mode, event, standing, history } = window.patternscope ?? {};
		return mode === "held" && event?.kind === "received" && standing.stopped?.seq === event.seq && history.events.filter((e) => e.kind === "received").length === 1;
	}`)
	second.Press(input.KeyK)
	second.Until("the window shows it, and says what is none", `() => document.querySelector(".stops-list").textContent.includes("kind=received node=server") &&
		document.querySelector("#stops .problem").textContent === 'The address asks for a breakpoint that cannot be set: there is no kind of event "exploded".'`)
	second.Until("the address holds what is set", `() => location.search === "?faults=server-freezes&break=kind%3Dreceived+node%3Dserver"`)
	second.Click(".stops-list button")
	second.Until("and follows", `() => location.search === "?faults=server-freezes"`)
}
