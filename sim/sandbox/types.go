package sandbox

import (
	"slices"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/zmq"
)

// Type is one socket type, as the palette tells it.
type Type struct {
	Type     string            `json:"type"`
	Help     string            `json:"help"`
	TalksTo  []string          `json:"talksTo"`
	Sends    bool              `json:"sends"`    // its program may
	Receives bool              `json:"receives"` // its program may
	Options  []zmq.OptionField `json:"options"`
}

// Types lists the socket types, HTTP last.
func Types() []Type {
	all := []Type{
		{Type: "REQ", Help: "asks, then waits for the answer, in turn", Sends: true, Receives: true},
		{Type: "REP", Help: "takes a question, then answers it, in turn", Sends: true, Receives: true},
		{Type: "DEALER", Help: "sends to its peers in turn and receives from all, whenever it likes", Sends: true, Receives: true},
		{Type: "ROUTER", Help: "receives with the sender's identity in front, and sends to the peer it names", Sends: true, Receives: true},
		{Type: "PUB", Help: "copies each message to every peer that subscribed to it", Sends: true},
		{Type: "SUB", Help: "receives what it subscribed to", Receives: true},
		{Type: "XPUB", Help: "a PUB that also receives the subscriptions", Sends: true, Receives: true},
		{Type: "XSUB", Help: "a SUB that subscribes by sending", Sends: true, Receives: true},
		{Type: "PUSH", Help: "shares its messages out among its peers, in turn", Sends: true},
		{Type: "PULL", Help: "receives from all its peers, fairly", Receives: true},
		{Type: "PAIR", Help: "talks with one peer alone", Sends: true, Receives: true},
	}
	for i := range all {
		t := &all[i]
		t.TalksTo = talksTo(zmq4.SocketType(t.Type))
		t.Options = zmq.OptionFields(zmq4.SocketType(t.Type))
	}
	return append(all, Type{
		Type: HTTP, Help: "sends HTTP requests, or answers them", TalksTo: []string{HTTP}, Sends: true, Receives: true, Options: []zmq.OptionField{},
	})
}

// zmqTypes are the names of ZeroMQ's types.
var zmqTypes = []string{"REQ", "REP", "DEALER", "ROUTER", "PUB", "SUB", "XPUB", "XSUB", "PUSH", "PULL", "PAIR"}

// talksTo lists the types that a type can talk to: those its handshake accepts (RFC 28 to 31).
func talksTo(t zmq4.SocketType) []string {
	out := []string{}
	for _, other := range zmqTypes {
		if t.IsCompatible(zmq4.SocketType(other)) {
			out = append(out, other)
		}
	}
	return out
}

// ZMQTypes are the names of ZeroMQ's socket types, IsZMQ tells whether one is.
func ZMQTypes() []string    { return slices.Clone(zmqTypes) }
func IsZMQ(typ string) bool { return slices.Contains(zmqTypes, typ) }
