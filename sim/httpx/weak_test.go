package httpx_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"patternscope/sim/httpx"
	"patternscope/sim/scene"
	"patternscope/sim/wire"
)

type handler func(w *world, rw http.ResponseWriter, r *http.Request)

// meet runs one server and one client over every transport, twice in memory and
// once on this machine, and wants the same trace each time.
func meet(t *testing.T, pool httpx.Pool, h handler, client func(t *testing.T, w *world, c *httpx.Client)) (trace string) {
	t.Helper()
	run := func(t *testing.T, network wire.Network, transport string) string {
		w := start(t, network, transport)
		w.program("server", func(o *scene.Owner) {
			w.web.Listen(o, "http", "api", func(_ *scene.Owner, rw http.ResponseWriter, r *http.Request) { h(w, rw, r) })
		})
		ended := false
		w.program("client", func(o *scene.Owner) {
			w.Clock.Sleep(10 * time.Millisecond)
			client(t, w, w.web.NewClient(o, "http", pool))
			ended = true
		})
		out := w.run(t, 400)
		if !ended {
			t.Errorf("the client did not come to its end:\n%s", out)
		}
		return out
	}
	for _, transport := range []string{"tcp", "ipc", "inproc"} {
		synctest.Test(t, func(t *testing.T) { trace = run(t, wire.NewMemory(), transport) })
		for range 5 {
			if real := run(t, wire.NewMachine(t.TempDir()), transport); real != trace {
				t.Fatalf("%s:\n%s\nin memory:\n%s", transport, real, trace)
			}
		}
	}
	t.Log("\n" + trace)
	return trace
}

func ask(t *testing.T, c *httpx.Client, method, body string) (string, error) {
	req, _ := http.NewRequest(method, "http://api/x", strings.NewReader(body))
	resp, err := c.Do(req)
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(resp.Body)
	return resp.Status + " " + string(b), err
}

func TestHandlerPanics(t *testing.T) {
	trace := meet(t, httpx.Pool{}, func(_ *world, w http.ResponseWriter, r *http.Request) {
		if r.Method == "PUT" {
			panic("boom")
		}
		io.WriteString(w, "fine")
	}, func(t *testing.T, w *world, c *httpx.Client) {
		if got, err := ask(t, c, "PUT", "a"); err == nil {
			t.Errorf("got %q from a handler that panicked", got)
		}
		if got, err := ask(t, c, "POST", "b"); got != "200 OK fine" {
			t.Errorf("got %q, %v after the panic", got, err)
		}
	})
	if !strings.Contains(trace, `failed        server.http           L1  handler  "boom"`) {
		t.Errorf("nobody says that the handler failed:\n%s", trace)
	}
}

func TestRequestNobodyReads(t *testing.T) {
	for _, size := range []int{100, 20_000, 60_000} {
		meet(t, httpx.Pool{}, func(_ *world, w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, "enough")
		}, func(t *testing.T, w *world, c *httpx.Client) {
			for range 2 {
				if got, err := ask(t, c, "POST", strings.Repeat("x", size)); got != "200 OK enough" {
					t.Errorf("%d bytes: got %q, %v", size, got, err)
				}
			}
		})
	}
}

func TestBodyAboveTheLimit(t *testing.T) {
	trace := meet(t, httpx.Pool{}, func(_ *world, w http.ResponseWriter, _ *http.Request) {}, func(t *testing.T, w *world, c *httpx.Client) {
		if got, err := ask(t, c, "POST", strings.Repeat("x", 200_000)); err == nil {
			t.Errorf("got %q", got)
		}
	})
	if !strings.Contains(trace, "too-large") {
		t.Errorf("nobody says why the connection ended:\n%s", trace)
	}
}

func TestHeadAndEarlyHints(t *testing.T) {
	meet(t, httpx.Pool{}, func(_ *world, w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusEarlyHints)
		w.Header().Set("Content-Length", "4")
		if r.Method != "HEAD" {
			io.WriteString(w, "body")
		}
	}, func(t *testing.T, w *world, c *httpx.Client) {
		for _, method := range []string{"HEAD", "GET", "HEAD"} {
			got, err := ask(t, c, method, "")
			if want := map[string]string{"HEAD": "200 OK ", "GET": "200 OK body"}[method]; got != want || err != nil {
				t.Errorf("%s: got %q, %v", method, got, err)
			}
		}
	})
}

func TestWaitingForAConnectionTimesOut(t *testing.T) {
	meet(t, httpx.Pool{Max: 1, Timeout: 400 * time.Millisecond}, func(w *world, rw http.ResponseWriter, _ *http.Request) {
		w.Clock.Sleep(time.Second)
		io.WriteString(rw, "late")
	}, func(t *testing.T, w *world, c *httpx.Client) {
		req := func() *http.Request { r, _ := http.NewRequest("GET", "http://api/x", nil); return r }
		first, second := c.Go(req()), c.Go(req())
		for _, f := range []*httpx.Future{first, second} {
			if _, err := f.Wait(); !errors.Is(err, httpx.ErrTimeout) {
				t.Errorf("got %v, want a timeout", err)
			}
		}
		if _, err := ask(t, c, "POST", ""); !errors.Is(err, httpx.ErrTimeout) {
			t.Errorf("the connection is free again: got %v, want another timeout", err)
		}
	})
}

func TestAbortBeforeASlowReader(t *testing.T) {
	meet(t, httpx.Pool{}, func(w *world, rw http.ResponseWriter, _ *http.Request) {
		for range 3 {
			io.WriteString(rw, "part")
			rw.(http.Flusher).Flush()
		}
		panic(http.ErrAbortHandler)
	}, func(t *testing.T, w *world, c *httpx.Client) {
		req, _ := http.NewRequest("GET", "http://api/x", nil)
		resp, err := c.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		w.Clock.Sleep(time.Second)
		b, err := io.ReadAll(resp.Body)
		if string(b) != "partpartpart" || !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("got %q, %v", b, err)
		}
	})
}

func TestClosedBeforeTheEnd(t *testing.T) {
	trace := meet(t, httpx.Pool{Max: 1}, func(w *world, rw http.ResponseWriter, r *http.Request) {
		for r.Method == "GET" {
			w.Clock.Sleep(60 * time.Millisecond)
			io.WriteString(rw, "part")
			if http.NewResponseController(rw).Flush() != nil {
				return
			}
		}
	}, func(t *testing.T, w *world, c *httpx.Client) {
		req, _ := http.NewRequest("GET", "http://api/x", nil)
		resp, err := c.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		io.ReadFull(resp.Body, make([]byte, 8))
		resp.Body.Close()
		if got, err := ask(t, c, "POST", ""); got != "200 OK " || err != nil {
			t.Errorf("got %q, %v", got, err)
		}
	})
	if strings.Count(trace, "connecting ") != 2 {
		t.Errorf("a connection with half a response was used again:\n%s", trace)
	}
}

func TestTwoFuturesInOneInstant(t *testing.T) {
	meet(t, httpx.Pool{}, func(w *world, rw http.ResponseWriter, _ *http.Request) {
		io.WriteString(rw, "now")
	}, func(t *testing.T, w *world, c *httpx.Client) {
		var all []*httpx.Future
		for range 4 {
			req, _ := http.NewRequest("GET", "http://api/x", nil)
			all = append(all, c.Go(req, func(resp *http.Response, err error) { io.ReadAll(resp.Body) }))
		}
		for _, f := range all {
			if _, err := f.Wait(); err != nil {
				t.Error(err)
			}
		}
	})
}
