package sim

import (
	"slices"
	"strings"

	"patternscope/sim/act"
	"patternscope/sim/event"
)

// toEndpoint is how a bound endpoint answers who connects.
func (w *World) toEndpoint(a act.Action) (deed, error) {
	if a.Endpoint == "" {
		return cannot("the action names no endpoint")
	}
	a.Endpoint = w.listening(a.Endpoint)
	do, why := w.endpointCan(a)
	if why != "" {
		return cannot("%s", why)
	}
	text := map[act.Do]string{act.Refuse: " refuses who connects", act.Silence: " accepts who connects, and says nothing", act.Accept: " accepts who connects"}[a.Do]
	return deed{event: event.Event{Endpoint: a.Endpoint, Text: a.Endpoint + text}, do: do}, nil
}

// listening is an endpoint with its transport; without one it may be an HTTP server's name.
func (w *World) listening(endpoint string) string {
	serves := func(p *program) bool { return slices.Contains(p.node.Serves(), endpoint) }
	if w.boundAt(w.full(endpoint)) == nil && slices.ContainsFunc(w.programs, serves) {
		return "http://" + endpoint
	}
	return w.full(endpoint)
}

// endpointCan asks who is bound there: an HTTP server, or a ZeroMQ socket.
func (w *World) endpointCan(a act.Action) (do func(), why string) {
	if strings.HasPrefix(a.Endpoint, "http://") {
		return w.web.Can(a)
	}
	return w.ctx.Can(a)
}

// endpointOffers is what can be done to a bound endpoint.
func (w *World) endpointOffers(endpoint string) []act.Offer {
	var offers []act.Offer
	for _, o := range ofEndpoints {
		o.Action.Endpoint, o.Group = endpoint, "The endpoint"
		offers = append(offers, offered(o, w.endpointCan))
	}
	return offers
}

// ofEndpoints are the offers for any bound endpoint.
var ofEndpoints = []act.Offer{
	{
		Action: act.Action{Do: act.Refuse}, Title: "Refuse",
		Help: "Who connects from now on is refused, as if nobody were there. Connections there are stay.",
	},
	{
		Action: act.Action{Do: act.Silence}, Title: "Be silent",
		Help: "Who connects from now on is accepted, and then neither heard nor spoken to.",
	},
	{
		Action: act.Action{Do: act.Accept}, Title: "Accept",
		Help: "Who connects is accepted, and who was met with silence is answered.",
	},
}
