package sim_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"patternscope/sim"
	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/sandbox"
	"patternscope/sim/simtest"
	"patternscope/sim/wire"
)

// everyKind is a document with each kind of the palette.
const everyKind = `{"sandbox":1,"latency":20,"transport":"TRANSPORT","nodes":[
	{"kind":"producer","settings":{"every":50,"text":"a|b"},"sockets":[{"bind":["tasks"]}]},
	{"kind":"worker","settings":{"think":30},"sockets":[{"connect":["tasks"]},{"connect":["results"]}]},
	{"kind":"sink","sockets":[{"bind":["results"]}]},
	{"kind":"producer","name":"publisher","sockets":[{"type":"PUB","bind":["news"]}]},
	{"kind":"logger","sockets":[{"subscribe":["task"],"connect":["news"]}]},
	{"kind":"requester","sockets":[{"connect":["front"]}]},
	{"kind":"requester","name":"impatient","sockets":[{"type":"DEALER","connect":["front"]}]},
	{"kind":"proxy","sockets":[{"type":"ROUTER","bind":["front"]},{"type":"DEALER","bind":["back"]}]},
	{"kind":"echo","settings":{"think":10},"sockets":[{"connect":["back"]}]},
	{"kind":"http-server","settings":{"think":10}},
	{"kind":"http-client","settings":{"every":100},"sockets":[{"connect":["api"]}]},
	{"kind":"http-client","name":"async","settings":{"way":"goes on","method":"POST"},"sockets":[{"connect":["api"]}]},
	{"kind":"hand","sockets":[{"type":"SUB","subscribe":[""],"connect":["news"]}]}
]}`

// drawn starts a world of a document, on the network given.
func drawn(t *testing.T, text string, network wire.Network) *simtest.Stage {
	t.Helper()
	d, err := sandbox.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	p := sandbox.Pattern(d)
	v, err := p.Values(nil)
	if err != nil {
		t.Fatal(err)
	}
	w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 1, Network: network, Paused: true, Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	s := &simtest.Stage{T: t, World: w}
	t.Cleanup(s.Close)
	return s
}

// play lets so many things happen.
func play(t *testing.T, w *sim.World, steps int) {
	t.Helper()
	for range steps {
		if _, err := w.Step(t.Context()); err != nil {
			return
		}
	}
}

func TestEveryKindOfThePaletteRuns(t *testing.T) {
	for _, transport := range []string{"tcp", "ipc", "inproc"} {
		t.Run(transport, func(t *testing.T) {
			s := drawn(t, strings.ReplaceAll(everyKind, "TRANSPORT", transport), nil)
			play(t, s.World, 900)
			for _, n := range s.World.State().Nodes {
				got := s.Count(func(e event.Event) bool {
					return e.Node == n.Name && (e.Kind == event.Send || e.Kind == event.Received)
				})
				if n.Kind != "hand" && got < 3 || n.Status != "running" {
					t.Errorf("%s is %s, and sent or received %d messages", n.Name, n.Status, got)
				}
			}
		})
	}
}

func TestTheDocumentStaysAsItWasGiven(t *testing.T) {
	s := drawn(t, strings.ReplaceAll(everyKind, "TRANSPORT", "tcp"), wire.NewMemory())
	want, _ := sandbox.Parse([]byte(strings.ReplaceAll(everyKind, "TRANSPORT", "tcp")))
	play(t, s.World, 50)
	if diff := cmp.Diff(want.String(), s.World.Document().String()); diff != "" {
		t.Error(diff)
	}
}

// do does one thing by hand; why says, in part, why it cannot; "": it can.
func do(t *testing.T, w *sim.World, a act.Action, why string) {
	t.Helper()
	_, err := w.Act(t.Context(), a)
	switch {
	case why == "" && err != nil:
		t.Fatalf("%s: %v", a.Do, err)
	case why != "" && (err == nil || !strings.Contains(err.Error(), why)):
		t.Fatalf("%s: got %v, want %q", a.Do, err, why)
	}
}

func text(parts ...string) []act.Frame {
	var out []act.Frame
	for _, p := range parts {
		out = append(out, act.Frame{Text: p})
	}
	return out
}

