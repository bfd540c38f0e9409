package sim

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"patternscope/sim/act"
	"patternscope/sim/sandbox"
	"patternscope/sim/zmq"
)

// socketOffers are what can be done with a socket by hand.
func (w *World) socketOffers(id string) []act.Offer {
	p, s, err := w.socket(act.Action{Socket: id})
	switch {
	case err != nil:
		return []act.Offer{{Action: act.Action{Do: act.Send, Socket: id}, Title: "Send", Help: "A message of your own.", Group: "Messages", Why: reason(err)}}
	case s == nil:
		return w.httpOffers(p, id)
	}
	return slices.Concat(w.messageOffers(s), w.topicOffers(s), w.reachOffers(s), w.optionOffers(p, s), []act.Offer{w.judged(act.Offer{
		Action: act.Action{Do: act.Close, Socket: id}, Title: "Close", Group: "Endpoints",
		Help: "What is queued is still sent for as long as LINGER says. Its program's calls on it fail with ETERM.",
	})})
}

// patience is how long a call by hand waits.
func patience(title string) act.Field {
	return act.Field{Name: "for", Title: title, Kind: "number", Unit: "ms", Scale: 1000, Max: maxWait / 1000, Default: "0"}
}

func (w *World) messageOffers(s *zmq.Socket) []act.Offer {
	send := act.Action{Do: act.Send, Socket: s.ID()}
	sample := send
	sample.Frames = []act.Frame{{Text: "hello"}}
	frames := act.Field{Name: "frames", Title: "Parts", Kind: "frames", Max: maxPayload, Default: "hello"}
	return []act.Offer{
		w.tried(act.Offer{
			Action: send, Title: "Send", Group: "Messages", Help: sendHelp(s),
			Fields: []act.Field{frames, patience("Wait for room at most; 0 is as SNDTIMEO says")},
		}, sample),
		w.judged(act.Offer{
			Action: act.Action{Do: act.Receive, Socket: s.ID()}, Title: "Receive", Group: "Messages",
			Help:   "Takes one message, before the program can; waits for one when there is none.",
			Fields: []act.Field{patience("Wait at most; 0 is as RCVTIMEO says")},
		}),
	}
}

func sendHelp(s *zmq.Socket) string {
	switch s.Type() {
	case "ROUTER":
		return "The first part is the identity of the peer it goes to, as hex when it is no text."
	case "DEALER":
		return "To reach a REP, the first part must be empty: the delimiter."
	case "PUB", "XPUB":
		return "Who subscribed to a beginning of the first part gets a copy."
	case "XSUB":
		return "A byte 1 and a topic subscribes, a byte 0 and the topic cancels."
	}
	return "A message of your own, in one part or several. When nobody has room, it waits."
}

func (w *World) topicOffers(s *zmq.Socket) []act.Offer {
	if s.Type() != "SUB" && s.Type() != "XSUB" {
		return nil
	}
	offers := []act.Offer{w.judged(act.Offer{
		Action: act.Action{Do: act.Subscribe, Socket: s.ID()}, Title: "Subscribe", Group: "Topics",
		Help:   "Messages that begin with the topic come from now on; what was sent before the publisher knows does not.",
		Fields: []act.Field{{Name: "value", Title: "Topic; empty is everything", Kind: "text", Max: sandbox.MaxTopic}},
	})}
	for _, topic := range s.Topics() {
		offers = append(offers, w.judged(act.Offer{
			Action: act.Action{Do: act.Unsubscribe, Socket: s.ID(), Value: topic}, Title: fmt.Sprintf("Cancel %q", topic), Group: "Topics",
			Help: "Subscriptions are counted: each needs a cancel of its own.",
		}))
	}
	return offers
}

