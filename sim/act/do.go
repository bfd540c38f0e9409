package act

import "slices"

// Dos are all actions there are.
func Dos() []Do {
	return []Do{
		Choose,
		Deliver, Hold, Release, Delay, Drop, Duplicate,
		Stop, Crash, Freeze, Thaw, Slow, Restart,
		Cut, Heal, Reset, Latency, Jitter, Bandwidth, Capacity, Lose,
		Refuse, Silence, Accept,
		Add, Remove, Rename, Move, Open, Close, Bind, Unbind, Connect, Disconnect, Set, Subscribe, Unsubscribe, Send, Receive, GiveUp,
	}
}

// Known tells whether there is such an action.
func (d Do) Known() bool { return slices.Contains(Dos(), d) }
