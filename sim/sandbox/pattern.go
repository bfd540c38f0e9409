package sandbox

import (
	"cmp"
	"strconv"

	"patternscope/sim/node"
	"patternscope/sim/pattern"
)

// ID is what the pattern of any sandbox is called.
const ID = "sandbox"

// Untitled is the title of a document without one.
const Untitled = "Untitled sandbox"

// Pattern makes a pattern of a valid document, which must not change any more.
// Each world of it has nodes of its own.
func Pattern(d *Document) *pattern.Pattern {
	title := cmp.Or(d.Title, Untitled)
	return &pattern.Pattern{
		ID: ID, Title: title, Group: "Sandbox",
		Summary: "A topology of your own",
		Params: []pattern.Param{
			{Name: "transport", Title: "Transport", Help: "What the connections are made of", Choices: transports, Default: d.Transport},
			{Name: "latency", Title: "Latency", Help: "World time a message flies on each link", Unit: "ms", Max: MaxLatency, Default: strconv.Itoa(d.Latency)},
			{Name: "capacity", Title: "Lane capacity", Help: "Messages in flight on a link, one way; 0 is any number", Unit: "messages", Max: MaxCapacity, Default: strconv.Itoa(d.Capacity)},
		},
		Nodes: func(pattern.Values) []pattern.Node {
			var nodes []pattern.Node
			for _, n := range d.Nodes {
				nodes = append(nodes, Program(n.Clone()))
			}
			return nodes
		},
	}
}

// Program is a node as a program of a world. It stays bound to n: what is changed there, the program sees.
func Program(n *Node) pattern.Node {
	k, _ := kindOf(n.Kind)
	return pattern.Node{
		Name: n.Name, Role: k.Title, Column: n.Column, Row: n.Row, Of: n,
		Run: func(at *node.Node) { k.run(at, n) },
	}
}
