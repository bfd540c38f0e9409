package sim

import (
	"fmt"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// link is a link of the picture; nil: there is none of that name.
func (w *World) link(id string) scene.Link {
	for _, l := range w.scene.Links() {
		if l.Line().ID == id {
			return l
		}
	}
	return nil
}

// toLink is what is done to a connection.
func (w *World) toLink(a act.Action) (deed, error) {
	l := w.link(a.Link)
	switch {
	case a.Link == "":
		return cannot("the action names no link")
	case l == nil:
		return cannot("there is no link %q", a.Link)
	}
	do, why := l.Can(a)
	if why != "" {
		return cannot("%s", why)
	}
	return deed{event: event.Event{Link: a.Link, Text: l.Line().Between() + ", " + linkDone(a)}, do: do}, nil
}

// linkDone says what is done to a link.
func linkDone(a act.Action) string {
	way := map[string]string{"there": ", on the way there", "back": ", on the way back"}[a.Way]
	switch a.Do {
	case act.Cut:
		return "is cut" + way
	case act.Heal:
		return "is healed" + way
	case act.Reset:
		return "is reset"
	case act.Latency:
		return fmt.Sprintf("gets a latency of %s%s", seconds(a.For), way)
	case act.Jitter:
		return fmt.Sprintf("gets a jitter of %s%s", seconds(a.For), way)
	case act.Bandwidth:
		return fmt.Sprintf("carries %s bytes a second%s", bounded(a.Count), way)
	case act.Capacity:
		return fmt.Sprintf("holds %s parcels in flight%s", bounded(a.Count), way)
	case act.Lose:
		if a.Count > 0 {
			return fmt.Sprintf("loses one try to connect in %d", a.Count)
		}
	}
	return "loses no try to connect"
}

func bounded(n int) string {
	if n == 0 {
		return "any number of"
	}
	return fmt.Sprint(n)
}

// linkOffers is what can be done to a connection.
func (w *World) linkOffers(id string) []act.Offer {
	l := w.link(id)
	if l == nil {
		return nil
	}
	var offers []act.Offer
	for _, o := range ofLinks {
		o.Action.Link, o.Group = id, "The connection"
		offers = append(offers, offered(o, l.Can))
	}
	return paired(offers)
}

var (
	whichWay = act.Field{Name: "way", Title: "Direction", Kind: "choice", Choices: []string{"both", "there", "back"}, Default: "both"}
	mostMS   = scene.MostDelay.Milliseconds()
)

// ofLinks are the offers for any connection.
var ofLinks = []act.Offer{
	{
		Action: act.Action{Do: act.Cut}, Title: "Cut",
		Help:   "Nothing crosses any more, and nobody is told: what flies hangs. Heartbeats and timeouts notice it, nothing else does.",
		Fields: []act.Field{whichWay},
	},
	{
		Action: act.Action{Do: act.Heal}, Title: "Heal",
		Help:   "It crosses again: what hung goes on.",
		Fields: []act.Field{whichWay},
	},
	{
		Action: act.Action{Do: act.Reset}, Title: "Reset",
		Help: "The connection is lost at both ends at once, with all that flies. ZeroMQ connects again by itself; of HTTP the request fails.",
	},
	{
		Action: act.Action{Do: act.Latency}, Title: "Latency",
		Help:   "What is sent from now on flies so long.",
		Fields: []act.Field{{Name: "for", Title: "Latency", Kind: "number", Unit: "ms", Scale: 1000, Max: mostMS, Default: "200"}, whichWay},
	},
	{
		Action: act.Action{Do: act.Jitter}, Title: "Jitter",
		Help:   "Each parcel flies up to so much longer, by chance; none overtakes another.",
		Fields: []act.Field{{Name: "for", Title: "Up to", Kind: "number", Unit: "ms", Scale: 1000, Max: mostMS, Default: "100"}, whichWay},
	},
	{
		Action: act.Action{Do: act.Bandwidth}, Title: "Bandwidth",
		Help:   "So many bytes take off in a second; 0 is any number.",
		Fields: []act.Field{{Name: "count", Title: "Bandwidth", Kind: "number", Unit: "bytes/s", Max: scene.MostBandwidth, Default: "1000"}, whichWay},
	},
	{
		Action: act.Action{Do: act.Capacity}, Title: "Capacity",
		Help:   "So many parcels are in flight at most, the others wait in the send queue; 0 is any number.",
		Fields: []act.Field{{Name: "count", Title: "Parcels", Kind: "number", Max: scene.MostCapacity, Default: "1"}, whichWay},
	},
	{
		Action: act.Action{Do: act.Lose}, Title: "Lose tries",
		Help:   "Every so manyth try to connect is lost, and made again after RECONNECT_IVL; 0 loses none.",
		Fields: []act.Field{{Name: "count", Title: "One in", Kind: "number", Max: scene.MostCapacity, Default: "2"}},
	},
}
