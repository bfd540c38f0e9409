package interop

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/zmq"
	"patternscope/sim/zmq/libzmqtest"
)

// TestALife follows one outside process through the log, from the door and back.
func TestALife(t *testing.T) {
	t.Parallel()
	s := open(t, "tcp", program("news", "PUB", nil, func(g glass) error {
		g.pause()
		return does(send("weather", "cold"), send("sports", "0:0"))(g)
	}).Node)
	libzmq := libzmqtest.Start(t)
	sub := s.comes(libzmq, "SUB", nil, "news")
	sub.Set("SUBSCRIBE", "weather")
	s.Kind(event.Subscribed)
	s.Wake()
	if err := recv("weather", "cold")(sub); err != nil {
		t.Error(err)
	}
	s.Kind(event.Filtered)
	s.World.Pause()
	middle := s.World.State()
	s.World.Play()
	libzmq.Stop()
	s.Kind(event.Left)

	want := []string{
		"accepted news.pub", "sent news.pub greeting", "arrived peer greeting",
		"joined peer 1.sub SUB", "connected news.pub", "subscribed news.pub weather",
		"send news.pub", "queued news.pub", "sent news.pub message", "filtered news.pub", "arrived peer 1.sub message",
		"disconnected news.pub ended", "left peer 1.sub",
	}
	for _, e := range s.Events() {
		if len(want) > 0 && tells(e, want[0]) {
			want = want[1:]
		}
	}
	if len(want) > 0 {
		t.Errorf("the log does not tell %q in its place", want[0])
	}
	if from := middle.Links[0].From; from != "peer 1.sub" {
		t.Errorf("the link comes from %q, want the peer", from)
	}
	if k := s.socket("peer 1.sub"); k.Type != "SUB" || k.Sent != 0 {
		t.Errorf("the peer's socket is %+v", k)
	}
	if k := s.socket("news.pub"); k.Taken != 1 || k.Filtered != 1 {
		t.Errorf("of two messages %d were taken and %d filtered, want one each", k.Taken, k.Filtered)
	}
	if n := s.node("peer 1"); !n.Outside || n.Status != "left" || n.Row == 0 {
		t.Errorf("the peer is drawn as %+v", n)
	}
}

// tells whether an event is what the words say: its kind, then any of its fields.
func tells(e event.Event, words string) bool {
	kind, rest, _ := strings.Cut(words, " ")
	said := strings.Join([]string{e.Socket, e.What, e.Type, e.Identity, e.Topic, e.Status}, " ")
	said = strings.Join(strings.Fields(strings.ReplaceAll(said, "stranger.L1", "peer")), " ")
	return string(e.Kind) == kind && strings.HasPrefix(said, rest)
}

func (s *stage) socket(id string) event.Socket {
	s.T.Helper()
	state := s.World.State()
	i := slices.IndexFunc(state.Sockets, func(k event.Socket) bool { return k.ID == id })
	if i < 0 {
		s.T.Fatalf("there is no socket %s", id)
	}
	return state.Sockets[i]
}

func (s *stage) node(name string) event.Node {
	s.T.Helper()
	state := s.World.State()
	i := slices.IndexFunc(state.Nodes, func(n event.Node) bool { return n.Name == name })
	if i < 0 {
		s.T.Fatalf("there is no node %s", name)
	}
	return state.Nodes[i]
}

// TestFairShares: thirty tasks for three, from either side.
func TestFairShares(t *testing.T) {
	t.Parallel()
	libzmq := libzmqtest.Start(t)
	t.Run("world is PUSH", func(t *testing.T) {
		vent := program("vent", "PUSH", nil, func(g glass) error {
			g.pause()
			return counts(30)(g)
		})
		s := open(t, "tcp", vent.Node)
		pulls := []real{s.comes(libzmq, "PULL", nil, "vent"), s.comes(libzmq, "PULL", nil, "vent"), s.comes(libzmq, "PULL", nil, "vent")}
		s.Times(3, "connected", of(event.Connected))
		s.Wake()
		for i, pull := range pulls {
			for range 10 {
				if _, err := pull.Recv(); err != nil {
					t.Fatalf("the PULL that came as number %d: %v", i+1, err)
				}
			}
			if frames, err := pull.RecvWithin(50 * time.Millisecond); err == nil {
				t.Errorf("PULL %d got an eleventh task, %q", i+1, frames)
			}
			pull.Close(0)
		}
		vent.ends(t)
	})
	t.Run("world is PULL", func(t *testing.T) {
		var workers []*script
		var nodes []pattern.Node
		for _, name := range []string{"one", "two", "three"} {
			w := program(name, "PULL", nil, func(g glass) error {
				for range 10 {
					if _, err := g.Recv(); err != nil {
						return err
					}
				}
				return nil
			})
			workers, nodes = append(workers, w), append(nodes, w.Node)
		}
		s := open(t, "ipc", nodes...)
		push := s.comes(libzmq, "PUSH", nil, "one", "two", "three")
		defer push.Close(0)
		if err := counts(30)(push); err != nil {
			t.Error(err)
		}
		for _, w := range workers {
			w.ends(t)
		}
		if n := s.Count(of(event.Arrived)) - s.Count(func(e event.Event) bool { return e.Kind == event.Arrived && e.Message == 0 }); n != 30 {
			t.Errorf("%d tasks came, want 30", n)
		}
	})
}

