package scene

import (
	"fmt"
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

// Beside starts a thread of the program that o is, or is a thread of. What it
// does is caused by o's latest event. A thread that panics ends alone: its event says so.
func (s *Scene) Beside(o *Owner, run func(own *Owner)) *Owner {
	s.lastThread++
	own := &Owner{Name: o.Name, Thread: s.lastThread, Line: o.Line, Last: o.Last, within: o.Process()}
	task := s.Clock.Go(func() {
		s.threads = append(s.threads, thread{s.Clock.Current(), own})
		defer s.endThread(own)
		run(own)
	})
	task.Owner = own
	return own
}

func (s *Scene) endThread(own *Owner) {
	if flaw := recover(); flaw != nil {
		own.Emit(s, event.Event{Kind: event.Failed, Call: "thread", Text: fmt.Sprint(flaw)})
	}
	own.ended(s)
	s.threads = slices.DeleteFunc(s.threads, func(t thread) bool { return t.owner == own })
}

// ended records that a thread has ended that last said it waits.
func (o *Owner) ended(s *Scene) {
	if o.stands {
		o.Emit(s, event.Event{Kind: event.Resumed, Call: "thread"})
	}
}

// EndThreads records that the threads of a process end with it.
func (s *Scene) EndThreads(p *Process) {
	for _, t := range s.threads {
		if t.owner.Process() == p {
			t.owner.ended(s)
		}
	}
}

// Tasks are the threads of a process.
func (s *Scene) Tasks(p *Process) []*clock.Task {
	var out []*clock.Task
	for _, t := range s.threads {
		if t.owner.Process() == p {
			out = append(out, t.task)
		}
	}
	return out
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
		if o := t.owner; o.Name == name && o.Call != nil && !o.Process().Gone {
			out = append(out, event.Thread{ID: o.Thread, Line: o.Line, Call: *o.Call})
		}
	}
	slices.SortFunc(out, func(a, b event.Thread) int { return a.ID - b.ID })
	return out
}
