// Package pattern is the catalogue: every pattern is one short Go file whose
// nodes are ordinary functions that call Send and Recv. The page shows that
// very file. A pattern cannot see the event log, the clock's controls or the
// browser, so it cannot fake the picture. How to add one: README.md beside
// this file.
package pattern

import (
	"time"

	"patternscope/sim/node"
)

// Pattern describes one topology, in words for the reader and in programs for the world.
type Pattern struct {
	ID      string   // in addresses: "hello-world"
	Title   string   // "Hello world"
	Group   string   // one of Groups
	Summary string   // one line, for the card
	Lesson  string   // two or three sentences: what this pattern is for
	Watch   []string // what to watch for
	Mistake []string // what learners get wrong here; searchable
	Differs string   // where what one sees here is not what libzmq does; "" when nowhere
	Params  []Param
	Presets []Preset
	Columns []string // headings above the columns of the stage
	// Asks says what an outside process may ask an HTTP server, by the server's
	// name: curl's options, then the path. One that is not there is asked for "/".
	Asks map[string]string

	Duel *Duel // nil: a pattern by itself

	// Nodes lists the programs for these values, in the order of the stage.
	Nodes func(v Values) []Node
}

// Node is one program and its place on the stage.
type Node struct {
	Name   string        // unique in its pattern; shown as it is
	Role   string        // one line of facts: "every 250 ms"
	Column int           // from 0, left to right
	Row    int           // from 0, top to bottom
	Start  time.Duration // world time at which it starts
	Half   string        // of a duel: http, zeromq
	Caller bool          // of a duel: its waiting counts in the ledger, and when all callers have ended, so has the task
	Run    func(n *node.Node)
	Of     any // what it was made of, when that is no pattern
}

// Scheduled is the preset with a schedule of that name; nil: there is none.
func (p *Pattern) Scheduled(name string) *Preset {
	for i := range p.Presets {
		if name != "" && p.Presets[i].Name == name {
			return &p.Presets[i]
		}
	}
	return nil
}

// Preset puts up one instructive situation.
type Preset struct {
	Title  string            `json:"title"`
	Values map[string]string `json:"values"` // the others keep their defaults
	// Faults is what happens to the run by a schedule, and Name calls the preset in
	// addresses: "server-crashes". It has both, or neither.
	Name   string  `json:"name,omitempty"`
	Faults []Fault `json:"faults,omitempty"`
}
