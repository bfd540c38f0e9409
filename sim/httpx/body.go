package httpx

import (
	"io"
	"math"
	"time"

	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// body is a response's body for a program that has the turn: Read waits in
// world time for the next part to land.
type body struct {
	x        *exchange
	inner    io.ReadCloser
	deadline time.Duration
	done     func(whole bool) // gives the connection back
	ended    bool
}

func (b *body) Read(p []byte) (n int, err error) {
	x := b.x
	if b.ended {
		return 0, io.EOF
	}
	owner := x.link.scene.Running(x.link.client.owner)
	told := false
	for x.landed <= x.read && !x.ended {
		if !told {
			told = true
			owner.Enter(x.link.scene)
			owner.Stand(x.link.scene, event.Waiting, event.Call{Call: "body", Socket: x.link.name(0), Until: until(b.deadline)})
		}
		if x.clock().Wait(b.deadline, &x.gate) {
			owner.Leave()
			b.Close()
			owner.Emit(x.link.scene, event.Event{Kind: event.Failed, Call: "body", Socket: x.link.name(0), Reason: event.Timeout, Text: ErrTimeout.Error()})
			return 0, ErrTimeout
		}
	}
	owner.Leave()
	x.clock().Await(x.link.scene.Exchange.Go, func() { n, err = b.inner.Read(p) })
	x.read += n
	x.credit += n
	x.takeRead(owner)
	if err != nil {
		b.finish(err == io.EOF)
	}
	return n, err
}

// until is a deadline as events tell it; 0: there is none.
func until(deadline time.Duration) int64 { return max(0, deadline.Microseconds()) }

// takeHead tells that the program has the response's head, and what came in the same piece.
func (l *link) takeHead(x *exchange, owner *scene.Owner) {
	l.take(0, x.stream, owner, func(p piece) bool {
		x.credit -= p.Payload
		return p.First && !p.Interim
	})
}

// takeRead tells of each part of the body whose bytes the program has all read.
func (x *exchange) takeRead(owner *scene.Owner) {
	q := &x.link.queues[0]
	for i := q.first(x.stream); i >= 0 && q.in[i].piece.Payload <= x.credit; i = q.first(x.stream) {
		x.credit -= q.in[i].piece.Payload
		x.link.take(0, x.stream, owner, func(piece) bool { return true })
	}
}

// Close before the end costs the connection: what is still to come would be in
// the way. Of HTTP/2 it costs the stream, RST_STREAM, unless all has landed.
func (b *body) Close() error {
	if !b.ended {
		b.x.clock().Await(b.x.link.scene.Exchange.Go, func() {
			if b.x.link.h2 != nil {
				b.swallow()
			}
			b.inner.Close()
		})
		b.finish(false)
	}
	return nil
}

// swallow reads past what has landed, so that net/http says first that there is
// room again, and then that it wants no more.
func (b *body) swallow() {
	most := int64(b.x.landed - b.x.read)
	if b.x.ended {
		most = math.MaxInt64
	}
	io.CopyN(io.Discard, b.inner, most)
}

func (b *body) finish(whole bool) {
	if b.ended {
		return
	}
	b.ended = true
	b.x.close()
	b.x.link.abandon(0, b.x.stream)
	b.done(whole)
}
