package room

import (
	"fmt"

	"patternscope/sim/event"
)

// Frame is one thing a viewer is told. As JSON it is an object whose "type"
// says which; API.md has them all.
type Frame interface{ frame() }

// RoomFrame begins a run: all that follows belongs to it.
type RoomFrame struct {
	Type string `json:"type"` // room
	Room struct {
		About
		Steering bool `json:"steering"` // this viewer may command
	} `json:"room"`
	Clock Clock `json:"clock"`
	Head  int64 `json:"head"`  // the newest event's number
	First int64 `json:"first"` // the oldest one kept
}

// KeyframeFrame is the true state after event State.Seq.
type KeyframeFrame struct {
	Type    string       `json:"type"` // keyframe
	Run     int          `json:"run"`
	State   *event.State `json:"state"`
	Skipped int64        `json:"skipped,omitempty"` // so many events before it were not sent
}

// EventsFrame is some events in a row.
type EventsFrame struct {
	Type   string        `json:"type"` // events
	Run    int           `json:"run"`
	Events []event.Event `json:"events"`
	Clock  Clock         `json:"clock"`
	Head   int64         `json:"head"`
}

// ClockFrame says that the clock was paused, played, set to another rate, or became idle.
type ClockFrame struct {
	Type  string `json:"type"` // clock
	Clock Clock  `json:"clock"`
	Head  int64  `json:"head"`
}

// ViewersFrame is how many watch.
type ViewersFrame struct {
	Type  string `json:"type"` // viewers
	Count int    `json:"count"`
}

// ErrorFrame is one sentence about what was not done.
type ErrorFrame struct {
	Type string `json:"type"` // error
	Text string `json:"text"`
}

func (RoomFrame) frame()     {}
func (KeyframeFrame) frame() {}
func (EventsFrame) frame()   {}
func (ClockFrame) frame()    {}
func (ViewersFrame) frame()  {}
func (ErrorFrame) frame()    {}

func roomFrame(about About, steering bool, clock Clock, head, first int64) Frame {
	f := RoomFrame{Type: "room", Clock: clock, Head: head, First: first}
	f.Room.About, f.Room.Steering = about, steering
	return f
}

func keyframeFrame(run int, state *event.State, skipped int64) Frame {
	return KeyframeFrame{Type: "keyframe", Run: run, State: state, Skipped: skipped}
}

func eventsFrame(run int, events []event.Event, clock Clock, head int64) Frame {
	return EventsFrame{Type: "events", Run: run, Events: events, Clock: clock, Head: head}
}

func clockFrame(clock Clock, head int64) Frame {
	return ClockFrame{Type: "clock", Clock: clock, Head: head}
}

func viewersFrame(count int) Frame { return ViewersFrame{Type: "viewers", Count: count} }

func movedFrame(skipped, seq int64) Frame {
	return NewErrorFrame(fmt.Sprintf("this viewer was too far behind: %d events were skipped, and it goes on at event %d", skipped, seq))
}

// NewErrorFrame tells one viewer what was not done.
func NewErrorFrame(text string) ErrorFrame { return ErrorFrame{Type: "error", Text: text} }
