package sim

import (
	"fmt"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// spot is where one copy of a message, or a parcel that is none, is now.
type spot struct {
	link   scene.Link
	action act.Action // Link, and Parcel or Message and Socket
	say    string     // "task #3"
	where  string     // "in flight to worker-1"
}

// toParcel is what is done to a parcel in flight, or to a message in a queue.
func (w *World) toParcel(a act.Action) (deed, error) {
	copies := w.copies(a)
	if len(copies) == 0 {
		return cannot("it is neither in flight nor in a queue")
	}
	c := copies[0]
	a.Link, a.Parcel, a.Message, a.Socket = c.action.Link, c.action.Parcel, c.action.Message, c.action.Socket
	do, why := c.link.Can(a)
	if why != "" {
		return cannot("%s", why)
	}
	e := event.Event{Link: a.Link, Parcel: a.Parcel, Message: a.Message, Socket: a.Socket}
	e.Text = fmt.Sprintf("%s, %s, %s", c.say, c.where, parcelDone[a.Do])
	if a.Do == act.Delay {
		e.Text += seconds(a.For)
	}
	return deed{event: e, do: do}, nil
}

var parcelDone = map[act.Do]string{
	act.Deliver: "is delivered now", act.Hold: "is held", act.Release: "is released", act.Delay: "is delayed by ", act.Drop: "is dropped",
}

// seconds is a time of an action, in words.
func seconds(us int64) string { return fmt.Sprintf("%.3g s", float64(us)/1e6) }

// copies finds all that an action, or a target, may mean: where Link, Parcel,
// Message and Socket say nothing, anything does.
func (w *World) copies(a act.Action) []spot {
	var out []spot
	for _, l := range w.scene.Links() {
		found := map[int64]*scene.Message{}
		s := l.State(found)
		if a.Link != "" && a.Link != s.ID {
			continue
		}
		for side, lane := range s.Lanes {
			for _, f := range lane {
				if a.Parcel == f.Parcel || a.Parcel == 0 && a.Socket == "" && a.Message == f.Message && a.Message != 0 {
					out = append(out, inFlight(l, s, side, f, found[f.Message]))
				}
			}
		}
		for side, end := range s.Ends {
			at := [2]string{s.From, s.To}[side]
			if a.Parcel != 0 || a.Socket != "" && a.Socket != at {
				continue
			}
			out = append(out, inQueue(l, s.ID, at, "send", end.Send, found[a.Message])...)
			out = append(out, inQueue(l, s.ID, at, "receive", end.Receive, found[a.Message])...)
		}
	}
	return out
}

func inFlight(l scene.Link, s event.Link, side int, f event.Flight, m *scene.Message) spot {
	to := [2]string{s.To, s.From}[side]
	c := spot{link: l, action: act.Action{Link: s.ID, Parcel: f.Parcel, Message: f.Message}, where: "in flight to " + scene.NodeOf(to)}
	if c.say = "the " + event.Thing(f.What); m != nil {
		c.say = m.Say()
	}
	return c
}

func inQueue(l scene.Link, link, socket, which string, queue []int64, m *scene.Message) []spot {
	for _, id := range queue {
		if m != nil && id == m.ID {
			return []spot{{
				link: l, action: act.Action{Link: link, Message: id, Socket: socket}, say: m.Say(),
				where: fmt.Sprintf("in the %s queue of %s", which, scene.NodeOf(socket)),
			}}
		}
	}
	return nil
}

// parcelOffers is what can be done to each copy of a message, or to a parcel.
func (w *World) parcelOffers(t act.Target) []act.Offer {
	var offers []act.Offer
	for _, c := range w.copies(act.Action{Message: t.Message, Parcel: t.Parcel}) {
		for _, o := range ofParcels {
			do := o.Action.Do
			o.Action = c.action
			o.Action.Do, o.Group = do, fmt.Sprintf("%s, %s on %s", c.say, c.where, c.action.Link)
			offers = append(offers, offered(o, c.link.Can))
		}
	}
	return paired(offers)
}

// offered finds out whether it can be done, with what its fields begin with.
func offered(o act.Offer, can func(act.Action) (func(), string)) act.Offer {
	_, o.Why = can(o.Filled())
	return o
}

// paired leaves out the one of two opposites that cannot be done, where the other can.
func paired(offers []act.Offer) []act.Offer {
	can := map[string]bool{}
	for _, o := range offers {
		can[string(o.Action.Do)+o.Group] = o.Why == ""
	}
	var out []act.Offer
	for _, o := range offers {
		if other := opposites[o.Action.Do]; o.Why == "" || other == "" || !can[string(other)+o.Group] {
			out = append(out, o)
		}
	}
	return out
}

var opposites = map[act.Do]act.Do{
	act.Hold: act.Release, act.Release: act.Hold, act.Cut: act.Heal, act.Heal: act.Cut,
}

// ofParcels are the offers for any parcel in flight, and any message in a queue.
var ofParcels = []act.Offer{
	{
		Action: act.Action{Do: act.Deliver}, Title: "Deliver now",
		Help: "It lands at once, whatever the latency.",
	},
	{
		Action: act.Action{Do: act.Hold}, Title: "Hold",
		Help: "It stays where it is, and all behind it waits, until it is released.",
	},
	{
		Action: act.Action{Do: act.Release}, Title: "Release",
		Help: "It goes on, and all behind it.",
	},
	{
		Action: act.Action{Do: act.Delay}, Title: "Delay",
		Help:   "It goes on so much later, and nothing behind it before it.",
		Fields: []act.Field{{Name: "for", Title: "By", Kind: "number", Unit: "ms", Scale: 1000, Min: 1, Max: scene.MostDelay.Milliseconds(), Default: "500"}},
	},
	{
		Action: act.Action{Do: act.Drop}, Title: "Drop",
		Help: "It is lost. In flight, the connection it belongs to is lost with it.",
	},
	{
		Action: act.Action{Do: act.Duplicate}, Title: "Duplicate",
		Help: "It comes twice.",
	},
}
