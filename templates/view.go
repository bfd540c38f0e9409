// Package templates turns view models into pages. Every component is a pure
// function of the structs in this file: it reads no clock, no request, no
// world. The server fills them in; the browser's script brings the page to
// life by the ids and data attributes written here, and nothing else.
//
// No page holds a script or a style of its own: the policy the server sends
// forbids both, and all that moves is set from /static.
package templates

import "fmt"

// Static is what pages load.
type Static struct {
	// Address of a file by its name: of "app.js" it is "/static/app.4f1c9a20.js",
	// or whatever the server serves it under.
	Address func(name string) string
	// Early are the addresses of the parts that app.js begins with.
	Early []string
}

// HomeView is the catalogue.
type HomeView struct {
	Static Static
	Live   Card // the pattern that runs on top; without an ID there is none
	Groups []Group
}

// Group is a row of cards.
type Group struct {
	Title   string
	Summary string
	Cards   []Card
}

// Card is one pattern in the catalogue.
type Card struct {
	ID      string
	Title   string
	Summary string
	Sockets []string // the types its programs open: "PUB", "SUB"; searchable
	Mistake []string // what learners get wrong here; searchable, shown when found
	Words   string   // more to search in: lesson, roles
	Flow    string   // request, reply, publish, task, control: the shape on its picture
	Columns []string // headings of the stage
	Nodes   []Place  // for the default values
}

// Place is where a node stands on the stage.
type Place struct {
	Name        string
	Column, Row int
	Half        string // of a duel: http, zeromq
}

// PatternView is a running pattern: the page makes a room of its own when Room
// is "", and otherwise joins that one.
type PatternView struct {
	Static  Static
	ID      string
	Title   string
	Group   string
	Summary string
	Lesson  string
	Watch   []string
	Mistake []string
	Differs string // where its sockets do not do as libzmq does; "" when nowhere
	Fields  []Field
	Presets []Preset
	File    string // of its source: "sim/pattern/hello_world.go"
	Seed    int64
	Room    string
	Duel    *DuelView // nil: it is none
	// Breakpoints is what one can be made of, as JSON.
	Breakpoints string
	Sandbox     bool // its stage is drawn by the reader
	// Recording is what a recorded run has; nil: the page shows one that runs.
	Recording *RecordingView
}

// DuelView is one task done twice: what a duel's page says beside a pattern's.
type DuelView struct {
	Task   string
	HTTP   string // how HTTP does it, a few words
	ZeroMQ string
	Notice []string // what the ledger should make one notice
}

// Field is one parameter with the value the page was asked for.
type Field struct {
	Name     string
	Title    string
	Help     string
	Unit     string
	Min, Max int
	Choices  []string // a choice when not empty
	Default  string
	Value    string
}

// Preset is one instructive situation, put up by its key.
type Preset struct {
	Title  string
	Values map[string]string
}

// ErrorView says what was attempted and what can be done, in one sentence and one link.
type ErrorView struct {
	Static   Static
	Status   int
	Title    string // "No such pattern"
	Sentence string // "There is no pattern called \"helo\"."
	Action   string // "All patterns"
	Address  string // where Action leads; "" is the catalogue
}

func (v ErrorView) address() string {
	if v.Address == "" {
		return "/"
	}
	return v.Address
}

// first is the pattern to begin with: the first of the catalogue.
func (v HomeView) first() Card {
	for _, g := range v.Groups {
		for _, c := range g.Cards {
			return c
		}
	}
	return Card{}
}

// bounds says what the field takes: "ms, 0 to 2000".
func (f Field) bounds() string {
	limits := fmt.Sprintf("%d to %d", f.Min, f.Max)
	if f.Unit == "" {
		return limits
	}
	return f.Unit + ", " + limits
}

// span is how many of the catalogue's four columns a group takes.
func (g Group) span() string { return fmt.Sprintf("span-%d", min(4, max(1, len(g.Cards)))) }

// AnswerView is the article with its duels.
type AnswerView struct {
	Static Static
	Duels  map[string]LiveDuel // by id
}

// Duel is the one that stands beside a clause, run with these parameters.
func (v AnswerView) Duel(id, params string) LiveDuel {
	d := v.Duels[id]
	d.Params = params
	return d
}

// LiveDuel is a duel that runs within a page.
type LiveDuel struct {
	ID, Title, Task string
	Params          string // of an address: "latency=300&count=3"
}

func (d LiveDuel) address() string {
	if d.Params == "" {
		return "/patterns/" + d.ID
	}
	return "/patterns/" + d.ID + "?" + d.Params
}
