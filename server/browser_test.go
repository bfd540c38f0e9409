package main

import (
	"bytes"
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// TestEveryPatternOnScreen opens each pattern as a visitor does: it is already
// running, its dots move, and the keys move it by exactly one event.
func TestEveryPatternOnScreen(t *testing.T) {
	address := serve(t, "-rooms-per-visitor", "16")
	browser := browsertest.Start(t)
	for _, pattern := range (client{t, address}).patterns() {
		t.Run(pattern, func(t *testing.T) {
			t.Parallel()
			s := show{browser.Open(t, address+"/patterns/"+pattern, browsertest.Laptop)}
			s.runs()
			s.moves()
			s.holds()
			s.steps()
			s.scrubs()
		})
	}
}

// show is a pattern's page, as its tests drive it. The page keeps its store in
// window.patternscope.
type show struct{ *browsertest.Page }

// runs waits until the run goes by itself.
func (s show) runs() {
	s.T().Helper()
	s.Until("the run goes", `() => patternscope.head > 30 && patternscope.mode === "live"`)
}

// share opens the sheet of links and files.
func (s show) share() {
	s.T().Helper()
	s.Click("[data-do=share]")
	s.Until("the sheet is open", `() => document.querySelector("dialog.share[open]") !== null`)
}

// moves waits until a message flies, and sees its dot elsewhere some frames later.
func (s show) moves() {
	s.T().Helper()
	s.Until("a message flies and its dot moves", `() => {
		const flying = patternscope.state.links.some((l) => l.lanes.some((lane) => lane.some((f) => f.message)));
		const drawn = document.querySelector("#stage canvas").toDataURL();
		const moved = flying && window.drawnBefore !== undefined && drawn !== window.drawnBefore;
		window.drawnBefore = flying ? drawn : undefined;
		return moved;
	}`)
}

// holds presses Space, and sees the world and the picture stand still.
func (s show) holds() {
	s.T().Helper()
	s.Press(input.Space)
	s.held()
	head, before := s.head(), s.PictureOf("#stage")
	s.frames(20)
	if now := s.head(); now != head {
		s.T().Errorf("held at event %d, the world went on to %d", head, now)
	}
	if !bytes.Equal(before, s.PictureOf("#stage")) {
		s.T().Error("held, the stage still moves")
	}
}

// steps presses the arrows: each moves one event, also where the world must make it.
func (s show) steps() {
	s.T().Helper()
	for range 8 {
		s.step(input.ArrowRight)
	}
	for range 8 {
		from, before := s.seq(), s.shown()
		s.Press(input.ArrowLeft)
		s.Until("a step back is one event", `(seq) => patternscope.cursor.seq === seq - 1`, from)
		s.Press(input.ArrowRight)
		s.Until("a step is one event", `(seq) => patternscope.cursor.seq === seq`, from)
		if got := s.shown(); got != before {
			s.T().Errorf("there and back again, event %d shows\n%s\nand showed\n%s", from, got, before)
		}
		s.Press(input.ArrowLeft)
		s.Until("a step back is one event", `(seq) => patternscope.cursor.seq === seq - 1`, from)
	}
}

// step goes by a key to the next event, which may have to happen first.
func (s show) step(key input.Key) {
	s.T().Helper()
	from := s.seq()
	s.Press(key)
	s.Until("a step is one event", `(seq) => patternscope.cursor.seq === seq + 1`, from)
}

// scrubs goes to events all over the run at once, and shows what stepping to them showed.
func (s show) scrubs() {
	s.T().Helper()
	s.Do(`() => patternscope.seek(0)`)
	stepped := []string{s.shown()}
	const far = 40
	for range far {
		s.step(input.PageDown)
		stepped = append(stepped, s.shown())
	}
	for i := range stepped {
		seq := i * 17 % len(stepped) // all of them, in no order
		s.Do(`(seq) => patternscope.seek(seq)`, seq)
		if got := s.shown(); got != stepped[seq] {
			s.T().Fatalf("scrubbed to event %d, the page shows\n%s\nstepped to it, it showed\n%s", seq, got, stepped[seq])
		}
	}
}

// held waits until time stands, in the world and on the page.
func (s show) held() {
	s.T().Helper()
	s.Until("all is held", `() => {
		const p = patternscope;
		const still = p.clock.paused && p.mode === "held" && p.cursor.seq === p.head && p.cursor.at === window.atBefore;
		window.atBefore = p.cursor.at;
		return still;
	}`)
}

// frames waits until the page was drawn so many times.
func (s show) frames(n int) {
	s.T().Helper()
	s.Do(`(n) => new Promise((done) => {
		const next = () => (n-- > 0 ? requestAnimationFrame(next) : done());
		next();
	})`, n)
}

// shown is what the page says and draws of the event at its cursor.
func (s show) shown() string {
	s.T().Helper()
	s.frames(2)
	var text string
	s.Read(&text, `() => JSON.stringify({
		cursor: patternscope.cursor,
		say: document.querySelector("#say").innerText,
		stage: document.querySelector("#stage").innerText,
		clock: document.querySelector("#clock").innerText,
		slider: document.querySelector("#scrub").getAttribute("aria-valuenow"),
		state: patternscope.state,
	})`)
	return text
}

func (s show) seq() (seq int64) {
	s.T().Helper()
	s.Read(&seq, `() => patternscope.cursor.seq`)
	return seq
}

func (s show) head() (seq int64) {
	s.T().Helper()
	s.Read(&seq, `() => patternscope.head`)
	return seq
}
