package zmq

import (
	"slices"
	"time"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
	"patternscope/sim/wire"
)

// The status of a link.
const (
	statusConnecting = "connecting" // the first try is under way
	statusRetrying   = "retrying"   // there will be another
	statusHandshake  = "handshake"
	statusConnected  = "connected"
	statusClosing    = "closing" // one side has hung up, the other does not know it yet
	statusEnded      = "ended"
)

// link joins two sockets, from the one that connects to the one that is bound.
// It outlives its connections: while its connecting socket has not given up, it
// connects again.
//
//	ends[0] ── lanes[0] ──▶ ends[1]
//	connects ◀── lanes[1] ── bound
type link struct {
	ctx       *Context
	id        string
	transport string
	endpoint  string
	status    string
	ends      [2]*pipe // ends[1] is nil until somebody accepted
	lanes     [2]*wire.Lane
	line      *scene.Line
	carriers  [2]carrier // what each side's bytes are written into; nil: not connected
	try       *clock.Timer
	interval  time.Duration // until the next try
	tries     int           // to connect, so far
	hangs     bool          // the present try gets no answer, because nothing crosses
	given     bool          // nobody will try again
}

// carrier takes what has flown and brings it to the other side.
type carrier interface {
	write(p *wire.Parcel)
	busy() bool
	close()
}

// finish is the parcel behind which a connection ends.
const finish = ""

func (c *Context) newLink(transport, endpoint string) *link {
	l := &link{ctx: c, id: c.LinkID(), transport: transport, endpoint: endpoint}
	for side := range l.lanes {
		l.lanes[side] = wire.NewLane(c.Clock, c.Latency, c.Capacity,
			func(p *wire.Parcel) bool { return l.takes(side, p) },
			func(p *wire.Parcel) { l.land(side, p) },
			func() { l.free(side) })
		l.lanes[side].Tape = c.Tape
	}
	l.line = scene.NewLine(l.id, transport, l.lanes, l)
	c.links = append(c.links, l)
	c.AddLink(l)
	return l
}

// land hands over what has flown from side.
func (l *link) land(side int, p *wire.Parcel) {
	c := l.carriers[side]
	switch {
	case c == nil:
	case p.What == finish:
		l.hungUp(side)
	default:
		c.write(p)
	}
}

// free says that the lane from side has a place again.
func (l *link) free(side int) {
	p := l.ends[side]
	switch {
	case p == nil:
	case p.sock != nil:
		p.pump()
	case p.outside != nil:
		p.outside.intake.Drain()
	}
}

// hangUp ends the connection from side, behind what is already in the lane. A
// peer that another one took the place of does not try again, as in libzmq.
func (l *link) hangUp(side int, r event.Reason) {
	p := l.ends[side]
	if p.engine == nil && !p.silent {
		return
	}
	p.unplug()
	p.silent = false
	l.given = l.given || side == 0 || r == event.Duplicate
	l.status = statusClosing
	p.emit(event.Event{Kind: event.Disconnected, Reason: r, Status: l.status})
	l.lanes[side].Put(&wire.Parcel{What: finish})
}

// hungUp is when the other side learns that side has hung up, or that the
// connection is gone.
func (l *link) hungUp(side int) {
	p := l.ends[1-side]
	l.cut(event.PeerGone)
	switch {
	case p.sock == nil:
		l.end(p, event.Disconnected, event.PeerGone, "")
	case l.given || p.engaged(): // else it has given up itself, and tries again
		p.lost(event.PeerGone)
	}
}

// cut ends the connection on both sides at once. What was in the lanes is lost.
func (l *link) cut(r event.Reason) {
	for side := range l.lanes {
		l.empty(side, r)
	}
	for side, c := range l.carriers {
		l.carriers[side] = nil
		if c != nil {
			c.close()
		}
	}
	l.tryAtLast()
}

// empty loses what is in the lane from side.
func (l *link) empty(side int, r event.Reason) {
	for _, f := range l.lanes[side].Empty() {
		if c, ok := f.Payload.(copied); ok {
			l.ends[1-side].lose(c, f.Parcel, r)
		} else if f.What != finish {
			l.ends[1-side].emit(event.Event{Kind: event.Dropped, Parcel: f.ID, What: f.What, Place: event.AtLane, Reason: r})
		}
	}
}

