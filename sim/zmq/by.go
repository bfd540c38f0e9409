package zmq

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/scene"
)

// What a reader does to a socket, beside its program, and asks of it.

// by is who makes a call: the program, or a thread of it.
func (s *Socket) by() *scene.Owner { return s.ctx.Running(s.owner) }

// SendWithin is Send that waits at most so long; when negative, as SNDTIMEO says.
func (s *Socket) SendWithin(msg zmq4.Msg, wait time.Duration) error {
	if wait < 0 {
		wait = s.opt.times[SNDTIMEO]
	}
	return s.send(msg.Frames, wait)
}

// RecvWithin is Recv that waits at most so long; when negative, as RCVTIMEO says.
func (s *Socket) RecvWithin(wait time.Duration) (zmq4.Msg, error) {
	if wait < 0 {
		wait = s.opt.times[RCVTIMEO]
	}
	return s.recv(wait)
}

// Node is the name of the program it belongs to.
func (s *Socket) Node() string { return s.owner.Name }

// Closed tells whether it is.
func (s *Socket) Closed() bool { return s.closed }

// BoundTo lists the endpoints it is bound to.
func (s *Socket) BoundTo() []string {
	var out []string
	for _, b := range s.bindings {
		out = append(out, b.endpoint)
	}
	return out
}

// ConnectedTo lists the endpoints it connects to, each once.
func (s *Socket) ConnectedTo() []string {
	var out []string
	for _, l := range s.links {
		if !l.ends[0].closed && !slices.Contains(out, l.endpoint) {
			out = append(out, l.endpoint)
		}
	}
	return out
}

// Reaches tells whether a connection of its own leads to the endpoint, be it one that only lingers.
func (s *Socket) Reaches(endpoint string) bool {
	return slices.ContainsFunc(s.links, func(l *link) bool { return l.endpoint == endpoint })
}

// Topics lists what a SUB has subscribed to, sorted.
func (s *Socket) Topics() []string {
	if k, is := s.kind.(*sub); is {
		return slices.Sorted(maps.Keys(k.mine))
	}
	return nil
}

// Find is the open socket of that id; nil: there is none.
func (c *Context) Find(id string) *Socket {
	for _, s := range c.sockets {
		if s.ID() == id && !s.closed {
			return s
		}
	}
	return nil
}

// Open lists the open sockets, in order.
func (c *Context) Open() []*Socket {
	return slices.DeleteFunc(slices.Clone(c.sockets), (*Socket).Closed)
}

// CheckEndpoint tells whether an endpoint is one, with its transport.
func CheckEndpoint(endpoint string) error {
	if _, _, err := parseEndpoint(endpoint); err != nil {
		return fmt.Errorf("%.60q is not tcp://, ipc:// or inproc:// and a name of 1 to 40 small letters, digits and hyphens", endpoint)
	}
	return nil
}
