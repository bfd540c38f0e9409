package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// recorded is a run of some hundred events, and the forms in which it was kept.
type recorded struct {
	client
	room opened
	dir  string
}

// recordSome makes a room, lets n things happen in it, and holds it.
func recordSome(t *testing.T, address, pattern string, n int) recorded {
	t.Helper()
	r := recorded{client: client{t, address}, dir: t.TempDir()}
	r.room = r.open(map[string]any{"pattern": pattern, "paused": true})
	for range n {
		r.command(r.room, map[string]any{"command": "step"})
	}
	return r
}

// file downloads a form of the recording: "recording.html".
func (r recorded) file(form string) string {
	r.t.Helper()
	path := filepath.Join(r.dir, form)
	if err := os.WriteFile(path, r.request("GET", "/api/rooms/"+r.room.ID+"/"+form, "", nil), 0o600); err != nil {
		r.t.Fatal(err)
	}
	return path
}

// TestThePageInOneFileAsksForNothing opens it from disk and goes through it:
// story, bytes, code, share. Not one request is made.
func TestThePageInOneFileAsksForNothing(t *testing.T) {
	address := serve(t)
	browser := browsertest.Start(t)
	for _, pattern := range []string{"hello-world", "duel-everyone"} {
		t.Run(pattern, func(t *testing.T) {
			page := recordSome(t, address, pattern, 60).file("recording.html")
			s := show{browser.Open(t, "about:blank", browsertest.Laptop)}
			requests := s.Requests()
			s.Go("file://" + page)
			s.Until("it replays by itself", `() => patternscope.connection === "recorded" && patternscope.cursor.seq > 3`)
			s.Press(input.Space)
			s.Until("it is held", `() => patternscope.mode === "held"`)
			s.steps()
			s.scrubs()
			s.Press(input.KeyB)
			s.standsAtFirst(`(e) => e.kind === "sent" && e.bytes > 0`)
			s.Until("its bytes are there", `() => document.querySelector(".hx")?.textContent.length > 10 && document.querySelector(".fields").children.length > 0`)
			s.Until("the badge says so", `() => document.querySelector("#truth").textContent.startsWith("recording")`)
			s.Do(`() => document.querySelectorAll("[role=tab]").forEach((t) => t.click())`)
			s.share()
			s.Until("a link to this moment is offered", `() => [...document.querySelectorAll(".share code")].some((c) => c.textContent.endsWith("#at=" + patternscope.cursor.seq))`)
			s.isAccessible("a page in a file")
			s.Go("file://" + page + "#at=17")
			s.Until("the link puts the cursor there", `() => patternscope.connection === "recorded" && patternscope.cursor.seq === 17 && patternscope.mode === "held"`)
			for _, asked := range requests() {
				if !strings.HasPrefix(asked, "GET file://") || !strings.HasSuffix(strings.TrimSuffix(asked, "#at=17"), page) {
					t.Errorf("the page asks for something: %s", asked)
				}
			}
		})
	}
}

// TestARecordingIsOpened chooses files on the page that opens recordings.
func TestARecordingIsOpened(t *testing.T) {
	address := serve(t, "-recordings", t.TempDir())
	run := recordSome(t, address, "weather", 0)
	run.command(run.room, map[string]any{"command": "params", "faults": []any{map[string]any{"at": 1_500_000, "action": map[string]any{"do": "crash", "node": "board"}}}})
	for range 120 {
		run.command(run.room, map[string]any{"command": "step"})
	}
	whole := run.file("recording")
	text, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	cut := filepath.Join(run.dir, "cut.patternscope")
	if err := os.WriteFile(cut, text[:len(text)*2/3], 0o600); err != nil {
		t.Fatal(err)
	}
	s := show{browsertest.Start(t).Open(t, address+"/recordings", browsertest.Laptop)}
	s.isAccessible("the page that opens a recording")
	s.Choose("#file", cut)
	s.Until("the page says what is wrong", `() => document.querySelector("#problem").textContent.startsWith("cut.patternscope: The recording is cut off after event ")`)
	s.isAccessible("a file that is refused")
	for _, fault := range s.Faults() {
		if !strings.Contains(fault, "400") { // what Chromium notes of any refusal
			t.Error(fault)
		}
	}
	s.Choose("#file", whole)
	s.Until("the recording is shown", `() => location.pathname.startsWith("/recordings/") && window.patternscope?.connection === "recorded" && patternscope.cursor.seq > 2`)
	s.isAccessible("a recording")
	s.Press(input.KeyB)
	s.Press(input.Space)
	s.standsAtFirst(`(e) => e.kind === "sent" && e.what === "message"`)
	s.Until("its bytes are taken apart", `() => document.querySelector(".fields")?.innerText.includes("body")`)
	s.steps()

	s.Click("#tab-setup")
	s.Until("Setup says what was planned", `() => document.querySelector(".schedule li").innerText.replace(/\s+/g, " ") === "1.5 s crash board"`)
	s.Until("so does the link to a live run", `() => [...document.querySelectorAll("#panel-setup a")].some((a) => a.search.includes("faults=%5B%7B%22at%22%3A1500000"))`)

	var moment string
	s.share()
	s.Read(&moment, `() => document.querySelector(".share code").textContent`)
	seq := s.seq()
	s.Go(moment)
	s.Until("the link leads to this moment", `(seq) => window.patternscope?.connection === "recorded" && patternscope.cursor.seq === seq && patternscope.mode === "held"`, seq)
}

// TestAMomentOfARunIsShared saves a run from its own page, and follows the link.
func TestAMomentOfARunIsShared(t *testing.T) {
	address := serve(t)
	s := show{browsertest.Start(t).Open(t, address+"/patterns/hello-world", browsertest.Laptop)}
	s.runs()
	s.Press(input.Space)
	s.held()
	s.Do(`() => patternscope.seek(20)`)
	was := s.shown()
	s.share()
	s.Do(`() => [...document.querySelectorAll(".share button")].find((b) => b.textContent === "Save and link").click()`)
	var moment string
	s.Until("the link is there", `() => [...document.querySelectorAll(".share code")].some((c) => c.textContent.endsWith("?at=20"))`)
	s.Read(&moment, `() => [...document.querySelectorAll(".share code")].map((c) => c.textContent).find((text) => text.endsWith("?at=20"))`)
	s.Go(moment)
	s.Until("the link leads to this moment", `() => window.patternscope?.connection === "recorded" && patternscope.cursor.seq === 20`)
	if now := s.shown(); !sameMoment(t, now, was) {
		t.Errorf("the saved moment shows\n%s\nand the run showed\n%s", now, was)
	}
	response, err := http.Get(strings.Replace(moment[:strings.Index(moment, "?")], "/recordings/", "/api/recordings/", 1) + "/recording.pcapng")
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("the capture: %v", err)
	}
	response.Body.Close()
}

// sameMoment compares two pages of one event, beside what only a live one has.
func sameMoment(t *testing.T, a, b string) bool {
	t.Helper()
	return bytes.Equal(moment(t, a), moment(t, b))
}

func moment(t *testing.T, shown string) []byte {
	t.Helper()
	var page map[string]json.RawMessage
	if err := json.Unmarshal([]byte(shown), &page); err != nil {
		t.Fatal(err)
	}
	return bytes.Join([][]byte{page["say"], page["clock"], page["slider"], page["state"]}, nil)
}
