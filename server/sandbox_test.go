package main

import (
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"

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
	s.offered("socket", "producer.out", "Bind")
	s.Until("its form has the focus", `() => document.querySelector(".act-pop .offer-form:not([hidden])")?.contains(document.activeElement)`)
	s.Press(input.Enter)
	s.Until("the producer is bound", `() => patternscope.state.sockets.some((k) => k.bound.length > 0)`)
	s.offered("socket", "sink.in", "Connect to")
	s.Until("a message was received", `() => patternscope.history.events.some((e) => e.kind === "received")`)

	s.place("Logger with PULL")
	s.Until("a logger with a PULL stands beside", `() => patternscope.state.sockets.some((k) => k.id === "logger.in" && k.type === "PULL")`)
	s.Do(`() => dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true }))`)
	s.Until("it was taken back", `() => patternscope.state.nodes.length === 2`)
	s.Do(`() => dispatchEvent(new KeyboardEvent("keydown", { key: "y", ctrlKey: true, bubbles: true }))`)
	s.Until("and placed again", `() => patternscope.state.nodes.length === 3`)

	s.offered("node", "logger", "Move")
	s.Until("its column can be written", `() => document.activeElement?.closest(".act-pop .offer-form") !== null`)
	s.Do(`() => document.activeElement.select()`)
	s.Type("4")
	s.Press(input.Enter)
	s.Until("it stands there, and a sink stays a sink", `() => patternscope.node("logger").column === 4 && patternscope.node("sink").column === 1`)
	s.Do(`() => document.querySelector(".build-row button").click()`)
	s.Until("and is taken back", `() => patternscope.node("logger").column === 1`)

	s.offered("node", "logger", "Rename")
	s.Until("its name can be written", `() => document.activeElement?.closest(".act-pop .offer-form") !== null`)
	s.Do(`() => document.activeElement.select()`)
	s.Type("Ada")
	s.Press(input.Enter)
	s.Until("it has the name, and is still chosen", `() => patternscope.selection?.name === "Ada"`)
	s.offered("node", "Ada", "Remove")
	s.Until("it is gone", `() => patternscope.state.nodes.length === 2`)
	for _, back := range []string{"Ada", "logger"} {
		s.Until("what a menu did can be taken back", `() => !document.querySelector(".build-row button").disabled`)
		s.Do(`() => document.querySelector(".build-row button").click()`)
		s.Until("there is "+back+" again", `(name) => patternscope.state.nodes.some((n) => n.name === name)`, back)
	}
	s.Do(`() => document.querySelector("input.title").focus()`)
	s.Type("First steps")
	s.Press(input.Enter)
	s.Until("the page has its title", `() => document.title.startsWith("First steps")`)
	s.Do(`() => patternscope.restart()`)
	s.Until("what was drawn stays when it runs again", `() => patternscope.room.run === 2 && patternscope.state.nodes.length === 3`)
}

// TestASandboxByTouch drags a kind onto the stage, which a finger on it scrolls to, from one socket to another, and a node to
// another place.
func TestASandboxByTouch(t *testing.T) {
	address := serve(t)
	s := show{browsertest.Start(t).Open(t, address+"/sandbox", browsertest.Phone)}
	s.Until("the palette is there", `() => document.querySelectorAll(".kind-title:not(:disabled)").length >= 10`)
	s.drawn(`.kind-type[aria-label="Sink with PULL"]`, "#stage", "Place a Sink here")
	s.Until("the sink runs", `() => patternscope.state.sockets.some((k) => k.id === "sink.in")`)
	s.place("Producer")
	s.Until("the producer can be pointed at", `() => document.querySelector('#stage .over [data-socket="producer.out"]') !== null`)
	s.drawn(`#stage .over [data-socket="producer.out"]`, `#stage .over [data-socket="sink.in"]`, "Connect PUSH with PULL")
	s.Until("a message was received", `() => patternscope.history.events.some((e) => e.kind === "received")`)

	s.place("Sink with PULL")
	s.Until("another sink can be pointed at", `() => document.querySelector('#stage .over [data-node="sink 2"]') !== null`)
	s.drawn(`#stage .over [data-node="sink 2"]`, `#stage .over [data-node="sink"]`, "Put sink 2 left of sink")
	s.Until("it stands there", `() => patternscope.node("sink 2").column === 0 && patternscope.node("sink 2").row === 0 && patternscope.node("sink").row === 1`)
	s.Do(`() => document.querySelector(".build-row button").click()`)
	s.Until("that is taken back", `() => patternscope.node("sink").row === 0 && patternscope.node("sink 2").column === 1`)

	s.drawn(`.kind-type[aria-label="Sink with PULL"]`, ".top", "Drag the Sink onto the stage")
	s.Until("dropped elsewhere it is nowhere", `() => !document.body.classList.contains("dragging")`)
	s.Until("and nothing was placed", `() => patternscope.state.nodes.length === 3`)
}

