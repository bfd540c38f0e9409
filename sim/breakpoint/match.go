package breakpoint

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strings"

	"patternscope/sim/event"
)

// meets tells whether all conditions hold of an event, whose message has these frames.
func (b Breakpoint) meets(e event.Event, frames []event.Frame) bool {
	switch {
	case b.Off || b.waits():
		return false
	case len(b.Kinds) > 0 && !slices.Contains(b.Kinds, e.Kind):
		return false
	case b.Link != "" && b.Link != e.Link:
		return false
	case b.Peer != "" && b.Peer != e.Peer && b.Peer != nodeOf(e.Peer):
		return false
	case b.Fate != "" && b.Fate != fateOf(e):
		return false
	case b.Reason != "" && b.Reason != e.Reason:
		return false
	case b.Depth > 0 && !b.deep(e):
		return false
	case b.Text != "" && !b.reads(frames):
		return false
	}
	return b.at(e.Node, e.Socket)
}

// at tells whether it is about this program, or its socket.
func (b Breakpoint) at(node, socket string) bool {
	if b.Node != "" && b.Node != node && b.Node != nodeOf(socket) {
		return false
	}
	return b.Socket == "" || b.Socket == socket
}

// deep tells whether a message went into a queue that now holds as many as asked for.
func (b Breakpoint) deep(e event.Event) bool {
	return e.Depth >= b.Depth && (b.Queue == "" || b.Queue == queueOf(e.Kind))
}

// queueOf is the queue into which a message goes with an event of that kind.
func queueOf(k event.Kind) Queue {
	switch k {
	case event.Queued:
		return SendQueue
	case event.Arrived:
		return ReceiveQueue
	}
	return ""
}

// fateOf is the fate that an event tells of; "": of none. What arrives where no
// queue can be seen has been taken by a process outside.
func fateOf(e event.Event) Fate {
	switch {
	case e.Message == 0:
		return ""
	case e.Kind == event.Received, e.Kind == event.Arrived && e.Depth == 0:
		return Received
	case e.Kind == event.Filtered:
		return Filtered
	case e.Kind == event.Dropped:
		return Dropped
	}
	return ""
}

// reads tells whether the text stands in the start of one of the frames.
func (b Breakpoint) reads(frames []event.Frame) bool {
	return slices.ContainsFunc(frames, func(f event.Frame) bool {
		if !f.Hex {
			return strings.Contains(f.Preview, b.Text)
		}
		start, err := hex.DecodeString(f.Preview)
		return err == nil && bytes.Contains(start, []byte(b.Text))
	})
}

// nodeOf a socket: "weather.pub" is of "weather".
func nodeOf(socket string) string {
	if i := strings.LastIndexByte(socket, '.'); i >= 0 {
		return socket[:i]
	}
	return socket
}