// TestROUTERToDEALERs sends to each by its name, and to nobody else.
func TestROUTERToDEALERs(t *testing.T) {
	t.Parallel()
	names := []string{"ann", "bob", "cy"}
	router := program("desk", "ROUTER", nil, func(g glass) error {
		g.pause()
		for _, name := range append(names, "nobody") {
			if err := g.Send(name, "for "+name); err != nil {
				return err
			}
		}
		return nil
	})
	s := open(t, "tcp", router.Node)
	libzmq := libzmqtest.Start(t)
	dealers := map[string]real{}
	for _, name := range names {
		dealers[name] = s.comes(libzmq, "DEALER", map[string]any{"IDENTITY": name}, "desk")
	}
	s.Times(3, "connected", of(event.Connected))
	s.Wake()
	for _, name := range names {
		if err := recv("for " + name)(dealers[name]); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	router.ends(t)
	if lost := s.Kind(event.Dropped); lost.Reason != event.Unroutable {
		t.Errorf("what was for nobody was lost for %q", lost.Reason)
	}
}

// TestTheSameName: a second peer of an identity is refused, or takes over with HANDOVER.
func TestTheSameName(t *testing.T) {
	t.Parallel()
	twin := map[string]any{"IDENTITY": "twin", "RECONNECT_IVL": -1}
	t.Run("refused", func(t *testing.T) {
		s := open(t, "tcp", program("desk", "ROUTER", nil, echo).Node)
		first := s.comes(libzmqtest.Start(t), "DEALER", twin, "desk")
		s.Kind(event.Connected)
		s.comes(libzmqtest.Start(t), "DEALER", twin, "desk")
		if e := s.Kind(event.Refused); e.Reason != event.Duplicate {
			t.Errorf("refused for %q, want %q", e.Reason, event.Duplicate)
		}
		s.Kind(event.Left)
		if err := does(send("still there?"), recv("still there?"))(first); err != nil {
			t.Errorf("the first: %v", err)
		}
	})
	t.Run("handed over", func(t *testing.T) {
		s := open(t, "tcp", program("desk", "ROUTER", map[string]any{"ROUTER_HANDOVER": 1}, echo).Node)
		s.comes(libzmqtest.Start(t), "DEALER", twin, "desk")
		s.Kind(event.Connected)
		second := s.comes(libzmqtest.Start(t), "DEALER", twin, "desk")
		s.Times(2, "connected", of(event.Connected))
		if err := does(send("mine now?"), recv("mine now?"))(second); err != nil {
			t.Errorf("the second: %v", err)
		}
		if e := s.Kind(event.Disconnected); e.Reason != event.Duplicate {
			t.Errorf("the first was let go for %q, want %q", e.Reason, event.Duplicate)
		}
	})
	t.Run("a second PAIR", func(t *testing.T) {
		s := open(t, "ipc", program("pair", "PAIR", nil, echo).Node)
		first := s.comes(libzmqtest.Start(t), "PAIR", nil, "pair")
		s.Kind(event.Connected)
		s.comes(libzmqtest.Start(t), "PAIR", map[string]any{"RECONNECT_IVL": -1}, "pair")
		if e := s.Kind(event.Refused); e.Reason != event.Duplicate {
			t.Errorf("refused for %q, want %q", e.Reason, event.Duplicate)
		}
		if err := does(send("still there?"), recv("still there?"))(first); err != nil {
			t.Errorf("the first: %v", err)
		}
	})
}

// echo sends back what it receives, for ever.
func echo(g glass) error {
	for {
		frames, err := g.Recv()
		if err != nil {
			return err
		}
		if err := g.Send(frames...); err != nil {
			return err
		}
	}
}

// TestHeartbeats: libzmq pings and takes the world for alive; a world that stands still is dead to it.
func TestHeartbeats(t *testing.T) {
	t.Parallel()
	s := open(t, "tcp", program("desk", "DEALER", nil, echo).Node)
	peer := s.comes(libzmqtest.Start(t), "DEALER", map[string]any{"HEARTBEAT_IVL": 100, "HEARTBEAT_TIMEOUT": 2000, "HEARTBEAT_TTL": 5000}, "desk")
	s.Times(5, "a PONG that reached libzmq", func(e event.Event) bool {
		return e.Kind == event.Arrived && e.What == event.WhatPong && e.Socket == "peer 1.dealer"
	})
	if err := does(send("alive"), recv("alive"))(peer); err != nil {
		t.Error(err)
	}
	if n := s.Count(of(event.Disconnected)); n > 0 {
		t.Errorf("%d connections were lost", n)
	}
	s.World.Pause()
	seq := s.World.Log().Head()
	<-time.After(2500 * time.Millisecond)
	s.World.Play()
	s.Until(seq, "libzmq has come again", of(event.Connected))
	s.Until(seq, "the connection it has given up is gone", of(event.Left)) // until then it has its turn
	if err := does(send("alive"), recv("alive"))(peer); err != nil {
		t.Error(err)
	}
}

// TestTTL: who asked to be thought dead after a time of silence is.
func TestTTL(t *testing.T) {
	t.Parallel()
	s := open(t, "tcp", silent("desk", "PULL", nil))
	r := s.dials("desk")
	r.shakes("PUSH")
	r.says([]byte("\x04\x07\x04PING\x00\x03")) // 0.3 s
	if got := string(r.reads(7)); got != "\x04\x05\x04PONG" {
		t.Errorf("PING was answered by %q", got)
	}
	r.hears()
	if e := s.Kind(event.Disconnected); e.Reason != event.Timeout {
		t.Errorf("disconnected for %q, want %q", e.Reason, event.Timeout)
	}
}

// TestPLAIN lets in who knows the password. Others are told, and stay away.
func TestPLAIN(t *testing.T) {
	t.Parallel()
	server := map[string]any{"PLAIN_SERVER": 1, "PLAIN_USERNAME": "admin", "PLAIN_PASSWORD": "secret"}
	for _, c := range []struct {
		name, user, password string
		want                 event.Reason
	}{
		{"right", "admin", "secret", ""},
		{"wrong password", "admin", "guess", event.Denied},
		{"wrong name", "root", "secret", event.Denied},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, "tcp", program("desk", "REP", server, echo).Node)
			peer := s.comes(libzmqtest.Start(t), "REQ", map[string]any{
				"RECONNECT_IVL": 1, "PLAIN_USERNAME": c.user, "PLAIN_PASSWORD": c.password,
			}, "desk")
			if c.want == "" {
				if err := does(send("hello"), recv("hello"))(peer); err != nil {
					t.Error(err)
				}
				return
			}
			if e := s.Kind(event.Refused); e.Reason != c.want {
				t.Errorf("refused for %q, want %q: %s", e.Reason, c.want, e.Text)
			}
			s.staysAway(peer)
			for _, e := range s.Events() {
				if strings.Contains(fmt.Sprintf("%+v", e), c.password) {
					t.Errorf("the password is in the log: %+v", e)
				}
			}
		})
	}
}

