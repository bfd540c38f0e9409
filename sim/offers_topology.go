package sim

import (
	"encoding/json"
	"fmt"
	"strconv"

	"patternscope/sim/act"
	"patternscope/sim/sandbox"
)

// worldOffers are what can be added to the world: a node of the palette.
func (w *World) worldOffers() []act.Offer {
	last := 0
	for _, p := range w.programs {
		last = max(last, p.Column)
	}
	var offers []act.Offer
	for _, k := range sandbox.Kinds() {
		column := last
		if k.Starts() {
			column = 0
		}
		spec, _ := json.Marshal(map[string]any{"kind": k.Kind, "column": column})
		offers = append(offers, w.judged(act.Offer{
			Action: act.Action{Do: act.Add, Spec: spec}, Title: "Add " + article(k.Title), Help: k.Help, Group: k.Group,
		}))
	}
	return append(offers, w.titleOffers()...)
}

// article is a title within a sentence: "a producer", "an HTTP client".
func article(title string) string {
	switch {
	case title == "By hand":
		return "a node by hand"
	case title[0] == 'H' || title[0] == 'E':
		return "an " + lowered(title)
	}
	return "a " + lowered(title)
}

func lowered(title string) string {
	if title[:2] == "HT" {
		return title
	}
	return string(title[0]+'a'-'A') + title[1:]
}

// stageOffers are what can be done to a node beside what is done to its program.
func (w *World) stageOffers(name string) []act.Offer {
	p := w.program(name)
	if p == nil {
		return nil
	}
	offers := w.handOffers(name)
	opens := act.Action{Do: act.Open, Node: name}
	sample := opens
	sample.Type = "PUSH"
	offers = append(offers,
		w.tried(act.Offer{
			Action: opens, Title: "Open a socket", Group: "By hand",
			Help: "A socket of this node that its program knows nothing of: you bind, connect, send and receive.",
			Fields: []act.Field{
				{Name: "type", Title: "Type", Kind: "choice", Choices: sandbox.ZMQTypes(), Default: "PUSH"},
				{Name: "name", Title: "Name; empty is that of its type", Kind: "text", Max: 24},
			},
		}, sample),
		w.judged(act.Offer{
			Action: act.Action{Do: act.Add, Like: name, Count: 1}, Title: "Add another", Group: "Stage",
			Help:   "More nodes with the same program, below it.",
			Fields: []act.Field{{Name: "count", Title: "How many", Kind: "number", Min: 1, Max: maxAtOnce, Default: "1"}},
		}),
		w.judged(act.Offer{
			Action: act.Action{Do: act.Remove, Node: name}, Title: "Remove", Group: "Stage",
			Help: "Its program ends as if it had returned. The node leaves the stage with the last of its connections; removed once more, at once, and what it had still to send is lost.",
		}),
	)
	return append(append(offers, w.placeOffers(p)...), w.settingOffers(p)...)
}

// placeOffers are name and place. A pattern's own programs are not offered them, as no reader would look for them there.
func (w *World) placeOffers(p *program) []act.Offer {
	if !p.movable() {
		return nil
	}
	place := func(name, title string, now int) act.Field {
		return act.Field{Name: name, Title: title, Kind: "number", Max: sandbox.MaxPlace, Default: strconv.Itoa(now)}
	}
	return []act.Offer{w.tried(act.Offer{
		Action: act.Action{Do: act.Move, Node: p.Name}, Title: "Move", Group: "Stage",
		Help:   "Where it stands in the picture; with a node that stands there it changes places. Nothing else changes.",
		Fields: []act.Field{place("column", "Column", p.Column), place("row", "Row", p.Row)},
	}, act.Action{Do: act.Move, Node: p.Name, Column: p.Column, Row: p.Row}), w.tried(act.Offer{
		Action: act.Action{Do: act.Rename, Node: p.Name}, Title: "Rename", Group: "Stage",
		Help:   "It begins anew under that name, with its sockets as they are; what these hold is lost, and what was recorded keeps the old name. Peers connect again by themselves, except on inproc.",
		Fields: []act.Field{{Name: "name", Title: "Name", Kind: "text", Max: sandbox.MaxName, Default: p.Name}},
	}, act.Action{Do: act.Rename, Node: p.Name, Name: p.Name})}
}

// titleOffers are to name the sandbox itself.
func (w *World) titleOffers() []act.Offer {
	if w.cfg.Pattern.ID != sandbox.ID {
		return nil
	}
	return []act.Offer{{
		Action: act.Action{Do: act.Rename}, Title: "Name the sandbox", Group: "Sandbox",
		Help:   "Its title, in its file and its link.",
		Fields: []act.Field{{Name: "name", Title: "Title", Kind: "text", Max: sandbox.MaxTitle, Default: w.document().Title}},
	}}
}

// settingOffers are the settings of a node of the palette.
func (w *World) settingOffers(p *program) []act.Offer {
	n, is := p.Of.(*sandbox.Node)
	if !is {
		return nil
	}
	var offers []act.Offer
	for _, f := range n.Fields() {
		a := act.Action{Do: act.Set, Node: p.Name, Name: f.Name}
		offers = append(offers, w.valued(a, f, "Set "+f.Name, fmt.Sprintf("%s. It holds from the program's next time round on.", f.Title), "Settings"))
	}
	return offers
}

// valued is the offer to set something to a value.
func (w *World) valued(a act.Action, f act.Field, title, help, group string) act.Offer {
	sample := a
	sample.Value = f.Default
	f.Name = "value"
	return w.tried(act.Offer{Action: a, Title: title, Help: help, Group: group, Fields: []act.Field{f}}, sample)
}

// tried is an offer with the reason why it cannot be taken up, as a sample of its action finds it.
func (w *World) tried(o act.Offer, sample act.Action) act.Offer {
	if _, err := w.deed(sample); err != nil {
		o.Why = reason(err)
	}
	return o
}
