package httpx

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// Flags: ack of SETTINGS and PING that answer SETTINGS and PING, endStream of
// the last HEADERS or DATA of a stream, one way.
const (
	ack       = 0x01
	endStream = 0x01
)

// cutFrames makes a piece of each frame; of the preface, of the SETTINGS it must
// be followed by and of what came with them, one.
func (t *talk) cutFrames(side int, units []wire.HTTPUnit) (out []piece) {
	for _, u := range units {
		p := t.h2piece(side, u)
		if n := len(out); n > 0 && out[n-1].What == event.WhatH2Preface && p.Control {
			out[n-1].Bytes = slices.Concat(out[n-1].Bytes, p.Bytes)
			continue
		}
		out = append(out, p)
	}
	return out
}

func (t *talk) h2piece(side int, u wire.HTTPUnit) piece {
	p := piece{What: u.What, Stream: u.Stream, Bytes: u.Bytes, Shown: u.Body, Flow: flows[side], Payload: u.Payload(), Last: u.End}
	if u.H2 != nil && (u.Head != nil || u.Body != nil) {
		p.Last = u.H2.Flags&endStream != 0 // also after the other end has given up
	}
	switch {
	case u.Head != nil:
		t.h2head(side, u, &p)
	case u.What == event.WhatH2Data || u.What == event.WhatServerEvent:
		p.Number, p.Label = t.numbers[u.Stream].number, firstWord(string(u.Body))
		if len(u.Events) > 0 {
			p.Label = firstWord(u.Events[0].Data)
		}
	default:
		p.control(side, u.H2)
	}
	return p
}

// h2head is HEADERS: it shows the fields, for on the wire they are compressed.
func (t *talk) h2head(side int, u wire.HTTPUnit, p *piece) {
	status, _ := strconv.Atoi(u.Head.Get(":status"))
	p.Interim = status > 0 && status < http.StatusOK
	p.First = !p.Interim && (status > 0 || u.Head.Method != "")
	if side == 0 && p.First {
		p.Head = u.Head
		t.numbers[u.Stream] = t.name(u.Head)
	}
	p.Number, p.Label, p.Shown = t.numbers[u.Stream].number, "trailers", fields(u.Head)
	switch {
	case p.First && side == 0:
		p.Label = t.numbers[u.Stream].text
	case status > 0:
		p.Label = strconv.Itoa(status)
	}
}

// control is a frame that says something to the connection, or ends a stream.
func (p *piece) control(side int, f *wire.H2Frame) {
	p.Control = true
	if f == nil {
		return // the preface
	}
	acked := f.Flags&ack != 0
	switch p.What {
	case event.WhatH2Settings:
		p.Answer = side == 1
		if acked {
			p.What = event.WhatH2SettingsAck
		}
	case event.WhatH2Ping:
		p.Answer = side == 1 && acked
		if acked {
			p.What = event.WhatH2PingAck
		}
	case event.WhatH2WindowUpdate:
		p.Answer = side == 1 && p.Stream == 0
		if p.Answer {
			p.Grants = int(f.Increment)
		}
	}
}

func fields(head *wire.HTTPHead) []byte {
	var b strings.Builder
	for _, f := range head.Fields {
		b.WriteString(f.Name + ": " + f.Value + "\n")
	}
	return []byte(b.String())
}
