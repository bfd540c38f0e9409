package httpx

import (
	"errors"
	"fmt"
	"net"
	"os"
	"regexp"
	"strings"

	"patternscope/sim/event"
	"patternscope/sim/scene"
	"patternscope/sim/wire"
)

// stranger is one connection that an outside process made to a server, curl
// for example. What it sends passes the same splitter, flies in a lane as all
// else does, and is served by the same http.Server.
//
//	curl ─▶ the real connection ─▶ splitter ─▶ lane ─▶ net/http ─▶ handler
//	     ◀─ the real connection ◀─ lane ◀─ splitter ◀─ net/http ◀─┘
//
// It has no queues that can be seen, and until its first request no name. That
// it has closed its side means that it has gone, as for net/http.
type stranger struct {
	link   *link
	conn   *wire.Outside
	intake wire.Intake[piece]
	flying int    // what its lane holds, by weight
	why    string // why it cannot join
	as     *guest // once it has joined
	asking asking
}

// guest is an outside process on the stage. It keeps its place when it goes.
type guest struct {
	*socket
	place *scene.Outsider
	asked int // requests, for their number
}

// stranger has a connection from outside let in.
func (s *Server) stranger(raw net.Conn) {
	s.web.Door.Knock(raw, func(conn *wire.Outside, why string) { s.admit(conn, why) })
}

func (s *Server) admit(conn *wire.Outside, why string) {
	l := newLink(s.web, nil, s.web.transport(s.name), s.name)
	o := &stranger{link: l, conn: conn}
	o.intake = wire.Intake[piece]{Room: o.hasRoom, Put: o.put, Broken: o.broken, More: conn.More}
	l.outside, l.server, l.talk.names = o, s.socket, o.names
	l.carriers = [2]carrier{entering{o}, o}
	l.lanes[0].Takes = s.web.Door.Limits.Takes
	l.status = statusConnected
	l.emit(1, l.described(event.Event{Kind: event.Accepted}))
	switch {
	case s.closed:
		l.refuse(event.SocketClosed, "the server has closed")
	case why != "":
		l.refuse(event.TooMany, why)
	case s.manner == refuses:
		l.refuse(event.NobodyThere, "connections are refused here")
	default:
		o.enter()
		if l.muted = s.manner == mute; !l.muted {
			s.take(l.streams[1])
		}
	}
}

func (o *stranger) enter() {
	o.link.web.Door.Comes()
	o.conn.Read, o.conn.Ended, o.conn.Free = o.read, o.ended, func() { o.link.lanes[1].Kick() }
	o.conn.Deaf = deaf
	o.asking.begin(o.conn)
	o.conn.Start()
}

// read cuts what came in; the intake asks for more when the lane has taken all of it.
func (o *stranger) read(b []byte) {
	pieces, flaw := o.link.talk.cut(0, b)
	if o.why != "" {
		o.link.refuse(event.TooMany, o.why)
		return
	}
	o.asking.heard(o, pieces)
	o.intake.Take(pieces, flaw)
}

// names names a request that came in. The first one says who it is.
func (o *stranger) names(head *wire.HTTPHead) label {
	if o.as == nil && o.why == "" {
		o.why = o.link.web.Door.House()
		if o.why == "" {
			o.join(product(head.Get("User-Agent")))
		}
	}
	path, _, _ := strings.Cut(head.Target, "?")
	what := label{text: head.Method + " " + path}
	if o.as != nil {
		o.as.asked++
		what.number = o.as.asked
	}
	return what
}

