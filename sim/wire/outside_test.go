package wire

import (
	"errors"
	"net"
	"os"
	"testing"
	"testing/synctest"
	"time"
)

// guest is an outside process at a listener, and what the world has of it.
type guest struct {
	*bench
	o    *Outside
	far  net.Conn // the guest's own end
	read string
	err  error
	free int
}

func newGuest(t *testing.T) *guest {
	g := &guest{bench: newBench(t, NewMemory())}
	here := make(chan struct{})
	l := g.listen("tcp", "here", func(c net.Conn) {
		g.o = g.x.Outside(c)
		g.o.Read = func(b []byte) { g.read += string(b); g.o.More() }
		g.o.Ended = func(err error) { g.err = err }
		g.o.Free = func() { g.free++ }
		close(here)
	})
	var err error
	if g.far, err = g.network.Dial("tcp", l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.far.Close() })
	<-here
	return g
}

func TestBytesEnterOnlyWhileTheWorldGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGuest(t)
		g.do(g.o.Start)
		g.far.Write([]byte("hello"))
		synctest.Wait()
		g.do(func() {
			if g.read != "" {
				t.Errorf("read %q while the world is held", g.read)
			}
		})
		g.settle()
		g.far.Write([]byte(", world"))
		synctest.Wait()
		g.settle()
		if g.read != "hello, world" {
			t.Errorf("read %q", g.read)
		}
	})
}

func TestNoMoreIsReadThanWasAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGuest(t)
		g.do(func() {
			g.o.Read = func(b []byte) { g.read += string(b) } // and does not ask for more
			g.o.Start()
		})
		go func() { g.far.Write([]byte("one")); g.far.Write([]byte("two")) }()
		synctest.Wait()
		g.settle()
		synctest.Wait()
		g.settle()
		if g.read != "one" {
			t.Errorf("read %q, want one thing at a time", g.read)
		}
		g.do(g.o.More)
		synctest.Wait()
		g.settle()
		if g.read != "onetwo" {
			t.Errorf("read %q after asking for more", g.read)
		}
	})
}

func TestASilentStrangerRunsOutOfTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGuest(t)
		g.do(func() { g.o.Within(2 * time.Second); g.o.Start() })
		time.Sleep(3 * time.Second)
		synctest.Wait()
		g.settle()
		if !errors.Is(g.err, os.ErrDeadlineExceeded) {
			t.Errorf("ended with %v, want %v", g.err, os.ErrDeadlineExceeded)
		}
	})
}

func TestWritingOutside(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGuest(t)
		g.do(func() { g.o.Start(); g.o.Write([]byte("hello")) })
		synctest.Wait()
		g.do(func() {
			if !g.o.Busy() {
				t.Error("not busy while the other process does not read")
			}
		})
		b := make([]byte, 10)
		n, _ := g.far.Read(b)
		synctest.Wait()
		g.do(func() {
			if string(b[:n]) != "hello" || g.o.Busy() || g.free != 1 {
				t.Errorf("the other process got %q; busy %v, free %d times", b[:n], g.o.Busy(), g.free)
			}
			g.o.Close()
			g.o.Close()
			g.o.Write([]byte("into the void"))
		})
	})
}

func TestAStrangerWhoHangsUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGuest(t)
		g.do(g.o.Start)
		g.far.Close()
		synctest.Wait()
		g.settle()
		if g.err == nil {
			t.Error("nobody was told that the stranger has gone")
		}
	})
}

// Whoever is let in while the world ends is shown out again.
func TestNobodyComesInAfterTheCut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGuest(t)
		near, far := net.Pipe()
		g.do(g.x.Cut)
		g.do(func() {
			o := g.x.Outside(near)
			o.Start()
		})
		if _, err := far.Read(make([]byte, 1)); err == nil {
			t.Error("the connection is open")
		}
	})
}
