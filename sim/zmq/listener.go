package zmq

import (
	"fmt"

	"patternscope/sim/act"
	"patternscope/sim/event"
)

// The manners in which a bound endpoint answers who connects; "": it accepts.
const (
	refuses = "refuse"  // as if nobody were bound there
	mute    = "silence" // accepted, and then not heard, nor spoken to
)

// Can finds out how the manner of a bound endpoint is changed, or why not.
func (c *Context) Can(a act.Action) (do func(), why string) {
	b, manner := c.bindings[a.Endpoint], string(a.Do)
	if a.Do == act.Accept {
		manner = ""
	}
	switch {
	case b == nil:
		return nil, fmt.Sprintf("nobody is bound to %s", a.Endpoint)
	case b.transport == "inproc":
		return nil, "on inproc who connects is joined in memory: nobody can refuse, or be silent"
	case b.manner == manner && manner == "":
		return nil, "it accepts already"
	case b.manner == manner:
		return nil, "it does so already"
	}
	return func() { b.behave(manner) }, ""
}

func (b *binding) behave(manner string) {
	s := b.sock
	b.manner = manner
	s.ctx.Emit(event.Event{Kind: event.Altered, Node: s.owner.Name, Socket: s.ID(), Endpoint: b.endpoint, Manner: manner})
	if manner != "" {
		return
	}
	for _, p := range s.ends() {
		if p.silent && p.link.endpoint == b.endpoint {
			p.speak()
		}
	}
}

// speak begins the handshake with one who was accepted, and has waited since.
func (p *pipe) speak() {
	p.silent = false
	p.plug()
	p.roomAgain()
}
