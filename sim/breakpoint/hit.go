package breakpoint

import (
	"fmt"
	"strings"

	"patternscope/sim/event"
)

// Hit is that a run has come to a breakpoint.
type Hit struct {
	Breakpoint int    `json:"breakpoint,omitempty"` // its number in the list, from 1; 0: what was to be run to
	Seq        int64  `json:"seq"`                  // the event that meets it; for a call that takes too long, the newest
	At         int64  `json:"at"`                   // world time, µs
	Why        string `json:"why"`                  // one sentence
}

// sentence is why a run stops, of a hit whose Why says what happened.
func sentence(h Hit, b Breakpoint) string {
	asks := "as was asked"
	if h.Breakpoint > 0 {
		asks = fmt.Sprintf("as breakpoint %d asks", h.Breakpoint)
	}
	return fmt.Sprintf("Stopped at event %d, %s (%s): %s.", h.Seq, asks, asked(b), h.Why)
}

// mostNamed kinds of event stand in a sentence; of more, their number does.
const mostNamed = 3

// asked is the breakpoint as part of a sentence, in which what happened comes after it.
func asked(b Breakpoint) string {
	b.Once, b.Off = false, false
	if len(b.Kinds) <= mostNamed {
		return b.String()
	}
	counted := fmt.Sprintf("any of %d kinds", len(b.Kinds))
	b.Kinds = nil
	return strings.TrimSpace(counted + " " + b.String())
}

// atEvent says what happened, as the part of a sentence.
func atEvent(e event.Event) string {
	return strings.TrimSuffix(event.Sentence(e), ".")
}
