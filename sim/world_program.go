package sim

import (
	"fmt"
	"runtime/debug"
	"strings"

	"patternscope/sim/act"
	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/node"
	"patternscope/sim/pattern"
)

// program is one node of the pattern, as it runs: in one process after the other.
//
//	idle ─ its start ─▶ running ◀─ freeze, thaw ─▶ frozen
//	                    │     ▲                     │
//	       stop, or it  ▼     │ restart       crash ▼
//	       returns   stopped ─┴─────────────── crashed
type program struct {
	pattern.Node
	node  *node.Node
	task  *clock.Task // nil: it has not started
	start *clock.Timer
	// leaving: it has been removed, and goes with the last of its connections.
	leaving bool
	added   bool // while it ran, by a reader
	status  string
}

const (
	idle    = "idle"
	running = "running"
	frozen  = "frozen"
	stopped = "stopped"
	crashed = "crashed"
)

// Due is the program about to start.
func (p *program) Due() act.Due {
	return act.Due{Kind: "start", Node: p.Name, Say: p.Name + " starts"}
}

// nodeState is the program as it is.
func (w *World) nodeState(p *program) event.Node {
	o := p.node.Owner()
	return event.Node{
		Name: p.Name, Role: p.Role, Column: p.Column, Row: p.Row, Half: p.Half, Caller: p.Caller, Kind: p.kind(),
		Status: p.status, Slow: o.Process().Times(), Line: o.Line, Text: p.node.Text(), Call: o.Call, Threads: w.scene.Threads(p.Name),
	}
}

// program finds one by its name; nil: there is none.
func (w *World) program(name string) *program {
	for _, p := range w.programs {
		if p.Name == name {
			return p
		}
	}
	return nil
}

func (w *World) add(n pattern.Node) {
	p := &program{Node: n, node: node.New(w.ctx, w.web, n.Name, w.transport()), status: idle}
	w.programs = append(w.programs, p)
	p.start = w.clock.At(n.Start, func() { w.run(p, event.Event{Kind: event.Started}) }).Of(p)
}

// run starts a program as a task, in a new process.
func (w *World) run(p *program, e event.Event) {
	n := p.node
	p.status = running
	n.Owner().Emit(w.scene, event.Event{Kind: e.Kind, Text: e.Text})
	p.task = w.clock.Go(func() {
		defer w.returned(p, n)
		p.Run(n)
		n.CloseAll()
	})
	p.task.Owner = n.Owner()
}

// returned is when a program has come to its end, or panicked. At the world's
// end, and when its process was killed, there is nobody left to tell.
func (w *World) returned(p *program, n *node.Node) {
	flaw := recover()
	o := n.Owner()
	if w.clock.Ended() || o.Process().Gone {
		return
	}
	o.Leave()
	if flaw != nil {
		w.cfg.Logger.Error("program panicked", "pattern", w.cfg.Pattern.ID, "node", p.Name, "panic", flaw, "stack", string(debug.Stack()))
		w.crash(p, fmt.Sprint(flaw))
		return
	}
	p.status = stopped
	o.Emit(w.scene, event.Event{Kind: event.Stopped})
}

// stop ends a program where it stands as if it had returned.
func (w *World) stop(p *program) {
	w.kill(p)
	w.scene.EndThreads(p.node.Owner().Process())
	p.node.Quit()
	p.status = stopped
	p.node.Owner().Emit(w.scene, event.Event{Kind: event.Stopped})
	p.node.Owner().Process().End()
}

// crash is when the process is gone, with all that it had.
func (w *World) crash(p *program, why string) {
	w.kill(p)
	p.status = crashed
	p.node.Owner().Emit(w.scene, event.Event{Kind: event.Crashed, Text: why})
	p.node.Crash()
	p.node.Owner().Process().End()
}

// kill ends the program's task and its threads where they stand.
func (w *World) kill(p *program) {
	o := p.node.Owner()
	o.Leave()
	for _, t := range append(w.scene.Tasks(o.Process()), p.task) {
		w.clock.Kill(t)
	}
}

// freeze suspends the process, thaw lets it go on.
func (w *World) freeze(p *program) {
	o := p.node.Owner()
	p.status = frozen
	o.Emit(w.scene, event.Event{Kind: event.Frozen})
	o.Process().Freeze(w.clock.Now())
	for _, t := range append(w.scene.Tasks(o.Process()), p.task) {
		w.clock.Freeze(t)
	}
}

func (w *World) thaw(p *program) {
	o := p.node.Owner()
	p.status = running
	o.Emit(w.scene, event.Event{Kind: event.Thawed})
	o.Process().Thaw(w.clock)
	p.node.Thaw()
	for _, t := range append([]*clock.Task{p.task}, w.scene.Tasks(o.Process())...) {
		w.clock.Thaw(t)
	}
}

// slow makes the program's work take so many times as long.
func (w *World) slow(p *program, times int) {
	p.node.Owner().Process().Slow = times
	p.node.Owner().Emit(w.scene, event.Event{Kind: event.Slowed, Number: times})
}

// restart runs the program anew, in a process of its own. What is left of the old one ends first.
func (w *World) restart(p *program, memory bool) {
	p.leaving = false
	if p.status == running || p.status == frozen {
		w.crash(p, "its process was killed, to start it again")
	} else {
		w.kill(p)
		p.node.Crash() // what lingers
		p.node.Owner().Process().End()
	}
	text := strings.TrimPrefix(p.remembers(memory), ", ")
	p.node = p.node.Again(memory)
	w.run(p, event.Event{Kind: event.Restarted, Text: text})
}
