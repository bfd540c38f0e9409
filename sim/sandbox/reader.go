package sandbox

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Error is what is wrong with a document, and where.
type Error struct {
	At   string // nodes[2].sockets[0].type; "": the document
	Text string
}

func (e *Error) Error() string {
	if e.At == "" {
		return "the sandbox document " + e.Text
	}
	return e.At + ": " + e.Text
}

// reader takes values out of JSON and keeps the first thing that is wrong; from
// then on what it returns does not matter.
type reader struct{ err *Error }

func (r *reader) fail(at, format string, args ...any) {
	if r.err == nil {
		r.err = &Error{at, fmt.Sprintf(format, args...)}
	}
}

// object is a JSON object that has no other fields than these.
func (r *reader) object(at string, v any, fields ...string) map[string]any {
	o := r.names(at, v)
	for _, name := range slices.Sorted(maps.Keys(o)) {
		if !slices.Contains(fields, name) {
			r.fail(at, "has no field %q; its fields are %s", clipped(name), strings.Join(fields, ", "))
		}
	}
	return o
}

// names is a JSON object whose fields are anything.
func (r *reader) names(at string, v any) map[string]any {
	o, is := v.(map[string]any)
	if !is && v != nil {
		r.fail(at, "must be an object, not %s", shown(v))
	}
	return o
}

func (r *reader) list(at string, v any, most int) []any {
	l, is := v.([]any)
	switch {
	case v == nil:
	case !is:
		r.fail(at, "must be a list, not %s", shown(v))
	case len(l) > most:
		r.fail(at, "has %d entries, and %d is the most", len(l), most)
	}
	return l
}

func (r *reader) text(at string, v any, most int) string {
	s, is := v.(string)
	switch {
	case v == nil:
	case !is:
		r.fail(at, "must be text, not %s", shown(v))
	case len(s) > most:
		r.fail(at, "is %d bytes long, and %d is the most", len(s), most)
	}
	return s
}

func (r *reader) texts(at string, v any, most, bytes int) []string {
	var out []string
	for i, each := range r.list(at, v, most) {
		if each == nil {
			r.fail(fmt.Sprintf("%s[%d]", at, i), "must be text, not null")
		}
		out = append(out, r.text(fmt.Sprintf("%s[%d]", at, i), each, bytes))
	}
	return out
}

func (r *reader) number(at string, v any, least, most, otherwise int) int {
	if v == nil {
		return otherwise
	}
	n, is := v.(json.Number)
	k, err := strconv.Atoi(n.String())
	if !is || err != nil || k < least || k > most {
		r.fail(at, "must be a whole number from %d to %d, not %s", least, most, shown(v))
	}
	return k
}

// plain is a number, a text or a flag as text.
func (r *reader) plain(at string, v any) string {
	switch v := v.(type) {
	case json.Number:
		return v.String()
	case string:
		return r.text(at, v, MaxText)
	case bool:
		return map[bool]string{true: "1", false: "0"}[v]
	}
	r.fail(at, "must be a number, text, true or false, not %s", shown(v))
	return ""
}

// shown is a JSON value as an error names it.
func shown(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case map[string]any:
		return "an object"
	case []any:
		return "a list"
	case string:
		return strconv.Quote(clipped(v))
	}
	return clipped(fmt.Sprint(v))
}

func clipped(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "..."
	}
	return s
}
