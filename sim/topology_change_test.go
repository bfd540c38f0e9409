package sim_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"

	"patternscope/sim"
	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/simtest"
	"patternscope/sim/wire"
)

// running is a world of a pattern, paused, on this machine's own network.
func running(t *testing.T, id string, values map[string]string) *simtest.Stage {
	t.Helper()
	p := pattern.ByID(id)
	v, err := p.Values(values)
	if err != nil {
		t.Fatal(err)
	}
	w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 1, Paused: true, Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	s := &simtest.Stage{T: t, World: w}
	t.Cleanup(s.Close)
	return s
}

func each(t *testing.T, transports []string, test func(t *testing.T, transport string)) {
	for _, transport := range transports {
		t.Run(transport, func(t *testing.T) { test(t, transport) })
	}
}

var everywhere = []string{"tcp", "ipc", "inproc"}

func TestAWorkerThatIsAddedGetsTasksAtOnce(t *testing.T) {
	each(t, everywhere, func(t *testing.T, transport string) {
		s := running(t, "pipeline", map[string]string{"transport": transport})
		play(t, s.World, 60)
		do(t, s.World, act.Action{Do: act.Add, Like: "worker 1", Count: 2}, "")
		play(t, s.World, 150)
		for _, name := range []string{"worker 4", "worker 5"} {
			took := s.Count(func(e event.Event) bool { return e.Socket == name+".pull" && e.Kind == event.Received })
			if took < 2 {
				t.Errorf("%s took %d tasks", name, took)
			}
		}
		do(t, s.World, act.Action{Do: act.Add, Like: "sink"}, "another sink would bind "+transport+"://results too, and an endpoint is bound once: EADDRINUSE")
		do(t, s.World, act.Action{Do: act.Remove, Node: "worker 4"}, "")
		play(t, s.World, 40)
		for _, n := range s.World.State().Nodes {
			if n.Name == "worker 4" {
				t.Error("worker 4 was removed, and is still there")
			}
		}
		do(t, s.World, act.Action{Do: act.Add, Like: "worker 5"}, "")
		if n := s.World.State().Nodes; n[len(n)-1].Name != "worker 4" {
			t.Errorf("the name that is free again is worker 4, not %s", n[len(n)-1].Name)
		}
		play(t, s.World, 60)
	})
}

func TestASubscriberThatIsAddedLateMissesWhatWasBefore(t *testing.T) {
	each(t, everywhere, func(t *testing.T, transport string) {
		s := running(t, "weather", map[string]string{"transport": transport})
		play(t, s.World, 80)
		spec := `{"kind":"logger","name":"late","column":2,"sockets":[{"type":"SUB","subscribe":[""],"connect":["` + publisherOf(t, s) + `"]}]}`
		do(t, s.World, act.Action{Do: act.Add, Spec: json.RawMessage(spec)}, "")
		added := s.Kind(event.Added)
		play(t, s.World, 150)
		first := s.Until(0, "late receives", func(e event.Event) bool { return e.Node == "late" && e.Kind == event.Received })
		if first.Number < 2 || first.Seq < added.Seq {
			t.Errorf("it received %s first, at event %d", first.Name(), first.Seq)
		}
	})
}

// publisherOf is the name of the endpoint that the PUB socket is bound to.
func publisherOf(t *testing.T, s *simtest.Stage) string {
	t.Helper()
	for _, k := range s.World.State().Sockets {
		if k.Type == "PUB" && len(k.Bound) > 0 {
			_, name, _ := strings.Cut(k.Bound[0].Endpoint, "://")
			return name
		}
	}
	t.Fatal("no PUB is bound")
	return ""
}

// TestAHandMadeDealerTalksToThePatternsRouter opens it beside the program of a
// client, and the pattern's server answers it as it answers its own.
func TestAHandMadeDealerTalksToThePatternsRouter(t *testing.T) {
	each(t, everywhere, func(t *testing.T, transport string) {
		s := running(t, "async-server", map[string]string{"transport": transport})
		play(t, s.World, 40)
		w := s.World
		var router event.Socket
		for _, k := range w.State().Sockets {
			if k.Type == "ROUTER" && len(k.Bound) > 0 {
				router = k
			}
		}
		do(t, w, act.Action{Do: act.Add, Spec: json.RawMessage(`{"kind":"hand","name":"me","sockets":[{"type":"DEALER"}]}`)}, "")
		do(t, w, act.Action{Do: act.Connect, Socket: "me.dealer", Endpoint: router.Bound[0].Endpoint}, "")
		do(t, w, act.Action{Do: act.Send, Socket: "me.dealer", Frames: text("question")}, "")
		do(t, w, act.Action{Do: act.Receive, Socket: "me.dealer"}, "")
		play(t, w, 200)
		got := s.Until(0, "an answer", func(e event.Event) bool { return e.Socket == "me.dealer" && e.Kind == event.Received })
		if got.Peer != router.ID {
			t.Errorf("answered by %s, not %s", got.Peer, router.ID)
		}
	})
}

