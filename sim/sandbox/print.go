package sandbox

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/zmq"
)

// String is the document as text: a line for each node's own, for its settings and for each socket.
func (d *Document) String() string {
	head := fields{}
	head.add("sandbox", "1")
	if d.Title != "" {
		head.add("title", quoted(d.Title))
	}
	head.add("transport", quoted(d.Transport))
	head.add("latency", strconv.Itoa(d.Latency))
	if d.Capacity > 0 {
		head.add("capacity", strconv.Itoa(d.Capacity))
	}
	nodes := make([]string, len(d.Nodes))
	for i, n := range d.Nodes {
		nodes[i] = n.String()
	}
	head.add("nodes", block(nodes, "  "))
	return "{\n  " + strings.Join(head, ",\n  ") + "\n}\n"
}

// String is the node as text, as it stands in a document.
func (n *Node) String() string {
	own := fields{}
	own.add("name", quoted(n.Name))
	own.add("kind", quoted(n.Kind))
	own.add("column", strconv.Itoa(n.Column))
	own.add("row", strconv.Itoa(n.Row))
	lines := fields{strings.Join(own, ", ")}
	if k, _ := kindOf(n.Kind); len(n.Settings) > 0 {
		lines.add("settings", values(n.Settings, func(name string) string {
			f, _ := k.field(name)
			return f.Kind
		}))
	}
	if len(n.Sockets) > 0 {
		sockets := make([]string, len(n.Sockets))
		for i, s := range n.Sockets {
			sockets[i] = s.String()
		}
		lines.add("sockets", block(sockets, "      "))
	}
	return "{\n      " + strings.Join(lines, ",\n      ") + "\n    }"
}

// String is the socket as text, one line.
func (s *Socket) String() string {
	own := fields{}
	own.add("name", quoted(s.Name))
	own.add("type", quoted(s.Type))
	if len(s.Options) > 0 {
		own.add("options", values(s.Options, func(name string) string { return optionKind(s.Type, name) }))
	}
	for _, l := range []struct {
		name string
		list []string
	}{{"bind", s.Bind}, {"connect", s.Connect}, {"subscribe", s.Subscribe}} {
		if len(l.list) > 0 {
			own.add(l.name, texts(l.list))
		}
	}
	return "{" + strings.Join(own, ", ") + "}"
}

func optionKind(typ, name string) string {
	for _, f := range zmq.OptionFields(zmq4.SocketType(typ)) {
		if f.Name == name {
			return f.Kind
		}
	}
	return "text"
}

// fields are "name": value, in their order.
type fields []string

func (f *fields) add(name, value string) { *f = append(*f, quoted(name)+": "+value) }

// values are settings or options, by name, as their kinds are written.
func values(of map[string]string, kind func(name string) string) string {
	f := fields{}
	for _, name := range slices.Sorted(maps.Keys(of)) {
		f.add(name, value(of[name], kind(name)))
	}
	return "{" + strings.Join(f, ", ") + "}"
}

func value(text, kind string) string {
	switch kind {
	case "number":
		return text
	case "flag":
		return strconv.FormatBool(text != "0")
	}
	return quoted(text)
}

func texts(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = quoted(s)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// block is a list with a line for each entry.
func block(entries []string, indent string) string {
	if len(entries) == 0 {
		return "[]"
	}
	inner := "\n" + indent + "  "
	return "[" + inner + strings.Join(entries, ","+inner) + "\n" + indent + "]"
}

func quoted(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string always has a JSON
	return strings.TrimSuffix(b.String(), "\n")
}

// MarshalJSON is String; UnmarshalJSON is Parse.
func (d *Document) MarshalJSON() ([]byte, error) { return []byte(d.String()), nil }

func (d *Document) UnmarshalJSON(data []byte) error {
	read, err := Parse(data)
	if err == nil {
		*d = *read
	}
	return err
}
