package wire

import "net"

// Conn is one end of a real connection whose other end is in this world too.
// What one end writes is owed until the other has read it.
type Conn struct {
	x        *Exchange
	raw      net.Conn
	peer     *Conn
	expected []*Parcel // written by the peer, not yet read here
	got      []byte    // read, not yet a whole parcel
	unread   int       // bytes the peer has written that were not yet read here
	goodbye  bool      // the peer has closed, and the end of the stream was not yet read here
	ended    bool      // the reader has ended

	// Deliver is called, with the turn, with each parcel whose bytes have all
	// been read; Ended when the connection is gone.
	Deliver func(*Parcel)
	Ended   func()
}

func (x *Exchange) pair(near, far net.Conn) (*Conn, *Conn) {
	a, b := &Conn{x: x, raw: near}, &Conn{x: x, raw: far}
	a.peer, b.peer = b, a
	for _, c := range []*Conn{a, b} {
		x.conns[c.raw] = struct{}{}
		x.readers.Go(c.readAll)
	}
	return a, b
}

// Write hands a parcel's bytes to the real connection. With the turn; the far
// end's reader always reads, so it does not wait for anybody's turn.
func (c *Conn) Write(p *Parcel) {
	if c.peer.ended {
		return
	}
	c.peer.expected = append(c.peer.expected, p)
	c.peer.unread += len(p.Bytes)
	c.x.clock.Owe(len(p.Bytes))
	c.raw.Write(p.Bytes) // an error shows at the reader
}

// Close ends the connection; what was written is still read at the other end.
func (c *Conn) Close() {
	if _, open := c.x.conns[c.raw]; !open {
		return
	}
	delete(c.x.conns, c.raw)
	if p := c.peer; !p.ended && !p.goodbye {
		p.goodbye = true
		c.x.clock.Owe(1)
	}
	c.raw.Close()
}

func (c *Conn) readAll() {
	for {
		buf := make([]byte, 4096)
		n, err := c.raw.Read(buf)
		if n > 0 && !c.x.clock.Post(func() { c.read(buf[:n]) }) {
			return
		}
		if err != nil {
			c.x.clock.Post(c.end)
			return
		}
	}
}

// read takes bytes that came in and delivers the parcels they complete.
func (c *Conn) read(b []byte) {
	c.unread -= len(b)
	c.x.clock.Owe(-len(b))
	c.got = append(c.got, b...)
	for len(c.expected) > 0 && len(c.got) >= len(c.expected[0].Bytes) {
		p := c.expected[0]
		c.expected = c.expected[1:]
		n := len(p.Bytes)
		p.Bytes, c.got = c.got[:n:n], c.got[n:]
		if c.Deliver != nil {
			c.Deliver(p)
		}
	}
}

func (c *Conn) end() {
	c.ended = true
	c.x.clock.Owe(-c.unread)
	c.unread = 0
	if c.goodbye {
		c.x.clock.Owe(-1)
	}
	c.goodbye = false
	c.Close()
	if c.Ended != nil {
		c.Ended()
	}
}
