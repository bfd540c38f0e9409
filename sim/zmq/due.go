package zmq

import (
	"fmt"

	"patternscope/sim/act"
	"patternscope/sim/scene"
)

// What the timers of links are, for who lists what can happen next.

// about is what every such thing says of its end of a link.
func (p *pipe) about(kind, format string, args ...any) act.Due {
	return act.Due{Kind: kind, Node: p.node(), Socket: p.id(), Link: p.link.id, Say: fmt.Sprintf(format, args...)}
}

func (p *pipe) who() string  { return scene.NodeOf(p.id()) }
func (p *pipe) whom() string { return scene.NodeOf(p.peerID()) }

// trying is the moment a try to connect comes to its end, or is given up.
type trying struct{ *link }

func (t trying) Due() act.Due {
	p := t.ends[0]
	if t.hangs {
		return p.about("connect", "%s gives up this try to connect to %s: nobody has answered", p.who(), t.endpoint)
	}
	return p.about("connect", "%s connects to %s", p.who(), t.endpoint)
}

type beat struct{ *engine }

func (b beat) Due() act.Due {
	p := b.pipe
	return p.about("heartbeat", "%s sends a PING to %s", p.who(), p.whom())
}

type silence struct{ *engine }

func (s silence) Due() act.Due {
	p := s.pipe
	return p.about("heartbeat", "%s has heard nothing of %s for too long, and ends the connection", p.who(), p.whom())
}

// shaking is the moment at which a handshake has taken too long.
type shaking struct{ *engine }

func (s shaking) Due() act.Due {
	p := s.pipe
	return p.about("timer", "%s gives up the handshake with %s: HANDSHAKE_IVL is over", p.who(), p.whom())
}

type lingering struct{ *pipe }

func (l lingering) Due() act.Due {
	return l.about("linger", "%s lingers no longer: what is queued for %s is dropped", l.who(), l.whom())
}

// releasing is the moment at which a message is no longer held.
type releasing struct {
	*pipe
	message copied
}

func (r releasing) Due() act.Due {
	d := r.about("timer", "%s goes on at %s", r.message.Say(), r.who())
	d.Message = r.message.ID
	return d
}
