package sandbox

import (
	"maps"
	"slices"
)

// Clone is a copy that shares nothing.
func (n *Node) Clone() *Node {
	c := *n
	c.Settings = maps.Clone(n.Settings)
	c.Sockets = make([]*Socket, len(n.Sockets))
	for i, s := range n.Sockets {
		c.Sockets[i] = s.clone()
	}
	return &c
}

func (s *Socket) clone() *Socket {
	c := *s
	c.Options = maps.Clone(s.Options)
	c.Bind, c.Connect, c.Subscribe = slices.Clone(s.Bind), slices.Clone(s.Connect), slices.Clone(s.Subscribe)
	return &c
}

// Socket finds a socket by its name; nil when the node has none of it.
func (n *Node) Socket(name string) *Socket {
	i := slices.IndexFunc(n.Sockets, func(s *Socket) bool { return s.Name == name })
	if i < 0 {
		return nil
	}
	return n.Sockets[i]
}

// Forget takes a socket out. One that its kind must have stays, to be opened when the program begins anew.
func (n *Node) Forget(s *Socket) {
	k, _ := kindOf(n.Kind)
	if i := slices.Index(n.Sockets, s); i >= len(k.Sockets) {
		n.Sockets = slices.Delete(n.Sockets, i, i+1)
	}
}

// Bound is an endpoint that one of its sockets is bound to; "": none is.
func (n *Node) Bound() string {
	for _, s := range n.Sockets {
		if len(s.Bind) > 0 {
			return s.Bind[0]
		}
	}
	return ""
}
