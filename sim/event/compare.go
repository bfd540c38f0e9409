package event

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Comparison is two runs side by side, whose beginnings are the same: where
// they part, and what became of each message in either.
type Comparison struct {
	Part  int64      `json:"part"`        // the number of the first event that differs; 0: none does
	A     *Event     `json:"a,omitempty"` // that event; nil: the run has ended before
	B     *Event     `json:"b,omitempty"`
	Fates []TwoFates `json:"fates"` // of every message, those that differ first
	Same  int        `json:"same"`  // of them, alike
}

// TwoFates is what became of one message in either run. It is the same message
// when the same socket sent it as its Number-th.
type TwoFates struct {
	From   string `json:"from"`
	Number int    `json:"number"` // the how manyth of its socket, from 1
	Name   string `json:"name"`   // "task #3"
	A      Ending `json:"a"`
	B      Ending `json:"b"`
}

// Ending is what became of a message in one run.
type Ending struct {
	Message int64  `json:"message,omitempty"` // 0: it was not sent there
	Seq     int64  `json:"seq,omitempty"`     // its last event
	Fate    string `json:"fate"`              // "received", "2 received, 1 dropped (hwm)"
	At      int64  `json:"at,omitempty"`      // of that event, µs
}

// Compare holds two runs beside each other. Their events are given from the first on.
func Compare(a, b []Event) Comparison {
	c := Comparison{Fates: []TwoFates{}}
	for i := range max(len(a), len(b)) {
		if i < len(a) && i < len(b) && Same(a[i], b[i]) {
			continue
		}
		c.Part = int64(i + 1)
		c.A, c.B = nth(a, i), nth(b, i)
		break
	}
	in, out := endings(a), endings(b)
	for _, k := range union(in, out) {
		f := TwoFates{From: k.socket, Number: k.number, A: ending(in[k]), B: ending(out[k])}
		f.Name = named(in[k], out[k])
		if f.A.Fate == f.B.Fate {
			c.Same++
		}
		c.Fates = append(c.Fates, f)
	}
	slices.SortStableFunc(c.Fates, func(x, y TwoFates) int { return rank(x) - rank(y) })
	return c
}

func rank(f TwoFates) int {
	if f.A.Fate != f.B.Fate {
		return 0
	}
	return 1
}

// Same tells whether two runs say the same at one place. Where a socket really
// is bound differs from run to run.
func Same(a, b Event) bool {
	return Trace(a) == Trace(b) && a.Cause == b.Cause && a.Line == b.Line && a.Parcel == b.Parcel && a.Message == b.Message && a.Bytes == b.Bytes
}

func nth(events []Event, i int) *Event {
	if i >= len(events) {
		return nil
	}
	return &events[i]
}

// sender is a message as both runs know it.
type sender struct {
	socket string
	number int
}

// course is what happened to a message so far.
type course struct {
	message int64
	name    string
	copies  int
	ends    map[string]int
	last    Event
	order   int // the how manyth of its run
}

// endings follows every message of a run.
func endings(events []Event) map[sender]*course {
	sent := map[string]int{}
	all, of := map[sender]*course{}, map[int64]*course{}
	for _, e := range events {
		if e.Kind == Send {
			sent[e.Socket]++
			m := &course{message: e.Message, name: e.Name(), copies: e.Copies, ends: map[string]int{}, order: len(of)}
			all[sender{e.Socket, sent[e.Socket]}], of[e.Message] = m, m
		}
		m := of[e.Message]
		if m == nil || e.Kind == Acted || e.Kind == Planned {
			continue
		}
		m.last = e
		switch e.Kind {
		case Received:
			m.ends["received"]++
		case Filtered:
			m.ends["filtered"]++
		case Dropped:
			m.ends[fmt.Sprintf("dropped (%s)", e.Reason)]++
		}
	}
	return all
}

// ending says what became of a message; nil: it was not sent.
func ending(m *course) Ending {
	if m == nil {
		return Ending{Fate: "not sent"}
	}
	return Ending{Message: m.message, Seq: m.last.Seq, At: m.last.At, Fate: m.fate()}
}

func (m *course) fate() string {
	var parts []string
	left := m.copies
	for _, end := range slices.Sorted(maps.Keys(m.ends)) {
		n := m.ends[end]
		left -= n
		if m.copies > 1 {
			end = fmt.Sprintf("%d %s", n, end)
		}
		parts = append(parts, end)
	}
	if left > 0 {
		parts = append(parts, "under way")
	}
	if len(parts) == 0 {
		return "nobody asked for it"
	}
	return strings.Join(parts, ", ")
}

// named is what either run calls the message.
func named(a, b *course) string {
	if a != nil {
		return a.name
	}
	return b.name
}

// union are the messages of either run, in the order in which they were sent.
func union(a, b map[sender]*course) []sender {
	all := maps.Clone(b)
	maps.Copy(all, a)
	keys := slices.Collect(maps.Keys(all))
	slices.SortFunc(keys, func(x, y sender) int {
		if d := all[x].order - all[y].order; d != 0 {
			return d
		}
		return strings.Compare(fmt.Sprint(x), fmt.Sprint(y))
	})
	return keys
}
