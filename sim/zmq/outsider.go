package zmq

import (
	"strconv"
	"strings"

	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// outsider is an outside process as the picture shows it. One that leaves and
// comes back takes the same place.
type outsider struct {
	tally scene.Tally
	Outsider
	typ      string
	identity string
}

// Outsider is an outside process and its place on the stage.
type Outsider struct {
	Name        string
	Role        string
	Column, Row int
	Here        bool
}

func (c *Context) present() int {
	n := 0
	for _, o := range c.outsiders {
		if o.Here {
			n++
		}
	}
	return n
}

// place finds the outsider that this one is, or makes one.
func (c *Context) place(typ, identity, near string) *outsider {
	if o := c.left(typ, identity); o != nil {
		o.Here, o.identity = true, identity
		return o
	}
	slot := len(c.outsiders)
	o := &outsider{typ: typ, identity: identity}
	o.Name, o.Role, o.Here = "peer "+strconv.Itoa(slot+1), "an outside process", true
	o.Column, o.Row = c.Place(near, slot)
	o.tally.ID = o.Name + "." + strings.ToLower(typ)
	c.outsiders = append(c.outsiders, o)
	c.AddSocket(o)
	return o
}

// left is who has left and may have come back: one of the same identity if there
// is one, else any of the same type.
func (c *Context) left(typ, identity string) *outsider {
	var like *outsider
	for _, o := range c.outsiders {
		switch {
		case o.Here || o.typ != typ:
		case o.identity == identity:
			return o
		case like == nil:
			like = o
		}
	}
	return like
}

// State is the outside process's socket as far as it can be seen.
func (o *outsider) State() event.Socket {
	s := event.Socket{Node: o.Name, Type: o.typ, Identity: o.identity, Bound: []event.Binding{}}
	o.tally.Fill(&s)
	return s
}

// Outsiders lists the outside processes that have joined, also those that left.
func (c *Context) Outsiders() []Outsider {
	out := make([]Outsider, len(c.outsiders))
	for i, o := range c.outsiders {
		out[i] = o.Outsider
	}
	return out
}