func TestATopologyIsDrawnWhileItRuns(t *testing.T) {
	for _, transport := range []string{"tcp", "ipc", "inproc"} {
		t.Run(transport, func(t *testing.T) {
			s := drawn(t, `{"sandbox":1,"latency":20,"transport":"`+transport+`"}`, nil)
			w := s.World
			for _, spec := range []string{`{"kind":"hand","name":"left"}`, `{"kind":"hand","name":"right","column":1}`, `{"kind":"sink","column":2}`} {
				do(t, w, act.Action{Do: act.Add, Spec: json.RawMessage(spec)}, "")
			}
			do(t, w, act.Action{Do: act.Open, Node: "left", Type: "DEALER", Name: "out"}, "")
			do(t, w, act.Action{Do: act.Open, Node: "right", Type: "ROUTER", Name: "in"}, "")
			do(t, w, act.Action{Do: act.Set, Socket: "left.out", Name: "IDENTITY", Value: "L"}, "")
			do(t, w, act.Action{Do: act.Set, Socket: "left.out", Name: "SNDHWM", Value: "7"}, "")
			do(t, w, act.Action{Do: act.Bind, Socket: "right.in", Endpoint: "place"}, "")
			do(t, w, act.Action{Do: act.Connect, Socket: "sink.in", Endpoint: "place"}, "PULL cannot talk to ROUTER: PULL talks to PUSH")
			do(t, w, act.Action{Do: act.Connect, Socket: "left.out", Endpoint: "place"}, "")
			play(t, w, 30)
			do(t, w, act.Action{Do: act.Send, Socket: "left.out", Frames: []act.Frame{{}, {Text: "one"}, {Text: "00 ff 7f", Hex: true}}}, "")
			play(t, w, 30)
			do(t, w, act.Action{Do: act.Receive, Socket: "right.in"}, "")
			got := s.Kind(event.Received)
			if want := `[{1 L false} {0  false} {3 one false} {3 00ff7f true}]`; fmt.Sprint(got.Frames) != want {
				t.Errorf("got %v, want %s", got.Frames, want)
			}
			do(t, w, act.Action{Do: act.Send, Socket: "right.in", Frames: text("L", "back")}, "")
			do(t, w, act.Action{Do: act.Receive, Socket: "left.out"}, "")
			play(t, w, 30)
			if n := s.Count(simtest.Of(event.Received)); n != 2 {
				t.Errorf("%d messages were received, want 2\n%s", n, s.Trace(-1))
			}
			want := `{"name": "out", "type": "DEALER", "options": {"IDENTITY": "L", "SNDHWM": 7}, "connect": ["place"]}`
			if d := w.Document().String(); !strings.Contains(d, want) {
				t.Errorf("the document lacks %s:\n%s", want, d)
			}
			do(t, w, act.Action{Do: act.Disconnect, Socket: "left.out", Endpoint: "place"}, "")
			do(t, w, act.Action{Do: act.Unbind, Socket: "right.in", Endpoint: "place"}, "")
			do(t, w, act.Action{Do: act.Close, Socket: "left.out"}, "")
			do(t, w, act.Action{Do: act.Remove, Node: "left"}, "")
			play(t, w, 30)
			if st := w.State(); len(st.Nodes) != 2 || len(st.Links) != 0 {
				t.Errorf("got nodes %v, links %v", st.Nodes, st.Links)
			}
			if _, err := sandbox.Parse([]byte(w.Document().String())); err != nil {
				t.Errorf("the document as it stands is not valid: %v", err)
			}
		})
	}
}

func TestAWaitByHandIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := drawn(t, `{"sandbox":1,"nodes":[{"kind":"hand","sockets":[{"type":"PUSH","bind":["x"]}]}]}`, wire.NewMemory())
		w := s.World
		play(t, w, 1)
		do(t, w, act.Action{Do: act.Send, Socket: "hand.push", Frames: text("hello")}, "")
		threads := w.State().Nodes[0].Threads
		if len(threads) != 1 || !threads[0].Call.Blocked {
			t.Fatalf("the send does not wait: %+v", w.State().Nodes[0])
		}
		do(t, w, act.Action{Do: act.GiveUp, Node: "hand", Thread: threads[0].ID}, "")
		if n := w.State().Nodes[0]; len(n.Threads) != 0 {
			t.Errorf("it still waits: %+v", n)
		}
		do(t, w, act.Action{Do: act.GiveUp, Node: "hand", Thread: threads[0].ID}, "nothing that was begun by hand")
		do(t, w, act.Action{Do: act.Send, Socket: "hand.push", Frames: text("hello"), For: 1000}, "")
		play(t, w, 3)
		if e := s.Kind(event.Failed); e.Reason != event.EAGAIN || e.At != 1000 {
			t.Errorf("got %+v", e)
		}
	})
}
