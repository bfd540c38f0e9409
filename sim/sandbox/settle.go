package sandbox

import (
	"fmt"
	"slices"
	"strings"
)

// settle fills in what a node leaves out, so that it fits in with those there are.
func (n *Node) settle(there []*Node) {
	k, _ := kindOf(n.Kind)
	if n.Name == "" && n.Kind != "" {
		n.Name = freeName(strings.ReplaceAll(n.Kind, "-", " "), func(name string) bool { return named(there, name) })
	}
	if n.Row == absent {
		n.Row = FreeRow(n.Column, there)
	}
	if len(n.Sockets) == 0 {
		for _, slot := range k.Sockets {
			if !slot.Optional {
				n.Sockets = append(n.Sockets, &Socket{Options: map[string]string{}})
			}
		}
	}
	for i, s := range n.Sockets {
		if i < len(k.Sockets) {
			s.fill(k.Sockets[i])
		}
		if s.Name == "" {
			s.Name = freeName(strings.ToLower(s.Type), func(name string) bool { return n.Socket(name) != nil })
		}
	}
	if k.Kind == httpServer().Kind && len(n.Sockets) > 0 && len(n.Sockets[0].Bind) == 0 {
		n.Sockets[0].Bind = []string{freeName("api", func(name string) bool { return serves(there, name) })}
	}
}

func (s *Socket) fill(slot Slot) {
	if s.Type == "" {
		s.Type = slot.Types[0]
	}
	if s.Name == "" {
		s.Name = slot.Name
	}
}

// freeName is a name nobody has: "worker", "worker-2" ...
func freeName(name string, taken func(string) bool) string {
	for i, free := 2, name; ; i++ {
		if !taken(free) {
			return free
		}
		free = fmt.Sprintf("%s-%d", name, i)
	}
}

// FreeRow is the first row of a column at which nobody stands.
func FreeRow(column int, there []*Node) int {
	for row := 0; ; row++ {
		if !slices.ContainsFunc(there, func(n *Node) bool { return n.Column == column && n.Row == row }) {
			return row
		}
	}
}

func named(there []*Node, name string) bool {
	return slices.ContainsFunc(there, func(n *Node) bool { return n.Name == name })
}

func serves(there []*Node, name string) bool {
	return slices.ContainsFunc(there, func(n *Node) bool {
		return n.Kind == httpServer().Kind && len(n.Sockets) > 0 && slices.Contains(n.Sockets[0].Bind, name)
	})
}
