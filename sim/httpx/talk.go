package httpx

import (
	"strconv"
	"strings"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// talk cuts both directions of a connection into pieces.
type talk struct {
	both    *wire.HTTP1Exchange
	frames2 *wire.H2Exchange           // nil: HTTP/1.1
	next    label                      // of the request about to be written
	names   func(*wire.HTTPHead) label // of a request from outside; nil: it is next
	numbers map[int]label              // of each request of this connection
	frames  [2]int                     // websocket frames so far
}

// label names a request: "GET /jobs", the how manyth of its client.
type label struct {
	text   string
	number int
}

// piece is what was written at once and belongs to one request or response: a
// head with what follows it in the same write, a chunk, a server-sent event.
type piece struct {
	What    string
	Bytes   []byte
	Shown   []byte // what an event shows of it: the bytes as they are, the data of a websocket frame
	Flow    event.Flow
	Payload int            // of them, content
	First   bool           // it begins its request or response
	Head    *wire.HTTPHead // of a request
	Last    bool           // and ends it
	Interim bool           // a response 1xx: the real one follows
	Label   string
	Number  int

	// Of HTTP/2.
	Stream  int  // it belongs to; 0: the connection, and all of HTTP/1.1
	Control bool // no message: a frame of flow control, of settings, or the end of a stream
	Answer  bool // a frame that the server writes by itself, for the connection
	Grants  int  // bytes that the client may now write beside
}

func newTalk() *talk {
	return &talk{both: wire.NewHTTP1Exchange(wire.DefaultHTTPLimits), numbers: map[int]label{}}
}

// cut cuts what side has written, all of it at once.
func (t *talk) cut(side int, b []byte) ([]piece, error) {
	if t.frames2 != nil {
		splitter := t.frames2.FromClient
		if side == 1 {
			splitter = t.frames2.FromServer
		}
		units, err := splitter.Feed(b)
		return t.cutFrames(side, units), err
	}
	splitter := t.both.FromClient
	if side == 1 {
		splitter = t.both.FromServer
	}
	units, err := splitter.Feed(b)
	var out []piece
	stream := 0
	for _, u := range units {
		p := t.piece(side, u)
		if n := len(out); n > 0 && stream == u.Stream && !out[n-1].Last && !out[n-1].Interim {
			out[n-1].join(p)
			continue
		}
		out = append(out, p)
		stream = u.Stream
	}
	return out, err
}

func (p *piece) join(q piece) {
	p.Bytes = append(p.Bytes[:len(p.Bytes):len(p.Bytes)], q.Bytes...)
	p.Shown = append(p.Shown[:len(p.Shown):len(p.Shown)], q.Shown...)
	p.Payload += q.Payload
	p.Last = q.Last
}

func (t *talk) piece(side int, u wire.HTTPUnit) piece {
	p := piece{
		What: u.What, Bytes: u.Bytes, Shown: u.Bytes, Flow: flows[side],
		Payload: u.Payload(), Last: u.End, Interim: u.What == event.WhatInformational,
	}
	if u.WS != nil {
		t.frame(side, u, &p)
		return p
	}
	p.First = u.Head != nil && (u.What == event.WhatRequest || u.What == event.WhatResponse)
	if side == 0 && p.First {
		p.Head = u.Head
		t.numbers[u.Stream] = t.name(u.Head)
	}
	asked := t.numbers[u.Stream]
	p.Number = asked.number
	switch {
	case u.What == event.WhatRequest:
		p.Label = asked.text
	case p.First, p.Interim:
		p.Label = strconv.Itoa(u.Head.Status)
	case len(u.Events) > 0:
		p.Label = firstWord(u.Events[0].Data)
	default:
		p.Label = firstWord(string(u.Body))
	}
	return p
}

var flows = [2]event.Flow{event.Request, event.Reply}

// wordRunes is what fits beside a dot.
const wordRunes = 10

func firstWord(text string) string {
	words := strings.Fields(text)
	if len(words) == 0 {
		return "end"
	}
	r := []rune(words[0])
	return string(r[:min(len(r), wordRunes)])
}

// name names a request.
func (t *talk) name(head *wire.HTTPHead) label {
	if t.names != nil {
		return t.names(head)
	}
	return t.next
}

// pending tells whether a client has written a part of a head, or of a frame.
func (t *talk) pending() bool { return t.both.FromClient.Pending() > 0 }

// open tells whether a request waits for its response.
func (t *talk) open() bool { return t.both.Open() > 0 }
