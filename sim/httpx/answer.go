package httpx

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"patternscope/sim/clock"
)

// answer is the http.ResponseWriter of a handler that has the turn.
type answer struct {
	link   *link
	inner  http.ResponseWriter
	body   *requestBody
	in     *inbox
	head   bool // the method is HEAD: content is counted, and not sent
	filled int  // bytes of the response so far
	dated  bool

	mu   sync.Mutex // inner is in use
	gone bool       // the world ends: net/http has inner for itself
}

// ErrGone is what writing to a connection whose other end is gone returns.
var ErrGone = errors.New("write: the connection is gone")

// await lets fn use inner, without the turn; not when that is gone.
func (a *answer) await(fn func()) {
	a.link.scene.Clock.Await(a.link.scene.Exchange.Go, func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		if !a.gone {
			fn()
		}
	})
}

// leave gives inner back to net/http, once whoever uses it is done.
func (a *answer) leave() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.gone = true
}

// request is what the handler sees of r. That the client has gone does not end
// its context: the handler meets it where it reads and writes.
func (a *answer) request(r *http.Request) *http.Request {
	r = r.WithContext(context.WithoutCancel(r.Context()))
	r.Body = a.body
	return r
}

// Header is inner's, but once the world ends nobody's: net/http may already be reading inner's.
func (a *answer) Header() http.Header {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.gone || a.link.web.closed {
		return http.Header{}
	}
	return a.inner.Header()
}

func (a *answer) WriteHeader(status int) {
	if status >= http.StatusOK {
		a.date()
	}
	a.await(func() { a.inner.WriteHeader(status) })
}

// Epoch is the beginning of every world, for those who want a date: a run is a
// function of its seed, so it cannot have the date of the wall.
var Epoch = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// date gives the response the Date of world time, where the handler gives it none.
func (a *answer) date() {
	h := a.Header()
	if a.link.h2 != nil {
		h.Del("Connection") // RFC 9113 section 8.2.2 knows none; net/http would end the connection, in wall time
	}
	if _, given := h["Date"]; !given && !a.dated {
		h.Set("Date", Epoch.Add(a.link.scene.Clock.Now()).Format(http.TimeFormat))
	}
	a.dated = true
}

// unflushed is how much net/http keeps before it writes the head.
const unflushed = 2048

func (a *answer) Write(b []byte) (n int, err error) {
	if a.link.over || a.in.reset {
		return 0, ErrGone
	}
	if a.filled += len(b); a.filled > unflushed && a.link.h2 == nil {
		a.drain()
	}
	a.date()
	err = ErrGone
	a.await(func() { n, err = a.inner.Write(b) })
	if a.link.h2 != nil && err == nil && a.filled-a.in.handed > unflushed {
		err = a.flush()
	}
	return n, err
}

// Flush sends what was written so far: a part of the body of its own.
func (a *answer) Flush() { a.FlushError() }

// FlushError is Flush, and tells whether the connection is gone.
func (a *answer) FlushError() (err error) {
	if a.link.over || a.in.reset {
		return ErrGone
	}
	if a.link.h2 == nil {
		a.drain()
	}
	a.date()
	return a.flush()
}

// flush has net/http write what it keeps. Of HTTP/2 it does so after the call has returned.
func (a *answer) flush() (err error) {
	a.await(func() { err = http.NewResponseController(a.inner).Flush() })
	if a.link.h2 == nil || err != nil || a.link.over || a.in.reset {
		return err
	}
	if !a.head {
		a.in.handed = a.filled
	}
	if a.in.flushing = !a.in.flushed(); a.in.flushing {
		a.link.scene.Clock.Owe(1)
	}
	for a.in.flushing {
		a.link.scene.Clock.Wait(clock.Forever, &a.in.gate)
	}
	return nil
}

// drain reads past what is left of the request, as net/http does before it
// answers, so that the connection can be used again; but in world time. A body
// that waits for a 100 (Continue) is not asked for: net/http ends the connection.
func (a *answer) drain() {
	if a.body.invite == nil {
		io.Copy(io.Discard, a.body)
	}
}

// finish is when the handler has returned.
func (a *answer) finish() {
	a.drain()
	a.date()
}

// expects tells whether the client waits for a 100 (Continue) before it sends the body.
func expects(r *http.Request) bool {
	return r.ProtoAtLeast(1, 1) && strings.EqualFold(r.Header.Get("Expect"), "100-continue")
}

// requestBody is a request's body for a handler that has the turn.
type requestBody struct {
	link  *link
	in    *inbox
	inner io.ReadCloser
	err   error // what its end was

	invite func() // sends the 100 (Continue) the client waits for; nil: it does not
}

func (b *requestBody) Read(p []byte) (n int, err error) {
	if b.err != nil {
		return 0, b.err
	}
	in, c := b.in, b.link.scene.Clock
	if b.invite != nil {
		b.invite()
		b.invite = nil
	}
	for in.landed <= in.read && !in.ended {
		c.Wait(clock.Forever, &in.gate)
	}
	c.Await(b.link.scene.Exchange.Go, func() { n, err = b.inner.Read(p) })
	in.read += n
	if b.link.h2 != nil {
		b.link.h2.read(in, n)
	}
	b.err = err
	return n, err
}

func (b *requestBody) Close() error { return nil } // drain reads what is left
