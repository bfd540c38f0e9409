package zmq

import (
	"time"

	"patternscope/sim/scene"
)

// Context holds the ZeroMQ sockets of one world, and what they share beside the scene.
type Context struct {
	*scene.Scene
	Limits Limits

	sockets   []*Socket
	outsiders []*outsider
	links     []*link             // not yet ended, or with something to take
	bindings  map[string]*binding // by endpoint
	addresses map[string]string   // where an endpoint was bound before
	arriving  int                 // strangers at the door, not yet let in
	unseen    int                 // strangers sent away without an event
	shaking   int                 // strangers whose handshake is not complete
	waiting   map[string][]*link  // inproc: connected before bound
}

// Limits bound what outside processes may do to a world.
type Limits struct {
	Peers         int           // outside peers at the same time
	HalfOpen      int           // handshakes at the same time
	Arriving      int           // connections that wait to be accepted or refused in the log; above that they are only counted
	Handshake     time.Duration // wall time for each thing a stranger must say
	Parcels       int           // of a peer in a second of world time: else one who sends without pause would stop the time
	Bandwidth     int           // bytes of a peer in a second of world time
	Flying        int           // bytes of a peer in a lane that has no capacity
	Held          int           // bytes of a peer in a receive queue
	Subscriptions int           // topics a peer may ask for
	TopicBytes    int           // and how long each may be
}

// DefaultLimits are generous for a class and harmless for the machine.
var DefaultLimits = Limits{
	Peers: 16, HalfOpen: 64, Arriving: 1024, Handshake: 2 * time.Second,
	Parcels: 2000, Bandwidth: 32 << 20, Flying: 1 << 20, Held: 8 << 20, Subscriptions: 1000, TopicBytes: 256,
}

// takes is for how long a parcel of a peer has its lane for itself.
func (l Limits) takes(bytes int) time.Duration {
	return max(time.Second/time.Duration(l.Parcels), time.Duration(bytes)*time.Second/time.Duration(l.Bandwidth))
}

// NewContext returns a context without sockets.
func NewContext(s *scene.Scene) *Context {
	return &Context{
		Scene: s, Limits: DefaultLimits,
		bindings:  map[string]*binding{},
		addresses: map[string]string{},
		waiting:   map[string][]*link{},
	}
}
