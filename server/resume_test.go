package main

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// TestAReloadGoesOn loads a held page anew: the same room, the same event, and
// not one event lost or told twice.
func TestAReloadGoesOn(t *testing.T) {
	address := serve(t)
	s := show{browsertest.Start(t).Open(t, address+"/patterns/hello-world", browsertest.Laptop)}
	s.runs()
	s.Press(input.Space)
	s.held()
	s.Press(input.ArrowLeft, input.ArrowLeft, input.ArrowLeft)
	head, before := s.head(), s.shown()

	s.Reload()
	s.Until("the page is where it was", `(head) => window.patternscope?.head === head && patternscope.cursor.seq === head - 3`, head)
	if got := s.shown(); got != before {
		t.Errorf("loaded anew, the page shows\n%s\nand showed\n%s", got, before)
	}
	s.toldAll(address)
}

// TestADroppedConnectionComesBack cuts the websocket while the run goes.
func TestADroppedConnectionComesBack(t *testing.T) {
	cable := lay(t, serve(t))
	s := show{browsertest.Start(t).Open(t, cable.address()+"/patterns/hello-world", browsertest.Laptop)}
	s.runs()
	s.Do(`() => patternscope.subscribe(() => { if (patternscope.connection === "reconnecting") window.wasCut = true; })`)
	for range 3 {
		s.Do(`() => { window.wasCut = false; }`)
		head := s.head()
		cable.cut()
		s.Until("the connection is back and the run goes on", `(head) =>
			window.wasCut && patternscope.connection === "open" && patternscope.mode === "live" && patternscope.head > head + 10`, head)
	}
	s.Press(input.Space)
	s.held()
	s.toldAll(cable.address())
}

// toldAll compares the events that the page holds with those of the room's log.
func (s show) toldAll(address string) {
	s.T().Helper()
	var page struct {
		Room string
		Told []json.RawMessage
	}
	s.Read(&page, `() => ({ Room: patternscope.room.id, Told: patternscope.history.events })`)
	log := (client{s.T(), address}).log(page.Room, len(page.Told))
	if len(page.Told) != len(log) {
		s.T().Fatalf("the page was told %d events, the log has %d", len(page.Told), len(log))
	}
	for i := range log {
		if got, want := canonical(s.T(), page.Told[i]), canonical(s.T(), log[i]); got != want {
			s.T().Fatalf("event %d: the page was told\n%s\nand the log has\n%s", i+1, got, want)
		}
	}
}

// log is the room's whole log, which has at least n events.
func (c client) log(room string, n int) (events []json.RawMessage) {
	c.t.Helper()
	body := c.request("GET", "/api/rooms/"+room+"/events?since=0", "", nil)
	for line := range bytes.Lines(body) {
		events = append(events, bytes.TrimSpace(line))
	}
	if len(events) < n {
		c.t.Fatalf("the log has %d events, the page %d", len(events), n)
	}
	return events
}

// canonical is JSON with its keys in order.
func canonical(t testing.TB, text []byte) string {
	t.Helper()
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	ordered, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(ordered)
}
