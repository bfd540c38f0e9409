package conformance

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"patternscope/sim/event"
	"patternscope/sim/event/eventtest"
)

// balance checks what must be true whatever a program did.
func (p *play) balance(t *testing.T) {
	t.Helper()
	state := p.world.State()
	fatesAddUp(t, state)
	p.nobodyStuck(t, state.Links)
	folded, real := p.folded(t), state
	if diff := cmp.Diff(folded.Sockets, real.Sockets, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("sockets as folded (-) and as they are (+):\n%s", diff)
	}
	if diff := cmp.Diff(folded.Links, real.Links, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("links as folded (-) and as they are (+):\n%s", diff)
	}
}

// nobodyStuck wants links of a world in which nothing is due to be where they can stay.
func (p *play) nobodyStuck(t *testing.T, links []event.Link) {
	for _, l := range links {
		stuck := false
		switch l.Status {
		case "handshake":
			stuck = true
		case "connecting", "retrying":
			stuck = l.Transport != "inproc"
		case "closing": // behind messages for whom there is no room
			stuck = len(l.Lanes[0])+len(l.Lanes[1]) == 0
		}
		if p.idle && stuck {
			t.Errorf("link %s is %s for ever", l.ID, l.Status)
		}
	}
}

// folded is the state that the events tell.
func (p *play) folded(t *testing.T) event.State {
	t.Helper()
	state, flaws := eventtest.Fold(p.events())
	for _, flaw := range flaws {
		t.Error(flaw)
	}
	return state
}

// fatesAddUp: sent = taken + filtered + dropped + queued + in flight.
func fatesAddUp(t *testing.T, s event.State) {
	t.Helper()
	from, under := map[int64]string{}, map[string]int{}
	for _, m := range s.Messages {
		from[m.ID] = m.From
	}
	for _, l := range s.Links {
		for side, end := range l.Ends {
			for _, id := range append(append([]int64(nil), end.Send...), end.Receive...) {
				under[from[id]]++
			}
			for _, f := range l.Lanes[side] {
				if f.Message != 0 {
					under[from[f.Message]]++
				}
			}
		}
	}
	for _, k := range s.Sockets {
		fates := k.Taken + k.Filtered + under[k.ID]
		for _, n := range k.Dropped {
			fates += n
		}
		if fates != k.Sent {
			t.Errorf("%s sent %d, its fates are %d: taken %d, filtered %d, dropped %v, under way %d", k.ID, k.Sent, fates, k.Taken, k.Filtered, k.Dropped, under[k.ID])
		}
	}
}
