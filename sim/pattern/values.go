package pattern

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Param is one knob of a pattern. It is a whole number with bounds, or one of
// several choices.
type Param struct {
	Name    string   `json:"name"`  // in addresses and JSON: "workers"
	Title   string   `json:"title"` // on the page: "Workers"
	Help    string   `json:"help,omitempty"`
	Unit    string   `json:"unit,omitempty"` // ms, bytes, messages, ...; "" for a plain count
	Min     int      `json:"min,omitempty"`
	Max     int      `json:"max,omitempty"`
	Choices []string `json:"choices,omitempty"` // a choice when not empty
	Default string   `json:"default"`
}

// Values holds a value for every parameter of one pattern, checked.
type Values map[string]string

// Values checks the given settings against the pattern's parameters and fills
// in the defaults. The error is one sentence that names the parameter and what it allows.
func (p *Pattern) Values(given map[string]string) (Values, error) {
	for name := range given {
		if !slices.ContainsFunc(p.Params, func(q Param) bool { return q.Name == name }) {
			return nil, fmt.Errorf("there is no parameter %q of %s; its parameters are %s", name, p.ID, p.parameters())
		}
	}
	v := Values{}
	for _, q := range p.Params {
		text, set := given[q.Name]
		if !set {
			text = q.Default
		}
		if err := q.check(text); err != nil {
			return nil, err
		}
		v[q.Name] = text
	}
	return v, nil
}

func (p *Pattern) parameters() string {
	var names []string
	for _, q := range p.Params {
		names = append(names, q.Name)
	}
	return strings.Join(names, ", ")
}

func (q Param) check(text string) error {
	if len(q.Choices) > 0 {
		if slices.Contains(q.Choices, text) {
			return nil
		}
		return fmt.Errorf("parameter %s is one of %s, not %q", q.Name, strings.Join(q.Choices, ", "), text)
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < q.Min || n > q.Max {
		return fmt.Errorf("parameter %s is a whole number from %d to %d, not %q", q.Name, q.Min, q.Max, text)
	}
	return nil
}

// Int is a number parameter's value; 0 when the pattern has none of that name.
func (v Values) Int(name string) int {
	n, _ := strconv.Atoi(v[name])
	return n
}

// Duration is the value of a parameter counted in milliseconds.
func (v Values) Duration(name string) time.Duration {
	return time.Duration(v.Int(name)) * time.Millisecond
}

// Text is a choice parameter's value.
func (v Values) Text(name string) string { return v[name] }
