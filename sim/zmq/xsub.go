package zmq

import (
	"fmt"
	"maps"
	"slices"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// xsub receives what it asked for. It asks by sending a byte 1 and a topic,
// cancels by 0 and a topic; anything else goes to every publisher as it is (RFC 29).
type xsub struct {
	base
	s    *Socket
	outs []*pipe
	mine topics
	// filter: SUB looks again at what arrives, XSUB leaves that to its program.
	filter bool
}

func newXSub(s *Socket) *xsub { return &xsub{s: s, mine: topics{}} }

func (k *xsub) attach(p *pipe) error { k.outs = append(k.outs, p); return nil }
func (k *xsub) detach(p *pipe) {
	k.outs = slices.DeleteFunc(k.outs, func(q *pipe) bool { return q == p })
}
func (k *xsub) canSend() bool { return true }
func (k *xsub) canRecv() bool {
	k.skim()
	return k.s.inbound.any()
}

// greet asks a new publisher for all topics: also after a reconnect.
func (k *xsub) greet(p *pipe) {
	for _, topic := range slices.Sorted(maps.Keys(k.mine)) {
		p.ask(topic, true)
	}
}

func (k *xsub) send(frames [][]byte) error {
	if len(frames) == 1 && len(frames[0]) > 0 && frames[0][0] <= 1 {
		k.want(string(frames[0][1:]), frames[0][0] == 1)
		return nil
	}
	if len(k.outs) == 0 {
		k.s.lose(k.s.accept(frames, 1), nil, event.NoPeer)
		return nil
	}
	c := k.s.accept(frames, len(k.outs))
	for _, p := range slices.Clone(k.outs) {
		if !p.hasRoom() {
			k.s.lose(c, p, event.HWM)
			continue
		}
		p.queue(c)
	}
	return nil
}

// want counts a subscription and tells the publishers: each subscribe, but only
// the last cancel, as libzmq does.
func (k *xsub) want(topic string, on bool) {
	tell := on
	if on {
		k.mine.add(topic)
	} else {
		tell, _ = k.mine.remove(topic)
	}
	if !tell {
		return
	}
	for _, p := range k.outs {
		if p.connected {
			p.ask(topic, on)
		}
	}
}

// ask sends a subscription: as a message, which every version of ZMTP 3 understands.
func (p *pipe) ask(topic string, on bool) {
	frames := [][]byte{subscriptionFrame(topic, on)}
	p.engine.say(whatAsked(on), wire.AppendMessage(nil, frames), frames)
}

func (k *xsub) recv() ([][]byte, error) {
	k.skim()
	p, c, ok := k.s.take()
	if !ok {
		return nil, EAGAIN
	}
	k.s.deliver(p, c, c.Frames)
	return clone(c.Frames), nil
}

// skim takes off the queues what came after its subscription was cancelled.
func (k *xsub) skim() {
	if !k.filter {
		return
	}
	for _, p := range slices.Clone(k.s.inbound.pipes) {
		for p.hasNext() && !k.mine.match(p.in[0].Frames) {
			c := p.in[0]
			p.in = p.in[1:]
			p.roomAgain()
			k.s.unwanted(p, c)
		}
	}
}

// unwanted is a message that came after its subscription was cancelled.
func (s *Socket) unwanted(p *pipe, c copied) {
	c.From.Filtered++
	s.ctx.Emit(c.Named(event.Event{
		Kind: event.Filtered, Cause: c.seq, Node: s.owner.Name, Socket: s.ID(), Link: p.link.id, Peer: p.peerID(), Place: event.AtReceiveQueue,
	}))
	p.link.settle()
}

// subscribe is SUB's SUBSCRIBE and UNSUBSCRIBE.
func (s *Socket) subscribe(name string, value any) error {
	topic, ok := asText(value)
	if !ok {
		return fmt.Errorf("set %s: a topic is wanted: %w", name, EINVAL)
	}
	s.by().Emit(s.ctx.Scene, event.Event{
		Kind: event.Option, Socket: s.ID(), Text: name + "=" + topic, Identity: s.Identity(),
		SendHWM: s.opt.numbers[SNDHWM], ReceiveHWM: s.opt.numbers[RCVHWM],
	})
	s.kind.(*sub).want(topic, name == SUBSCRIBE)
	return nil
}
