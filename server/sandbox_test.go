package main

import (
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// TestASandboxByKeyboard builds a producer and a sink by keyboard alone, and sees
// a message received; what was drawn is taken back and done again, and its link opens the same.
func TestASandboxByKeyboard(t *testing.T) {
	address := serve(t)
	browser := browsertest.Start(t)
	s := show{browser.Open(t, address+"/sandbox", browsertest.Laptop)}
	s.Until("the palette is there", `() => document.querySelectorAll(".kind-title:not(:disabled)").length >= 10`)
	s.place("Producer")
	s.Until("the producer runs", `() => patternscope.state.sockets.some((k) => k.id === "producer.out")`)
	s.place("Sink")
	s.Until("the sink runs", `() => patternscope.state.sockets.some((k) => k.id === "sink.in")`)
	s.offered("producer.out", "Bind")
	s.Until("its form has the focus", `() => document.querySelector(".act-pop .offer-form:not([hidden])")?.contains(document.activeElement)`)
	s.Press(input.Enter)
	s.Until("the producer is bound", `() => patternscope.state.sockets.some((k) => k.bound.length > 0)`)
	s.offered("sink.in", "Connect to")
	s.Until("a message was received", `() => patternscope.history.events.some((e) => e.kind === "received")`)

	s.place("Logger")
	s.Until("a logger stands beside", `() => patternscope.state.nodes.length === 3`)
	s.Do(`() => dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true }))`)
	s.Until("it was taken back", `() => patternscope.state.nodes.length === 2`)
	s.Do(`() => dispatchEvent(new KeyboardEvent("keydown", { key: "y", ctrlKey: true, bubbles: true }))`)
	s.Until("and placed again", `() => patternscope.state.nodes.length === 3`)
}

// place presses a kind of the palette, or one of its types, as Enter does on what has the focus.
func (s show) place(title string) {
	s.T().Helper()
	s.Do(`(title) => [...document.querySelectorAll(".kind-title, .kind-type")].find((k) => (k.ariaLabel ?? k.textContent) === title).focus()`, title)
	s.Press(input.Enter)
}

// offered opens the menu of a socket and takes an offer by how its title begins.
func (s show) offered(socket, title string) {
	s.T().Helper()
	s.Until("the socket "+socket+" can be pointed at", `(id) => document.querySelector('#stage .over [data-socket="' + id + '"]') !== null`, socket)
	s.Press(input.Escape)
	s.Do(`(id) => document.querySelector('#stage .over [data-socket="' + id + '"]').focus()`, socket)
	s.Press(input.KeyA)
	s.Until("its menu is open", `(node) => document.querySelector(".act-pop:not([hidden]) h2")?.textContent.includes(node)`, strings.Split(socket, ".")[0])
	s.Until(title+" is offered", `(title) => [...document.querySelectorAll(".act-pop .offer-do:not([aria-disabled=true])")].some((b) => b.textContent.startsWith(title))`, title)
	s.Do(`(title) => [...document.querySelectorAll(".act-pop .offer-do:not([aria-disabled=true])")].find((b) => b.textContent.startsWith(title)).focus()`, title)
	s.Press(input.Enter)
}

// TestASandboxFromItsLink opens an example by its link, and refuses a link that holds none.
func TestASandboxFromItsLink(t *testing.T) {
	address := serve(t)
	browser := browsertest.Start(t)
	s := show{browser.Open(t, address+"/sandbox", browsertest.Laptop)}
	s.Until("examples are offered", `() => document.querySelectorAll(".begin button:not(.fresh)").length === 3`)
	s.Do(`() => document.querySelectorAll(".begin button")[2].click()`)
	s.Until("the broker's five nodes run", `() => location.hash.startsWith("#d=") && window.patternscope?.state.nodes.length === 5`)
	s.Until("answers come", `() => patternscope.history.events.filter((e) => e.kind === "received").length > 8`)

	s.Click("[data-do=share]")
	s.Until("its link is offered", `() => document.querySelector(".share h3").textContent === "This sandbox" && document.querySelector(".share code").textContent.includes("/sandbox#d=")`)
	var link string
	s.Read(&link, `() => document.querySelector(".share code").textContent`)
	again := show{browser.Open(t, link, browsertest.Laptop)}
	again.Until("the same five run there", `() => window.patternscope?.state.nodes.length === 5`)

	cut := show{browser.Open(t, address+"/sandbox#d=AAAA", browsertest.Laptop)}
	cut.Until("the page says what is wrong", `() => document.body.textContent.includes("This link holds no sandbox")`)
}
