package zmq

import "patternscope/sim/scene"

// Context holds the ZeroMQ sockets of one world, and what they share beside the scene.
type Context struct {
	*scene.Scene
	Limits Limits

	sockets   []*Socket
	links     []*link             // not yet ended, or with something to take
	bindings  map[string]*binding // by endpoint
	addresses map[string]string   // where an endpoint was bound before
	waiting   map[string][]*link  // inproc: connected before bound
}

// Limits bound what outside processes may do to a world, beside those of its door.
type Limits struct {
	scene.Limits
	Held          int // bytes of a peer in a receive queue
	Subscriptions int // topics a peer may ask for
	TopicBytes    int // and how long each may be
}

// DefaultLimits are generous for a class and harmless for the machine.
var DefaultLimits = Limits{Limits: scene.DefaultLimits, Held: 8 << 20, Subscriptions: 1000, TopicBytes: 256}

// NewContext returns a context without sockets.
func NewContext(s *scene.Scene) *Context {
	return &Context{
		Scene: s, Limits: DefaultLimits,
		bindings:  map[string]*binding{},
		addresses: map[string]string{},
		waiting:   map[string][]*link{},
	}
}
