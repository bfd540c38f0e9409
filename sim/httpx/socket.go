package httpx

import (
	"strings"

	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// socket is a client or a server as the picture shows it.
type socket struct {
	*scene.Tally
	scene  *scene.Scene
	owner  *scene.Owner
	bound  []event.Binding
	closed bool
}

// SocketType is what the picture writes on it.
const SocketType = "HTTP"

// newSocket opens one. Its id tells that it speaks HTTP: "server.http", "receiver.http-client".
func newSocket(s *scene.Scene, owner *scene.Owner, name string) *socket {
	if !strings.HasPrefix(name, "http") {
		name = "http-" + name
	}
	k := &socket{scene: s, owner: owner}
	k.Tally = s.AddSocket(owner.Name+"."+name, k)
	owner.Enter(s)
	owner.Emit(s, event.Event{Kind: event.Opened, Socket: k.ID, Type: SocketType})
	return k
}

// State is the socket as it is.
func (k *socket) State() event.Socket {
	out := event.Socket{Node: k.owner.Name, Type: SocketType, Closed: k.closed, Bound: []event.Binding{}}
	out.Bound = append(out.Bound, k.bound...)
	k.Fill(&out)
	return out
}

// Closed tells whether it is.
func (k *socket) Closed() bool { return k.closed }
