package site

import (
	"encoding/json"
	"net/http"
	"path"
	"slices"

	"patternscope/server/room"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/sandbox"
)

// entry is a pattern as the API tells it.
type entry struct {
	ID      string            `json:"id"`
	Title   string            `json:"title"`
	Group   string            `json:"group"`
	Summary string            `json:"summary"`
	Lesson  string            `json:"lesson"`
	Watch   []string          `json:"watch"`
	Mistake []string          `json:"mistake"`
	Differs string            `json:"differs"`
	Params  []pattern.Param   `json:"params"`
	Presets []pattern.Preset  `json:"presets"`
	Columns []string          `json:"columns"`
	Asks    map[string]string `json:"asks,omitempty"`
	Nodes   []place           `json:"nodes"` // for the default values
	Duel    *duel             `json:"duel,omitempty"`
	File    string            `json:"file"`
	Source  string            `json:"source"`
	Rules   []event.Rule      `json:"rules,omitempty"`   // why messages end as they do; of one pattern alone, not in the list
	Kinds   []program         `json:"kinds,omitempty"`   // of a recording: the programs of nodes that are of the palette
	Sandbox json.RawMessage   `json:"sandbox,omitempty"` // of a recording: the document, as it stood
}

// duel is what a pattern with two halves says of itself.
type duel struct {
	Task   string   `json:"task"`
	HTTP   string   `json:"http"`
	ZeroMQ string   `json:"zeromq"`
	Notice []string `json:"notice"`
}

// place is a node on the stage.
type place struct {
	Name   string `json:"name"`
	Role   string `json:"role"`
	Column int    `json:"column"`
	Row    int    `json:"row"`
	Half   string `json:"half,omitempty"` // of a duel
}

func (s *Site) listPatterns(w http.ResponseWriter, r *http.Request) error {
	all := make([]entry, len(s.patterns))
	for i, p := range s.patterns {
		e, err := describe(p)
		if err != nil {
			return err
		}
		all[i] = e
	}
	writeJSON(w, http.StatusOK, all)
	return nil
}

func (s *Site) showPattern(w http.ResponseWriter, r *http.Request) error {
	p := s.find(r.PathValue("id"))
	if r.PathValue("id") == sandbox.ID {
		p = sandbox.Pattern(sandbox.Empty())
	}
	if p == nil {
		return refuse(room.Unknown, "%s", pattern.NoSuch(r.PathValue("id"), s.patterns))
	}
	e, err := describe(p)
	if err != nil {
		return err
	}
	e.Rules = event.Rules()
	writeJSON(w, http.StatusOK, e)
	return nil
}

func describe(p *pattern.Pattern) (entry, error) {
	nodes, err := defaultNodes(p)
	if err != nil {
		return entry{}, err
	}
	file, source := sourceOf(p)
	e := entry{
		ID: p.ID, Title: p.Title, Group: p.Group, Summary: p.Summary, Lesson: p.Lesson,
		Watch: list(p.Watch), Mistake: list(p.Mistake), Differs: p.Differs, Params: list(p.Params), Presets: presets(p), Columns: list(p.Columns), Asks: p.Asks,
		Nodes: make([]place, len(nodes)), File: file, Source: source,
	}
	if d := p.Duel; d != nil {
		e.Duel = &duel{Task: d.Task, HTTP: d.HTTP, ZeroMQ: d.ZeroMQ, Notice: list(d.Notice)}
	}
	for i, n := range nodes {
		e.Nodes[i] = place{Name: n.Name, Role: n.Role, Column: n.Column, Row: n.Row, Half: n.Half}
	}
	return e, nil
}

// presets of a pattern; one that changes no value says so.
func presets(p *pattern.Pattern) []pattern.Preset {
	all := slices.Clone(list(p.Presets))
	for i := range all {
		if all[i].Values == nil {
			all[i].Values = map[string]string{}
		}
	}
	return all
}

// sourceOf is a pattern's file, as one finds it from the root of the house, and its text.
func sourceOf(p *pattern.Pattern) (file, text string) {
	if p.ID == sandbox.ID {
		return "", "" // each of its nodes has a file of its own, in the palette
	}
	file, text = p.Source()
	return path.Join("sim/pattern", file), text
}

// defaultNodes are the nodes a pattern has when nothing is changed.
func defaultNodes(p *pattern.Pattern) ([]pattern.Node, error) {
	values, err := p.Values(nil)
	if err != nil {
		return nil, err
	}
	return p.Nodes(values), nil
}

// list is never null in JSON.
func list[T any](of []T) []T {
	if of == nil {
		return []T{}
	}
	return of
}

// find is nil when there is no such pattern.
func (s *Site) find(id string) *pattern.Pattern {
	for _, p := range s.patterns {
		if p.ID == id {
			return p
		}
	}
	return nil
}
