package httpx

import (
	"maps"
	"slices"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
	"patternscope/sim/wire"
)

// h2 is what is owed on an HTTP/2 connection (RFC 9113): for each stream what is
// owed for an exchange of HTTP/1.1; what has landed, until net/http comes back
// for more; and the frames that a server writes by itself after that:
//
//	preface with SETTINGS ─▶ SETTINGS, and ACK      PING ─▶ ACK      content a handler has read ─▶ WINDOW_UPDATE
//
// A client writes such frames before it reads on, or while its program reads.
// When it gives a stream up, RST_STREAM is owed.
type h2 struct {
	link     *link
	next     *exchange         // its HEADERS, about to be written, open the next stream
	asked    map[int]*exchange // by stream, until the program has no more to do with it
	served   map[int]*inbox    // by stream, until it is answered and its handler has returned
	entering *inbox            // its head has landed, its handler is not entered
	answers  int               // owed: frames that the server writes by itself
	early    int               // those that came before they were owed
	told     clock.Gate        // one was written
	window   h2Window          // of the connection, as the server keeps it
	room     int               // content of requests that the client may still write
	wider    clock.Gate        // room has grown
	leaving  bool              // GOAWAY has landed at the client: no more streams
}

func newH2(l *link) *h2 {
	return &h2{link: l, asked: map[int]*exchange{}, served: map[int]*inbox{}, room: h2Room, window: h2Window{open: h2Room}}
}

// speakH2 makes a connection nobody has written to one of HTTP/2.
func (l *link) speakH2() {
	l.h2, l.talk.frames2 = newH2(l), wire.NewH2Exchange(wire.DefaultHTTPLimits)
}

// begin is when a client is about to write a request.
func (l *link) begin(x *exchange) {
	if l.h2 == nil {
		l.exchange = x
	} else {
		l.h2.next = x
	}
}

// owe counts frames that the server is about to write by itself.
func (h *h2) owe(frames int) {
	h.answers += frames
	h.link.scene.Clock.Owe(frames)
}

// written counts what side has handed over.
func (h *h2) written(side int, p piece) {
	in := h.served[p.Stream]
	switch {
	case p.Answer && h.answers > 0:
		h.owe(-1)
		h.told.Open(h.link.scene.Clock)
	case p.Answer:
		h.early++
	case p.Control && p.What != event.WhatH2RSTStream:
	case side == 0:
		h.writtenByClient(p)
	case in != nil:
		h.writtenByServer(in, p)
	}
}

func (h *h2) writtenByClient(p piece) {
	if p.First {
		h.asked[p.Stream], h.next = h.next, nil
		h.asked[p.Stream].stream = p.Stream
	}
	x := h.asked[p.Stream]
	if x == nil {
		return
	}
	if p.Control {
		x.pay(&x.resetting)
	}
	if p.Last {
		x.pay(&x.writing)
	}
}

func (h *h2) writtenByServer(in *inbox, p piece) {
	in.headOut = in.headOut || p.First
	in.out += p.Payload
	in.answered = in.answered || p.Last
	if in.flushing && in.flushed() {
		h.link.paid(&in.flushing)
		in.gate.Open(h.link.scene.Clock)
	}
	if in.finishing && in.answered {
		h.link.paid(&in.finishing)
		h.answered(in)
	}
}

// arrived counts what has landed at side and is now pending.
func (h *h2) arrived(side int, p piece) {
	switch {
	case p.What == event.WhatH2Preface:
		h.owe(2) // SETTINGS and, for those that came with it, ACK
	case p.What == event.WhatH2Ping && side == 1:
		h.owe(1)
	case p.Grants > 0:
		h.room += p.Grants
		h.wider.Open(h.link.scene.Clock)
	case p.What == event.WhatH2GoAway:
		h.leaving = h.leaving || side == 0
	case p.Control && p.What != event.WhatH2RSTStream:
	case side == 0:
		h.arrivedAtClient(p)
	default:
		h.arrivedAtServer(p)
	}
}

func (h *h2) arrivedAtClient(p piece) {
	x := h.asked[p.Stream]
	if x == nil {
		h.link.abandon(0, p.Stream)
		return
	}
	if p.Control { // RST_STREAM
		x.owe(&x.reading)
		p.Last = true
	}
	x.arrived(p)
}

func (h *h2) arrivedAtServer(p piece) {
	in := h.served[p.Stream]
	switch {
	case p.First:
		in = &inbox{stream: p.Stream, entering: true}
		h.served[p.Stream], h.entering = in, in
		h.link.scene.Clock.Owe(1)
	case in == nil:
		h.link.abandon(1, p.Stream)
		return
	case p.Control:
		in.reset, p.Last = true, true
		h.link.abandon(1, in.stream)
	}
	in.landed += p.Payload
	h.window.open -= p.Payload
	in.ended = p.Last
	in.gate.Open(h.link.scene.Clock)
}

// entered is when the handler runs that the head landed for last.
func (h *h2) entered(owner *scene.Owner) *inbox {
	in := h.entering
	h.entering = nil
	if in == nil { // the connection has ended meanwhile
		in = &inbox{ended: true, reset: true}
	}
	h.link.paid(&in.entering)
	in.running, in.owner = true, owner
	h.link.take(1, in.stream, owner, func(piece) bool { return false })
	return in
}

// left is when a handler has returned: its response is about to be written.
func (h *h2) left(in *inbox) {
	in.returned = true
	if in.answered || in.reset || h.link.over || h.link.vacant[1] {
		h.answered(in)
		return
	}
	in.finishing = true
	h.link.scene.Clock.Owe(1)
}

// answered is when handler and response are over.
func (h *h2) answered(in *inbox) {
	in.running = false
	delete(h.served, in.stream)
	h.link.abandon(1, in.stream)
}

// reads tells whether somebody is about to take what has landed for a stream.
func (h *h2) reads(side, stream int) bool {
	if side == 1 {
		in := h.served[stream]
		return in != nil && in.running
	}
	x := h.asked[stream]
	return x != nil && x.open
}

// silent is when side writes nothing more: what is owed of it will not come.
func (h *h2) silent(side int) {
	if side == 0 {
		for _, x := range h.asked {
			x.pay(&x.resetting)
		}
		return
	}
	h.owe(-h.answers)
	h.told.Open(h.link.scene.Clock)
	for _, stream := range slices.Sorted(maps.Keys(h.served)) {
		in := h.served[stream]
		h.link.paid(&in.flushing)
		h.link.paid(&in.finishing)
		in.gate.Open(h.link.scene.Clock)
	}
}

// settle is when the connection is gone.
func (h *h2) settle() {
	h.silent(0)
	h.silent(1)
	if h.next != nil {
		h.next.lost()
	}
	for _, stream := range slices.Sorted(maps.Keys(h.asked)) {
		h.asked[stream].lost()
	}
	for _, stream := range slices.Sorted(maps.Keys(h.served)) {
		in := h.served[stream]
		h.link.paid(&in.entering)
		in.ended = true
		in.gate.Open(h.link.scene.Clock)
	}
	h.entering = nil
	h.wider.Open(h.link.scene.Clock)
}
