package interop

import (
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/wire"
	"patternscope/sim/zmq"
	"patternscope/sim/zmq/libzmqtest"
)

// TestAThousandWhoSayNothing are all sent away, each with an event, while the room runs on.
func TestAThousandWhoSayNothing(t *testing.T) {
	for _, transport := range []string{"tcp", "ipc"} {
		t.Run(transport, func(t *testing.T) {
			s := open(t, transport, append(chatting(), silent("door", "ROUTER", nil))...)
			s.chats(0)
			before := s.World.Log().Head()
			const crowd = 1000
			var silent []raw
			for door := s.At("door"); len(silent) < crowd; {
				silent = append(silent, s.dialsAt(door))
			}
			for _, r := range silent {
				r.hears()
				r.Close()
			}
			var seq int64
			named := map[event.Reason]int{}
			s.Times(crowd, "refused", func(e event.Event) bool {
				if e.Kind != event.Refused {
					return false
				}
				named[e.Reason]++
				seq = e.Seq
				return true
			})
			if named[event.Timeout]+named[event.TooMany] != crowd || named[event.Timeout] < zmq.DefaultLimits.HalfOpen {
				t.Errorf("they were refused for %v", named)
			}
			meanwhile := s.Count(func(e event.Event) bool {
				return e.Kind == event.Received && e.Socket == "asker.req" && e.Seq > before && e.Seq < seq
			})
			if meanwhile < 10 {
				t.Errorf("the room's own programs exchanged only %d messages meanwhile", meanwhile)
			}
			s.chats(seq)
		})
	}
}

// TestTooManySubscriptions: a peer may want so much, and no more.
func TestTooManySubscriptions(t *testing.T) {
	t.Parallel()
	limits := zmq.DefaultLimits
	for name, topics := range map[string]func(i int) string{
		"too many": func(i int) string { return fmt.Sprint(i) },
		"too long": func(int) string { return strings.Repeat("t", limits.TopicBytes+1) },
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, "tcp", silent("news", "PUB", nil))
			r := s.dials("news")
			r.shakes("SUB")
			for i := range limits.Subscriptions + 1 {
				r.says(wire.AppendMessage(nil, [][]byte{[]byte("\x01" + topics(i))}))
			}
			r.hears()
			if e := s.Kind(event.Refused); e.Reason != event.TooMany {
				t.Errorf("refused for %q, want %q", e.Reason, event.TooMany)
			}
		})
	}
}

// TestTopicsOfBytes: topics that are no text stay two in the picture, which the fold at the end compares.
func TestTopicsOfBytes(t *testing.T) {
	t.Parallel()
	s := open(t, "ipc", silent("news", "XPUB", nil))
	r := s.dials("news")
	r.shakes("SUB")
	r.says(wire.AppendMessage(nil, [][]byte{{1, 0xFE}}), wire.AppendMessage(nil, [][]byte{{1, 0xFF}}))
	s.Times(2, "subscribed", of(event.Subscribed))
	if topics := s.links("news.xpub")[0].Ends[1].Topics; len(topics) != 2 || topics[0] == topics[1] {
		t.Errorf("the topics are %q", topics)
	}
}