// TestOtherMechanism: libzmq leaves by itself when it hears that the world wants a password.
func TestOtherMechanism(t *testing.T) {
	t.Parallel()
	s := open(t, "tcp", silent("desk", "REP", map[string]any{"PLAIN_SERVER": 1, "PLAIN_USERNAME": "admin"}))
	peer := s.comes(libzmqtest.Start(t), "REQ", map[string]any{"RECONNECT_IVL": 1}, "desk")
	s.Until(0, "the connection's end", func(e event.Event) bool { return e.Status == "ended" })
	s.staysAway(peer)
}

// TestNotForYou: a libzmq whose type does not fit learns so, and stays away.
func TestNotForYou(t *testing.T) {
	t.Parallel()
	s := open(t, "tcp", silent("desk", "PUSH", nil))
	peer := s.comes(libzmqtest.Start(t), "SUB", map[string]any{"RECONNECT_IVL": 1}, "desk")
	if e := s.Kind(event.Refused); e.Reason != event.Incompatible {
		t.Errorf("refused for %q, want %q", e.Reason, event.Incompatible)
	}
	s.staysAway(peer)
}

// staysAway tells whether libzmq, which reconnects after a millisecond, does not.
func (s *stage) staysAway(peer real) {
	s.T.Helper()
	peer.RecvWithin(300 * time.Millisecond)
	if n := s.Count(of(event.Accepted)); n != 1 {
		s.T.Errorf("it came %d times", n)
	}
}

