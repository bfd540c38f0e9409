package httpx_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/httpx"
	"patternscope/sim/scene"
	"patternscope/sim/wire"
)

// world is what a test needs of a world: programs on a web.
type world struct {
	*scene.Scene
	web *httpx.Web
}

func start(t *testing.T, network wire.Network, transport string) *world {
	c := clock.New(1)
	log := event.NewLog(0)
	s := scene.New(c, log, wire.NewExchange(c, network))
	s.Latency = 100 * time.Millisecond
	c.Progress = log.Head
	return &world{s, httpx.NewWeb(s, transport)}
}

func (w *world) program(name string, run func(o *scene.Owner)) {
	o := &scene.Owner{Name: name}
	w.Clock.At(0, func() { w.Clock.Go(func() { run(o) }) })
}

func (w *world) run(t *testing.T, steps int) string {
	w.Clock.Run()
	for range steps {
		if err := w.Clock.Step(context.Background()); err != nil {
			break
		}
	}
	w.Clock.Do(func() { w.web.Close(); w.Exchange.Cut() })
	w.Clock.Close()
	w.Exchange.Wait()
	var b strings.Builder
	for _, e := range w.Log.Since(0, 10000) {
		b.WriteString(event.Trace(e) + "\n")
	}
	return b.String()
}

func TestRequest(t *testing.T) {
	run := func(t *testing.T, network wire.Network, transport string) string {
		w := start(t, network, transport)
		w.program("server", func(o *scene.Owner) {
			w.web.Listen(o, "http", "api", func(o *scene.Owner, rw http.ResponseWriter, r *http.Request) {
				b, _ := io.ReadAll(r.Body)
				w.Clock.Sleep(50 * time.Millisecond)
				io.WriteString(rw, "you said "+string(b))
			})
		})
		w.program("client", func(o *scene.Owner) {
			w.Clock.Sleep(10 * time.Millisecond)
			c := w.web.NewClient(o, "http", httpx.Pool{Max: 2})
			for range 3 {
				req, _ := http.NewRequest("POST", "http://api/echo", strings.NewReader("hello"))
				resp, err := c.Do(req)
				if err != nil {
					t.Error(err)
					return
				}
				b, err := io.ReadAll(resp.Body)
				resp.Body.Close()
				if string(b) != "you said hello" {
					t.Errorf("%q %v", b, err)
				}
			}
		})
		return w.run(t, 200)
	}
	for _, transport := range []string{"tcp", "ipc", "inproc"} {
		t.Run(transport, func(t *testing.T) {
			var mem string
			synctest.Test(t, func(t *testing.T) { mem = run(t, wire.NewMemory(), transport) })
			for range 20 {
				if real := run(t, wire.NewMachine(t.TempDir()), transport); real != mem {
					t.Fatalf("got\n%s\nwant\n%s", real, mem)
				}
			}
			t.Log("\n" + mem)
		})
	}
}
