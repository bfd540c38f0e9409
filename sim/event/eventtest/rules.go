package eventtest

import (
	"fmt"

	"patternscope/sim/event"
)

// Unruled are the events of a run, from its first on, after which no rule says
// why a message stands as it does.
func Unruled(events []event.Event) []string {
	var flaws []string
	types := map[string]string{} // of sockets
	whats := map[string]string{} // of copies: as what they flew
	for _, e := range events {
		switch e.Kind {
		case event.Opened, event.Joined:
			types[e.Socket] = e.Type
		case event.Queued, event.Sent, event.Arrived, event.Received, event.Filtered, event.Dropped, event.Blocked:
			if e.Message == 0 && e.Kind != event.Blocked {
				continue
			}
			copied := fmt.Sprint(e.Message, e.Link)
			if e.What != "" {
				whats[copied] = e.What
			}
			s := e.Standing(types[e.Socket], whats[copied])
			if _, ok := event.RuleOf(s); !ok {
				flaws = append(flaws, fmt.Sprintf("event %d (%s): no rule for %+v", e.Seq, e.Say, s))
			}
		}
	}
	return flaws
}
