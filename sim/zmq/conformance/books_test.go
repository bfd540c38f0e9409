package conformance

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"patternscope/sim/event"
)

// balance checks what must be true whatever a program did.
func (p *play) balance(t *testing.T) {
	t.Helper()
	state := p.world.State()
	fatesAddUp(t, state)
	folded, real := p.folded(t), state
	if diff := cmp.Diff(folded.Sockets, real.Sockets, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("sockets as folded (-) and as they are (+):\n%s", diff)
	}
	if diff := cmp.Diff(folded.Links, real.Links, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("links as folded (-) and as they are (+):\n%s", diff)
	}
}

// folded is the state that the events tell.
func (p *play) folded(t *testing.T) event.State {
	f := newFold()
	for _, e := range p.events() {
		f.step(t, e)
	}
	return f.state()
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
