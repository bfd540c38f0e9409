package zmq

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// xpub copies each message to every peer that asked for it, and never blocks: a
// full queue loses its copy. The program receives the subscriptions: a byte 1
// or 0, and the topic (RFC 29).
type xpub struct {
	s     *Socket
	outs  []*pipe
	all   topics   // over all peers
	asked [][]byte // subscriptions the program has not received yet
}

func newXPub(s *Socket) *xpub { return &xpub{s: s, all: topics{}} }

func (k *xpub) attach(p *pipe) error { k.outs = append(k.outs, p); return nil }
func (k *xpub) detach(p *pipe) {
	k.outs = slices.DeleteFunc(k.outs, func(q *pipe) bool { return q == p })
}
func (k *xpub) canSend() bool { return true }
func (k *xpub) canRecv() bool { return len(k.asked) > 0 || k.s.inbound.any() }

func (k *xpub) send(frames [][]byte) error {
	if len(k.outs) == 0 {
		k.s.lose(k.s.accept(frames, 1), nil, event.NoPeer)
		return nil
	}
	c := k.s.accept(frames, len(k.outs))
	for _, p := range slices.Clone(k.outs) {
		switch {
		case !p.wants(frames):
			k.s.tally.Filtered++
			p.emit(c.Named(event.Event{Kind: event.Filtered, Cause: c.seq, Place: event.AtSend}))
		case !p.hasRoom():
			k.s.lose(c, p, event.HWM)
		default:
			p.queue(c)
		}
	}
	return nil
}

// wants tells whether the peer subscribed to a prefix of the first frame.
func (p *pipe) wants(frames [][]byte) bool {
	for topic := range p.topics {
		if strings.HasPrefix(string(frames[0]), topic) {
			return true
		}
	}
	return false
}

func (k *xpub) subscription(_ *pipe, topic string, on bool) {
	var news bool
	if on {
		news = k.all.add(topic) || k.s.opt.on(XPUB_VERBOSE)
	} else {
		news, _ = k.all.remove(topic)
	}
	if news {
		k.tell(topic, on)
	}
}

// again is a subscription the peer had made before. With XPUB_VERBOSE the
// program hears of each.
func (k *xpub) again(topic string) {
	if k.s.opt.on(XPUB_VERBOSE) {
		k.tell(topic, true)
	}
}

func (k *xpub) tell(topic string, on bool) {
	k.asked = append(k.asked, subscriptionFrame(topic, on))
	k.s.readable.Open(k.s.ctx.Clock)
}

func subscriptionFrame(topic string, on bool) []byte {
	if on {
		return append([]byte{1}, topic...)
	}
	return append([]byte{0}, topic...)
}

func (k *xpub) recv() ([][]byte, error) {
	if len(k.asked) > 0 {
		f := k.asked[0]
		k.asked = k.asked[1:]
		for _, p := range k.outs {
			p.roomAgain()
		}
		k.s.by().Emit(k.s.ctx.Scene, event.Event{
			Kind: event.Received, Socket: k.s.ID(), What: whatAsked(f[0] == 1), Topic: legible(string(f[1:])), Frames: scene.Previews([][]byte{f}),
		})
		return [][]byte{f}, nil
	}
	p, c, ok := k.s.take()
	if !ok {
		return nil, EAGAIN
	}
	k.s.deliver(p, c, c.Frames)
	return clone(c.Frames), nil
}

func whatAsked(on bool) string {
	if on {
		return event.WhatSubscribe
	}
	return event.WhatCancel
}

// asked is when a peer subscribes or cancels. Per peer a topic counts once.
func (p *pipe) asked(topic string, on bool) {
	limits := p.link.ctx.Limits
	switch had := p.topics[topic]; {
	case on && had:
		if x, ok := p.sock.kind.(interface{ again(string) }); ok {
			x.again(topic)
		}
	case on && (len(p.topics) >= limits.Subscriptions || len(topic) > limits.TopicBytes):
		p.refuse(event.TooMany, fmt.Sprintf("a peer may ask for %d topics of %d bytes", limits.Subscriptions, limits.TopicBytes))
	case on:
		p.topics[topic] = true
		p.emit(event.Event{Kind: event.Subscribed, Topic: legible(topic)})
		p.sock.kind.subscription(p, topic, true)
	case had:
		delete(p.topics, topic)
		p.emit(event.Event{Kind: event.Unsubscribed, Topic: legible(topic)})
		p.sock.kind.subscription(p, topic, false)
	}
}

// forgetTopics is when the peer has gone.
func (p *pipe) forgetTopics() {
	for _, topic := range slices.Sorted(maps.Keys(p.topics)) {
		p.sock.kind.subscription(p, topic, false)
	}
	clear(p.topics)
}
