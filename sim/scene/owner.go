package scene

import "patternscope/sim/event"

// Owner is a program that sockets belong to, as the picture sees it.
type Owner struct {
	Name   string
	Thread int         // 0: the program itself; others: what it does beside, a handler, a request in the background
	Line   int         // where it stands
	Call   *event.Call // what it waits in; nil: it runs
	Last   int64       // its latest event, the cause of its next
	stands bool        // its latest events say that it waits
	within *Process
}

// Program is a new owner. No outside process is called like it.
func (s *Scene) Program(name string) *Owner {
	s.programs = append(s.programs, name)
	return &Owner{Name: name}
}

// Again is the program that o was, in a new process.
func (o *Owner) Again() *Owner { return &Owner{Name: o.Name, Last: o.Last} }

// Process is what the program runs in, its threads too.
func (o *Owner) Process() *Process {
	if o.within == nil {
		o.within = &Process{}
	}
	return o.within
}

// Emit records an event of the program, caused by its latest.
func (o *Owner) Emit(s *Scene, e event.Event) int64 {
	if o.Process().Gone {
		return o.Last
	}
	e.Node, e.Thread, e.Line = o.Name, o.Thread, o.Line
	if e.Cause == 0 {
		e.Cause = o.Last
	}
	o.Last = s.Emit(e)
	switch e.Kind {
	case event.Send, event.Received, event.Resumed, event.Failed, event.TimerFired:
		o.stands = false
	}
	return o.Last
}

// Enter notes that the program makes a call, and where.
func (o *Owner) Enter(s *Scene) {
	s.Clock.Count()
	if line := s.Where(); line > 0 {
		o.Line = line
	}
}

// Stand records that the program waits in a call, until Leave.
func (o *Owner) Stand(s *Scene, kind event.Kind, call event.Call) {
	call.Since = s.Micros()
	o.Emit(s, event.Event{Kind: kind, Call: call.Call, Socket: call.Socket, Until: call.Until})
	o.Call, o.stands = &call, true
}

// Leave notes that the program goes on.
func (o *Owner) Leave() { o.Call = nil }

// Ask records that the program sends a request and waits for the answer, until Leave.
func (o *Owner) Ask(s *Scene, call event.Call, what string) {
	call.Since = s.Micros()
	o.Emit(s, event.Event{Kind: event.Requested, Call: call.Call, Socket: call.Socket, Until: call.Until, Text: what})
	o.Call, o.stands = &call, true
}