func TestARequestByHand(t *testing.T) {
	each(t, everywhere, func(t *testing.T, transport string) {
		s := running(t, "http-request", map[string]string{"transport": transport})
		play(t, s.World, 30)
		a := act.Action{Do: act.Send, Socket: "client.http", Name: "PUT", Endpoint: "api", Value: "/by/hand?x=1", Frames: text("mine")}
		do(t, s.World, a, "")
		play(t, s.World, 30)
		asked := s.Until(0, "the request", func(e event.Event) bool { return e.Kind == event.Requested && e.Text == "PUT /by/hand" })
		s.Until(asked.Seq, "its answer", func(e event.Event) bool {
			return e.Kind == event.Received && e.Thread == asked.Thread && asked.Thread > 0
		})
		a.Value = "no path"
		do(t, s.World, a, `"no path" is not a path`)
		a.Value, a.Endpoint = "/", "localhost:80"
		do(t, s.World, a, "is not a server's name")
		do(t, s.World, act.Action{Do: act.Bind, Socket: "client.http", Endpoint: "x"}, "is an HTTP client")
		do(t, s.World, act.Action{Do: act.Send, Socket: "server.http", Name: "GET", Endpoint: "api"}, "is an HTTP server")
	})
}

// TestWhatANodeThatWasRemovedHadStillToSend: it lingers on the stage with that; removed once more it goes, and that is lost.
func TestWhatANodeThatWasRemovedHadStillToSend(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := drawn(t, `{"sandbox":1,"nodes":[{"kind":"hand","name":"a","sockets":[{"type":"DEALER","connect":["x"]}]}]}`, wire.NewMemory())
		w := s.World
		play(t, w, 1)
		do(t, w, act.Action{Do: act.Send, Socket: "a.dealer", Frames: text("waits")}, "")
		do(t, w, act.Action{Do: act.Disconnect, Socket: "a.dealer", Endpoint: "x"}, "")
		do(t, w, act.Action{Do: act.Bind, Socket: "a.dealer", Endpoint: "x"}, "a.dealer still has messages for tcp://x, which it was connected to")
		do(t, w, act.Action{Do: act.Remove, Node: "a"}, "")
		play(t, w, 20)
		if st := w.State(); len(st.Nodes) != 1 || len(st.Links) != 1 {
			t.Errorf("it does not linger: nodes %v, links %v", st.Nodes, st.Links)
		}
		do(t, w, act.Action{Do: act.Remove, Node: "a"}, "")
		if st := w.State(); len(st.Nodes) != 0 || len(st.Links) != 0 || st.Sockets[0].Dropped[event.Killed] != 1 {
			t.Errorf("got nodes %v, links %v, sockets %v", st.Nodes, st.Links, st.Sockets)
		}
	})
}

func TestWhatIsWrongWithAnActionIsSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := drawn(t, strings.ReplaceAll(everyKind, "TRANSPORT", "tcp"), wire.NewMemory())
		w := s.World
		play(t, w, 60)
		for _, c := range []struct {
			a    act.Action
			want string
		}{
			{act.Action{Do: act.Add}, "add takes either"},
			{act.Action{Do: act.Add, Like: "nobody"}, `there is no program "nobody"`},
			{act.Action{Do: act.Add, Like: "worker", Count: 99}, "from 1 to 8 nodes can be added at once, not 99"},
			{act.Action{Do: act.Add, Like: "worker", Count: -2}, "from 1 to 8 nodes can be added at once, not -2"},
			{act.Action{Do: act.Crash}, "the action names no node"},
			{act.Action{Do: act.Cut}, "the action names no link"},
			{act.Action{Do: act.Send}, "the action names no socket"},
			{act.Action{Do: act.Refuse}, "the action names no endpoint"},
			{act.Action{Do: act.Refuse, Endpoint: "nowhere"}, "nobody is bound to tcp://nowhere"},
			{act.Action{Do: act.Accept, Endpoint: "tasks"}, "it accepts already"},
			{act.Action{Do: act.Accept, Endpoint: "api"}, "it accepts already"},
			{act.Action{Do: act.Add, Spec: json.RawMessage(`{"kind":"sink","name":"sink"}`)}, `name: another node is called "sink"`},
			{act.Action{Do: act.Add, Spec: json.RawMessage(`{"kind":"sink","sockets":[{"bind":["tasks"]}]}`)}, `sockets[0].bind[0]: another socket, a PUSH, is bound to "tasks"`},
			{act.Action{Do: act.Remove, Node: "nobody"}, `there is no program "nobody"`},
			{act.Action{Do: act.Open, Node: "hand", Type: "STREAM"}, `"STREAM" is not a socket type that can be opened by hand`},
			{act.Action{Do: act.Open, Node: "hand", Type: "PUSH", Name: "sub"}, "hand has a socket sub already"},
			{act.Action{Do: act.Send, Socket: "sink.in", Frames: text("x")}, "a PULL cannot send: it receives"},
			{act.Action{Do: act.Receive, Socket: "producer.out"}, "a PUSH cannot receive: it sends"},
			{act.Action{Do: act.Send, Socket: "producer.out"}, "a message has from 1 to 64 parts, not 0"},
			{act.Action{Do: act.Send, Socket: "producer.out", Frames: []act.Frame{{Text: "0x12", Hex: true}}}, "part 1 is not hex digits in pairs"},
			{act.Action{Do: act.Send, Socket: "producer.out", Frames: text(strings.Repeat("x", 70_000))}, "at most 64 KiB"},
			{act.Action{Do: act.Send, Socket: "nobody.out", Frames: text("x")}, `there is no socket "nobody.out"`},
			{act.Action{Do: act.Bind, Socket: "hand.sub", Endpoint: "tcp://*:1"}, "is not tcp://, ipc:// or inproc://"},
			{act.Action{Do: act.Bind, Socket: "hand.sub", Endpoint: "news"}, "publisher.out is bound to tcp://news, and an endpoint is bound once: EADDRINUSE"},
			{act.Action{Do: act.Connect, Socket: "hand.sub", Endpoint: "news"}, "hand.sub connects to tcp://news already"},
			{act.Action{Do: act.Disconnect, Socket: "hand.sub", Endpoint: "tasks"}, "hand.sub does not connect to tcp://tasks"},
			{act.Action{Do: act.Set, Socket: "hand.sub", Name: "ROUTER_MANDATORY", Value: "1"}, `a SUB socket has no option "ROUTER_MANDATORY"`},
			{act.Action{Do: act.Set, Node: "sink", Name: "think", Value: "-1"}, `"-1" is not a whole number from 0 to 60000`},
			{act.Action{Do: act.Subscribe, Socket: "sink.in", Value: "a"}, "a PULL does not subscribe; a SUB does"},
			{act.Action{Do: act.Unsubscribe, Socket: "hand.sub", Value: "a"}, `hand.sub has not subscribed to "a"`},
		} {
			head := w.Log().Head()
			do(t, w, c.a, c.want)
			if w.Log().Head() != head {
				t.Errorf("%+v was refused, and something was recorded", c.a)
			}
		}
	})
}

// TestAnOptionCountsFromWhenItSays: an identity is that of the connection's
// making (zmq_setsockopt(3)), a high-water mark counts at once.
func TestAnOptionCountsFromWhenItSays(t *testing.T) {
	each(t, everywhere, func(t *testing.T, transport string) {
		s := drawn(t, `{"sandbox":1,"latency":10,"transport":"`+transport+`","nodes":[
			{"kind":"hand","name":"a","sockets":[{"type":"DEALER","connect":["x"]}]},
			{"kind":"hand","name":"b","sockets":[{"type":"ROUTER","bind":["x"]}]}]}`, nil)
		w := s.World
		play(t, w, 20)
		identity := func() string {
			from := w.Log().Head()
			do(t, w, act.Action{Do: act.Send, Socket: "a.dealer", Frames: text("hello")}, "")
			do(t, w, act.Action{Do: act.Receive, Socket: "b.router"}, "")
			play(t, w, 20)
			return s.Until(from, "the message", func(e event.Event) bool { return e.Socket == "b.router" && e.Kind == event.Received }).Frames[0].Preview
		}
		do(t, w, act.Action{Do: act.Set, Socket: "a.dealer", Name: "IDENTITY", Value: "late"}, "")
		if got := identity(); got == "late" {
			t.Error("the connection that was there has the new identity")
		}
		do(t, w, act.Action{Do: act.Disconnect, Socket: "a.dealer", Endpoint: "x"}, "")
		do(t, w, act.Action{Do: act.Connect, Socket: "a.dealer", Endpoint: "x"}, "")
		play(t, w, 20)
		if got := identity(); got != "late" {
			t.Errorf("the connection made since has the identity %q", got)
		}
		do(t, w, act.Action{Do: act.Set, Socket: "a.dealer", Name: "SNDHWM", Value: "1"}, "")
		for _, k := range w.State().Sockets {
			if k.ID == "a.dealer" && k.SendHWM != 1 {
				t.Errorf("SNDHWM is %d", k.SendHWM)
			}
		}
	})
}
