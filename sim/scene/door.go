package scene

import (
	"fmt"
	"net"
	"time"

	"patternscope/sim/clock"
	"patternscope/sim/wire"
)

// Limits bound what outside processes may do to a world, whatever they speak.
type Limits struct {
	Peers     int           // outside peers at the same time
	HalfOpen  int           // who have not said who they are, at the same time
	Arriving  int           // connections that wait to be accepted or refused in the log; above that they are only counted
	Handshake time.Duration // wall time for each thing a stranger must say
	Parcels   int           // of a peer in a second of world time: else one who sends without pause would stop the time
	Bandwidth int           // bytes of a peer in a second of world time
	Flying    int           // bytes of a peer in a lane that has no capacity
}

// DefaultLimits are generous for a class and harmless for the machine.
var DefaultLimits = Limits{
	Peers: 16, HalfOpen: 64, Arriving: 1024, Handshake: 2 * time.Second, Parcels: 2000, Bandwidth: 32 << 20, Flying: 1 << 20,
}

// Takes is for how long a parcel of a peer has its lane for itself.
func (l Limits) Takes(bytes int) time.Duration {
	return max(time.Second/time.Duration(l.Parcels), time.Duration(bytes)*time.Second/time.Duration(l.Bandwidth))
}

// Weight is what so many bytes cost in memory, with all that is kept about them.
func Weight(bytes int) int { return bytes + 256 }

// Door is where strangers come into a world. It belongs to the clock's turn.
//
//	accept ─▶ Knock ─ a due thing ─▶ admit ─▶ Comes ─ says who it is ─▶ Goes, Scene.Comes
type Door struct {
	Limits Limits

	scene    *Scene
	arriving int // strangers at the door, not yet let in
	unseen   int // strangers sent away without an event
	strange  int // strangers inside who have not said who they are
}

// Knock has admit called as a due thing of this moment: not while the world is
// paused. Why says why this one must be sent away; "": it may stay. Those who
// stand at the door meanwhile are bounded too; the others are sent away.
func (d *Door) Knock(raw net.Conn, admit func(conn *wire.Outside, why string)) {
	conn := d.scene.Exchange.Outside(raw)
	full := d.arriving >= d.Limits.HalfOpen
	if full {
		conn.Close()
	}
	if d.arriving >= d.Limits.Arriving {
		d.unseen++
		return
	}
	d.arriving++
	d.scene.Clock.At(d.scene.Clock.Shown(), func() {
		d.arriving--
		admit(conn, d.why(full))
	}).Of(clock.Outsider{})
}

func (d *Door) why(full bool) string {
	switch {
	case full:
		return d.crowd()
	case d.strange >= d.Limits.HalfOpen:
		return fmt.Sprintf("%d others have not said yet who they are", d.strange)
	}
	return d.House()
}

// crowd says why one who came with many others was sent away.
func (d *Door) crowd() string {
	text := fmt.Sprintf("more than %d came at once", d.Limits.HalfOpen)
	if d.unseen > 0 {
		text += fmt.Sprintf(", and %d more who are not shown", d.unseen)
		d.unseen = 0
	}
	return text
}

// House says why nobody more can join; "": one can.
func (d *Door) House() string {
	if d.scene.present() < d.Limits.Peers {
		return ""
	}
	return fmt.Sprintf("%d outside peers are connected already", d.Limits.Peers)
}

// Comes is when a stranger is let in, Goes when it has said who it is, or has gone.
func (d *Door) Comes() { d.strange++ }
func (d *Door) Goes()  { d.strange-- }
