// Package scene is what all sockets of one world share, whatever they speak:
// its clock, its log and its network; the numbers of links, messages and
// parcels; and the programs, as the picture sees them. It belongs to the
// clock's turn.
package scene

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"patternscope/sim/act"
	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// Scene is one world's common ground.
type Scene struct {
	Clock    *clock.Clock
	Log      *event.Log
	Exchange *wire.Exchange
	Tape     *wire.Tape    // keeps the bytes that cross; nil: nothing does
	Latency  time.Duration // of each new lane
	Capacity int           // of each new lane, in parcels; 0: any number
	Door     *Door         // where strangers come in
	// Where tells the line of the pattern's file at which the running program stands; 0: unknown.
	Where func() int
	// Watch, if set, is shown each event as it is recorded.
	Watch func(event.Event)
	// Place tells where on the stage an outside process goes: the slot-th one, connected to the node near.
	Place func(near string, slot int) (column, row int)

	// Unlinked is called when a link was taken out of the picture.
	Unlinked func()

	sockets    []seat
	links      []Link
	threads    []thread
	programs   []string // their names
	outsiders  []*Outsider
	lastLink   int
	lastMsg    int64
	lastParc   int64
	lastThread int
}

// Socket is anything messages are sent through.
type Socket interface{ State() event.Socket }

// Link is a connection between two of them.
type Link interface {
	// State is the link as it is. It adds the messages it holds to found.
	State(found map[int64]*Message) event.Link
	// Line is its two lanes.
	Line() *Line
	// Can finds out how a reader does something to the link, to a parcel in it or
	// to a message in a queue of it; or why not. It changes nothing.
	Can(a act.Action) (do func(), why string)
	// Waiting lists what waits on the link and cannot happen next, and why.
	Waiting() []act.Due
}

// New returns a scene without sockets.
func New(c *clock.Clock, l *event.Log, x *wire.Exchange) *Scene {
	s := &Scene{
		Clock: c, Log: l, Exchange: x, Tape: wire.NewTape(),
		Where:    func() int { return 0 },
		Unlinked: func() {},
		Place:    func(_ string, slot int) (int, int) { return 0, slot },
	}
	s.Door = &Door{Limits: DefaultLimits, scene: s}
	return s
}

// seat is the place of a socket in the picture.
type seat struct {
	Socket
	tally *Tally
}

// AddSocket puts a socket into the picture; it stays there, also closed. One of
// an id that was there before, of a program that ran before, takes its place: it goes on
// with the tally, since what the old one sent must still find its fate.
func (s *Scene) AddSocket(id string, k Socket) *Tally {
	for i, old := range s.sockets {
		if old.tally.ID == id {
			s.sockets[i].Socket = k
			return old.tally
		}
	}
	t := &Tally{ID: id}
	s.sockets = append(s.sockets, seat{k, t})
	return t
}

// AddLink puts a link into the picture, RemoveLink takes it out.
func (s *Scene) AddLink(l Link) { s.links = append(s.links, l) }

// RemoveLink takes a link out of the picture.
func (s *Scene) RemoveLink(l Link) {
	s.links = slices.DeleteFunc(s.links, func(o Link) bool { return o == l })
	s.Unlinked()
}

// Linked tells whether a socket of the node is still at the end of a link.
func (s *Scene) Linked(node string) bool {
	return slices.ContainsFunc(s.links, func(l Link) bool {
		k := l.State(map[int64]*Message{})
		return strings.HasPrefix(k.From, node+".") || strings.HasPrefix(k.To, node+".")
	})
}

// Links lists the links in the picture.
func (s *Scene) Links() []Link { return s.links }

// LinkID names the next link.
func (s *Scene) LinkID() string {
	s.lastLink++
	return "L" + strconv.Itoa(s.lastLink)
}

// ParcelID numbers the next parcel.
func (s *Scene) ParcelID() int64 {
	s.lastParc++
	return s.lastParc
}

// Emit stamps an event with the world time and appends it.
func (s *Scene) Emit(e event.Event) int64 {
	e.At = s.Micros()
	e.Seq = s.Log.Append(e)
	if s.Watch != nil {
		s.Watch(e)
	}
	return e.Seq
}

// Micros is the world time as events count it.
func (s *Scene) Micros() int64 { return s.Clock.Now().Microseconds() }

// Fill writes sockets, links and messages as they are.
func (s *Scene) Fill(out *event.State) {
	for _, k := range s.sockets {
		out.Sockets = append(out.Sockets, k.State())
	}
	found := map[int64]*Message{}
	for _, l := range s.links {
		out.Links = append(out.Links, l.State(found))
	}
	for _, m := range found {
		out.Messages = append(out.Messages, m.State())
	}
	slices.SortFunc(out.Messages, func(a, b event.Message) int { return int(a.ID - b.ID) })
}
