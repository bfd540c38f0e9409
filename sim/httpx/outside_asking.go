package httpx

import (
	"strings"
	"time"

	"patternscope/sim/wire"
)

// How long an outside process may take, in wall time: it does not live in the
// world's. While the world takes nothing from it, it loses no time.
const (
	patience = 5 * time.Second  // for a whole request, from its first byte, or from the connection on
	idle     = 60 * time.Second // between a response and the next request
	deaf     = 10 * time.Second // to read what was written to it at once
)

// asking is how far an outside process has got with its present request.
type asking struct {
	spoke   bool // it has sent at least a byte
	begun   bool // a request is not wholly here; before the first, it is awaited
	open    bool // its head is here, its body is not
	invited bool // it waits for a 100 (Continue) before it sends the body
}

func (a *asking) begin(conn *wire.Outside) {
	a.begun = true
	conn.Within(patience)
}

// heard is when bytes came that completed these pieces. Who sends a byte now
// and then has no more time than others.
func (a *asking) heard(o *stranger, pieces []piece) {
	before, ended, invited := a.begun, false, a.invited
	for _, p := range pieces {
		a.open, ended = !p.Last, ended || p.Last
		a.invited = p.Head != nil && !p.Last && strings.EqualFold(p.Head.Get("Expect"), "100-continue")
	}
	a.spoke = true
	a.begun = a.open || o.link.talk.pending()
	switch {
	case a.invited, !a.begun && o.link.talk.open():
		o.conn.Within(0)
	case !a.begun:
		o.conn.Within(idle)
	case !before || ended || invited:
		o.conn.Within(patience)
	}
}

// answered is when a piece of a response is on its way out of the world.
func (a *asking) answered(o *stranger, p piece) {
	switch {
	case p.Interim && a.invited:
		a.invited = false
		o.conn.Within(patience)
	case p.Last && !a.begun && !o.link.talk.open():
		o.conn.Within(idle)
	}
}
