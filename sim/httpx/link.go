package httpx

import (
	"errors"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
	"patternscope/sim/wire"
)

// link is one connection, from a client to a server.
type link struct {
	web       *Web
	scene     *scene.Scene
	id        string
	transport string
	endpoint  string
	status    string
	client    *socket
	server    *socket // nil until it accepted
	lanes     [2]*wire.Lane
	line      *scene.Line
	streams   [2]*stream
	duplexes  [2]*duplex // after an upgrade: each end as a program reads and writes it
	carriers  [2]carrier // what each side's bytes are written into; nil: not connected
	queues    [2]queue
	talk      *talk
	outside   *stranger // the client is another process; nil: it is of this world
	gone      func()    // the client's pool hears that the connection is gone
	exchange  *exchange // the client's present one
	inbox     inbox     // the server's side of what is owed
	h2        *h2       // what is owed on a connection of HTTP/2; nil: of HTTP/1.1, as above
	connected bool      // at the client
	muted     bool      // the server has accepted, and says nothing
	healed    clock.Gate
	vacant    [2]bool // the process of that end has ended
	over      bool
}

// queue is what one end holds: written but not yet flying, landed but not yet taken.
type queue struct {
	out, in []letter
	held    scene.Holds
}

// letter is a message of HTTP as it moves: a request, a response, a part of a body.
type letter struct {
	*scene.Message // nil: a control frame of HTTP/2
	piece          piece
	seq            int64
}

// Named fills in what every event of the letter says of it.
func (c letter) Named(e event.Event) event.Event {
	if c.Message == nil {
		return e
	}
	return c.Message.Named(e)
}

// carrier takes what has flown and brings it to the other side.
type carrier interface {
	carry(p *wire.Parcel)
	close()
}

// finish is the parcel behind which a connection ends.
const finish = ""

// window is how much a side takes in before somebody reads it, as a kernel's receive buffer does.
const window = 64 << 10

func newLink(w *Web, client *socket, transport, endpoint string) *link {
	s := w.Scene
	l := &link{web: w, scene: s, id: s.LinkID(), transport: transport, endpoint: endpoint, client: client, talk: newTalk()}
	for side := range l.lanes {
		l.streams[side] = newStream(l, side)
		l.lanes[side] = wire.NewLane(s.Clock, s.Latency, s.Capacity,
			func(p *wire.Parcel) bool { return l.takes(side, p) },
			func(p *wire.Parcel) { l.land(side, p) },
			func() { l.pump(side) })
		l.lanes[side].Tape = s.Tape
	}
	l.line = scene.NewLine(l.id, transport, l.lanes, l)
	s.AddLink(l)
	w.links[l] = struct{}{}
	return l
}

func (l *link) socket(side int) *socket {
	if side == 0 {
		return l.client
	}
	return l.server
}

func (l *link) name(side int) string {
	switch k := l.socket(side); {
	case k != nil:
		return k.ID
	case side == 0:
		return event.Stranger + l.id
	}
	return ""
}

// takes tells whether what flew from side can land.
func (l *link) takes(side int, p *wire.Parcel) bool {
	if side == 1 && l.outside != nil {
		return !l.outside.conn.Busy()
	}
	if side == 0 && l.muted {
		return false
	}
	return !l.frozen(1-side) && (p.What == finish || l.unread(1-side) < window)
}

// emit records an event of one end of the link.
func (l *link) emit(side int, e event.Event) int64 {
	if k := l.socket(side); k != nil {
		e.Node = k.owner.Name
	}
	e.Socket, e.Link, e.Peer = l.name(side), l.id, l.name(1-side)
	return l.scene.Emit(e)
}

// say records what the program by did to one end of the link; nil: nobody with a line did it, but net/http.
func (l *link) say(side int, by *scene.Owner, e event.Event) int64 {
	if by == nil {
		return l.emit(side, e)
	}
	e.Socket, e.Link, e.Peer = l.name(side), l.id, l.name(1-side)
	return by.Emit(l.scene, e)
}

// unread is how many bytes landed at side that nobody has read.
func (l *link) unread(side int) int {
	if d := l.duplexes[side]; d != nil {
		return d.unread()
	}
	return l.streams[side].unread()
}

