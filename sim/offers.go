package sim

import "patternscope/sim/act"

// Offers is all that can be done with a target, or cannot and why, as the
// world stands at a moment when every program waits.
func (w *World) Offers(t act.Target) []act.Offer {
	offers := []act.Offer{}
	w.clock.Calm(func() { offers = append(offers, w.offers(t)...) })
	return offers
}

func (w *World) offers(t act.Target) []act.Offer {
	switch {
	case t.Message != 0, t.Parcel != 0:
		return w.parcelOffers(t)
	case t.Link != "":
		return w.linkOffers(t.Link)
	case t.Endpoint != "":
		return w.endpointOffers(t.Endpoint)
	case t.Node != "":
		return append(w.programOffers(t.Node), w.stageOffers(t.Node)...)
	case t.Socket != "":
		return w.socketOffers(t.Socket)
	}
	return w.worldOffers()
}
