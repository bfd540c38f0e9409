package event

import (
	"fmt"
	"strconv"
	"strings"
)

// Trace is an event as one line of a golden trace:
//
//	seq   ms of world time  kind         who           what
//	   7            12.000  queued       vent.tasks    L1 worker.in  task #1  1/1000
//
// The link is followed by the socket at its other end, once that is known.
// It holds what a run is: a function of pattern, parameters and seed. Left out
// is all that differs between transports or moves with an edit of the source:
// addresses, sizes on the wire, parcel numbers, line numbers.
func Trace(e Event) string {
	who := e.Socket
	if who == "" {
		who = e.Node
	}
	line := fmt.Sprintf("%6d %12s  %-12s  %-20s  %s", e.Seq, millis(e.At), e.Kind, who, strings.Join(e.traits(), "  "))
	return strings.TrimRight(line, " ")
}

// traits are what an event says beside when, what and who, in a fixed order.
func (e Event) traits() []string {
	var t []string
	add := func(present bool, format string, args ...any) {
		if present {
			t = append(t, fmt.Sprintf(format, args...))
		}
	}
	add(e.Link != "" && e.Peer == "", "%s", e.Link)
	add(e.Link != "" && e.Peer != "", "%s %s", e.Link, e.Peer)
	add(e.Type != "", "%s", e.Type)
	add(e.Call != "", "%s", e.Call)
	add(e.What != "" && e.What != WhatMessage, "%s", e.What)
	add(e.Message != 0, "%s", e.Name())
	add(e.Copies > 1, "copies=%d", e.Copies)
	add(e.Depth != 0 || e.HWM != 0, "%d/%s", e.Depth, bound(e.HWM))
	add(e.T1 != 0, "lands=%s", millis(e.T1))
	add(e.Until != 0, "until=%s", millis(e.Until))
	add(e.Waited != 0, "waited=%s", millis(e.Waited))
	add(e.Kind == Subscribed || e.Kind == Unsubscribed, "topic=%q", e.Topic)
	add(e.Endpoint != "", "endpoint=%s", bare(e.Endpoint))
	add(e.Place != "", "at=%s", e.Place)
	for i, w := range e.Ways {
		add(true, "%s %s", [2]string{"there:", "back:"}[i%2], w.say())
	}
	add(e.Lose != 0, "lose=%d", e.Lose)
	add(e.Manner != "", "%s", e.Manner)
	add(e.Reason != "", "%s", e.Reason)
	add(e.Status != "" && e.Status != string(e.Kind), "[%s]", e.Status)
	add(e.Kind == Slowed, "times=%d", e.Number)
	add(e.Text != "", "%q", e.Text)
	add(len(e.Frames) > 0, "%s", shown(e.Frames))
	return t
}

// shown is a message's frames, envelope and all: ["" "Hello"].
func shown(frames []Frame) string {
	const most = 16
	parts := []string{}
	for _, f := range frames {
		start := []rune(f.Preview)
		text := string(start[:min(len(start), most)])
		if f.Hex {
			text = "0x" + text
		} else {
			text = strconv.Quote(text)
		}
		if len(start) > most {
			text += "..."
		}
		parts = append(parts, text)
	}
	return "[" + strings.Join(parts, " ") + "]"
}

// Name is the event's message as the picture names it: "NYC #3".
func (e Event) Name() string {
	what := e.Label
	if what == "" {
		what = string(e.Flow)
	}
	return strings.TrimLeft(fmt.Sprintf("%s #%d", what, e.Number), " ")
}

func millis(us int64) string { return fmt.Sprintf("%d.%03d", us/1000, us%1000) }

// bound is a high-water mark; 0 is none.
func bound(hwm int) string {
	if hwm == 0 {
		return "-"
	}
	return fmt.Sprint(hwm)
}

// bare is an endpoint without its transport.
func bare(endpoint string) string {
	if _, name, ok := strings.Cut(endpoint, "://"); ok {
		return name
	}
	return endpoint
}
