package pcapng

import (
	"errors"
	"fmt"
	"io"

	"patternscope/sim/event"
	"patternscope/sim/record"
)

// Ports are those of ZMTP in a capture. Wireshark is told them once in its
// preferences (Protocols, ZMTP), or for one file by DecodeAs: tshark -d.
const (
	Ports    = "5555-5654"
	DecodeAs = "tcp.port==" + Ports + ",zmtp"
)

// epoch is when world time begins: 1 January 2000, in µs.
const epoch = 946684800 * 1_000_000

// capture follows a recording.
type capture struct {
	file   *file
	hosts  *hosts
	flows  map[string]*flow // by link
	http   map[string]bool  // sockets that speak HTTP
	opened int              // connections so far
	number uint16           // of the last packet
	sent   *event.Event     // its parcel may follow
}

// Write reads a recording to its end, and writes it as a capture. What it has
// written when it returns an error is to be thrown away.
func Write(out io.Writer, in *record.Reader) error {
	f := &file{out: out}
	f.begin(about(in.Header))
	c := &capture{file: f, hosts: newHosts(f), flows: map[string]*flow{}, http: map[string]bool{}}
	for {
		l, err := in.Next()
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		c.take(l)
		if f.err != nil {
			return fmt.Errorf("write the capture: %w", f.err)
		}
		if err != nil {
			return nil
		}
	}
}

// about is what the file says of itself.
func about(h record.Header) string {
	text := fmt.Sprintf("%s, seed %d, events %d to %d, recorded by Patternscope.\n", h.Title, h.Seed, h.First, h.Head)
	if h.First > 1 {
		text += fmt.Sprintf("What happened before event %d was no longer kept: connections opened before go on in the middle.\n", h.First)
	}
	return text + "Time is world time, from 1 January 2000. Bytes, order and times are those of the run; addresses and TCP are made up around them.\n" +
		"ZeroMQ is at the ports 5555 and on: name " + Ports + " in Preferences, Protocols, ZMTP (from Wireshark 4.4), or tshark -d " + DecodeAs + ". HTTP is decoded by itself.\n" +
		"What was sent over inproc crossed no wire, and is not in this file. Only the first bytes of a long message were kept: its packet is cut."
}

// said is an event as the comment of a packet.
func said(e event.Event) string { return fmt.Sprintf("Event %d: %s", e.Seq, e.Say) }

// take follows a line. A sent waits for its parcel, which is the next line, if it was kept.
func (c *capture) take(l record.Line) {
	if sent := c.sent; sent != nil {
		c.sent = nil
		var known []byte
		if l.Parcel != nil {
			known = l.Parcel.Bytes
		}
		if f := c.flows[sent.Link]; f != nil {
			f.send(*sent, known)
		}
	}
	switch {
	case l.Event != nil:
		c.happened(*l.Event)
	case l.Keyframe != nil && c.opened == 0 && len(c.http) == 0:
		c.begin(l.Keyframe)
	}
}

func (c *capture) happened(e event.Event) {
	f := c.flows[e.Link]
	switch e.Kind {
	case event.Opened:
		c.http[e.Socket] = e.Type == "HTTP"
	case event.Joined:
		c.http[e.Socket] = e.Type == "HTTP"
		if f != nil {
			f.from = e.Socket // a stranger until now
			c.hosts.alias(f.ends[0].host, e.Node)
		}
	case event.Accepted:
		c.accepted(e)
	case event.Sent:
		c.sent = &e
	case event.Arrived:
		if f != nil {
			f.land(e)
		}
	case event.Disconnected, event.Refused:
		if f != nil && f.hangUp(e) {
			delete(c.flows, e.Link)
		}
	}
}

func (c *capture) accepted(e event.Event) {
	if e.Transport == "inproc" {
		return
	}
	from := e.Peer
	if from == "" {
		from = event.Stranger + e.Link
	}
	f := c.newFlow(from, c.hosts.client(from), c.hosts.bound(e.Socket, e.Endpoint, c.http[e.Socket]))
	c.flows[e.Link] = f
	f.open(e.At, said(e))
}

// begin takes up what stands when the recording begins: sockets, and connections in their middle.
func (c *capture) begin(s *event.State) {
	for _, n := range s.Nodes {
		c.hosts.host(n.Name)
	}
	for _, k := range s.Sockets {
		c.http[k.ID] = k.Type == "HTTP"
	}
	for _, l := range s.Links {
		if l.To == "" || l.Transport == "inproc" {
			continue
		}
		f := c.newFlow(l.From, c.hosts.client(l.From), c.hosts.bound(l.To, l.Endpoint, c.http[l.To]))
		for side, lane := range l.Lanes {
			for _, parcel := range lane {
				f.lands[side][parcel.Parcel] = f.next[side] // sent before: nothing is left to acknowledge
			}
		}
		c.flows[l.ID] = f
	}
}
