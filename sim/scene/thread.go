package scene

import (
	"slices"

	"patternscope/sim/clock"
	"patternscope/sim/event"
)

// thread is what a program does beside itself, in a task of its own: a handler,
// a request in the background.
type thread struct {
	task  *clock.Task
	owner *Owner
}

// Thread makes the running task a thread of the owner's program, until EndThread.
func (s *Scene) Thread(o *Owner) { s.threads = append(s.threads, thread{s.Clock.Current(), o}) }

// EndThread is when it has come to its end.
func (s *Scene) EndThread(o *Owner) {
	s.threads = slices.DeleteFunc(s.threads, func(t thread) bool { return t.owner == o })
}

// Running is the owner that the running task acts for: a thread's, or else the program's.
func (s *Scene) Running(program *Owner) *Owner {
	now := s.Clock.Current()
	for _, t := range s.threads {
		if t.task == now {
			return t.owner
		}
	}
	return program
}

// Threads lists where a program's threads wait.
func (s *Scene) Threads(name string) []event.Thread {
	var out []event.Thread
	for _, t := range s.threads {
		if o := t.owner; o.Name == name && o.Call != nil {
			out = append(out, event.Thread{ID: o.Thread, Line: o.Line, Call: *o.Call})
		}
	}
	slices.SortFunc(out, func(a, b event.Thread) int { return a.ID - b.ID })
	return out
}
