package room_test

import (
	"testing"

	"patternscope/server/room"
	"patternscope/sim/act"
)

func TestActing(t *testing.T) {
	r, w := enter(t)
	out := do(t, r, room.Command{Command: "act", Action: &act.Action{Do: act.Choose, Due: 1}})
	if out.Head != 1 || len(w.Script()) != 1 {
		t.Errorf("got %+v and script %v", out, w.Script())
	}
	for name, tc := range map[string]struct {
		action *act.Action
		kind   room.Kind
		want   string
	}{
		"no action":      {nil, room.Invalid, "act needs an action: an object whose do says what"},
		"an empty one":   {&act.Action{}, room.Invalid, "act needs an action: an object whose do says what"},
		"what cannot be": {&act.Action{Do: "fly"}, room.NotNow, `there is no action "fly"`},
	} {
		_, err := r.Do(t.Context(), r.Token, room.Command{Command: "act", Action: tc.action})
		wantRefusal(t, err, tc.kind)
		if err.Error() != tc.want {
			t.Errorf("%s: got %q, want %q", name, err, tc.want)
		}
	}
}

func TestWhatCanHappenAndBeDone(t *testing.T) {
	r, _ := enter(t)
	next, err := r.Next()
	if err != nil || len(next.Due) != 1 || next.Run != 1 {
		t.Errorf("next: got %+v, %v", next, err)
	}
	offered, err := r.Offers(act.Target{Node: "echo"})
	if err != nil || len(offered.Offers) != 1 || offered.Offers[0].Action.Node != "echo" {
		t.Errorf("offers: got %+v, %v", offered, err)
	}
}
