package sandbox

import (
	"maps"
	"slices"
	"strings"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

// open opens the node's sockets as the document has them. What cannot be done,
// such as binding where another socket is bound, is recorded, and the program goes on.
func (n *Node) open(at *node.Node) []*zmq.Socket {
	var out []*zmq.Socket
	for _, s := range n.Sockets {
		out = append(out, s.Open(at))
	}
	return out
}

// openRest opens the sockets that an HTTP program has beside its own.
func (n *Node) openRest(at *node.Node) {
	for _, s := range n.Sockets[1:] {
		s.Open(at)
	}
}

// Open opens one socket: options, subscriptions, then endpoints.
func (s *Socket) Open(at *node.Node) *zmq.Socket {
	k := at.Socket(zmq4.SocketType(s.Type), s.Name)
	for _, name := range slices.Sorted(maps.Keys(s.Options)) {
		k.SetOption(name, s.Options[name])
	}
	for _, topic := range s.Subscribe {
		k.SetOption(zmq.SUBSCRIBE, topic)
	}
	for _, e := range s.Bind {
		k.Listen(Endpoint(at, e))
	}
	for _, e := range s.Connect {
		k.Dial(Endpoint(at, e))
	}
	return k
}

// Endpoint is an endpoint of a document with its transport.
func Endpoint(at *node.Node, endpoint string) string {
	if strings.Contains(endpoint, "://") {
		return endpoint
	}
	return at.Endpoint(endpoint)
}
