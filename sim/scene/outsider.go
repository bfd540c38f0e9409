package scene

import (
	"slices"
	"strconv"
	"strings"

	"patternscope/sim/event"
)

// Outsider is an outside process as the picture shows it: a node with one
// socket, of which nothing can be seen but what crosses its connections. One
// that leaves and comes back takes the same place.
type Outsider struct {
	*Tally
	Name        string // "peer 1", "curl 2"
	Role        string
	Column, Row int
	Here        bool
	Type        string
	Identity    string

	called string
}

// Guest is what an outside process has said of itself.
type Guest struct {
	Called   string // a word for it: "peer", "curl"
	Type     string // of its socket
	Identity string
}

// Comes finds the place of an outside process that talks to the node near, or makes one.
func (s *Scene) Comes(g Guest, near string) *Outsider {
	if o := s.left(g); o != nil {
		o.Here, o.Identity = true, g.Identity
		return o
	}
	o := &Outsider{Name: s.numbered(g.Called), Role: "an outside process", Here: true, Type: g.Type, Identity: g.Identity, called: g.Called}
	o.Column, o.Row = s.Place(near, len(s.outsiders))
	o.Tally = s.AddSocket(o.Name+"."+strings.ToLower(g.Type), o)
	s.outsiders = append(s.outsiders, o)
	return o
}

// left is who has left and may have come back: one of the same identity if there
// is one, else any of the same name and type.
func (s *Scene) left(g Guest) *Outsider {
	var like *Outsider
	for _, o := range s.outsiders {
		switch {
		case o.Here || o.Type != g.Type || o.called != g.Called:
		case o.Identity == g.Identity:
			return o
		case like == nil:
			like = o
		}
	}
	return like
}

// numbered is a name nobody on the stage has.
func (s *Scene) numbered(called string) string {
	for n := 1; ; n++ {
		name := called + " " + strconv.Itoa(n)
		taken := slices.ContainsFunc(s.outsiders, func(o *Outsider) bool { return o.Name == name })
		if !taken && !slices.Contains(s.programs, name) {
			return name
		}
	}
}

// State is the outside process's socket as far as it can be seen.
func (o *Outsider) State() event.Socket {
	k := event.Socket{Node: o.Name, Type: o.Type, Identity: o.Identity, Bound: []event.Binding{}}
	o.Fill(&k)
	return k
}

// Outsiders lists the outside processes that have joined, also those that left.
func (s *Scene) Outsiders() []Outsider {
	out := make([]Outsider, len(s.outsiders))
	for i, o := range s.outsiders {
		out[i] = *o
	}
	return out
}

// present is how many of them are here.
func (s *Scene) present() int {
	n := 0
	for _, o := range s.outsiders {
		if o.Here {
			n++
		}
	}
	return n
}
