package sim

import (
	"fmt"
	"slices"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/sandbox"
	"patternscope/sim/zmq"
)

// setting an option says from when on it counts.
func (w *World) setting(p *program, s *zmq.Socket, a act.Action) (deed, error) {
	if err := zmq.CheckOption(s.Type(), a.Name, a.Value); err != nil {
		return cannot("%v", err)
	}
	what := fmt.Sprintf("%s of %s is set to %s, %s", a.Name, s.ID(), a.Value, when(s, a.Name))
	return w.changing(p, s, what,
		func() error { return s.SetOption(a.Name, a.Value) },
		func(k *sandbox.Socket) { k.Options[a.Name] = a.Value })
}

func when(s *zmq.Socket, option string) string {
	for _, f := range zmq.OptionFields(s.Type()) {
		if f.Name == option {
			return f.When
		}
	}
	return zmq.AtOnce
}

// setProgram changes a setting of a node of the palette.
func (w *World) setProgram(a act.Action) (deed, error) {
	p := w.program(a.Node)
	if p == nil {
		return cannot("%s", w.noProgram(a.Node))
	}
	n, is := p.Of.(*sandbox.Node)
	if !is {
		return cannot("the program of %s is the pattern's own, and has no settings", p.Name)
	}
	if err := n.CheckSetting(a.Name, a.Value); err != nil {
		return cannot("%v", err)
	}
	return deed{
		event: event.Event{Node: p.Name, Text: fmt.Sprintf("%s of %s is set to %s, from its next time round on", a.Name, p.Name, a.Value)},
		do:    func() { n.Settings[a.Name] = a.Value },
	}, nil
}

func (w *World) subscribing(p *program, s *zmq.Socket, a act.Action) (deed, error) {
	topics := s.Topics()
	switch {
	case s.Type() == "XSUB":
		return cannot("an XSUB subscribes by sending: a byte 1 and the topic, or 0 and the topic to cancel")
	case s.Type() != "SUB":
		return cannot("a %s does not subscribe; a SUB does", s.Type())
	case len(a.Value) > sandbox.MaxTopic:
		return cannot("a topic has at most %d bytes", sandbox.MaxTopic)
	case a.Do == act.Subscribe && len(topics) >= sandbox.MaxTopics:
		return cannot("%s has subscribed to %d topics, and no more are allowed", s.ID(), len(topics))
	case a.Do == act.Unsubscribe && !slices.Contains(topics, a.Value):
		return cannot("%s has not subscribed to %q", s.ID(), a.Value)
	case a.Do == act.Unsubscribe:
		return w.changing(p, s, fmt.Sprintf("%s cancels %q", s.ID(), a.Value),
			func() error { return s.SetOption(zmq.UNSUBSCRIBE, a.Value) },
			func(k *sandbox.Socket) { k.Subscribe = withoutFirst(k.Subscribe, a.Value) })
	}
	return w.changing(p, s, fmt.Sprintf("%s subscribes to %q", s.ID(), a.Value),
		func() error { return s.SetOption(zmq.SUBSCRIBE, a.Value) },
		func(k *sandbox.Socket) { k.Subscribe = append(k.Subscribe, a.Value) })
}

// withoutFirst takes one off: subscriptions are counted.
func withoutFirst(list []string, one string) []string {
	i := slices.Index(list, one)
	if i < 0 {
		return list
	}
	return slices.Delete(slices.Clone(list), i, i+1)
}