// TestKilled: a libzmq that dies in the middle of a message leaves nothing behind, and may come again.
func TestKilled(t *testing.T) {
	t.Parallel()
	s := open(t, "tcp", program("sink", "DEALER", nil, func(g glass) error {
		for {
			if _, err := g.Recv(); err != nil {
				return err
			}
		}
	}).Node)
	victim := libzmqtest.Start(t)
	dealer := s.comes(victim, "DEALER", map[string]any{"IDENTITY": "victim"}, "sink")
	s.Kind(event.Connected)
	other := s.comes(libzmqtest.Start(t), "DEALER", map[string]any{"IDENTITY": "other"}, "sink")
	s.Times(2, "connected", of(event.Connected))

	s.World.Pause() // the system's buffers fill, and hold the beginning of a message at last
	for range 12 {
		if err := dealer.Send(mebibyte); err != nil {
			t.Fatal(err)
		}
	}
	victim.Kill()
	s.World.Play()
	left := s.Kind(event.Left)
	if left.Node != "peer 1" {
		t.Errorf("%s has left, want peer 1", left.Node)
	}
	if n := s.socket("peer 1.dealer").Sent; n == 0 || n == 12 {
		t.Errorf("%d of 12 messages came whole; the test wants one to break off", n)
	}
	if err := send("I am here")(other); err != nil {
		t.Error(err)
	}
	s.Until(left.Seq, "the other's message", of(event.Received))

	back := s.comes(libzmqtest.Start(t), "DEALER", map[string]any{"IDENTITY": "victim"}, "sink")
	again := s.Until(left.Seq, "it joins again", of(event.Joined))
	if again.Node != "peer 1" || again.Identity != "victim" {
		t.Errorf("%q came back as %s, want its old place, peer 1", again.Identity, again.Node)
	}
	if err := send("back")(back); err != nil {
		t.Error(err)
	}
	s.Until(again.Seq, "its message", of(event.Received))
}

// TestOwnPlaces: two who left come back in the other order, each to its own place.
func TestOwnPlaces(t *testing.T) {
	t.Parallel()
	s := open(t, "ipc", silent("sink", "ROUTER", nil))
	libzmq := libzmqtest.Start(t)
	ann, bob := map[string]any{"IDENTITY": "ann"}, map[string]any{"IDENTITY": "bob"}
	first := s.comes(libzmq, "DEALER", ann, "sink")
	s.Times(1, "joined", of(event.Joined))
	second := s.comes(libzmq, "DEALER", bob, "sink")
	s.Times(2, "joined", of(event.Joined))
	first.Close(0)
	second.Close(0)
	s.Times(2, "left", of(event.Left))
	s.comes(libzmq, "DEALER", bob, "sink")
	if e := s.Times(3, "joined", of(event.Joined)); e.Node != "peer 2" {
		t.Errorf("bob came back as %s", e.Node)
	}
	s.comes(libzmq, "DEALER", ann, "sink")
	if e := s.Times(4, "joined", of(event.Joined)); e.Node != "peer 1" {
		t.Errorf("ann came back as %s", e.Node)
	}
}

// TestTheHouseIsFull: sixteen may come in.
func TestTheHouseIsFull(t *testing.T) {
	t.Parallel()
	s := open(t, "tcp", silent("sink", "PULL", nil))
	libzmq := libzmqtest.Start(t)
	most := zmq.DefaultLimits.Peers
	var guests []real
	for range most + 4 {
		guests = append(guests, s.comes(libzmq, "PUSH", map[string]any{"RECONNECT_IVL": 20}, "sink"))
	}
	s.Times(most, "connected", of(event.Connected))
	if e := s.Kind(event.Refused); e.Reason != event.TooMany {
		t.Errorf("refused for %q, want %q", e.Reason, event.TooMany)
	}
	if here := s.Count(of(event.Joined)) - s.Count(of(event.Left)); here > most {
		t.Errorf("%d are here, above the limit of %d", here, most)
	}
	seq := s.World.Log().Head()
	for _, g := range guests {
		g.Close(0)
	}
	s.Until(seq, "the sixteenth leaves", of(event.Left))
	s.comes(libzmq, "PUSH", nil, "sink")
	s.Times(most+1, "joined", of(event.Joined))
}
