package sim_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"patternscope/sim"
	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/sandbox"
	"patternscope/sim/wire"
)

// TestARenamedNodeGoesOnUnderItsName: bound, connected and set as before, and in its place.
func TestARenamedNodeGoesOnUnderItsName(t *testing.T) {
	each(t, everywhere, func(t *testing.T, transport string) {
		s := drawn(t, `{"sandbox":1,"latency":10,"transport":"`+transport+`","nodes":[
			{"kind":"producer","settings":{"every":50},"sockets":[{"bind":["tasks"]}]},
			{"kind":"worker","column":1,"settings":{"think":30},"sockets":[{"connect":["tasks"],"options":{"RCVHWM":3}}]},
			{"kind":"sink","column":1}]}`, nil)
		w := s.World
		play(t, w, 60)
		before := byName(w)
		do(t, w, act.Action{Do: act.Rename, Node: "worker", Name: " Ada "}, "")
		source := "producer"
		if transport != "inproc" { // there who connects does not connect again
			source = "source"
			do(t, w, act.Action{Do: act.Rename, Node: "producer", Name: source}, "")
		}
		renamed := w.Log().Head()
		play(t, w, 90)
		s.Until(renamed, "Ada takes what it sends", func(e event.Event) bool {
			return e.Kind == event.Received && e.Socket == "Ada.in" && e.Peer == source+".out"
		})
		sound(t, w)
		isReadAgain(t, w)
		do(t, w, act.Action{Do: act.Rename, Node: source, Name: "producer"}, "")
		do(t, w, act.Action{Do: act.Rename, Node: "Ada", Name: "worker"}, "")
		if after := byName(w); after != before {
			t.Errorf("renamed there and back, the document is\n%s\nand was\n%s", after, before)
		}
	})
}

// byName is the document with its nodes in the order of their names.
func byName(w *sim.World) string {
	d := w.Document()
	slices.SortFunc(d.Nodes, func(a, b *sandbox.Node) int { return strings.Compare(a.Name, b.Name) })
	return d.String()
}

func TestWhatCannotBeRenamedSaysWhy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := drawn(t, strings.ReplaceAll(everyKind, "TRANSPORT", "tcp"), wire.NewMemory())
		for _, c := range []struct{ node, name, want string }{
			{"sink", "worker", `another node is called "worker"`},
			{"sink", "", "is not 1 to 32 letters, digits, spaces and hyphens"},
			{"sink", "a.b", `"a.b" is not 1 to 32 letters`},
			{"sink", strings.Repeat("x", 33), "is not 1 to 32 letters"},
			{"nobody", "x", `there is no program "nobody"`},
			{"", strings.Repeat("x", 81), "the title is 81 bytes long, and 80 is the most"},
			{"", "a\u202eb", `the title "a\u202eb" holds a character that cannot be shown`},
			{"", " Mine ", ""},
			{"sink", "sink", ""},
		} {
			do(t, s.World, act.Action{Do: act.Rename, Node: c.node, Name: c.name}, c.want)
		}
		if got := s.World.Document().Title; got != "Mine" {
			t.Errorf("the title is %q", got)
		}
		if do(t, s.World, act.Action{Do: act.Rename}, ""); s.World.Document().Title != "" {
			t.Error("a title is taken away by an empty one, and was not")
		}
	})
}

// TestOfAPatternOnlyWhatWasAddedIsRenamed, as its texts name the others.
func TestOfAPatternOnlyWhatWasAddedIsRenamed(t *testing.T) {
	s := running(t, "pipeline", nil)
	w := s.World
	play(t, w, 20)
	do(t, w, act.Action{Do: act.Rename, Node: "worker 1", Name: "Ada"}, "worker 1 is the pattern's own")
	do(t, w, act.Action{Do: act.Rename, Name: "Mine"}, "a pattern has its title")
	do(t, w, act.Action{Do: act.Add, Like: "worker 1"}, "")
	do(t, w, act.Action{Do: act.Rename, Node: "worker 4", Name: "Ada"}, "")
	play(t, w, 150)
	s.Until(0, "Ada takes a task", func(e event.Event) bool { return e.Kind == event.Received && e.Socket == "Ada.pull" })
	sound(t, w)
}
