package breakpoint

import (
	"slices"

	"patternscope/sim/event"
)

// Matcher looks for breakpoints in one run. It is given every event once, in
// order, and asked in between how long calls have taken. Whoever has the turn uses it.
type Matcher struct {
	list   []Breakpoint
	first  int // the number of the first of them
	frames map[int64][]event.Frame
	newest []int64 // the messages in frames, in order
	calls  map[caller]*call
	seen   int64 // the newest event
}

// remembered is how many messages a Matcher knows the frames of, at least: those sent last.
const remembered = 8192

// caller is a program, or a thread of it.
type caller struct {
	node   string
	thread int
}

// call is what a caller stands in.
type call struct {
	seq     int64 // the event with which it began; 0: not known
	since   int64
	call    string
	socket  string
	blocked bool
	hit     map[int]bool // the breakpoints that it has met
}

// NewMatcher begins at a state. Breakpoints are numbered from first on.
func NewMatcher(list []Breakpoint, first int, now event.State) *Matcher {
	m := &Matcher{list: slices.Clone(list), first: first, frames: map[int64][]event.Frame{}, calls: map[caller]*call{}, seen: now.Seq}
	for _, message := range now.Messages {
		m.learn(message.ID, message.Frames)
	}
	for _, n := range now.Nodes {
		if n.Call != nil {
			m.stand(caller{n.Name, 0}, 0, *n.Call)
		}
		for _, t := range n.Threads {
			m.stand(caller{n.Name, t.ID}, 0, t.Call)
		}
	}
	return m
}

// List is the breakpoints as they are now: those to be met once are off when they were.
func (m *Matcher) List() []Breakpoint { return slices.Clone(m.list) }

// See takes the next event.
func (m *Matcher) See(e event.Event) {
	m.seen = e.Seq
	m.follow(e)
	if len(e.Frames) > 0 && e.Message != 0 {
		m.learn(e.Message, e.Frames)
	}
}

// At tells whether the event that it saw last meets a breakpoint: the first of the list that it meets.
func (m *Matcher) At(e event.Event) (Hit, bool) {
	frames := m.frames[e.Message]
	for i, b := range m.list {
		if b.meets(e, frames) {
			return m.stopped(i, Hit{Seq: e.Seq, At: e.At, Why: atEvent(e)}), true
		}
	}
	return Hit{}, false
}

// learn keeps the frames of a message: only the event that sends it tells them.
func (m *Matcher) learn(message int64, frames []event.Frame) {
	if !slices.ContainsFunc(m.list, func(b Breakpoint) bool { return b.Text != "" }) {
		return
	}
	if _, known := m.frames[message]; !known {
		m.newest = append(m.newest, message)
	}
	m.frames[message] = frames
	if len(m.newest) < 2*remembered {
		return
	}
	for _, old := range m.newest[:remembered] {
		delete(m.frames, old)
	}
	m.newest = slices.Clone(m.newest[remembered:])
}

// stopped makes a hit of the i-th breakpoint.
func (m *Matcher) stopped(i int, h Hit) Hit {
	b := &m.list[i]
	h.Breakpoint = m.first + i
	h.Why = sentence(h, *b)
	b.Off = b.Off || b.Once
	return h
}
