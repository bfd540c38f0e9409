package event

import (
	"slices"
	"strings"
	"sync"
)

// Rule says why a message is where it is, or has ended as it did, and who says
// so: a specification, the manual of libzmq, or this program.
type Rule struct {
	When   When   `json:"when"`
	Text   string `json:"text"`
	Source Source `json:"source"`
}

// When is what a rule is about. What is empty holds for any.
type When struct {
	Kind    Kind     `json:"kind"`              // what happened to the message last
	Reasons []Reason `json:"reasons,omitempty"` // of Dropped
	Place   string   `json:"place,omitempty"`   // of Dropped and Filtered; of Arrived, AtOutside
	Types   []string `json:"types,omitempty"`   // of the event's socket: PUB, HTTP ...
	Whats   []string `json:"whats,omitempty"`   // as what the message flew
}

// Standing is how it stands with one copy of a message after an event.
type Standing struct {
	Kind   Kind
	Reason Reason
	Place  string
	Type   string // of the event's socket
	What   string // as what it flew; "" before it has
}

// AtOutside is the place of a message that an outside process has: what becomes of it there cannot be seen.
const AtOutside = "outside"

// Standing is how it stands after e, whose socket is of that type, with a copy that flew as that.
func (e Event) Standing(typ, what string) Standing {
	s := Standing{Kind: e.Kind, Reason: e.Reason, Place: e.Place, Type: typ, What: what}
	if e.Kind == Arrived && e.Depth == 0 {
		s.Place = AtOutside
	}
	return s
}

// Source is where a rule is written. Name is "RFC 30/PIPELINE" for one of
// ZeroMQ's specifications, "RFC 9112" for one of the IETF's, "zmq_send(3)" for a
// page of libzmq's manual, "HTML Standard", or "Patternscope" for a rule of this
// program; Section is the heading, number or option there.
type Source struct {
	Name    string `json:"name"`
	Section string `json:"section"`
	Address string `json:"address,omitempty"` // where it can be read
}

// RuleOf finds the rule for how a copy stands; the first in the table that is about it.
func RuleOf(s Standing) (Rule, bool) {
	rules := table()
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.When.holds(s) })
	if i < 0 {
		return Rule{}, false
	}
	return rules[i], true
}

// table is built once: a run asks it for each of its events.
var table = sync.OnceValue(Rules)

func (w When) holds(s Standing) bool {
	return w.Kind == s.Kind &&
		(len(w.Reasons) == 0 || slices.Contains(w.Reasons, s.Reason)) &&
		(w.Place == "" || w.Place == s.Place) &&
		(len(w.Types) == 0 || slices.Contains(w.Types, s.Type)) &&
		(len(w.Whats) == 0 || slices.Contains(w.Whats, s.What))
}

// Rules is the whole table, special rules before general ones. It is the
// caller's to keep.
func Rules() []Rule {
	return slices.Concat(rulesOfLoss(), rulesOfHTTP(), rulesOfZeroMQ())
}

// zeromq is a specification of ZeroMQ: zeromq("30/PIPELINE", ...).
func zeromq(name, section string) Source {
	number, _, _ := strings.Cut(name, "/")
	return Source{"RFC " + name, section, "https://rfc.zeromq.org/spec/" + number + "/"}
}

// ietf is an RFC of the IETF, by number and section.
func ietf(number, section string) Source {
	return Source{"RFC " + number, section, "https://www.rfc-editor.org/rfc/rfc" + number + "#section-" + section}
}

// manual is a page of libzmq's manual, and an option or heading on it.
func manual(page, section string) Source {
	return Source{page + "(3)", section, "https://libzmq.readthedocs.io/en/latest/" + page + ".html"}
}

// ours is a rule of this program.
func ours(section string) Source { return Source{Name: "Patternscope", Section: section} }
