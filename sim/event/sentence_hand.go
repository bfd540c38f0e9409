package event

import (
	"fmt"
	"strings"
)

// ofHand says what a reader did to a message or a connection.
func (e Event) ofHand() string {
	me, peer, m := socketName(e.Socket), socketName(e.Peer), e.Name()
	if e.Message == 0 {
		m = "a " + Thing(e.What)
	}
	m = sentenceCase(m)
	switch e.Kind {
	case Held:
		return m + e.holding(me, peer)
	case Released:
		return m + " goes on" + e.whence(me, peer) + "."
	case Delayed:
		return fmt.Sprintf("%s lands later%s: in %s.", m, e.whence(me, peer), seconds(e.T1-e.At))
	case Altered:
		if e.Link == "" {
			return fmt.Sprintf("%s, bound to %s, %s.", me, e.Endpoint, manners[e.Manner])
		}
		return e.altered(me, peer)
	}
	return ""
}

func (e Event) holding(me, peer string) string {
	until := ""
	if e.Until > 0 {
		until = fmt.Sprintf(" for %s", seconds(e.Until-e.At))
	}
	if e.Place == AtLane {
		return fmt.Sprintf(" is held%s on its way from %s to %s. What is behind it waits too.", until, me, peer)
	}
	return fmt.Sprintf(" is held%s in the %s of %s. What is behind it waits too.", until, strings.ReplaceAll(e.Place, "-", " "), me)
}

// whence is where a parcel or a message goes on.
func (e Event) whence(me, peer string) string {
	if e.Place == AtLane {
		return fmt.Sprintf(", from %s to %s", me, peer)
	}
	return fmt.Sprintf(", in the %s of %s", strings.ReplaceAll(e.Place, "-", " "), me)
}

// manners say how a bound endpoint answers who connects.
var manners = map[string]string{
	"":        "accepts connections",
	"refuse":  "refuses connections",
	"silence": "accepts connections, and then says nothing",
}

func (e Event) altered(me, peer string) string {
	if peer == "" {
		peer = "its peer"
	}
	if len(e.Ways) < 2 {
		return fmt.Sprintf("The link between %s and %s is altered.", me, peer)
	}
	there, back := e.Ways[0].say(), e.Ways[1].say()
	lose := ""
	if e.Lose == 1 {
		lose = " Every try to connect is lost."
	} else if e.Lose > 1 {
		lose = fmt.Sprintf(" One try to connect in %d is lost.", e.Lose)
	}
	if there == back {
		return fmt.Sprintf("Between %s and %s, both ways: %s.%s", me, peer, there, lose)
	}
	return fmt.Sprintf("From %s to %s: %s. Back: %s.%s", me, peer, there, back, lose)
}

// say is one direction in words: "nothing crosses", "0.02 s and up to 0.01 s more, 1000 bytes a second".
func (w Way) say() string {
	if w.Cut {
		return "nothing crosses, and nobody is told"
	}
	text := seconds(w.Latency)
	if w.Jitter > 0 {
		text += fmt.Sprintf(" and up to %s more", seconds(w.Jitter))
	}
	if w.Bandwidth > 0 {
		text += fmt.Sprintf(", %d bytes a second", w.Bandwidth)
	}
	if w.Capacity > 0 {
		text += fmt.Sprintf(", at most %d in flight", w.Capacity)
	}
	return text
}
