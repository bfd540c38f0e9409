package event

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Halves of a duel, in the order of the page.
var Halves = []string{"http", "zeromq"}

// Books are the ledgers of a run, and who belongs to which half.
type Books struct {
	Ledgers []*Ledger
	halves  map[string]*Ledger // by node
	callers map[string]bool
	outside map[string]bool // processes that talk to a half
}

// NewBooks opens a ledger for each half the nodes belong to; nil when there is none.
func NewBooks(nodes []Node) *Books {
	b := &Books{halves: map[string]*Ledger{}, callers: map[string]bool{}, outside: map[string]bool{}}
	for _, half := range Halves {
		l := &Ledger{Half: half, Lost: map[Reason]int{}}
		for _, n := range nodes {
			if n.Half != half {
				continue
			}
			b.halves[n.Name] = l
			if n.Caller {
				b.callers[n.Name] = true
				l.Callers++
			}
		}
		b.Ledgers = append(b.Ledgers, l)
	}
	if len(b.halves) == 0 {
		return nil
	}
	return b
}

// Copy is the page of this moment.
func (b *Books) Copy() []Ledger {
	out := make([]Ledger, len(b.Ledgers))
	for i, l := range b.Ledgers {
		out[i] = *l
		out[i].Lost, out[i].Failed = maps.Clone(l.Lost), maps.Clone(l.Failed)
		out[i].Waiting, out[i].Trips = slices.Clone(l.Waiting), slices.Clone(l.Trips)
	}
	return out
}

// Enter books an event.
func (b *Books) Enter(e Event) {
	if e.Kind == Joined {
		b.outside[e.Node] = true
	}
	l := b.of(e)
	if l == nil {
		return
	}
	l.cross(e)
	l.fail(e)
	l.connect(e)
	l.turn(e)
	if b.callers[e.Node] && e.Thread == 0 {
		l.stand(e)
	}
	if from := b.from(e); from != nil {
		from.fly(e)
		from.open(e)
	}
	for _, l := range b.Ledgers {
		l.finish(e)
	}
}

// from is the half whose message an event is about: that of who sent it, also
// where a hand has joined both halves. A message of an outside process is of the half
// that it talks to; one of a node that was added by hand is of neither.
func (b *Books) from(e Event) *Ledger {
	sender := cmp.Or(e.Socket, e.Node)
	if e.Kind == Arrived || e.Kind == Received || e.Place == AtLane || e.Place == AtReceiveQueue {
		sender = e.Peer
	}
	node := nodeOf(sender)
	if node == "" || node+"." == Stranger || b.outside[node] {
		return b.of(e)
	}
	return b.halves[node]
}

// of finds the half an event belongs to: a stranger's by who it talks to.
func (b *Books) of(e Event) *Ledger {
	for _, name := range []string{e.Node, nodeOf(e.Socket), nodeOf(e.Peer)} {
		if l := b.halves[name]; l != nil {
			return l
		}
	}
	return nil
}

func nodeOf(socket string) string {
	node, _, _ := strings.Cut(socket, ".")
	return node
}
