package main

import (
	"encoding/json"
	"net/url"
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// TestALinkOpensTheSameRun puts up a preset, and opens the address that the page
// then has as another visitor: the same events at the same times.
func TestALinkOpensTheSameRun(t *testing.T) {
	address := serve(t)
	browser := browsertest.Start(t)
	first := show{browser.Open(t, address+"/patterns/weather?seed=7", browsertest.Laptop)}
	first.runs()
	first.Press(input.Digit1)
	first.Until("the preset runs", `() => patternscope.room.run === 2 && patternscope.head > 60`)
	var link string
	first.Read(&link, `() => location.href`)
	if u, err := url.Parse(link); err != nil || u.Query().Get("seed") != "7" || len(u.Query()) < 2 {
		t.Fatalf("the address is %s, want seed 7 and the preset's values in it", link)
	}

	second := show{browser.Open(t, link, browsertest.Phone)}
	second.Until("it runs there too", `() => patternscope.head > 60`)
	want, got := first.events(60), second.events(60)
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("event %d is\n%s\nand was\n%s", i+1, got[i], want[i])
		}
	}
}

// TestTheTwoLinksToShare: one to this run, one to this room, which is also there as a picture.
func TestTheTwoLinksToShare(t *testing.T) {
	address := serve(t)
	s := show{browsertest.Start(t).Open(t, address+"/patterns/weather?seed=7", browsertest.Laptop)}
	s.runs()
	s.share()
	s.Until("both links are offered, and the code is drawn", `() => {
		const links = [...document.querySelectorAll("dialog[open] code")].map((e) => e.textContent);
		const wanted = [location.href, location.origin + "/rooms/" + patternscope.room.id];
		return JSON.stringify(links) === JSON.stringify(wanted) && document.querySelector("dialog img").naturalWidth > 0;
	}`)
	for _, finding := range s.Inaccessible() {
		t.Error(finding)
	}
	s.Press(input.Escape)
	s.Until("it is closed", `() => !document.querySelector("dialog")`)
}

// events are the first n the page was told, without what is another on each
// machine at each time: where a socket really is.
func (s show) events(n int) []string {
	s.T().Helper()
	var told []map[string]any
	s.Read(&told, `(n) => patternscope.history.events.slice(0, n)`, n)
	if len(told) != n {
		s.T().Fatalf("the page was told %d events, want %d", len(told), n)
	}
	lines := make([]string, n)
	for i, event := range told {
		delete(event, "address")
		delete(event, "say")
		line, err := json.Marshal(event)
		if err != nil {
			s.T().Fatal(err)
		}
		lines[i] = string(line)
	}
	return lines
}

// TestWhoWatchesCannotSteer opens a room by its address, without its token: the
// run is seen and scrubbed, and nothing this visitor presses holds it.
func TestWhoWatchesCannotSteer(t *testing.T) {
	address := serve(t)
	room := (client{t, address}).open(map[string]any{"pattern": "hello-world"})
	s := show{browsertest.Start(t).Open(t, address+"/rooms/"+room.ID, browsertest.Laptop)}
	s.runs()
	s.Press(input.Space)
	s.Until("the page stands", `() => patternscope.mode === "held"`)
	s.Until("the world runs on", `(head) => !patternscope.clock.paused && patternscope.head > head + 5`, s.head())
	s.Press(input.ArrowLeft)
	s.Press(input.End)
	s.Until("the page is live again", `() => patternscope.mode === "live" && patternscope.cursor.seq > patternscope.head - 20`)
	s.Do(`() => patternscope.send({ command: "pause" })`)
	s.Until("a command of its is refused, in a sentence", `() => patternscope.notice !== ""`)
	s.Until("the world runs on", `(head) => !patternscope.clock.paused && patternscope.head > head + 5`, s.head())
}
