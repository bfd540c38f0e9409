package httpx

import (
	"context"
	"net"
	"net/http"
	"slices"
	"time"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
	"patternscope/sim/wire"
)

// host is a client's connections to one server.
type host struct {
	client *Client
	name   string
	idle   []*conn
	shared *conn // of HTTP/2
	open   int
	free   clock.Gate // a connection came back, or went
}

// conn is one connection of the pool.
type conn struct {
	host  *host
	link  *link
	http  *http.ClientConn
	taken bool
	away  bool // it no longer counts as one of the pool

	// Of HTTP/2.
	streams int
	ready   bool // streams can be opened
}

func (c *Client) host(name string) *host {
	h := c.hosts[name]
	if h == nil {
		h = &host{client: c, name: name}
		c.hosts[name] = h
	}
	return h
}

// get takes an idle connection, opens one, or waits for one.
func (h *host) get(owner *scene.Owner, deadline time.Duration) (*conn, error) {
	if h.client.pool.HTTP2 {
		return h.share(owner, deadline)
	}
	s, told := h.client.scene, false
	for {
		if n := len(h.idle); n > 0 {
			c := h.idle[n-1]
			h.idle = h.idle[:n-1]
			c.taken = true
			c.link.emit(0, event.Event{Kind: event.ConnectionReused, Cause: owner.Last})
			return c, nil
		}
		if most := h.client.pool.Max; most == 0 || h.open < most {
			return h.dial(owner, deadline)
		}
		if !told {
			told = true
			owner.Emit(s, event.Event{Kind: event.ConnectionWaiting, Call: "request", Socket: h.client.ID, Number: h.open})
		}
		if s.Clock.Wait(deadline, &h.free) {
			return nil, ErrTimeout
		}
	}
}

// dial opens a connection of the pool.
func (h *host) dial(owner *scene.Owner, deadline time.Duration) (*conn, error) {
	w, s := h.client.web, h.client.scene
	l := newLink(w, h.client.socket, w.transport(h.name), h.name)
	c := &conn{host: h, link: l, taken: true, streams: 1}
	h.open++
	if h.client.pool.HTTP2 {
		l.speakH2()
		h.shared = c
	}
	if err := w.connect(l, owner, deadline); err != nil {
		c.leave()
		return nil, err
	}
	l.gone = c.leave
	transport := &http.Transport{
		DisableCompression: true,
		DialContext:        func(context.Context, string, string) (net.Conn, error) { return l.streams[0], nil },
		Protocols:          &http.Protocols{},
	}
	transport.Protocols.SetHTTP1(l.h2 == nil)
	transport.Protocols.SetUnencryptedHTTP2(l.h2 != nil)
	var err error
	s.Clock.Await(s.Exchange.Go, func() {
		c.http, err = transport.NewClientConn(context.Background(), "http", net.JoinHostPort(h.name, "80"))
	})
	if err == nil {
		err = c.http.Reserve()
	}
	switch c.ready = err == nil; {
	case !c.ready:
		c.leave()
	case h.shared == c:
		h.free.Open(s.Clock)
	}
	return c, err
}

// put gives the connection back for the next request.
// Without the end of its response it cannot be used again.
func (c *conn) put(whole bool) {
	if c.link.h2 != nil {
		c.part()
		return
	}
	if !c.taken || c.link.over {
		return
	}
	c.taken = false
	c.link.exchange = nil
	if !whole || c.host.client.pool.Close || c.link.status != statusConnected {
		c.drop()
		return
	}
	c.host.idle = append(c.host.idle, c)
	c.host.free.Open(c.host.client.scene.Clock)
}

// drop closes the connection; of HTTP/2, it ends the stream. Another can be opened at once.
func (c *conn) drop() {
	if c.link.h2 != nil {
		c.part()
		return
	}
	c.end()
}

// end closes the connection itself.
func (c *conn) end() {
	c.leave()
	c.link.streams[0].shut()
	c.link.hangUp(0)
}

// close ends what is idle, and the one connection that HTTP/2 shares.
func (h *host) close() {
	idle := slices.Clone(h.idle)
	if h.shared != nil && h.shared.streams == 0 {
		idle = append(idle, h.shared)
	}
	for _, c := range idle {
		c.end()
	}
}

// leave is when the pool can no longer use the connection.
func (c *conn) leave() {
	if c.away {
		return
	}
	c.away = true
	h := c.host
	h.open--
	if h.shared == c {
		h.shared = nil
	}
	h.idle = slices.DeleteFunc(h.idle, func(o *conn) bool { return o == c })
	h.free.Open(h.client.scene.Clock)
}

// described fills in what the first events of a link say of it.
func (l *link) described(e event.Event) event.Event {
	e.Status, e.Endpoint, e.Transport = l.status, l.endpoint, l.transport
	e.Latency, e.Capacity = l.scene.Latency.Microseconds(), l.scene.Capacity
	return e
}

// join connects a link with a server, over a real connection unless both are in one process.
func (w *Web) join(l *link, server *Server) error {
	if l.transport == "inproc" {
		l.carriers = [2]carrier{handed{l, 1}, handed{l, 0}}
		w.accepted(l, server)
		return nil
	}
	task, done, failed := w.Clock.Current(), false, error(nil)
	w.Exchange.Dial(l.transport, server.listener, func(near, far *wire.Conn, err error) {
		done, failed = true, err
		if err == nil {
			near.Deliver = func(p *wire.Parcel) { l.landed(0, p) }
			far.Deliver = func(p *wire.Parcel) { l.landed(1, p) }
			near.Ended, far.Ended = func() {}, func() {}
			l.carriers = [2]carrier{wired{near}, wired{far}}
			w.accepted(l, server)
		}
		w.Clock.Wake(task)
	})
	for !done {
		w.Clock.Wait(clock.Forever)
	}
	return failed
}

func (w *Web) accepted(l *link, server *Server) {
	l.server = server.socket
	l.status, l.connected = statusConnected, true
	l.emit(1, l.described(event.Event{Kind: event.Accepted}))
	l.emit(0, event.Event{Kind: event.Connected, Status: l.status, Transport: l.transport})
	if l.muted = server.manner == mute; !l.muted {
		server.take(l.streams[1])
	}
}

type wired struct{ *wire.Conn }

func (w wired) carry(p *wire.Parcel) { w.Write(p) }
func (w wired) close()               { w.Close() }

// handed is the carrier within one process: bytes are handed over in memory.
type handed struct {
	link *link
	side int
}

func (h handed) carry(p *wire.Parcel) { h.link.landed(h.side, p) }
func (handed) close()                 {}