// lost is when a socket learns that its connection is gone. The bound side
// forgets the peer; the connecting side keeps its queue and tries again, if
// anything is left to do.
func (p *pipe) lost(r event.Reason) {
	l := p.link
	p.part(r)
	if l.given || !l.triesAgain() {
		l.end(p, event.Disconnected, r, "")
		return
	}
	p.retry(r)
}

// part leaves the present connection, with what was meant for it alone.
func (p *pipe) part(r event.Reason) {
	p.unplug()
	if p.side == 1 || p.made.on(IMMEDIATE) {
		p.dropOut(r)
		p.detach()
	}
}

// retry says that the connection is gone; the connecting side tries again.
func (p *pipe) retry(r event.Reason) {
	l := p.link
	l.status = statusRetrying
	e := event.Event{Kind: event.Disconnected, Reason: r, Status: l.status}
	if p.side == 1 {
		p.emit(e)
		return
	}
	wait := l.nextInterval()
	e.Until = micros(l.ctx.Clock.Now() + wait)
	p.emit(e)
	l.tryIn(wait)
}

// refuse ends a connection whose handshake failed, or that broke the protocol.
// As in libzmq, the connecting side does not try again when it was the one to refuse.
func (p *pipe) refuse(r event.Reason, text string) {
	l := p.link
	p.unplug()
	p.dropOut(r)
	p.detach()
	if l.ends[0].sock == nil && !isVerdict(r) {
		l.cut(event.PeerGone)
		l.end(p, event.Refused, r, text)
		return
	}
	l.given = l.given || p.side == 0
	l.status = statusClosing
	p.emit(event.Event{Kind: event.Refused, Reason: r, Text: text, Status: l.status})
	l.lanes[p.side].Put(&wire.Parcel{What: finish})
}

// isVerdict tells whether the peer did all right but is not wanted here. It
// should hear what we said of ourselves: a libzmq that knows why it is not wanted
// does not come again ten times a second.
func isVerdict(r event.Reason) bool {
	return r == event.Incompatible || r == event.Denied || r == event.Duplicate
}

// unplug ends the engine of the present connection.
func (p *pipe) unplug() {
	p.silent = false
	if p.engine == nil {
		return
	}
	p.engine.stop()
	p.engine = nil
	p.connected = false
	p.forgetTopics()
}

// end records that nobody will connect the link again.
func (l *link) end(p *pipe, k event.Kind, r event.Reason, text string) {
	if l.status == statusEnded {
		return
	}
	l.status, l.given = statusEnded, true
	l.try.Stop()
	if q := l.ends[0]; q != nil && q.sock != nil {
		q.sock.links = slices.DeleteFunc(q.sock.links, func(o *link) bool { return o == l })
		q.dropOut(r)
		q.detach()
	}
	for _, e := range l.ends {
		if e != nil && e.outside != nil {
			defer e.outside.leave()
		}
	}
	waiting := l.ctx.waiting[l.endpoint]
	l.ctx.waiting[l.endpoint] = slices.DeleteFunc(waiting, func(o *link) bool { return o == l })
	p.emit(event.Event{Kind: k, Reason: r, Text: text, Status: l.status})
	l.settle()
}

// settle removes an ended link once what it had delivered is taken.
func (l *link) settle() {
	if l.status != statusEnded {
		return
	}
	for _, p := range l.ends {
		if p != nil && len(p.in) > 0 {
			return
		}
	}
	l.ctx.links = slices.DeleteFunc(l.ctx.links, func(o *link) bool { return o == l })
	l.ctx.RemoveLink(l)
}

// described fills in what an event that may begin a link says of it.
func (l *link) described(e event.Event) event.Event {
	e.Link, e.Status, e.Endpoint, e.Transport = l.id, l.status, l.endpoint, l.transport
	e.Latency, e.Capacity = l.lanes[0].Latency.Microseconds(), l.lanes[0].Capacity
	return e
}

// State is the link as it is. It adds the messages it holds to found.
func (l *link) State(found map[int64]*scene.Message) event.Link {
	out := event.Link{
		ID: l.id, Transport: l.transport, Endpoint: l.endpoint, Status: l.status, From: l.ends[0].id(), To: l.ends[1].id(),
	}
	for side, p := range l.ends {
		out.Ends[side] = p.state()
		if p != nil {
			for _, c := range append(append([]copied(nil), p.out...), p.in...) {
				found[c.ID] = c.Message
			}
		}
	}
	l.line.Fill(&out, found)
	return out
}