// wrote cuts what was written into letters and sends them. It was by a program,
// or by net/http for it: nil.
func (l *link) wrote(side int, by *scene.Owner, b []byte) {
	if l.over || l.server == nil {
		return
	}
	pieces, err := l.talk.cut(side, b)
	for _, p := range pieces {
		l.queue(side, by, p)
		l.written(side, p)
	}
	l.pump(side)
	if flaw := (*wire.ProtocolError)(nil); errors.As(err, &flaw) {
		l.cut(flaw.Reason)
	}
	if l.outside != nil {
		l.outside.bound()
	}
}

// queue puts a piece behind what waits at side to fly.
func (l *link) queue(side int, by *scene.Owner, p piece) {
	out := &l.queues[side].out
	if p.Control {
		*out = append(*out, letter{piece: p})
		return
	}
	c := l.letter(side, p)
	c.seq = l.say(side, by, c.Named(event.Event{Kind: event.Send, Frames: scene.Previews(c.Frames), Copies: 1}))
	*out = append(*out, c)
	(*out)[len(*out)-1].seq = l.emit(side, c.Named(event.Event{Kind: event.Queued, Cause: c.seq, Depth: messages(*out)}))
}

// messages counts the letters that are one.
func messages(letters []letter) (n int) {
	for _, c := range letters {
		if c.Message != nil {
			n++
		}
	}
	return n
}

// letter makes a message of a piece that side has written.
func (l *link) letter(side int, p piece) letter {
	k := l.socket(side)
	k.Sent++
	m := l.scene.Message(k.Tally, p.Flow, [][]byte{p.Shown})
	m.Label, m.Number = p.Label, p.Number
	return letter{Message: m, piece: p}
}

// pump lets what was written fly while the lane has room.
func (l *link) pump(side int) {
	q := &l.queues[side]
	for len(q.out) > 0 && !q.isHeld(q.out[0]) && !l.over && !l.frozen(side) && l.lanes[side].HasRoom() {
		c := q.out[0]
		q.out = q.out[1:]
		l.fly(side, c, nil)
	}
}

// fly puts a letter into the lane. The frames are told of one nobody was told of before.
func (l *link) fly(side int, c letter, frames []event.Frame) {
	parcel := &wire.Parcel{ID: l.scene.ParcelID(), What: c.piece.What, Bytes: c.piece.Bytes, Payload: c}
	f := l.lanes[side].Put(parcel)
	parcel.Seq = l.emit(side, c.Named(event.Event{
		Kind: event.Sent, Cause: c.seq, Parcel: parcel.ID, What: parcel.What, Bytes: len(parcel.Bytes), Frames: frames,
		T0: f.T0.Microseconds(), T1: f.T1.Microseconds(),
	}))
}

// land hands over what has flown from side.
func (l *link) land(side int, p *wire.Parcel) {
	switch {
	case l.carriers[side] == nil:
	case p.What == finish:
		l.end(1-side, event.Disconnected, event.PeerGone, "")
	default:
		l.carriers[side].carry(p)
	}
}

// landed takes what came over the connection to side, and gives it to who reads there.
func (l *link) landed(side int, p *wire.Parcel) {
	c := p.Payload.(letter)
	switch {
	case l.over:
		l.lose(side, c, p, event.PeerGone)
		return
	case l.vacant[side]:
		l.lose(side, c, p, event.SocketClosed)
		return
	}
	if c.Message == nil {
		l.emit(side, event.Event{Kind: event.Arrived, Cause: p.Seq, Parcel: p.ID, What: p.What, Bytes: len(p.Bytes)})
		l.arrived(side, c.piece)
		l.streams[side].feed(p.Bytes)
		return
	}
	q := &l.queues[side]
	q.in = append(q.in, c)
	last := &q.in[len(q.in)-1]
	last.seq = l.emit(side, c.Named(event.Event{
		Kind: event.Arrived, Cause: p.Seq, Parcel: p.ID, What: p.What, Bytes: len(p.Bytes), Payload: c.piece.Payload, Depth: len(q.in),
	}))
	if d := l.duplexes[side]; d != nil {
		last.piece.Bytes = p.Bytes
		d.gate.Open(l.scene.Clock)
		return
	}
	l.arrived(side, c.piece)
	l.streams[side].feed(p.Bytes)
}
