package breakpoint

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"patternscope/sim/event"
)

// Breakpoint is where to stop. Conditions that are absent hold of anything.
type Breakpoint struct {
	Kinds  []event.Kind `json:"kinds,omitempty"`  // any of them
	Node   string       `json:"node,omitempty"`   // the program, or outside process, to whom or to whose socket it happens
	Socket string       `json:"socket,omitempty"` // the socket it happens to, "node.name"
	Link   string       `json:"link,omitempty"`
	Peer   string       `json:"peer,omitempty"`   // the socket at the other end, or its node
	Fate   Fate         `json:"fate,omitempty"`   // what became of a message
	Reason event.Reason `json:"reason,omitempty"` // why it was lost, why the connection ended, why the call failed
	Text   string       `json:"text,omitempty"`   // stands in the start of a frame of its message, letter for letter

	Depth int   `json:"depth,omitempty"` // a message has gone into a queue, which now holds at least so many
	Queue Queue `json:"queue,omitempty"` // with Depth: which of the two queues of a socket; "": either

	Blocked int64 `json:"blocked,omitempty"` // µs: a program stands in Send, without room, for longer than that
	Waiting int64 `json:"waiting,omitempty"` // µs: a program waits in one call, whichever, for longer than that

	Once bool `json:"once,omitempty"` // it is switched off when it was hit
	Off  bool `json:"off,omitempty"`  // it is kept, and not looked at
}

// Fate is what became of one copy of a message.
type Fate string

// A copy that is queued or flies has none yet.
const (
	Received Fate = "received" // by a program, or by an outside process
	Filtered Fate = "filtered" // not asked for
	Dropped  Fate = "dropped"  // lost
)

// Fates are all of them.
func Fates() []Fate { return []Fate{Received, Filtered, Dropped} }

// Queue is one of the two that a socket keeps for each of its peers.
type Queue string

const (
	SendQueue    Queue = "send"
	ReceiveQueue Queue = "receive"
)

// Bounds of what a breakpoint may ask for.
const (
	MaxText     = 256            // bytes, of a text and of a name
	MaxDepth    = 1_000_000      // messages
	MaxDuration = 8 * 3600 * 1e6 // µs: as long as a room lives
	MaxList     = 32             // breakpoints of one run
	maxKinds    = 64             // of one breakpoint
)

// Check says what makes no sense in a breakpoint; nil: nothing.
func (b Breakpoint) Check() error {
	for _, check := range []func() error{b.checkWords, b.checkKinds, b.checkNumbers, b.checkWait} {
		if err := check(); err != nil {
			return fmt.Errorf("breakpoint: %w", err)
		}
	}
	return nil
}

// CheckList checks breakpoints that are to be set together.
func CheckList(list []Breakpoint) error {
	if len(list) > MaxList {
		return fmt.Errorf("breakpoints: there are %d, and a run has at most %d", len(list), MaxList)
	}
	for i, b := range list {
		if err := b.Check(); err != nil {
			return fmt.Errorf("%d: %w", i+1, err)
		}
	}
	return nil
}

func (b Breakpoint) checkWords() error {
	for _, w := range []struct{ name, value string }{
		{"node", b.Node}, {"socket", b.Socket}, {"link", b.Link}, {"peer", b.Peer}, {"text", b.Text}, {"reason", string(b.Reason)},
	} {
		switch {
		case len(w.value) > MaxText:
			return fmt.Errorf("%s has %d bytes, and %d is the most", w.name, len(w.value), MaxText)
		case !utf8.ValidString(w.value):
			return fmt.Errorf("%s is not UTF-8", w.name)
		}
	}
	return nil
}

func (b Breakpoint) checkKinds() error {
	if len(b.Kinds) > maxKinds {
		return fmt.Errorf("%d kinds are more than there are", len(b.Kinds))
	}
	for _, k := range b.Kinds {
		if !slices.Contains(event.Kinds(), k) {
			return fmt.Errorf("there is no kind of event %q", k)
		}
	}
	switch {
	case b.Reason != "" && !slices.Contains(event.Reasons(), b.Reason):
		return fmt.Errorf("there is no reason %q", b.Reason)
	case b.Fate != "" && !slices.Contains(Fates(), b.Fate):
		return fmt.Errorf("fate is received, filtered or dropped, not %q", b.Fate)
	case b.Queue != "" && b.Queue != SendQueue && b.Queue != ReceiveQueue:
		return fmt.Errorf("queue is send or receive, not %q", b.Queue)
	case b.Queue != "" && b.Depth == 0:
		return fmt.Errorf("queue=%s says which queue depth>= is about, and there is no depth", b.Queue)
	}
	return nil
}

func (b Breakpoint) checkNumbers() error {
	switch {
	case b.Depth < 0 || b.Depth > MaxDepth:
		return fmt.Errorf("depth is a whole number from 1 to %d, not %d", MaxDepth, b.Depth)
	case b.Blocked < 0 || b.Blocked > MaxDuration:
		return fmt.Errorf("blocked is a time from 1 µs to 8 hours, not %d µs", b.Blocked)
	case b.Waiting < 0 || b.Waiting > MaxDuration:
		return fmt.Errorf("waiting is a time from 1 µs to 8 hours, not %d µs", b.Waiting)
	}
	return nil
}

// checkWait: how long a call takes is no event, so it goes with who and where alone.
func (b Breakpoint) checkWait() error {
	events := b.about()
	switch wait := b.waits(); {
	case b.Blocked > 0 && b.Waiting > 0:
		return fmt.Errorf("it can ask for blocked or for waiting, not for both")
	case wait && events:
		return fmt.Errorf("blocked and waiting are about a call: they go with node and socket alone")
	case !wait && !events && b.Node == "" && b.Socket == "":
		return errors.New("it has no condition")
	}
	return nil
}

// waits tells that it is about how long a call takes; about, that it asks something of an event.
func (b Breakpoint) waits() bool { return b.Blocked > 0 || b.Waiting > 0 }

func (b Breakpoint) about() bool {
	return len(b.Kinds) > 0 || b.Link != "" || b.Peer != "" || b.Fate != "" || b.Reason != "" || b.Text != "" || b.Depth > 0
}