// reachOffers: the endpoints there are, each with the reason where the types cannot talk, and any other.
func (w *World) reachOffers(s *zmq.Socket) []act.Offer {
	id, typ := s.ID(), sandbox.TypeOf(string(s.Type()))
	var offers []act.Offer
	for _, other := range w.ctx.Open() {
		for _, e := range other.BoundTo() {
			if other == s || slices.Contains(s.ConnectedTo(), e) {
				continue
			}
			offers = append(offers, w.judged(act.Offer{
				Action: act.Action{Do: act.Connect, Socket: id, Endpoint: e}, Title: "Connect to " + e, Group: "Endpoints",
				Help: fmt.Sprintf("%s, a %s, is bound there.", other.ID(), other.Type()),
			}))
		}
	}
	offers = append(offers,
		w.named(act.Connect, s, "Connect", fmt.Sprintf("Nobody need be bound there yet. A %s talks to %s.", typ.Type, strings.Join(typ.TalksTo, ", "))),
		w.named(act.Bind, s, "Bind", "An endpoint is a name, or one with its transport: ipc://tasks. It is bound once."))
	for _, e := range s.BoundTo() {
		offers = append(offers, w.judged(act.Offer{
			Action: act.Action{Do: act.Unbind, Socket: id, Endpoint: e}, Title: "Unbind " + e, Group: "Endpoints",
			Help: "Connections made through it end, except on inproc.",
		}))
	}
	for _, e := range s.ConnectedTo() {
		offers = append(offers, w.judged(act.Offer{
			Action: act.Action{Do: act.Disconnect, Socket: id, Endpoint: e}, Title: "Disconnect from " + e, Group: "Endpoints",
			Help: "What is queued for it is still sent, for as long as LINGER says.",
		}))
	}
	return offers
}

// named is the offer to bind or connect to an endpoint that is written down.
func (w *World) named(do act.Do, s *zmq.Socket, title, help string) act.Offer {
	a := act.Action{Do: do, Socket: s.ID()}
	sample := a
	sample.Endpoint = w.freeEndpoint()
	return w.tried(act.Offer{
		Action: a, Title: title, Help: help, Group: "Endpoints",
		Fields: []act.Field{{Name: "endpoint", Title: "Endpoint", Kind: "text", Max: 60, Default: sample.Endpoint}},
	}, sample)
}

// freeEndpoint is a name that no socket uses.
func (w *World) freeEndpoint() string {
	for i := 1; ; i++ {
		name := fmt.Sprintf("place-%d", i)
		used := func(s *zmq.Socket) bool {
			return slices.Contains(s.BoundTo(), w.full(name)) || slices.Contains(s.ConnectedTo(), w.full(name))
		}
		if !slices.ContainsFunc(w.ctx.Open(), used) {
			return name
		}
	}
}

func (w *World) optionOffers(p *program, s *zmq.Socket) []act.Offer {
	var offers []act.Offer
	for _, f := range zmq.OptionFields(s.Type()) {
		now, _ := s.GetOption(f.Name)
		if f.Default = plain(now); f.Kind == "text" && f.Default == "" {
			f.Default = p.Name
		}
		a := act.Action{Do: act.Set, Socket: s.ID(), Name: f.Name}
		offers = append(offers, w.valued(a, f.Field, f.Name, fmt.Sprintf("%s. It counts %s.", f.Title, f.When), "Options"))
	}
	return offers
}

// plain is an option as it is typed.
func plain(v any) string {
	switch v := v.(type) {
	case time.Duration:
		if v < 0 {
			return "-1"
		}
		return strconv.FormatInt(v.Milliseconds(), 10)
	case int:
		return strconv.Itoa(v)
	}
	return fmt.Sprint(v)
}

// httpOffers are what can be done with an HTTP client or server.
func (w *World) httpOffers(p *program, id string) []act.Offer {
	server := "api"
	for _, o := range w.programs {
		if serves := o.node.Serves(); len(serves) > 0 {
			server = serves[0]
			break
		}
	}
	send := act.Action{Do: act.Send, Socket: id}
	sample := send
	sample.Name, sample.Endpoint = "GET", server
	offers := []act.Offer{w.tried(act.Offer{
		Action: send, Title: "Send a request", Group: "Messages", Help: "A request of your own, beside those of the program, over the same pool of connections.",
		Fields: []act.Field{
			{Name: "name", Title: "Method", Kind: "choice", Choices: methods, Default: "GET"},
			{Name: "endpoint", Title: "Server", Kind: "text", Max: 60, Default: server},
			{Name: "value", Title: "Path", Kind: "text", Max: sandbox.MaxText, Default: "/"},
			{Name: "frames", Title: "Body", Kind: "frames", Max: maxPayload},
		},
	}, sample)}
	spec := p.spec(id)
	if spec == nil || p.node.Client(id) == nil {
		return offers
	}
	for _, o := range w.programs {
		for _, name := range o.node.Serves() {
			do, title := act.Connect, "Ask http://"+name
			if slices.Contains(spec.Connect, name) {
				do, title = act.Disconnect, "No longer ask http://"+name
			}
			offers = append(offers, w.judged(act.Offer{
				Action: act.Action{Do: do, Socket: id, Endpoint: name}, Title: title, Help: "It counts from its next request on.", Group: "Endpoints",
			}))
		}
	}
	return offers
}
