package main

import (
	"encoding/csv"
	"encoding/json"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"patternscope/server/browsertest"
	"patternscope/sim/event"
)

// TestEveryDuelOnScreen opens each duel: both halves move on one cursor, and the
// ledger is what the events say, wherever the cursor is put.
func TestEveryDuelOnScreen(t *testing.T) {
	address := serve(t, "-rooms-per-visitor", "16")
	browser := browsertest.Start(t)
	c := client{t, address}
	for _, pattern := range c.patterns() {
		if !strings.HasPrefix(pattern, "duel-") {
			continue
		}
		t.Run(pattern, func(t *testing.T) {
			t.Parallel()
			d := duel{show{browser.Open(t, address+"/patterns/"+pattern, browsertest.Laptop)}}
			d.runs()
			d.bothMove()
			d.inFullSwing()
			d.Press(input.Space)
			d.held()
			d.keepsTheBooks(client{t, address})
			d.exports(pattern)
		})
	}
}

type duel struct{ show }

// bothMove waits until each half's picture has changed since it was first seen.
func (d duel) bothMove() {
	d.T().Helper()
	d.Until("both halves move", `() => {
		const drawn = [...document.querySelectorAll(".half [data-view=stage]")].map((s) => s.querySelector("svg").innerHTML + s.querySelector("canvas").toDataURL());
		window.halvesBefore ??= drawn;
		return drawn.length === 2 && drawn.every((text, i) => text !== window.halvesBefore[i]);
	}`)
}

// keepsTheBooks goes to ten places at random, and compares the page's ledger with
// books kept here of the events that the API tells.
func (d duel) keepsTheBooks(c client) {
	d.T().Helper()
	books, pages := d.books(c)
	head := len(pages) - 1
	random := rand.New(rand.NewPCG(1, uint64(head)))
	for range 10 {
		seq := random.IntN(head + 1)
		d.Do(`(seq) => patternscope.seek(seq)`, seq)
		d.frames(2)
		var got []event.Ledger
		d.Read(&got, `() => patternscope.state.ledgers`)
		if diff := cmp.Diff(pages[seq], got, cmpopts.EquateEmpty()); diff != "" {
			d.T().Errorf("at event %d the page keeps other books (-want +got):\n%s", seq, diff)
		}
		d.writes(pages[seq])
	}
	if got := books.Copy(); !cmp.Equal(got, pages[head], cmpopts.EquateEmpty()) {
		d.T().Errorf("the last page is %+v, want %+v", pages[head], got)
	}
}

// books are kept of the whole run of the page's room; pages[seq] is that after event seq.
func (d duel) books(c client) (*event.Books, [][]event.Ledger) {
	d.T().Helper()
	var room opened
	var head int64
	d.Read(&room.ID, `() => patternscope.room.id`)
	d.Read(&head, `() => patternscope.head`)
	var books *event.Books
	var pages [][]event.Ledger
	for since := int64(0); since < head; {
		lines, newest := c.events(room, since)
		for line := range strings.Lines(string(lines)) {
			var told struct {
				event.Event
				Keyframe *event.State `json:"keyframe"`
			}
			if err := json.Unmarshal([]byte(line), &told); err != nil {
				d.T().Fatalf("event line %.200q: %v", line, err)
			}
			switch {
			case told.Keyframe != nil && books == nil:
				books = event.NewBooks(told.Keyframe.Nodes)
				pages = append(pages, books.Copy())
			case told.Keyframe == nil:
				books.Enter(told.Event)
				pages = append(pages, books.Copy())
			}
		}
		since = newest
	}
	return books, pages
}

// writes compares the figures that a reader sees.
func (d duel) writes(want []event.Ledger) {
	d.T().Helper()
	var got [][]string
	d.Read(&got, `() => [...document.querySelectorAll(".ledger tbody tr")].map((row) =>
		["messages", "payload", "overhead", "connections", "trips"].map((key) => row.querySelector(".of-" + key + " b").textContent.replaceAll(",", "")))`)
	for i, l := range want {
		figures := []int64{int64(l.Messages), l.Payload, l.Overhead, int64(l.Connections), int64(l.RoundTrips)}
		for k, n := range figures {
			if got[i][k] != strconv.FormatInt(n, 10) {
				d.T().Errorf("%s: figure %d of the ledger is %s, want %d", l.Half, k, got[i][k], n)
			}
		}
	}
}

// exports the ledger as the reader would, and reads the file.
func (d duel) exports(pattern string) {
	d.T().Helper()
	var text string
	d.Read(&text, `() => new Promise((done) => {
		const real = URL.createObjectURL;
		URL.createObjectURL = (blob) => { URL.createObjectURL = real; void blob.text().then(done); return "#"; };
		document.querySelector(".ledger .csv").click();
	})`)
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(lines) != 3 {
		d.T().Fatalf("the export has %d lines (%v), want a head and two halves:\n%s", len(lines), err, text)
	}
	for i, half := range event.Halves {
		if lines[i+1][0] != pattern || lines[i+1][5] != half {
			d.T().Errorf("line %d is of %s, %s; want %s, %s", i+1, lines[i+1][0], lines[i+1][5], pattern, half)
		}
	}
}
