package measure

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"patternscope/sim/wire"
)

// leg is one half of one round, tapped or not.
type leg struct {
	number  int
	setup   Setup
	network wire.Network
	crew    *crew
	tap     *tap // nil: untapped
	names   int
	book    atomic.Pointer[book] // of what is being sent

	progress func(arrivals int) // called from run, now and then; the warm-up does not count
}

// course is a task ready to run: everything is connected.
type course struct {
	senders int
	send    func(sender, number int, payload []byte) error // blocks as the pattern blocks
}

// figures are what a leg measured.
type figures struct {
	arrivals  int
	took      time.Duration
	cpu       time.Duration
	latencies *Histogram
	parcels   int64 // seen by the tap
	bytes     int64
}

// warmUp is how many messages are sent before those that count.
func warmUp(count int) int { return max(count/10, 20) }

// run does a leg: connect, warm up, measure, close.
func (l *leg) run(ctx context.Context, open func(*leg) (course, error), count int) (figures, error) {
	l.crew = newCrew(ctx)
	defer l.crew.end()
	c, err := open(l)
	if err != nil {
		return figures{}, firstOf(context.Cause(l.crew.ctx), err)
	}
	if _, err := l.drive(c, warmUp(count), func(int) {}); err != nil {
		return figures{}, err
	}
	runtime.GC() // what the leg before has left is not this one's to clear away
	return l.drive(c, count, l.progress)
}

// drive sends count messages and waits until all have come.
func (l *leg) drive(c course, count int, progress func(arrivals int)) (figures, error) {
	b := newBook(l.setup, count)
	l.book.Store(b)
	parcels, bytes := l.tap.crossed()
	cpu := processorTime()
	var senders sync.WaitGroup
	var next atomic.Int64
	b.began = time.Now()
	for i := range c.senders {
		senders.Add(1)
		l.crew.run(func() error {
			defer senders.Done()
			for n := int(next.Add(1)) - 1; n < count; n = int(next.Add(1)) - 1 {
				if err := c.send(i, n, b.send(n)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := l.wait(b, progress); err != nil {
		return figures{}, err
	}
	f := figures{arrivals: b.total(), took: time.Since(b.began), cpu: processorTime() - cpu, latencies: &b.latencies}
	senders.Wait()
	f.parcels, f.bytes = l.tap.crossed()
	f.parcels, f.bytes = f.parcels-parcels, f.bytes-bytes
	return f, nil
}

// tellEvery is how often progress is told: as often as one may want to read it,
// and too seldom to disturb what is measured.
const tellEvery = 100 * time.Millisecond

// wait returns when all of the book has arrived, or the leg has failed.
func (l *leg) wait(b *book, progress func(arrivals int)) error {
	tick := time.NewTicker(tellEvery)
	defer tick.Stop()
	for {
		select {
		case <-b.done:
			return nil
		case <-l.crew.ctx.Done():
			return context.Cause(l.crew.ctx)
		case <-tick.C:
			progress(b.arrivals())
		}
	}
}

// arrived tells the book of the moment.
func (l *leg) arrived(receiver int, payload []byte) error {
	return l.book.Load().arrived(receiver, payload)
}

// firstOf the errors that is one: what went wrong first hides what followed from it.
func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
