package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Parse reads a document and checks all of it. Its error is an *Error.
func Parse(data []byte) (*Document, error) {
	v, err := decode(data)
	if err != nil {
		return nil, err
	}
	r := &reader{}
	d := r.document(v)
	d.check(r)
	if r.err != nil {
		return nil, r.err
	}
	return d, nil
}

// ParseNode reads one node, to be added to those of the document: what it leaves
// out is chosen so that it fits in with them. The document stays as it is.
func (d *Document) ParseNode(data []byte) (*Node, error) {
	v, err := decode(data)
	if err != nil {
		return nil, err
	}
	r := &reader{}
	n := r.node("", v)
	n.settle(d.Nodes)
	n.check(r, "")
	if r.err == nil {
		with := *d
		with.Nodes = append(slices.Clone(d.Nodes), n)
		with.checkTogether(r, len(d.Nodes), "")
	}
	if r.err != nil {
		return nil, r.err
	}
	return n, nil
}

func decode(data []byte) (any, error) {
	if len(data) > MaxBytes {
		return nil, &Error{"", fmt.Sprintf("is larger than %d bytes", MaxBytes)}
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, &Error{"", notJSON(data, err)}
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, &Error{"", "is followed by something else"}
	}
	return v, nil
}

func notJSON(data []byte, err error) string {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		before := data[:min(int(syntax.Offset), len(data))]
		return fmt.Sprintf("is not JSON: line %d: %v", 1+bytes.Count(before, []byte("\n")), syntax)
	}
	return "is not JSON: it ends before it is whole"
}

func (r *reader) document(v any) *Document {
	if _, is := v.(map[string]any); !is {
		r.fail("", "must be a JSON object, not %s", shown(v))
	}
	o := r.object("", v, "sandbox", "title", "transport", "latency", "capacity", "nodes")
	if r.err == nil && fmt.Sprint(o["sandbox"]) != "1" {
		r.fail("sandbox", "must be 1, the version of the format, not %s", shown(o["sandbox"]))
	}
	d := &Document{
		Title:     r.text("title", o["title"], MaxTitle),
		Transport: r.text("transport", o["transport"], MaxName),
		Latency:   r.number("latency", o["latency"], 0, MaxLatency, 400),
		Capacity:  r.number("capacity", o["capacity"], 0, MaxCapacity, 0),
	}
	if d.Transport == "" {
		d.Transport = "tcp"
	}
	for i, each := range r.list("nodes", o["nodes"], MaxNodes) {
		n := r.node(fmt.Sprintf("nodes[%d]", i), each)
		n.settle(d.Nodes)
		d.Nodes = append(d.Nodes, n)
	}
	return d
}

// absent is a row that the document does not say.
const absent = -1

func (r *reader) node(at string, v any) *Node {
	if _, is := v.(map[string]any); !is {
		r.fail(at, "must be an object, not %s", shown(v))
	}
	o := r.object(at, v, "name", "kind", "column", "row", "settings", "sockets")
	n := &Node{
		Name: r.text(under(at, "name"), o["name"], utf8.UTFMax*MaxName), Kind: r.text(under(at, "kind"), o["kind"], MaxName),
		Column: r.number(under(at, "column"), o["column"], 0, MaxPlace, 0), Row: r.number(under(at, "row"), o["row"], 0, MaxPlace, absent),
		Settings: r.plains(under(at, "settings"), o["settings"]),
	}
	for i, each := range r.list(under(at, "sockets"), o["sockets"], MaxSockets) {
		n.Sockets = append(n.Sockets, r.socket(fmt.Sprintf("%s[%d]", under(at, "sockets"), i), each))
	}
	return n
}

func (r *reader) socket(at string, v any) *Socket {
	if _, is := v.(map[string]any); !is {
		r.fail(at, "must be an object, not %s", shown(v))
	}
	o := r.object(at, v, "name", "type", "options", "bind", "connect", "subscribe")
	return &Socket{
		Name: r.text(under(at, "name"), o["name"], MaxName), Type: strings.ToUpper(r.text(under(at, "type"), o["type"], MaxName)),
		Options: r.plains(under(at, "options"), o["options"]),
		Bind:    r.texts(under(at, "bind"), o["bind"], MaxEndpoints, MaxText), Connect: r.texts(under(at, "connect"), o["connect"], MaxEndpoints, MaxText),
		Subscribe: r.texts(under(at, "subscribe"), o["subscribe"], MaxTopics, MaxTopic),
	}
}

func (r *reader) plains(at string, v any) map[string]string {
	out := map[string]string{}
	for name, each := range r.names(at, v) {
		out[name] = r.plain(under(at, clipped(name)), each)
	}
	return out
}

// under is a field of what stands at a place.
func under(at, field string) string {
	if at == "" {
		return field
	}
	return at + "." + field
}