// TestDeafPeer never reads. The PUB it asked drops, the PUSH it works for
// blocks, and the world goes on.
func TestDeafPeer(t *testing.T) {
	t.Parallel()
	big := strings.Repeat("x", 100_000)
	t.Run("PUB", func(t *testing.T) {
		lost := make(chan struct{})
		s := open(t, "tcp", append(chatting(), program("news", "PUB", map[string]any{"SNDHWM": 5}, func(g glass) error { return repeat(big, lost)(g) }).Node)...)
		r := s.dials("news")
		r.shakes("SUB")
		r.says(wire.AppendMessage(nil, [][]byte{{1}}))
		drop := s.Until(0, "a copy dropped", func(e event.Event) bool { return e.Kind == event.Dropped && e.Reason == event.HWM })
		close(lost)
		s.chats(drop.Seq)
		deepest := 0
		s.Count(func(e event.Event) bool { deepest = max(deepest, e.Depth); return false })
		if deepest != 5 {
			t.Errorf("the queue was %d deep, want SNDHWM 5", deepest)
		}
	})
	t.Run("PUSH", func(t *testing.T) {
		s := open(t, "ipc", append(chatting(), program("vent", "PUSH", map[string]any{"SNDHWM": 5}, func(g glass) error {
			for {
				if err := g.Send(big); err != nil {
					return err
				}
			}
		}).Node)...)
		r := s.dials("vent")
		r.shakes("PULL")
		came := s.Until(0, "connected", func(e event.Event) bool { return e.Kind == event.Connected && e.Socket == "vent.push" })
		stuck := s.Until(came.Seq, "Send blocked", func(e event.Event) bool { return e.Kind == event.Blocked && e.Node == "vent" })
		s.chats(stuck.Seq)
		go io.Copy(io.Discard, r) // it hears again
		s.Until(stuck.Seq, "Send goes on", func(e event.Event) bool { return e.Kind == event.Resumed && e.Node == "vent" })
	})
}

func (s *stage) links(socket string) []event.Link {
	s.T.Helper()
	var out []event.Link
	for _, l := range s.World.State().Links {
		if l.From == socket || l.To == socket {
			out = append(out, l)
		}
	}
	if len(out) == 0 {
		s.T.Fatalf("%s has no link", socket)
	}
	return out
}

// TestHose: a peer sends as fast as it can to a program that sleeps. It is
// stopped by back-pressure, and the world holds no more than it must.
func TestHose(t *testing.T) {
	for _, c := range []struct {
		name    string
		options map[string]any
		size    int
	}{
		{"large messages", nil, 1 << 20},
		{"no mark", map[string]any{"RCVHWM": 0}, 10_000},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, "tcp", append(chatting(), silent("sink", "PULL", c.options))...)
			r := s.dials("sink")
			r.shakes("PUSH")
			s.Kind(event.Connected)
			before := heap()
			one := wire.AppendMessage(nil, [][]byte{make([]byte, c.size)})
			chunk := []byte{}
			for len(chunk) < 64<<10 {
				chunk = append(chunk, one...)
			}
			sent := 0
			for sent < 1<<30 {
				r.SetWriteDeadline(time.Now().Add(2 * time.Second))
				n, err := r.Write(chunk)
				sent += n
				if err != nil {
					break
				}
			}
			if sent >= 1<<30 {
				t.Error("nothing stopped it")
			}
			s.chats(s.World.Log().Head())
			if grown := int(heap()-before) >> 20; grown > 100 {
				t.Errorf("the world holds %d MiB more", grown)
			}
			t.Logf("stopped after %d KiB", sent>>10)
		})
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestPausedWorld: nothing happens to who connects until the world goes on, and
// the time it waits is not held against it.
func TestPausedWorld(t *testing.T) {
	t.Parallel()
	s := open(t, "tcp", program("desk", "REP", nil, echo).Node)
	s.At("desk")
	s.World.Pause()
	head := s.World.Log().Head()
	peer := s.comes(libzmqtest.Start(t), "REQ", nil, "desk")
	if err := peer.Send("anybody there?"); err != nil {
		t.Fatal(err)
	}
	if _, err := peer.RecvWithin(zmq.DefaultLimits.Handshake + time.Second); err == nil {
		t.Error("a world that stands still has answered")
	}
	if n := s.World.Log().Head(); n != head {
		t.Errorf("a world that stands still tells: %s", s.Trace(int(n-head)))
	}
	s.World.Play()
	s.Kind(event.Joined)
	if err := recv("anybody there?")(peer); err != nil {
		t.Error(err)
	}
}

