package zmq

import "patternscope/sim/event"

// pub is an xpub whose program does not hear of subscriptions (RFC 29).
type pub struct{ *xpub }

func (k *pub) canRecv() bool           { return false }
func (k *pub) recv() ([][]byte, error) { return nil, ENOTSUP }

func (k *pub) subscription(_ *pipe, topic string, on bool) {}
func (k *pub) again(string)                                {}

// ignore: an XSUB may send messages up; a PUB does not want them.
func (k *pub) ignore() {
	for p, c, ok := k.s.take(); ok; p, c, ok = k.s.take() {
		k.s.discard(p, c, event.Unexpected)
	}
}
