package httpx

import (
	"net/http"
	"time"

	"patternscope/sim/clock"
	"patternscope/sim/scene"
)

// exchange is one request and its response, on the client's side of a link:
// what is owed for it, and how much of the response's body has landed.
type exchange struct {
	link    *link
	number  int
	stream  int  // of HTTP/2
	writing bool // owed: the request is not yet wholly written
	reading bool // owed: the response's head has landed, Do has not returned
	// resetting, owed, of HTTP/2: the client has given up, RST_STREAM is not yet written.
	resetting bool
	done      bool
	resp      *http.Response
	err       error
	landed    int  // bytes of the response's body
	read      int  // of them by the program
	credit    int  // of them, not yet a whole piece
	ended     bool // all of the response has landed
	open      bool // the program has not read, or closed, all of the response
	cancel    func()
	gate      clock.Gate
}

func (x *exchange) clock() *clock.Clock { return x.link.scene.Clock }

func (x *exchange) owe(what *bool) {
	if !*what && !x.done {
		*what = true
		x.clock().Owe(1)
	}
}

func (x *exchange) pay(what *bool) {
	if *what {
		*what = false
		x.clock().Owe(-1)
	}
}

// finish is when net/http has an answer, or an error.
func (x *exchange) finish(resp *http.Response, err error) {
	x.resp, x.err, x.done = resp, err, true
	x.pay(&x.writing)
	x.pay(&x.reading)
	x.gate.Open(x.clock())
}

// wait makes the running task wait for the answer, at most until the deadline.
func (x *exchange) wait(deadline time.Duration) (late bool) {
	for !x.done {
		if x.clock().Wait(deadline, &x.gate) && !x.done {
			late, deadline = true, clock.Forever
			x.owe(&x.reading)
			if x.stream > 0 && !x.link.over {
				x.owe(&x.resetting)
			}
			x.cancel()
		}
	}
	return late
}

// close is when the program has no more to do with it.
func (x *exchange) close() {
	x.open = false
	x.cancel()
	delete(x.link.web.open, x)
	if h := x.link.h2; h != nil {
		delete(h.asked, x.stream)
	}
}

// inbox is what is owed on the server's side of a link.
type inbox struct {
	heads     int  // requests that have landed and are not yet answered
	entering  bool // owed: the handler of the first is not yet entered
	running   bool // its handler runs, or its response is being written
	returned  bool // its handler has returned
	finishing bool // owed: its response is not yet wholly written
	answered  bool // its response is wholly written
	landed    int  // bytes of its body
	read      int
	ended     bool         // all of it has landed
	open      bool         // not all of it is taken
	owner     *scene.Owner // of the handler that runs
	gate      clock.Gate

	// Of HTTP/2, where each stream has one of these.
	stream   int
	reset    bool // the client has given it up
	headOut  bool // the response's head is written
	handed   int  // content that was flushed
	out      int  // of it, written
	flushing bool // owed: what was flushed is not yet all written
}

// flushed tells whether all that was to be written is.
func (in *inbox) flushed() bool { return in.headOut && in.out >= in.handed }

// arrived counts what has landed at side and is now pending.
func (l *link) arrived(side int, p piece) {
	if l.h2 != nil {
		l.h2.arrived(side, p)
		return
	}
	if side == 0 {
		if l.exchange != nil {
			l.exchange.arrived(p)
		}
		return
	}
	in := &l.inbox
	if p.First {
		in.heads++
	}
	in.landed += p.Payload
	in.ended = p.Last
	in.gate.Open(l.scene.Clock)
	l.enter()
}

// arrived counts a piece of the response.
func (x *exchange) arrived(p piece) {
	if p.Interim {
		return
	}
	if p.First {
		x.owe(&x.reading)
	}
	x.landed += p.Payload
	x.ended = p.Last
	x.gate.Open(x.clock())
}

// lost is when the connection is gone: nothing more will come but net/http's error, which is owed.
func (x *exchange) lost() {
	x.owe(&x.reading)
	x.ended = true
	x.gate.Open(x.clock())
}

// enter owes the next handler, when none runs.
func (l *link) enter() {
	if in := &l.inbox; in.heads > 0 && !l.over && !in.running && !in.entering {
		in.entering = true
		l.scene.Clock.Owe(1)
	}
}

// entered is when the handler runs, as a task of the owner's.
func (l *link) entered(owner *scene.Owner) *inbox {
	if l.h2 != nil {
		return l.h2.entered(owner)
	}
	in := &l.inbox
	l.paid(&in.entering)
	in.running, in.returned, in.answered = true, false, false
	in.read = 0
	in.owner = owner
	l.take(1, 0, owner, func(p piece) bool {
		in.open = !p.Last
		return true
	})
	return in
}

// left is when the handler has returned: its response is about to be written.
func (l *link) left(in *inbox) {
	if l.h2 != nil {
		l.h2.left(in)
		return
	}
	in.returned = true
	if l.duplexes[1] != nil {
		return
	}
	if in.answered || l.over || l.vacant[1] {
		l.answered()
		return
	}
	in.finishing = true
	l.scene.Clock.Owe(1)
}

// written counts what one side has handed over.
func (l *link) written(side int, p piece) {
	if l.h2 != nil {
		l.h2.written(side, p)
		return
	}
	if !p.Last || p.Interim {
		return
	}
	if side == 0 {
		if l.exchange != nil {
			l.exchange.pay(&l.exchange.writing)
		}
		return
	}
	in := &l.inbox
	in.answered = true
	if in.finishing {
		l.paid(&in.finishing)
		l.answered()
	}
}

// answered is when handler and response are over: the next request may enter.
func (l *link) answered() {
	in := &l.inbox
	if in.open && in.ended {
		l.take(1, 0, in.owner, func(p piece) bool { return p.Last })
	}
	in.running = false
	in.heads--
	in.landed = 0
	l.abandon(1, 0)
	l.enter()
}

func (l *link) paid(what *bool) {
	if *what {
		*what = false
		l.scene.Clock.Owe(-1)
	}
}

// settle is when the connection is gone: nothing more will come of it but the
// client's error, which is owed.
func (l *link) settle() {
	if l.h2 != nil {
		l.h2.settle()
		return
	}
	l.paid(&l.inbox.entering)
	l.paid(&l.inbox.finishing)
	l.inbox.ended = true
	l.inbox.gate.Open(l.scene.Clock)
	if l.exchange != nil {
		l.exchange.lost()
	}
}
