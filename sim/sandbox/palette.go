package sandbox

import (
	"embed"

	"patternscope/sim/act"
	"patternscope/sim/node"
)

// Kind is one entry of the palette: a small behaviour, and what can be said about it.
type Kind struct {
	Kind     string      `json:"kind"`  // in documents: "producer"
	Title    string      `json:"title"` // "Producer"
	Group    string      `json:"group"` // ZeroMQ, HTTP, By hand
	Help     string      `json:"help"`  // what it does, in one or two sentences
	Settings []act.Field `json:"settings"`
	Sockets  []Slot      `json:"sockets"` // those its program uses
	File     string      `json:"file"`    // where its program stands
	Source   string      `json:"source"`

	run func(n *node.Node, d *Node)
}

// Slot is the place of a socket in a kind.
type Slot struct {
	Name     string   `json:"name"`
	Types    []string `json:"types"` // it may have; the first when the document does not say
	Optional bool     `json:"optional,omitempty"`
	Side     string   `json:"side"` // on which a drawn connection is best bound: bind, connect, or "" for either
}

//go:embed *.go
var sources embed.FS

// Palette lists all kinds, in its order, each with its source.
func Palette() []Kind {
	all := Kinds()
	for i := range all {
		k := &all[i]
		text, _ := sources.ReadFile(k.File) // a test reads each
		k.Source = string(text)
		k.File = Folder + k.File
		if k.Settings == nil {
			k.Settings = []act.Field{}
		}
		if k.Sockets == nil {
			k.Sockets = []Slot{}
		}
	}
	return all
}

// Kinds lists them without their sources, each File as it is called in Folder:
// for who asks often.
func Kinds() []Kind {
	return []Kind{producer(), requester(), echo(), worker(), sink(), logger(), proxy(), httpClient(), httpServer(), hand()}
}

// Folder is where the palette's files are, from the root of the house.
const Folder = "sim/sandbox/"

// kindOf finds a kind by its name.
func kindOf(name string) (Kind, bool) {
	for _, k := range Kinds() {
		if k.Kind == name {
			return k, true
		}
	}
	return Kind{}, false
}

// field is the setting of that name.
func (k Kind) field(name string) (act.Field, bool) {
	for _, f := range k.Settings {
		if f.Name == name {
			return f, true
		}
	}
	return act.Field{}, false
}

func number(name, title, unit string, least, most int64, def string) act.Field {
	return act.Field{Name: name, Title: title, Kind: "number", Unit: unit, Min: least, Max: most, Default: def}
}

func text(name, title, def string) act.Field {
	return act.Field{Name: name, Title: title, Kind: "text", Max: MaxText, Default: def}
}

func choice(name, title string, choices ...string) act.Field {
	return act.Field{Name: name, Title: title, Kind: "choice", Choices: choices, Default: choices[0]}
}

func every(ms string) act.Field { return number("every", "Every", "ms", 20, 60_000, ms) }
func think(ms string) act.Field { return number("think", "Think time", "ms", 0, 60_000, ms) }

// Starts tells whether the kind begins what happens, rather than waiting for it.
func (k Kind) Starts() bool {
	return k.Kind == producer().Kind || k.Kind == requester().Kind || k.Kind == httpClient().Kind
}

// Fields are the settings of the node, with the values they have now as their defaults.
func (n *Node) Fields() []act.Field {
	k, _ := kindOf(n.Kind)
	for i := range k.Settings {
		k.Settings[i].Default = n.text(k.Settings[i].Name)
	}
	return k.Settings
}
