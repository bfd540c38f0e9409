package sim_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"patternscope/sim"
	"patternscope/sim/act"
	"patternscope/sim/event"
)

const three = `{"sandbox":1,"latency":10,"transport":"TRANSPORT","nodes":[
	{"kind":"producer","settings":{"every":50},"sockets":[{"bind":["tasks"]}]},
	{"kind":"worker","column":1,"sockets":[{"connect":["tasks"]}]},
	{"kind":"sink","column":1,"row":1}]}`

// TestAMovedNodeIsTheSame: only where it stands changes, in the picture and in the document.
func TestAMovedNodeIsTheSame(t *testing.T) {
	each(t, everywhere, func(t *testing.T, transport string) {
		s := drawn(t, strings.ReplaceAll(three, "TRANSPORT", transport), nil)
		w := s.World
		play(t, w, 60)
		do(t, w, act.Action{Do: act.Move, Node: "worker", Column: 4, Row: 2}, "")
		moved := w.Log().Head()
		if at := standing(w); !slices.Equal(at, []string{"producer 0 0", "sink 1 1", "worker 4 2"}) {
			t.Errorf("they stand at %v", at)
		}
		play(t, w, 60)
		for _, e := range w.Log().Since(moved, 1000) {
			if e.Kind == event.Disconnected || e.Kind == event.Restarted || e.Kind == event.Dropped {
				t.Errorf("to move it had an effect: %s %s", e.Kind, e.Reason)
			}
		}
		s.Until(moved, "it goes on", func(e event.Event) bool { return e.Kind == event.Received && e.Node == "worker" })
		sound(t, w)
		isReadAgain(t, w)
	})
}

// TestTwoChangePlaces when one is moved to where the other stands, and one that is leaving makes room.
func TestTwoChangePlaces(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := drawn(t, strings.ReplaceAll(three, "TRANSPORT", "tcp"), nil).World
		do(t, w, act.Action{Do: act.Move, Node: "sink", Column: 1}, "")
		if at := standing(w); !slices.Equal(at, []string{"producer 0 0", "sink 1 0", "worker 1 1"}) {
			t.Errorf("they stand at %v", at)
		}
		play(t, w, 30)
		do(t, w, act.Action{Do: act.Remove, Node: "worker"}, "")
		do(t, w, act.Action{Do: act.Move, Node: "sink", Column: 1, Row: 1}, "")
		if at := standing(w); !slices.Equal(at, []string{"producer 0 0", "sink 1 1"}) {
			t.Errorf("they stand at %v", at)
		}
		sound(t, w)
	})
}

func TestWhatCannotBeMovedSaysWhy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := drawn(t, strings.ReplaceAll(three, "TRANSPORT", "tcp"), nil)
		for a, want := range map[string]string{
			`{"node":"nobody"}`:           `there is no program "nobody"`,
			`{}`:                          "the action names no node",
			`{"node":"sink","column":32}`: "columns and rows go from 0 to 31",
			`{"node":"sink","row":-1}`:    "columns and rows go from 0 to 31",
		} {
			action := act.Action{Do: act.Move}
			if err := json.Unmarshal([]byte(a), &action); err != nil {
				t.Fatal(err)
			}
			do(t, s.World, action, want)
		}
	})
}

// TestOfAPatternOnlyWhatWasAddedIsMoved, as its picture has a place for the others.
func TestOfAPatternOnlyWhatWasAddedIsMoved(t *testing.T) {
	w := running(t, "pipeline", nil).World
	do(t, w, act.Action{Do: act.Move, Node: "worker 1", Column: 9}, "worker 1 is the pattern's own")
	do(t, w, act.Action{Do: act.Add, Like: "worker 1"}, "")
	do(t, w, act.Action{Do: act.Move, Node: "worker 4", Column: 1}, "worker 1 stands there, which is the pattern's own")
	do(t, w, act.Action{Do: act.Move, Node: "worker 4", Column: 9}, "")
	sound(t, w)
}

func standing(w *sim.World) []string {
	var at []string
	for _, n := range w.State().Nodes {
		at = append(at, fmt.Sprintf("%s %d %d", n.Name, n.Column, n.Row))
	}
	slices.Sort(at)
	return at
}
