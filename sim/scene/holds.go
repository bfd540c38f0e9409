package scene

import (
	"maps"
	"slices"
	"time"

	"patternscope/sim/act"
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

// Can is Can of a link for what holds, delays or releases a message that waits
// at one of its ends; neither an answer nor a reason: the action is another.
func (h Holds) Can(message int64, a act.Action, hold func(length time.Duration), release func()) (do func(), why string) {
	switch held := h.Has(message); {
	case a.Do == act.Release && held:
		return release, ""
	case a.Do == act.Release:
		return nil, "it is not held"
	case a.Do != act.Hold && a.Do != act.Delay:
		return nil, ""
	case held:
		return nil, "it is held already"
	case a.Do == act.Delay && !delays(a):
		return nil, whyNoDelay()
	}
	return func() { hold(micros(a.For)) }, ""
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
