package sim_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"testing/synctest"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
)

// settings walks a pattern's parameters: each at its ends and at each of its
// choices while the others keep their defaults, all at one end, each preset.
func settings(p *pattern.Pattern) []map[string]string {
	all := []map[string]string{}
	least, most := map[string]string{}, map[string]string{}
	for _, q := range p.Params {
		values := q.Choices
		if len(values) == 0 {
			values = []string{strconv.Itoa(q.Min), strconv.Itoa(q.Max)}
		}
		for _, v := range values {
			all = append(all, map[string]string{q.Name: v})
		}
		least[q.Name], most[q.Name] = values[0], values[len(values)-1]
	}
	for _, preset := range p.Presets {
		all = append(all, preset.Values)
	}
	return append(all, least, most)
}

// intended are the calls that fail because the pattern shows them failing.
var intended = map[string][]event.Reason{
	"duel-broker":    {event.NobodyThere},
	"duel-lost":      {event.Timeout, event.PeerGone},
	"duel-nobody":    {event.NobodyThere},
	"duel-slow":      {event.Timeout},
	"duel-steps":     {event.EFSM},
	"hello-world":    {event.EFSM},
	"http-request":   {event.NobodyThere},
	"http-unix":      {event.NobodyThere},
	"http-webhook":   {event.NobodyThere, event.Timeout},
	"http-proxy":     {event.NobodyThere},
	"http-timeout":   {event.Timeout, event.PeerGone},
	"http-websocket": {event.PeerGone, event.SocketClosed},
}

// TestEverySetting runs each pattern with each of its settings for a while.
func TestEverySetting(t *testing.T) {
	for _, p := range pattern.All() {
		for _, given := range settings(p) {
			t.Run(fmt.Sprintf("%s/%v", p.ID, given), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) { runSetting(t, p, given) })
			})
		}
	}
}

func runSetting(t *testing.T, p *pattern.Pattern, given map[string]string) {
	v, err := p.Values(given)
	if err != nil {
		t.Fatal(err)
	}
	w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 3, Network: wire.NewMemory(), Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	const enough = 250
	for ends := p.Duel != nil; w.Log().Head() < enough; {
		_, err := w.Step(context.Background())
		if ends && err == sim.ErrIdle {
			break
		}
		if err != nil {
			t.Fatalf("after %d events: %v", w.Log().Head(), err)
		}
	}
	for _, e := range w.Log().Since(0, enough) {
		switch {
		case e.Kind == event.Crashed, e.Kind == event.Stopped && p.Duel == nil:
			t.Errorf("%s", e.Say)
		case e.Kind == event.Failed && !slices.Contains(intended[p.ID], e.Reason):
			t.Errorf("%s", e.Say)
		}
	}
	s := w.State()
	balanced(t, s)
	folds(t, s, w.Log().Since(0, int(s.Seq)))
}

// balanced wants every copy a socket has sent to have its one fate: taken,
// filtered, dropped with a reason, or still in a queue or a lane.
func balanced(t interface{ Errorf(string, ...any) }, s event.State) {
	held := underway(s)
	for _, k := range s.Sockets {
		lost := 0
		for _, n := range k.Dropped {
			lost += n
		}
		if found := k.Taken + k.Filtered + lost + held[k.ID]; found != k.Sent {
			t.Errorf("%s sent %d and accounts for %d: taken %d, filtered %d, dropped %v, under way %d",
				k.ID, k.Sent, found, k.Taken, k.Filtered, k.Dropped, held[k.ID])
		}
	}
}

// underway counts the copies in queues and lanes, by the socket that sent them.
func underway(s event.State) map[string]int {
	from := map[int64]string{}
	for _, m := range s.Messages {
		from[m.ID] = m.From
	}
	held := map[string]int{}
	for _, l := range s.Links {
		for side := range l.Ends {
			for _, id := range slices.Concat(l.Ends[side].Send, l.Ends[side].Receive) {
				held[from[id]]++
			}
			for _, f := range l.Lanes[side] {
				if f.Message != 0 {
					held[from[f.Message]]++
				}
			}
		}
	}
	return held
}
