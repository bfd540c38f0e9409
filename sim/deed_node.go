package sim

import (
	"fmt"

	"patternscope/sim/act"
	"patternscope/sim/event"
)

// slowest is how many times as long work can be made to take.
const slowest = 100

// toProgram is what is done to a program's process.
func (w *World) toProgram(a act.Action) (deed, error) {
	p := w.program(a.Node)
	if p == nil {
		return cannot("%s", w.noProgram(a.Node))
	}
	if why := p.refuses(a.Do); why != "" {
		return cannot("%s", why)
	}
	say := func(do func(), format string, args ...any) (deed, error) {
		return deed{event: event.Event{Node: p.Name, Text: fmt.Sprintf("%s "+format, append([]any{p.Name}, args...)...)}, do: do}, nil
	}
	switch a.Do {
	case act.Stop:
		return say(func() { w.stop(p) }, "is told to end")
	case act.Crash:
		return say(func() { w.crash(p, "its process was killed") }, "is killed")
	case act.Freeze:
		return say(func() { w.freeze(p) }, "is suspended")
	case act.Thaw:
		return say(func() { w.thaw(p) }, "may go on")
	case act.Slow:
		if a.Times < 1 || a.Times > slowest {
			return cannot("work can take from 1 to %d times as long, not %d", slowest, a.Times)
		}
		return say(func() { w.slow(p, a.Times) }, "is to need %d times as long for its work", a.Times)
	}
	return say(func() { w.restart(p, a.Memory) }, "is started again%s", p.remembers(a.Memory))
}

// remembers says what a program that is started again has of what it had stored.
func (p *program) remembers(memory bool) string {
	switch {
	case p.node.Disk() == 0:
		return ""
	case memory:
		return ", with what it had stored"
	}
	return ", on a machine where nothing is stored"
}

// noProgram says why there is nothing that could be done to a node.
func (w *World) noProgram(name string) string {
	if name == "" {
		return "the action names no node"
	}
	for _, o := range w.ctx.Outsiders() {
		if o.Name == name {
			return name + " is a process outside: it can be ended where it was started"
		}
	}
	return fmt.Sprintf("there is no program %q", name)
}

// refuses says why something cannot be done to the program as it is now; "": it can.
func (p *program) refuses(do act.Do) string {
	switch {
	case p.status == idle:
		return p.Name + " has not started yet"
	case do == act.Restart:
		return ""
	case p.status == stopped || p.status == crashed:
		return p.Name + " does not run"
	case do == act.Thaw && p.status != frozen:
		return p.Name + " is not frozen"
	case do == act.Freeze && p.status == frozen:
		return p.Name + " is frozen already"
	case do == act.Stop && p.status == frozen:
		return p.Name + " is frozen, and hears nothing: let it go on first, or crash it"
	}
	return ""
}

// programOffers is what can be done to a program's process.
func (w *World) programOffers(name string) []act.Offer {
	p := w.program(name)
	if p == nil {
		return nil
	}
	var offers []act.Offer
	for _, o := range ofPrograms {
		o.Action.Node, o.Group, o.Why = name, "The program", p.refuses(o.Action.Do)
		if o.Why == "" || o.Action.Do != act.Thaw { // it stands in the place of freeze
			offers = append(offers, o)
		}
	}
	return offers
}

// ofPrograms are the offers for any program.
var ofPrograms = []act.Offer{
	{
		Action: act.Action{Do: act.Stop}, Title: "Stop",
		Help: "It ends where it waits, as if it had returned: its sockets close, and still send what is queued for as long as LINGER says.",
	},
	{
		Action: act.Action{Do: act.Crash}, Title: "Crash",
		Help: "Its process is killed: each connection is reset, and what it had queued is lost.",
	},
	{
		Action: act.Action{Do: act.Freeze}, Title: "Freeze",
		Help: "Its process is suspended: it neither reads nor writes nor computes. Peers with heartbeats take it for dead; others notice nothing.",
	},
	{
		Action: act.Action{Do: act.Thaw}, Title: "Let it go on",
		Help: "It goes on where it stood, and finds what has come meanwhile.",
	},
	{
		Action: act.Action{Do: act.Slow}, Title: "Slow down",
		Help:   "Its work takes so many times as long, from its next piece of work on; 1 is as long as it says.",
		Fields: []act.Field{{Name: "times", Title: "Times as long", Kind: "number", Min: 1, Max: slowest, Default: "5"}},
	},
	{
		Action: act.Action{Do: act.Restart}, Title: "Start again",
		Help:   "It begins anew in a process of its own, with new sockets; if it runs, it is killed first. Peers connect again by themselves, except on inproc.",
		Fields: []act.Field{{Name: "memory", Title: "With what it had stored", Kind: "flag", Default: "true"}},
	},
}
