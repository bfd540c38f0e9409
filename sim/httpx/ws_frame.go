package httpx

import (
	"strconv"
	"unicode/utf8"

	"patternscope/sim/event"
	"patternscope/sim/scene"
	"patternscope/sim/wire"
)

// said is what a message of a websocket is for: neither end has to ask before it speaks.
var said = [2]event.Flow{event.Request, event.Publish}

// frame makes a piece of a websocket frame. It shows the data: on the wire, that
// of a client is masked, each time by other bytes.
func (t *talk) frame(side int, u wire.HTTPUnit, p *piece) {
	t.frames[side]++
	p.Number, p.Shown, p.Flow = t.frames[side], u.Body, said[side]
	switch {
	case u.What == event.WhatWSClose:
		p.Label = "close"
		if u.WS.Code != 0 {
			p.Label += " " + strconv.Itoa(int(u.WS.Code))
			p.Shown = []byte(p.Label[len("close "):] + " " + u.WS.Reason)
		}
	case u.What == event.WhatWSPing:
		p.Label = "ping"
	case u.What == event.WhatWSPong:
		p.Label = "pong"
	case scene.Printable(u.Body):
		p.Label = short(string(u.Body))
	default:
		p.Label = "binary"
	}
	if u.WS.Control() {
		p.Flow = event.Control
	}
}

// short is all of a text that fits beside a dot, or else its first word.
func short(text string) string {
	if text != "" && utf8.RuneCountInString(text) <= wordRunes {
		return text
	}
	return firstWord(text)
}
