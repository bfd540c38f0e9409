package site

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"patternscope/server/room"
	"patternscope/sim/pattern"
	"patternscope/templates"
)

// live is the pattern that runs on top of the catalogue: copies, a filter at the
// publisher and one who comes late, in one look.
const live = "weather"

// homeView is the catalogue, group by group, each pattern in the order of the list.
func (s *Site) homeView() (templates.HomeView, error) {
	view := templates.HomeView{Static: s.static}
	for _, g := range s.groups {
		group := templates.Group{Title: g.Title, Summary: g.Summary}
		for _, p := range s.patterns {
			if p.Group != g.Title {
				continue
			}
			c, err := card(p, g.Flow)
			if err != nil {
				return view, err
			}
			group.Cards = append(group.Cards, c)
			if p.ID == live {
				view.Live = c
			}
		}
		if len(group.Cards) > 0 {
			view.Groups = append(view.Groups, group)
		}
	}
	return view, nil
}

func card(p *pattern.Pattern, flow string) (templates.Card, error) {
	nodes, err := defaultNodes(p)
	if err != nil {
		return templates.Card{}, err
	}
	_, source := sourceOf(p)
	types := socketTypes(source)
	c := templates.Card{
		ID: p.ID, Title: p.Title, Summary: p.Summary, Mistake: p.Mistake, Columns: p.Columns,
		Sockets: types, Flow: flow, Words: p.Lesson,
	}
	for _, n := range nodes {
		c.Nodes = append(c.Nodes, templates.Place{Name: n.Name, Column: n.Column, Row: n.Row, Half: n.Half})
		c.Words += " " + n.Role
	}
	return c, nil
}

var typeNames = regexp.MustCompile(`\bzmq4\.(Req|Rep|Dealer|Router|Pub|Sub|XPub|XSub|Push|Pull|Pair)\b`)

// socketTypes are the types a pattern's file opens, in the order it does.
func socketTypes(source string) []string {
	var types []string
	for _, found := range typeNames.FindAllStringSubmatch(source, -1) {
		name := strings.ToUpper(found[1])
		if !slices.Contains(types, name) {
			types = append(types, name)
		}
	}
	return types
}

func (s *Site) patternView(p *pattern.Pattern, values pattern.Values, seed int64, room string) templates.PatternView {
	view := s.viewOf(p, values, seed)
	view.File, _ = sourceOf(p)
	view.Room = room
	return view
}

// viewOf is what a pattern says of itself, whether it is of the catalogue or of a recording.
func (s *Site) viewOf(p *pattern.Pattern, values map[string]string, seed int64) templates.PatternView {
	view := templates.PatternView{
		Static: s.static,
		ID:     p.ID, Title: p.Title, Group: p.Group, Summary: p.Summary, Lesson: p.Lesson,
		Watch: p.Watch, Mistake: p.Mistake, Differs: p.Differs, Seed: seed,
		Breakpoints: breakpointWords(),
	}
	for _, q := range p.Params {
		view.Fields = append(view.Fields, templates.Field{
			Name: q.Name, Title: q.Title, Help: q.Help, Unit: q.Unit,
			Min: q.Min, Max: q.Max, Choices: q.Choices, Default: q.Default, Value: values[q.Name],
		})
	}
	if d := p.Duel; d != nil {
		view.Duel = &templates.DuelView{Task: d.Task, HTTP: d.HTTP, ZeroMQ: d.ZeroMQ, Notice: d.Notice}
	}
	for _, preset := range p.Presets {
		view.Presets = append(view.Presets, templates.Preset{Title: preset.Title, Values: preset.Values})
	}
	return view
}

// runOf reads a run from the query of its address: parameters, and the seed. The
// schedule, faults, and the breakpoints, break, are there too: the page asks for
// them by itself, and says which breakpoint is none.
func runOf(u *url.URL) (settings map[string]string, seed int64, err error) {
	names := []string{"seed"}
	for name := range u.Query() {
		names = append(names, name) // the pattern knows which it has
	}
	q := newQuery(u, names...)
	seed = q.number("seed", 1, 0, room.MaxSeed)
	settings = map[string]string{}
	for name, given := range q.values {
		if name != "seed" && name != "faults" && name != breaks {
			settings[name] = strings.Join(given, ",")
		}
	}
	return settings, seed, q.err
}
