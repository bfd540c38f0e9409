package measure

import "sync"

// queue holds at most limit things between two goroutines. Who puts waits for
// room; who takes waits until there is something, and takes all of it.
type queue[T any] struct {
	mu         sync.Mutex
	room, some sync.Cond
	things     []T
	limit      int
	closed     bool
}

func newQueue[T any](limit int) *queue[T] {
	q := &queue[T]{limit: limit}
	q.room.L, q.some.L = &q.mu, &q.mu
	return q
}

// put waits for room; it is false when the queue is closed.
func (q *queue[T]) put(things ...T) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(things) > 0 {
		for len(q.things) >= q.limit && !q.closed {
			q.room.Wait()
		}
		if q.closed {
			return false
		}
		n := min(len(things), q.limit-len(q.things))
		if len(q.things) == 0 {
			q.some.Signal()
		}
		q.things, things = append(q.things, things[:n]...), things[n:]
	}
	return true
}

// offer does not wait; it is false when there is no room.
func (q *queue[T]) offer(thing T) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed || len(q.things) >= q.limit {
		return false
	}
	if len(q.things) == 0 {
		q.some.Signal()
	}
	q.things = append(q.things, thing)
	return true
}

// take waits, and takes all; spare is what an earlier take gave, done with. It
// is false when the queue is closed.
func (q *queue[T]) take(spare []T) ([]T, bool) {
	clear(spare)
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.things) == 0 && !q.closed {
		q.some.Wait()
	}
	if q.closed {
		return nil, false
	}
	taken := q.things
	q.things = spare[:0]
	if len(taken) >= q.limit {
		q.room.Broadcast()
	}
	return taken, true
}

// close lets everybody go; what is in the queue is forgotten.
func (q *queue[T]) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.room.Broadcast()
	q.some.Broadcast()
}
