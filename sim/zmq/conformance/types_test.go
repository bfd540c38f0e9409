package conformance

import (
	"slices"
	"strconv"
	"testing"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
)

var types = []zmq4.SocketType{
	zmq4.Req, zmq4.Rep, zmq4.Dealer, zmq4.Router, zmq4.Pub, zmq4.Sub, zmq4.XPub, zmq4.XSub, zmq4.Push, zmq4.Pull, zmq4.Pair,
}

// talks is who may talk to whom (RFC 23, 28, 29, 30, 31).
var talks = map[zmq4.SocketType][]zmq4.SocketType{
	zmq4.Req:    {zmq4.Rep, zmq4.Router},
	zmq4.Rep:    {zmq4.Req, zmq4.Dealer},
	zmq4.Dealer: {zmq4.Rep, zmq4.Dealer, zmq4.Router},
	zmq4.Router: {zmq4.Req, zmq4.Dealer, zmq4.Router},
	zmq4.Pub:    {zmq4.Sub, zmq4.XSub},
	zmq4.XPub:   {zmq4.Sub, zmq4.XSub},
	zmq4.Sub:    {zmq4.Pub, zmq4.XPub},
	zmq4.XSub:   {zmq4.Pub, zmq4.XPub},
	zmq4.Push:   {zmq4.Pull},
	zmq4.Pull:   {zmq4.Push},
	zmq4.Pair:   {zmq4.Pair},
}

func TestEveryPairOfTypes(t *testing.T) {
	var rules []rule
	for _, bound := range types {
		rules = append(rules, rule{says: "a bound " + string(bound) + " shakes hands with those it can talk to, and refuses the others", play: func(a *actor) {
			for i, connecting := range types {
				name := strconv.Itoa(i)
				a.bound(bound, name)
				a.connected(connecting, name)
			}
			a.settle()
			for i, connecting := range types {
				at := event.Event{Kind: event.Accepted, Endpoint: a.Endpoint(strconv.Itoa(i))}
				link := a.seen(at)[0].Link
				want, refused := 2, len(a.seen(event.Event{Kind: event.Refused, Link: link, Reason: event.Incompatible}))
				if !slices.Contains(talks[bound], connecting) {
					want = 0
				}
				if got := len(a.seen(event.Event{Kind: event.Connected, Link: link})); got != want {
					a.t.Errorf("%s and %s: %d ends connected, want %d", bound, connecting, got, want)
				}
				if refused == 0 && want == 0 {
					a.t.Errorf("%s and %s did not refuse each other", bound, connecting)
				}
			}
		}, after: linksLeft(0)})
	}
	check(t, rules)
}

func TestIncompatible(t *testing.T) {
	check(t, []rule{
		{says: "an incompatible peer has no queue: its messages are dropped when it is refused", play: func(a *actor) {
			push := a.connected(zmq4.Push, "x")
			a.send(push, "lost")
			sub := a.bound(zmq4.Sub, "x")
			a.settle()
			a.saw(1, event.Event{Kind: event.Dropped, Reason: event.Incompatible})
			pub := a.connected(zmq4.Pub, "x")
			a.ok(sub.SetOption("SUBSCRIBE", ""))
			a.settle()
			a.send(pub, "news")
			a.gets(sub, "news")
		}},
	})
}
