package breakpoint

import "patternscope/sim/event"

// Interest is a sort of event worth running on to, as a page offers it.
type Interest struct {
	Name       string     `json:"name"`
	Title      string     `json:"title"`
	Breakpoint Breakpoint `json:"breakpoint"`
}

// Interests are all of them. The first is any of the others.
func Interests() []Interest {
	some := []Interest{
		{"drop", "a message is lost", of(event.Dropped)},
		{"block", "a program is blocked", of(event.Blocked, event.ConnectionWaiting)},
		{"connection", "a connection is lost, refused, retried", of(event.Disconnected, event.Refused, event.Retried)},
		{"fail", "a call fails", of(event.Failed)},
		{"crash", "a program crashes", of(event.Crashed)},
		{"state", "a node changes its state", of(event.NodeState, event.Stopped, event.Restarted, event.Joined, event.Left)},
	}
	anything := Interest{Name: "any", Title: "anything of these"}
	for _, s := range some {
		anything.Breakpoint.Kinds = append(anything.Breakpoint.Kinds, s.Breakpoint.Kinds...)
	}
	return append([]Interest{anything}, some...)
}

func of(kinds ...event.Kind) Breakpoint { return Breakpoint{Kinds: kinds} }
