package main

import (
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

var screens = []browsertest.Screen{
	browsertest.Wide, browsertest.Wide.InTheDark(),
	browsertest.Laptop, browsertest.Laptop.InTheDark(),
	browsertest.Phone, browsertest.Phone.InTheDark(),
}

// TestEveryScreen takes the pictures that people look at, into pictures/, and
// asks of each page what every page must be: accessible, and as wide as its screen.
func TestEveryScreen(t *testing.T) {
	address := serve(t, "-rooms-per-visitor", "16")
	browser := browsertest.Start(t)
	t.Run("catalogue", func(t *testing.T) {
		page := browser.Open(t, address+"/", browsertest.Wide)
		onEveryScreen(page, "catalogue")
	})
	t.Run("sandbox", func(t *testing.T) {
		t.Parallel()
		s := show{browser.Open(t, address+"/sandbox", browsertest.Wide)}
		s.Until("examples are offered", `() => document.querySelectorAll(".begin button:not(.fresh)").length === 3`)
		onEveryScreen(s.Page, "sandbox-empty")
		s.Do(`() => document.querySelectorAll(".begin button")[1].click()`)
		s.Until("six nodes run", `() => location.hash.startsWith("#d=") && window.patternscope?.state.nodes.length === 6`)
		s.Until("messages come", `() => patternscope.history.events.filter((e) => e.kind === "received").length > 5`)
		s.Press(input.Space)
		s.held()
		onEveryScreen(s.Page, "sandbox")
	})
	for _, pattern := range (client{t, address}).patterns() {
		t.Run(pattern, func(t *testing.T) {
			t.Parallel()
			s := show{browser.Open(t, address+"/patterns/"+pattern, browsertest.Wide)}
			s.runs()
			s.inFullSwing()
			s.moves()
			s.Press(input.Space)
			s.held()
			onEveryScreen(s.Page, pattern)
			s.onTheWall(pattern)
		})
	}
}

// TestALongChainFits: six columns go on in a second row where they are too many.
func TestALongChainFits(t *testing.T) {
	s := show{browsertest.Start(t).Open(t, serve(t)+"/patterns/signalling?steps=6", browsertest.Wide)}
	s.runs()
	s.Press(input.Space)
	s.held()
	onEveryScreen(s.Page, "signalling-six")
}

// onTheWall takes pictures as a projector shows the page, also an old one.
func (s show) onTheWall(pattern string) {
	s.T().Helper()
	s.Press(input.KeyP)
	for _, screen := range []browsertest.Screen{browsertest.Wide, browsertest.Beamer} {
		s.Show(screen)
		s.Keep(pattern + "-projector")
	}
}

// inFullSwing lets world time run fast until all there is to see is to be seen:
// the late have come, the slow are behind, the small queues are full.
func (s show) inFullSwing() {
	s.T().Helper()
	s.Do(`() => patternscope.setRate(16)`)
	s.Until("ten seconds have passed in the world, or nothing is due", `() => patternscope.cursor.at > 10e6 || patternscope.clock.idle`)
	s.Do(`() => { patternscope.setRate(1); if (patternscope.state.ledgers) patternscope.restart(); }`) // a task that is done is begun anew
}

func onEveryScreen(page *browsertest.Page, name string) {
	for _, screen := range screens {
		page.Show(screen)
		page.Until("it fits "+screen.Name, `() =>
			[document.documentElement, ...document.querySelectorAll(".paper")].every((e) => e.scrollWidth <= e.clientWidth)`)
		page.Keep(name)
		for _, finding := range page.Inaccessible() {
			page.T().Errorf("%s on %s: %s", name, screen.Name, finding)
		}
	}
}
