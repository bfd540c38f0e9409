package httpx

import (
	"io"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// body is a response's body for a program that has the turn: Read waits in
// world time for the next part to land.
type body struct {
	x     *exchange
	owner *scene.Owner
	inner io.ReadCloser
	done  func() // gives the connection back
	ended bool
}

func (b *body) Read(p []byte) (n int, err error) {
	x := b.x
	if b.ended {
		return 0, io.EOF
	}
	told := false
	for x.landed <= x.read && !x.ended {
		if !told {
			told = true
			b.owner.Enter(x.link.scene)
			b.owner.Stand(x.link.scene, event.Waiting, event.Call{Call: "body", Socket: x.link.name(0)})
		}
		x.clock().Wait(clock.Forever, &x.gate)
	}
	b.owner.Leave()
	x.clock().Await(x.link.scene.Exchange.Go, func() { n, err = b.inner.Read(p) })
	x.read += n
	x.credit += n
	x.takeRead(b.owner)
	if err != nil {
		b.finish()
	}
	return n, err
}

// takeHead tells that the program has the response's head, and what came in the same piece.
func (l *link) takeHead(x *exchange, owner *scene.Owner) {
	l.take(0, owner, func(p piece) bool {
		x.credit -= p.Payload
		return p.First && !p.Interim
	})
}

// takeRead tells of each part of the body whose bytes the program has all read.
func (x *exchange) takeRead(owner *scene.Owner) {
	for q := &x.link.queues[0]; len(q.in) > 0 && q.in[0].piece.Payload <= x.credit; {
		x.credit -= q.in[0].piece.Payload
		x.link.take(0, owner, func(piece) bool { return true })
	}
}

func (b *body) Close() error {
	if !b.ended {
		b.x.clock().Await(b.x.link.scene.Exchange.Go, func() { b.inner.Close() })
		b.finish()
	}
	return nil
}

func (b *body) finish() {
	if !b.ended {
		b.ended = true
		b.done()
	}
}
