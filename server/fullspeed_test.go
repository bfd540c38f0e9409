package main

import (
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// TestADuelAtFullSpeed: by keyboard, from the button to the figures, and cancelled half way.
func TestADuelAtFullSpeed(t *testing.T) {
	address := serve(t)
	page := browsertest.Start(t).Open(t, address+"/patterns/duel-ask", browsertest.Laptop)
	page.Until("the run goes", `() => patternscope.head > 10`)
	page.Press(input.KeyF)
	page.Until("the sheet is open", `() => document.querySelector("dialog.measure[open]") !== null`)

	page.Do(`() => { document.querySelector(".measure select").value = "100000"; }`)
	page.Press(input.Enter) // the focus is on Run
	page.Until("it goes on", `() => document.querySelector(".measure progress").value > 0`)
	page.Press(input.Enter) // and now on Cancel
	page.Until("it is cancelled", `() => document.querySelector(".measure .said").textContent === "Cancelled."`)

	page.Do(`() => { document.querySelector(".measure select").value = "1000"; }`)
	page.Press(input.Enter)
	page.Until("the figures are there", `() => document.querySelectorAll(".measure tbody tr").length === 2`)
	var said struct {
		Rows, Set string
		Paths     int
	}
	page.Read(&said, `() => ({
		rows: document.querySelector(".measure table").innerText,
		set: document.querySelector(".measure dl").innerText,
		paths: [...document.querySelectorAll(".measure .shape :is(.http, .zeromq)")].filter((p) => p.getBBox().width > 0).length,
	})`)
	for _, want := range []string{"exchanges a second", "p99.9", "HTTP", "ZeroMQ", "µs"} {
		if !strings.Contains(said.Rows, want) {
			t.Errorf("%q is missing in the figures: %s", want, said.Rows)
		}
	}
	if !strings.Contains(said.Set, "1000 exchanges in each half") || said.Paths != 2 {
		t.Errorf("the set-up says %s, and %d halves are drawn", said.Set, said.Paths)
	}
	for _, f := range page.Inaccessible() {
		t.Errorf("with the figures: %s", f)
	}
	page.Press(input.Escape)
	page.Until("the sheet is closed", `() => document.querySelector("dialog[open]") === null`)
}
