package httpx_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"patternscope/sim/httpx"
)

var overH2 = httpx.Pool{HTTP2: true}

func get(path string) *http.Request {
	req, _ := http.NewRequest("GET", "http://api/"+path, nil)
	return req
}

func TestStreamsShareAConnection(t *testing.T) {
	trace := meet(t, overH2, func(w *world, rw http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 2 {
			t.Errorf("the server was spoken to by %s", r.Proto)
		}
		if r.URL.Path == "/slow" {
			w.Clock.Sleep(time.Second)
		}
		io.WriteString(rw, "done")
	}, func(t *testing.T, w *world, c *httpx.Client) {
		var all []*httpx.Future
		for _, path := range []string{"slow", "1", "2", "3"} {
			all = append(all, c.Go(get(path), func(resp *http.Response, err error) {
				if err != nil {
					t.Error(err)
					return
				}
				if b, err := io.ReadAll(resp.Body); string(b) != "done" || err != nil {
					t.Errorf("got %q, %v", b, err)
				}
			}))
		}
		for _, f := range all {
			f.Wait()
		}
		if got, err := ask(t, c, "POST", "something"); got != "200 OK done" || err != nil {
			t.Errorf("got %q, %v", got, err)
		}
	})
	if n := strings.Count(trace, "connecting "); n != 1 {
		t.Errorf("%d connections:\n%s", n, trace)
	}
}

func TestStreamGivenUp(t *testing.T) {
	trace := meet(t, httpx.Pool{HTTP2: true, Timeout: 500 * time.Millisecond}, func(w *world, rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			w.Clock.Sleep(time.Second)
			if _, err := io.WriteString(rw, "too late"); err == nil {
				t.Error("wrote on a stream that was given up")
			}
			return
		}
		io.WriteString(rw, "done")
	}, func(t *testing.T, w *world, c *httpx.Client) {
		f := c.Go(get("slow"))
		w.Clock.Sleep(300 * time.Millisecond)
		for range 3 {
			if got, err := ask(t, c, "POST", "x"); got != "200 OK done" || err != nil {
				t.Errorf("got %q, %v", got, err)
			}
		}
		if _, err := f.Wait(); !errors.Is(err, httpx.ErrTimeout) {
			t.Errorf("got %v", err)
		}
		w.Clock.Sleep(2 * time.Second)
		if got, err := ask(t, c, "POST", "x"); got != "200 OK done" || err != nil {
			t.Errorf("got %q, %v", got, err)
		}
	})
	if n := strings.Count(trace, "connecting "); n != 1 || !strings.Contains(trace, "h2-rst-stream") {
		t.Errorf("%d connections, and no RST_STREAM:\n%s", n, trace)
	}
}

// TestStreamGivenUpUnheard gives up before anything has come back: net/http asks whether anybody is there.
func TestStreamGivenUpUnheard(t *testing.T) {
	trace := meet(t, httpx.Pool{HTTP2: true, Timeout: 350 * time.Millisecond}, func(w *world, rw http.ResponseWriter, r *http.Request) {
		w.Clock.Sleep(time.Second)
	}, func(t *testing.T, w *world, c *httpx.Client) {
		for range 3 {
			if _, err := c.Do(get("slow")); !errors.Is(err, httpx.ErrTimeout) {
				t.Errorf("got %v", err)
			}
			w.Clock.Sleep(70 * time.Millisecond)
		}
	})
	if !strings.Contains(trace, "h2-ping-ack") {
		t.Errorf("no PING:\n%s", trace)
	}
}

func TestStreamsOfParts(t *testing.T) {
	meet(t, overH2, func(w *world, rw http.ResponseWriter, r *http.Request) {
		for i := range 4 {
			w.Clock.Sleep(50 * time.Millisecond)
			io.WriteString(rw, strings.Repeat(r.URL.Path[1:], 1000*i))
			if http.NewResponseController(rw).Flush() != nil {
				return
			}
		}
	}, func(t *testing.T, w *world, c *httpx.Client) {
		a := c.Go(get("a"), func(resp *http.Response, err error) {
			if b, err := io.ReadAll(resp.Body); string(b) != strings.Repeat("a", 6000) || err != nil {
				t.Errorf("got %d bytes, %v", len(b), err)
			}
		})
		b := c.Go(get("b"), func(resp *http.Response, err error) {
			io.ReadFull(resp.Body, make([]byte, 500))
			resp.Body.Close()
		})
		a.Wait()
		b.Wait()
		w.Clock.Sleep(time.Second)
		if got, err := ask(t, c, "HEAD", ""); got != "200 OK " || err != nil {
			t.Errorf("got %q, %v", got, err)
		}
	})
}

func TestContentBothWays(t *testing.T) {
	trace := meet(t, overH2, func(w *world, rw http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("read") != "no" {
			io.Copy(rw, r.Body)
		}
	}, func(t *testing.T, w *world, c *httpx.Client) {
		for _, size := range []int{0, 1, 3000, 5000, 16_384, 16_384, 16_384, 16_384, 16_384} {
			body := strings.Repeat("x", size)
			if got, err := ask(t, c, "POST", body); got != "200 OK "+body || err != nil {
				t.Errorf("%d bytes: got %d, %v", size, len(got), err)
			}
		}
		var all []*httpx.Future
		for range 8 {
			req, _ := http.NewRequest("POST", "http://api/x?read=no", strings.NewReader(strings.Repeat("y", 16_000)))
			all = append(all, c.Go(req, func(resp *http.Response, err error) { io.ReadAll(resp.Body) }))
		}
		for _, f := range all {
			f.Wait()
		}
		if _, err := ask(t, c, "POST", strings.Repeat("x", 16_385)); err == nil {
			t.Error("a body of more than one DATA frame was taken")
		}
	})
	if !strings.Contains(trace, "h2-window-update") {
		t.Errorf("no WINDOW_UPDATE:\n%s", trace)
	}
}

func TestHandlerOfAStreamPanics(t *testing.T) {
	trace := meet(t, overH2, func(_ *world, w http.ResponseWriter, r *http.Request) {
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
	if n := strings.Count(trace, "connecting "); n != 1 {
		t.Errorf("%d connections: a panic costs its stream alone\n%s", n, trace)
	}
}

// TestConnectionOfStreamsIsLost has a handler say more than is allowed, which ends the connection for all.
func TestConnectionOfStreamsIsLost(t *testing.T) {
	trace := meet(t, overH2, func(w *world, rw http.ResponseWriter, r *http.Request) {
		w.Clock.Sleep(100 * time.Millisecond)
		switch r.URL.Path {
		case "/much":
			io.WriteString(rw, strings.Repeat("much", 20_000))
		case "/slow":
			w.Clock.Sleep(time.Second)
		}
		rw.Header().Set("Connection", "close")
		io.WriteString(rw, "done")
	}, func(t *testing.T, w *world, c *httpx.Client) {
		var all []*httpx.Future
		for _, path := range []string{"slow", "much", "slow"} {
			all = append(all, c.Go(get(path)))
		}
		for _, f := range all {
			resp, err := f.Wait()
			if err == nil {
				_, err = io.ReadAll(resp.Body)
			}
			if err == nil {
				t.Error("a response came over a connection that was lost")
			}
		}
		for range 2 {
			if got, err := ask(t, c, "POST", "x"); got != "200 OK done" || err != nil {
				t.Errorf("got %q, %v", got, err)
			}
		}
	})
	if n := strings.Count(trace, "connecting "); n != 2 || !strings.Contains(trace, "too-large") {
		t.Errorf("%d connections:\n%s", n, trace)
	}
}