// token is a product of RFC 9110 that can be a name on the stage.
var token = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{0,15}$`)

// product is the first product of a User-Agent, or "peer" where that is no name.
func product(agent string) string {
	name, _, _ := strings.Cut(agent, "/")
	if token.MatchString(name) {
		return name
	}
	return "peer"
}

// join gives the stranger its place in the picture.
func (o *stranger) join(called string) {
	l := o.link
	o.as = l.web.guest(called, l.server.owner.Name)
	l.client = o.as.socket
	l.web.Door.Goes()
	p := o.as.place
	l.scene.Emit(event.Event{
		Kind: event.Joined, Node: p.Name, Text: p.Role, Column: p.Column, Row: p.Row,
		Socket: p.ID, Type: SocketType, Link: l.id, Peer: l.server.ID,
	})
}

// guest finds the outside process of that name that had left, or makes one.
func (w *Web) guest(called, near string) *guest {
	place := w.Comes(scene.Guest{Called: called, Type: SocketType}, near)
	g := w.guests[place.Name]
	if g == nil {
		k := &socket{Tally: place.Tally, scene: w.Scene, owner: &scene.Owner{Name: place.Name}}
		g = &guest{socket: k, place: place}
		w.guests[place.Name] = g
	}
	return g
}

// leave is when the connection has ended.
func (o *stranger) leave() {
	switch {
	case o.as != nil:
		o.as.place.Here = false
		o.link.scene.Emit(event.Event{Kind: event.Left, Node: o.as.place.Name, Socket: o.as.ID})
	case o.conn.Read != nil: // it was let in
		o.link.web.Door.Goes()
	}
}

// hasRoom tells whether the lane takes one more. One without a capacity holds
// what the buffers of a connection would hold, else a peer could fill the memory.
func (o *stranger) hasRoom() bool {
	l := o.link
	return !l.over && l.lanes[0].HasRoom() && o.flying < l.web.Door.Limits.Flying
}

func (o *stranger) put(p piece) {
	c := o.link.letter(0, p)
	o.flying += scene.Weight(len(p.Bytes))
	o.link.fly(0, c, scene.Previews(c.Frames))
}

// broken closes a connection that broke the protocol.
func (o *stranger) broken(err error) {
	flaw := &wire.ProtocolError{Reason: event.BadRequest, Text: err.Error()}
	errors.As(err, &flaw)
	o.link.refuse(flaw.Reason, flaw.Text)
}

// ended is when the connection is gone, or nobody hears or says anything there.
func (o *stranger) ended(err error) {
	l := o.link
	switch late := errors.Is(err, os.ErrDeadlineExceeded); {
	case l.over:
	case errors.Is(err, wire.ErrDeaf):
		l.refuse(event.SlowReader, fmt.Sprintf("it has not read for %v what was written to it", deaf))
	case late && o.asking.begun:
		l.refuse(event.Timeout, fmt.Sprintf("it did not come to the end of its request within %v", patience))
	case late:
		l.streams[1].shut()
		l.hangUp(1)
	case o.asking.spoke && o.asking.begun:
		l.refuse(event.Incomplete, "the connection was closed within a request")
	default:
		l.lanes[0].Put(&wire.Parcel{What: finish})
	}
}

// unsent is how much may wait for a peer that reads more slowly than it is written to.
const unsent = 1 << 20

// bound refuses a peer for whom too much waits.
func (o *stranger) bound() {
	waits := 0
	for _, c := range o.link.queues[1].out {
		waits += scene.Weight(len(c.piece.Bytes))
	}
	if waits > unsent {
		o.link.refuse(event.SlowReader, fmt.Sprintf("more than %d bytes wait until it reads", unsent))
	}
}

// entering is the carrier from the outside: there are no more bytes to write.
type entering struct{ *stranger }

func (e entering) carry(p *wire.Parcel) {
	e.flying -= scene.Weight(len(p.Bytes))
	e.link.landed(1, p)
}

func (entering) close() {}

// The carrier towards the outside.

func (o *stranger) carry(p *wire.Parcel) {
	c := p.Payload.(letter)
	c.From.Taken++
	o.link.emit(0, c.Named(event.Event{
		Kind: event.Arrived, Cause: p.Seq, Parcel: p.ID, What: p.What, Bytes: len(p.Bytes), Payload: c.piece.Payload,
	}))
	o.conn.Write(p.Bytes)
	o.asking.answered(o, c.piece)
}

func (o *stranger) close() { o.conn.Close() }