// drawn puts a finger down on one thing, and lifts it from another once the page says what that does.
func (s show) drawn(from, to, says string) {
	s.T().Helper()
	s.Until("it stands still in sight", `(from) => {
		const thing = document.querySelector(from);
		if (thing.closest("#stage")) scrollTo({ top: 0, behavior: "instant" });
		else thing.scrollIntoView({ block: "center", behavior: "instant" });
		const y = thing.getBoundingClientRect().y;
		window.stood = window.stood?.y === y ? { y, frames: stood.frames + 1 } : { y, frames: 0 };
		return stood.frames > 20;
	}`, from)
	begin := s.middle(from)
	s.Touch(begin)
	if !strings.Contains(from, "data-socket") {
		s.Until("it is lifted", `() => document.body.classList.contains("dragging")`)
	}
	const steps = 5
	for i := 1; ; i++ { // and there it follows what it is over, for the page may scroll
		end := s.middle(to)
		part := min(float64(i)/steps, 1)
		s.Slide(proto.Point{X: begin.X + (end.X-begin.X)*part, Y: begin.Y + (end.Y-begin.Y)*part})
		s.frames(2)
		var said string
		s.Read(&said, `() => document.querySelector(".drag-words")?.textContent ?? ""`)
		if i >= steps && said == says {
			break
		}
		if i == 40*steps {
			s.T().Fatalf("dragged onto %s, it says %q, want %q", to, said, says)
		}
	}
	s.Lift()
}

func (s show) middle(of string) (at proto.Point) {
	s.T().Helper()
	s.Read(&at, `(of) => {
		const box = document.querySelector(of).getBoundingClientRect();
		return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
	}`, of)
	return at
}

// place presses a kind of the palette, or one of its types, as Enter does on what has the focus.
func (s show) place(title string) {
	s.T().Helper()
	s.Do(`(title) => [...document.querySelectorAll(".kind-title, .kind-type")].find((k) => (k.ariaLabel ?? k.textContent) === title).focus()`, title)
	s.Press(input.Enter)
}

// offered opens the menu of a node or a socket and takes an offer by how its title begins.
func (s show) offered(kind, name, title string) {
	s.T().Helper()
	at := `#stage .over [data-` + kind + `="` + name + `"]`
	s.Until(name+" can be pointed at", `(at) => document.querySelector(at) !== null`, at)
	s.Press(input.Escape)
	s.Do(`(at) => document.querySelector(at).focus()`, at)
	s.Press(input.KeyA)
	s.Until("its menu is open", `(node) => document.querySelector(".act-pop:not([hidden]) h2")?.textContent.includes(node)`, strings.Split(name, ".")[0])
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

	s.share()
	s.Until("its link is offered", `() => document.querySelector(".share h3")?.textContent === "This sandbox" && document.querySelector(".share code").textContent.includes("/sandbox#d=")`)
	var link string
	s.Read(&link, `() => document.querySelector(".share code").textContent`)
	again := show{browser.Open(t, link, browsertest.Laptop)}
	again.Until("the same five run there", `() => window.patternscope?.state.nodes.length === 5`)

	var page string
	s.Read(&page, `async () => (await (await fetch("/api/rooms/" + patternscope.room.id + "/recording?run=" + patternscope.room.run, { method: "POST" })).json()).page`)
	kept := show{browser.Open(t, address+page, browsertest.Laptop)}
	kept.Do(`() => document.querySelector("#panel-setup a").click()`)
	kept.Until("its recording leads to what was drawn", `() => location.pathname === "/sandbox" && window.patternscope?.state.nodes.length === 5`)

	s.Do(`() => {
		const files = new DataTransfer();
		files.items.add(new File(['{"sandbox":1,"nodes":[{"kind":"robot"}]}'], "robot.json"));
		dispatchEvent(new DragEvent("drop", { dataTransfer: files, cancelable: true }));
	}`)
	s.Until("a file that is none says where", `() => document.querySelector(".build-row .problem")?.textContent.includes("nodes[0].kind")`)
	s.Until("and what was there goes on", `() => patternscope.connection === "open" && patternscope.state.nodes.length === 5`)
	for _, fault := range s.Faults() { // that the server refused it, the browser notes itself
		if !strings.Contains(fault, "400 (Bad Request)") {
			t.Error(fault)
		}
	}

	cut := show{browser.Open(t, address+"/sandbox#d=AAAA", browsertest.Laptop)}
	cut.Until("the page says what is wrong", `() => document.body.textContent.includes("This link holds no sandbox")`)
}
