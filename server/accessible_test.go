package main

import (
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// TestEveryPageIsAccessible asks of the pages that are no pattern's what
// TestEveryScreen asks of those, and that they are as wide as their screen.
func TestEveryPageIsAccessible(t *testing.T) {
	address := serve(t)
	browser := browsertest.Start(t)
	for name, path := range map[string]string{"answer": "/answer", "recordings": "/recordings", "nothing-there": "/nowhere"} {
		t.Run(name, func(t *testing.T) {
			page := browser.Open(t, address+path, browsertest.Wide)
			onEveryScreen(page, name)
			if name == "nothing-there" {
				page.Faults() // that it is not there, the browser notes itself
			}
		})
	}
}

// TestEveryPartIsAccessible opens each tab of the panel and each window over a
// page, held at a message, by pointer and key, light and dark, wide and narrow.
func TestEveryPartIsAccessible(t *testing.T) {
	address := serve(t)
	browser := browsertest.Start(t)
	for _, c := range []struct {
		pattern string
		screen  browsertest.Screen
	}{
		{"slow-subscriber", browsertest.Laptop},
		{"slow-subscriber", browsertest.Phone.InTheDark()},
		{"duel-slow", browsertest.Laptop.InTheDark()},
		{"duel-slow", browsertest.Phone},
	} {
		t.Run(c.pattern+" "+c.screen.Name, func(t *testing.T) {
			s := show{browser.Open(t, address+"/patterns/"+c.pattern, c.screen)}
			s.heldInFlight()
			s.Do(`() => patternscope.select({ kind: "message", id: patternscope.state.messages[0].id })`)
			s.eachTab()
			s.eachWindow()
		})
	}
}

func (s show) eachTab() {
	s.T().Helper()
	var tabs []string
	s.Read(&tabs, `() => [...document.querySelectorAll("[role=tab]")].map((t) => t.id)`)
	if len(tabs) < 6 {
		s.T().Fatalf("the panel has the tabs %v", tabs)
	}
	for _, tab := range tabs {
		s.Do(`(id) => document.getElementById(id).click()`, tab)
		s.Until(tab+" is open", `(id) => document.getElementById(id).getAttribute("aria-selected") === "true"`, tab)
		s.frames(3)
		s.isAccessible(tab)
	}
}

// eachWindow that stands over the page: opened, looked at, and closed by Escape.
func (s show) eachWindow() {
	s.T().Helper()
	for name, open := range map[string]string{
		"the keys": `() => document.querySelector("[data-do=keys]").click()`,
		"share":    `() => document.querySelector("[data-do=share]").click()`,
	} {
		s.Do(open)
		s.Until(name+" is open", `() => document.querySelector("dialog[open]") !== null`)
		s.frames(3)
		s.isAccessible(name)
		s.Press(input.Escape)
		s.Until(name+" is closed", `() => document.querySelector("dialog[open]") === null`)
	}
}
