package scene

import (
	"maps"
	"slices"

	"patternscope/sim/clock"
)

// Holds are the messages in one end's queues that somebody holds, and, where it
// is for a time, what ends it. What is behind one of them waits too.
type Holds map[int64]*clock.Timer

// Has tells whether a message is held.
func (h Holds) Has(message int64) bool {
	_, held := h[message]
	return held
}

// Put holds a message; until is nil when it has no end.
func (h *Holds) Put(message int64, until *clock.Timer) {
	if *h == nil {
		*h = Holds{}
	}
	(*h)[message] = until
}

// Free forgets a message, which has left its queue or goes on.
func (h Holds) Free(message int64) {
	h[message].Stop()
	delete(h, message)
}

// IDs lists the messages, in their order.
func (h Holds) IDs() []int64 { return slices.Sorted(maps.Keys(h)) }
