package pcapng

import "patternscope/sim/event"

// flow is one connection, as packets.
type flow struct {
	out   *capture
	ends  [2]place            // 0 connects, 1 is bound
	from  string              // the socket that connects
	next  [2]uint32           // the number of the next byte that each side sends
	seen  [2]uint32           // up to which each side has received
	lands [2]map[int64]uint32 // of the parcels on their way from each side: the number behind them
	ended [2]bool             // has said FIN
}

func (c *capture) newFlow(from string, near, far place) *flow {
	c.opened++
	first := uint32(c.opened) << 20 // a number to begin with: any will do
	return &flow{
		out: c, from: from, ends: [2]place{near, far}, next: [2]uint32{first, first}, seen: [2]uint32{first, first},
		lands: [2]map[int64]uint32{{}, {}},
	}
}

func (f *flow) side(socket string) int {
	if socket == f.from {
		return 0
	}
	return 1
}

// put writes one segment from a side.
func (f *flow) put(at int64, side int, flags byte, data []byte, size int, comment string) {
	f.out.number++
	s := segment{
		from: f.ends[side], to: f.ends[1-side], id: f.out.number, seq: f.next[side], flags: flags, data: data, size: size,
	}
	if flags&ack != 0 {
		s.ack = f.seen[side]
	}
	captured, whole := s.bytes()
	f.out.file.packet(epoch+at, captured, whole, comment)
	f.next[side] += uint32(size)
	if flags&(syn|fin) != 0 {
		f.next[side]++ // each takes a number, as a byte does
	}
}

// open is the handshake of TCP.
func (f *flow) open(at int64, comment string) {
	f.put(at, 0, syn, nil, 0, comment)
	f.seen[1] = f.next[0]
	f.put(at, 1, syn|ack, nil, 0, "")
	f.seen[0] = f.next[1]
	f.put(at, 0, ack, nil, 0, "")
}

// send puts a parcel on its way. Of its bytes the first are known.
func (f *flow) send(e event.Event, known []byte) {
	side := f.side(e.Socket)
	if f.ended[side] {
		return
	}
	comment := said(e)
	for left := e.Bytes; left > 0; left -= maxSegment {
		size := min(left, maxSegment)
		n := min(size, len(known))
		f.put(e.At, side, psh|ack, known[:n], size, comment)
		known, comment = known[n:], ""
	}
	f.lands[side][e.Parcel] = f.next[side]
}

// land acknowledges a parcel that has arrived at the socket of the event.
func (f *flow) land(e event.Event) {
	side := f.side(e.Socket)
	upto, flew := f.lands[1-side][e.Parcel]
	if !flew {
		return
	}
	delete(f.lands[1-side], e.Parcel)
	f.seen[side] = upto
	if !f.ended[side] {
		f.put(e.At, side, ack, nil, 0, said(e))
	}
}

// hangUp is a side's end of the connection. It tells whether both have ended.
func (f *flow) hangUp(e event.Event) bool {
	side := f.side(e.Socket)
	switch {
	case f.ended[side]:
	case !f.ended[1-side]:
		f.put(e.At, side, fin|ack, nil, 0, said(e))
	case f.seen[side]+1 != f.next[1-side]: // what the other side sent last has not come
		f.put(e.At, side, rst|ack, nil, 0, said(e))
	default:
		f.seen[side] = f.next[1-side]
		f.put(e.At, side, fin|ack, nil, 0, said(e))
		f.seen[1-side] = f.next[side]
		f.put(e.At, 1-side, ack, nil, 0, "")
	}
	f.ended[side] = true
	return f.ended[0] && f.ended[1]
}