// TestPausedMidway: the world stops in the middle of a handshake, for longer than a peer may be silent.
func TestPausedMidway(t *testing.T) {
	t.Parallel()
	s := open(t, "ipc", program("desk", "REP", nil, echo).Node)
	s.At("desk")
	s.World.Pause()
	peer := s.comes(libzmqtest.Start(t), "REQ", nil, "desk")
	for s.Count(of(event.Accepted)) == 0 {
		s.World.Step(t.Context())
	}
	peer.RecvWithin(0)
	<-time.After(zmq.DefaultLimits.Handshake + time.Second)
	s.World.Play()
	if err := does(send("hello"), recv("hello"))(peer); err != nil {
		t.Error(err)
	}
	if n := s.Count(of(event.Accepted)); n != 1 {
		t.Errorf("it had to come %d times", n)
	}
}

// TestCrowdAtAPausedDoor: who comes while the world stands still waits, but not everybody.
func TestCrowdAtAPausedDoor(t *testing.T) {
	s := open(t, "tcp", silent("door", "PULL", nil))
	s.At("door")
	s.World.Pause()
	before := descriptors(t)
	const crowd = 300
	for range crowd {
		s.dials("door")
	}
	s.World.Clock() // what was accepted has been looked at
	theirs := crowd
	if held := descriptors(t) - before - theirs; held > zmq.DefaultLimits.HalfOpen+16 {
		t.Errorf("a paused world holds %d connections", held)
	}
	s.World.Play()
	s.Times(crowd, "refused", of(event.Refused))
}

// TestClose: a world that ends while peers are connected, in their handshake,
// at its door and deaf leaves no file, no socket and no goroutine.
func TestClose(t *testing.T) {
	for _, paused := range []bool{false, true} {
		t.Run(fmt.Sprintf("paused %v", paused), func(t *testing.T) {
			libzmq := libzmqtest.Start(t)
			dir := t.TempDir()
			open(t, "tcp", silent("sink", "PULL", nil)).Close() // starts what checks every run of this binary, and stays
			before, goroutines := descriptors(t), runtime.NumGoroutine()
			for _, transport := range []string{"tcp", "ipc"} {
				s := start(t, sim.Config{Dir: dir, Values: pattern.Values{"transport": transport}}, append(chatting(), silent("sink", "PULL", nil), program("vent", "PUSH", map[string]any{"SNDHWM": 5}, func(g glass) error {
					for {
						if err := g.Send(strings.Repeat("x", 100_000)); err != nil {
							return err
						}
					}
				}).Node)...)
				push := s.comes(libzmq, "PUSH", nil, "sink")
				s.Until(0, "libzmq is connected", func(e event.Event) bool { return e.Kind == event.Connected && e.Socket == "sink.pull" })
				deaf := s.dials("vent")
				deaf.shakes("PULL")
				came := s.Until(0, "the deaf one is connected", func(e event.Event) bool { return e.Kind == event.Connected && e.Socket == "vent.push" })
				s.Until(came.Seq, "it is blocked", func(e event.Event) bool { return e.Kind == event.Blocked && e.Node == "vent" })
				shaking := []net.Conn{s.dials("sink"), s.dials("vent")}
				s.Times(4, "accepted", func(e event.Event) bool { return e.Kind == event.Accepted && e.Peer != "asker.req" })
				if paused {
					s.World.Pause()
					shaking = append(shaking, s.dials("sink"), s.dials("sink"))
				}
				push.Send("last words")
				s.Close()
				push.Close(0)
				for _, c := range append(shaking, deaf) {
					c.Close()
				}
			}
			if left, _ := os.ReadDir(dir); len(left) > 0 {
				t.Errorf("it left %v", left)
			}
			if now := descriptors(t); now > before {
				t.Errorf("%d files are open, before it were %d", now, before)
			}
			if now := runtime.NumGoroutine(); now > goroutines {
				t.Errorf("%d goroutines run, before it were %d", now, goroutines)
			}
		})
	}
}

// descriptors is how many files this process has open.
func descriptors(t *testing.T) int {
	t.Helper()
	open, err := filepath.Glob("/proc/self/fd/*")
	if err != nil {
		t.Fatal(err)
	}
	return len(open)
}
