package zmq

import (
	"slices"
	"time"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// Context holds the sockets of one world and what they share.
type Context struct {
	Clock    *clock.Clock
	Log      *event.Log
	Exchange *wire.Exchange
	Latency  time.Duration // of each new lane
	Capacity int           // of each new lane, in messages; 0: any number
	Limits   Limits
	// Where tells the line of the pattern's file at which the running program stands; 0: unknown.
	Where func() int
	// Place tells where on the stage an outside process goes: the slot-th one, connected to the node near.
	Place func(near string, slot int) (column, row int)

	sockets   []*Socket
	outsiders []*outsider
	links     []*link
	bindings  map[string]*binding // by endpoint
	addresses map[string]string   // where an endpoint was bound before
	shaking   int                 // strangers whose handshake is not complete
	waiting   map[string][]*link  // inproc: connected before bound
	lastLink  int
	lastMsg   int64
	lastParc  int64
}

// Limits bound what outside processes may do to a world.
type Limits struct {
	Peers         int           // outside peers at the same time
	HalfOpen      int           // handshakes at the same time
	Handshake     time.Duration // wall time for each thing a stranger must say
	Subscriptions int           // topics a peer may ask for
	TopicBytes    int           // and how long each may be
}

// DefaultLimits are generous for a class and harmless for the machine.
var DefaultLimits = Limits{Peers: 16, HalfOpen: 64, Handshake: 2 * time.Second, Subscriptions: 1000, TopicBytes: 256}

// NewContext returns a context without sockets.
func NewContext(c *clock.Clock, l *event.Log, x *wire.Exchange) *Context {
	return &Context{
		Clock: c, Log: l, Exchange: x, Limits: DefaultLimits,
		Where:     func() int { return 0 },
		Place:     func(_ string, slot int) (int, int) { return 0, slot },
		bindings:  map[string]*binding{},
		addresses: map[string]string{},
		waiting:   map[string][]*link{},
	}
}

// Owner is the program that sockets belong to, as the picture sees it.
type Owner struct {
	Name string
	Line int         // where it stands
	Call *event.Call // what it waits in; nil: it runs
	Last int64       // its latest event, the cause of its next
}

// Emit stamps an event with the world time and appends it.
func (c *Context) Emit(e event.Event) int64 {
	e.At = c.micros()
	return c.Log.Append(e)
}

func (c *Context) micros() int64 { return c.Clock.Now().Microseconds() }

func (c *Context) parcel() int64 {
	c.lastParc++
	return c.lastParc
}

// emit records an event of the owner's program, caused by its latest.
func (o *Owner) emit(c *Context, e event.Event) int64 {
	e.Node, e.Line = o.Name, o.Line
	if e.Cause == 0 {
		e.Cause = o.Last
	}
	o.Last = c.Emit(e)
	return o.Last
}

// Enter notes that the program makes a call, and where.
func (o *Owner) Enter(c *Context) {
	c.Clock.Count()
	if line := c.Where(); line > 0 {
		o.Line = line
	}
}

// Stand records that the program waits in a call. Leave ends it.
func (o *Owner) Stand(c *Context, kind event.Kind, call event.Call) {
	call.Since = c.micros()
	o.emit(c, event.Event{Kind: kind, Call: call.Call, Socket: call.Socket, Until: call.Until})
	o.Call = &call
}

// Leave notes that the program goes on.
func (o *Owner) Leave() { o.Call = nil }

// Record records an event of the program that is no call.
func (o *Owner) Record(c *Context, e event.Event) { o.emit(c, e) }

// State writes sockets, links and messages as they are.
func (c *Context) State(s *event.State) {
	for _, k := range c.sockets {
		s.Sockets = append(s.Sockets, k.state())
	}
	for _, o := range c.outsiders {
		s.Sockets = append(s.Sockets, o.state())
	}
	found := map[int64]*message{}
	for _, l := range c.links {
		s.Links = append(s.Links, l.state(found))
	}
	for _, m := range found {
		s.Messages = append(s.Messages, m.state())
	}
	slices.SortFunc(s.Messages, func(a, b event.Message) int { return int(a.ID - b.ID) })
}
