package sim_test

import (
	"context"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestCloseLeavesNothing opens and closes 200 worlds on this machine: at any
// moment of their handshakes, held or playing, with strangers who say nothing.
func TestCloseLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	rng := rand.New(rand.NewPCG(1, 2))
	all := pattern.All()
	before := 0
	for i := range 201 {
		if i == 1 { // the runtime itself opens two for its first connection
			before = descriptors(t)
		}
		p := all[i%len(all)]
		v, err := p.Values(map[string]string{"transport": []string{"tcp", "ipc", "inproc"}[i%3]})
		if err != nil { // not every pattern has all three
			v, err = p.Values(nil)
		}
		if err != nil {
			t.Fatal(err)
		}
		w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: int64(i), Dir: dir, Paused: i%2 == 0, Rate: 50})
		if err != nil {
			t.Fatal(err)
		}
		for range rng.IntN(60) {
			w.Step(context.Background())
		}
		silent := strangers(t, w)
		if i%4 == 1 {
			w.Play()
		}
		w.Close()
		w.Close()
		for _, c := range silent {
			c.Close()
		}
		if _, err := w.Step(context.Background()); err != sim.ErrClosed {
			t.Fatalf("step after close: %v, want %v", err, sim.ErrClosed)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("files left: %v", left)
	}
	if after := descriptors(t); after > before {
		t.Errorf("file descriptors: %d before, %d after", before, after)
	}
	if err := goleak.Find(); err != nil {
		t.Error(err)
	}
}

// strangers connect to what is bound by now and send half a greeting.
func strangers(t *testing.T, w *sim.World) []net.Conn {
	t.Helper()
	var conns []net.Conn
	for _, e := range w.Log().Since(0, 1000) {
		if e.Kind != event.Bound {
			continue
		}
		network, address, _ := strings.Cut(e.Address, "://")
		if network = map[string]string{"tcp": "tcp", "ipc": "unix"}[network]; network == "" {
			continue
		}
		c, err := net.Dial(network, address)
		if err != nil {
			t.Fatal(err)
		}
		c.Write([]byte("\xff\x00\x00"))
		conns = append(conns, c)
	}
	return conns
}

// descriptors counts the open files of this process.
func descriptors(t *testing.T) int {
	t.Helper()
	open, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(open)
}
