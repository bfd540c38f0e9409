package main

import (
	"testing"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"

	"patternscope/server/browsertest"
)

// litBytes is what is lit among the bytes: "05", "48 65 6c 6c 6f".
const litBytes = `[...document.querySelectorAll(".hx .lit")].map((b) => b.textContent.replace(/\s+/g, " ")).join(" ")`

// TestTheBytesOfAMessage chooses a message of ZMTP, a command, and a message of
// HTTP, and sees that a field lights its bytes and a byte its field.
func TestTheBytesOfAMessage(t *testing.T) {
	address := serve(t)
	browser := browsertest.Start(t)

	s := show{browser.Open(t, address+"/patterns/hello-world", browsertest.Laptop)}
	s.runs()
	s.Press(input.Space)
	s.held()
	s.Press(input.KeyB)
	s.standsAtFirst(`(e) => e.kind === "sent" && e.what === "message"`)
	s.Until("its bytes are there", `() => document.querySelector(".hx")?.textContent === "01 00 00 05 48 65 6c 6c  6f"`)
	s.Until("they are weighed", `() => document.querySelector(".ratio").textContent === "9 bytes on the wire: 5 of payload, 4 of overhead."`)

	s.points(`.field-row.payload .name`)
	s.Until("the body's bytes are lit", `() => `+litBytes+` === "48 65 6c 6c 6f"`)
	s.points(`.hx .b:nth-of-type(1)`)
	s.Until("the flags are lit among the fields", `() => document.querySelector(".field-row.lit .value")?.textContent === "MORE"`)
	s.points(`#clock`)
	s.Until("nothing is lit", `() => `+litBytes+` === "" && !document.querySelector(".field-row.lit")`)

	seq := s.seq()
	s.Do(`() => document.querySelector(".wirehex").focus()`)
	s.Press(input.ArrowRight, input.ArrowRight, input.ArrowRight, input.ArrowRight)
	s.Until("the arrows go through the bytes", `() => `+litBytes+` === "05" && document.querySelector(".explain b").textContent === "size"`)
	s.Do(`() => document.querySelector(".fields").focus()`)
	s.Press(input.ArrowDown)
	s.Until("and through the fields", `() => `+litBytes+` === "48 65 6c 6c 6f"`)
	if now := s.seq(); now != seq {
		t.Errorf("the arrows moved the cursor from event %d to %d", seq, now)
	}

	s.standsAtFirst(`(e) => e.kind === "arrived" && e.what === "handshake"`)
	s.Until("a command is shown by its name", `() => document.querySelector("#panel-wire .stamp b").textContent === "READY" && document.querySelector("#panel-wire").innerText.includes("Socket-Type")`)
	s.Press(input.ArrowRight)
	s.isAccessible("a command")

	s.Go(address + "/patterns/http-request")
	s.runs()
	s.Press(input.Space)
	s.held()
	s.Press(input.KeyB)
	s.standsAtFirst(`(e) => e.kind === "sent" && e.what === "request"`)
	s.Until("the request is taken apart", `() => document.querySelector(".fields")?.innerText.includes("Host")`)
	s.points(`.field-row[aria-level="2"] .value`)
	s.Until("the request line is lit", `() => `+litBytes+`.startsWith("50 4f 53 54")`)
	s.isAccessible("a request")
}

// TestInprocCrossesNoWire says so where there are no bytes.
func TestInprocCrossesNoWire(t *testing.T) {
	s := show{browsertest.Start(t).Open(t, serve(t)+"/patterns/hello-world?transport=inproc", browsertest.Phone)}
	s.runs()
	s.Press(input.KeyB)
	s.Until("no byte crossed a wire", `() => document.querySelector("#panel-wire").innerText.includes("no byte crossed a wire")`)
}

// standsAtFirst puts the cursor on the first event for which the function holds.
func (s show) standsAtFirst(holds string) {
	s.T().Helper()
	s.Do(`() => patternscope.seek(patternscope.history.events.find(` + holds + `).seq)`)
}

// points moves the pointer to the middle of the first element of that selector in sight.
func (s show) points(selector string) {
	s.T().Helper()
	var at proto.Point
	s.Read(&at, `(selector) => {
		const box = [...document.querySelectorAll(selector)].find((e) => e.checkVisibility()).getBoundingClientRect();
		return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
	}`, selector)
	s.Point(at)
}

func (s show) isAccessible(what string) {
	s.T().Helper()
	for _, finding := range s.Inaccessible() {
		s.T().Errorf("%s: %s", what, finding)
	}
}
