package event

import (
	"context"
	"sort"
	"sync"
	"unsafe"
)

// Log is the append-only record of a run. One writer appends; any number of
// readers follow, each with a cursor of its own, and none can slow another or
// the writer.
//
//	Append ──▶ [ dropped | first ... events ... head ] ──▶ Since(cursor)
//	Keep   ──▶ [ keyframes, each the state after one event ]
//
// A log keeps at most Limit events, and at most BytesLimit of memory for them;
// the oldest go first, a quarter at a time, and never beyond the oldest keyframe
// it keeps, so what is left can be folded.
type Log struct {
	mu        sync.Mutex
	limit     int
	bytes     int   // memory of the events kept, about
	dropped   int64 // events gone from the front: the first kept is dropped+1
	events    shelf
	keyframes []State
	grown     chan struct{} // closed when there is more; nil: nobody waits for it
	closed    bool
}

// DefaultLimit is how many events a recording keeps.
const DefaultLimit = 200_000

// BytesLimit is how much memory the events of a recording take, about: many
// rooms live side by side.
const BytesLimit = 50 << 20

// NewLog returns an empty log that keeps limit events.
func NewLog(limit int) *Log {
	if limit <= 0 {
		limit = DefaultLimit
	}
	return &Log{limit: limit}
}

// Append numbers the event and adds it. It returns the number. It is quick: what
// the event says in words is found when somebody first reads it.
func (l *Log) Append(e Event) int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	e.Seq = l.head() + 1
	l.events.add(e)
	l.bytes += memory(&e)
	if l.events.n > l.limit || l.bytes > BytesLimit {
		l.trim()
	}
	l.wake()
	return e.Seq
}

// Keep adds a keyframe: the state after the newest event.
func (l *Log) Keep(s State) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.keyframes = append(l.keyframes, s)
	l.wake()
}

// trim drops the oldest quarter, down to the next keyframe.
func (l *Log) trim() {
	target := l.dropped + int64(l.events.n/4)
	i := sort.Search(len(l.keyframes), func(i int) bool { return l.keyframes[i].Seq >= target })
	if i == len(l.keyframes) {
		return
	}
	cut := l.keyframes[i].Seq
	n := int(cut - l.dropped)
	l.events.each(0, n, func(events []Event) bool {
		for i := range events {
			l.bytes -= memory(&events[i])
		}
		return true
	})
	l.events.drop(n)
	l.keyframes = append([]State(nil), l.keyframes[i:]...)
	l.dropped = cut
}

// memory is about what an event takes: itself, its sentence and its previews.
func memory(e *Event) int {
	const sentence = 80
	n := int(unsafe.Sizeof(*e)) + sentence + len(e.Text)
	for _, f := range e.Frames {
		n += int(unsafe.Sizeof(f)) + len(f.Preview)
	}
	return n
}

func (l *Log) wake() {
	if l.grown != nil {
		close(l.grown)
		l.grown = nil
	}
}

// Head is the number of the newest event; 0 when there is none.
func (l *Log) Head() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.head()
}

func (l *Log) head() int64 { return l.dropped + int64(l.events.n) }

// First is the number of the oldest event still kept.
func (l *Log) First() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.dropped + 1
}

// Since returns at most n events numbered above seq, oldest first. When some of
// them are no longer kept, it starts at the oldest that is: compare the first
// Seq with seq+1. The slice is the caller's to read, not to change.
func (l *Log) Since(seq int64, n int) []Event {
	l.mu.Lock()
	defer l.mu.Unlock()
	for {
		i := int(min(max(seq-l.dropped, 0), int64(l.events.n)))
		j := min(i+n, l.events.n)
		few := 64
		if l.events.each(i, j, func(events []Event) bool { return say(events, &few) }) {
			return l.events.slice(i, j)
		}
		l.mu.Unlock() // let the writer in
		l.mu.Lock()
	}
}

// say finds the words for events that nobody has read yet, for a few; it tells
// whether all have theirs. They are not touched once they were given out.
func say(events []Event, few *int) bool {
	for i := range events {
		switch e := &events[i]; {
		case e.Say != "":
		case *few == 0:
			return false
		default:
			*few--
			if e.Say = Sentence(*e); e.Say == "" {
				e.Say = string(e.Kind) + "."
			}
		}
	}
	return true
}

// Before returns the newest keyframe at or before seq; false when none is kept.
func (l *Log) Before(seq int64) (State, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := sort.Search(len(l.keyframes), func(i int) bool { return l.keyframes[i].Seq > seq })
	if i == 0 {
		return State{}, false
	}
	return l.keyframes[i-1], true
}

// After returns the oldest keyframe after seq; false when there is none yet.
func (l *Log) After(seq int64) (State, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := sort.Search(len(l.keyframes), func(i int) bool { return l.keyframes[i].Seq > seq })
	if i == len(l.keyframes) {
		return State{}, false
	}
	return l.keyframes[i], true
}

// Wait returns nil once Head is above seq, and otherwise ctx's error, or
// ErrClosed when the log ended before.
func (l *Log) Wait(ctx context.Context, seq int64) error {
	for {
		l.mu.Lock()
		head, closed := l.head(), l.closed
		if l.grown == nil {
			l.grown = make(chan struct{})
		}
		grown := l.grown
		l.mu.Unlock()
		switch {
		case head > seq:
			return nil
		case closed:
			return ErrClosed
		}
		select {
		case <-grown:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Close ends the log: nothing more will be appended, and whoever waits returns.
func (l *Log) Close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	l.wake()
}

// Closed tells whether the run has ended.
func (l *Log) Closed() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.closed
}

// ErrClosed is returned by Wait when the run has ended.
var ErrClosed error = closedError{}

type closedError struct{}

func (closedError) Error() string { return "the run has ended" }
