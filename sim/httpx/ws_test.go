package httpx_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"patternscope/sim/httpx"
)

func opened(t *testing.T, c *httpx.Client) *websocket.Conn {
	ws, resp, err := c.WebSocket("ws://api/feed", nil)
	if err != nil || resp.StatusCode != http.StatusSwitchingProtocols {
		t.Errorf("open: %v", err)
	}
	return ws
}

// recv is what came next, or why nothing did.
func recv(ws *websocket.Conn) string {
	_, b, err := ws.ReadMessage()
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func TestBothSpeakAtAnyTime(t *testing.T) {
	trace := meet(t, httpx.Pool{}, func(w *world, rw http.ResponseWriter, r *http.Request) {
		ws, err := (&websocket.Upgrader{}).Upgrade(rw, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		w.Clock.Go(func() {
			for err := error(nil); err == nil; {
				err = ws.WriteMessage(websocket.TextMessage, []byte("heard "+recv(ws)))
			}
		})
		for range 3 {
			w.Clock.Sleep(150 * time.Millisecond)
			ws.WriteMessage(websocket.TextMessage, []byte("news from the server"))
		}
		ws.WriteControl(websocket.PingMessage, []byte("there?"), time.Time{})
		w.Clock.Sleep(time.Second)
		ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseGoingAway, "enough"))
		w.Clock.Sleep(time.Second)
		ws.Close()
	}, func(t *testing.T, w *world, c *httpx.Client) {
		ws := opened(t, c)
		ws.WriteMessage(websocket.TextMessage, []byte("hello"))
		for _, want := range []string{"news from the server", "heard hello", "news from the server", "news from the server", "websocket: close 1001 (going away): enough"} {
			if got := recv(ws); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
		ws.Close()
	})
	for _, want := range []string{"ws-ping", "ws-pong", "close 1001", "hello #1", `["hello"]`} {
		if !strings.Contains(trace, want) {
			t.Errorf("nobody says %s:\n%s", want, trace)
		}
	}
}

func TestWebSocketLost(t *testing.T) {
	meet(t, httpx.Pool{}, func(w *world, rw http.ResponseWriter, r *http.Request) {
		ws, _ := (&websocket.Upgrader{}).Upgrade(rw, r, nil)
		ws.WriteMessage(websocket.TextMessage, []byte("last words"))
		panic(http.ErrAbortHandler)
	}, func(t *testing.T, w *world, c *httpx.Client) {
		for range 2 {
			ws := opened(t, c)
			w.Clock.Sleep(time.Second)
			if got := recv(ws); got != "last words" {
				t.Errorf("got %q, which came before the end", got)
			}
			if _, _, err := ws.ReadMessage(); !websocket.IsCloseError(err, websocket.CloseAbnormalClosure) && err == nil {
				t.Errorf("got %v after the end", err)
			}
			if err := ws.WriteMessage(websocket.TextMessage, []byte("too late")); !errors.Is(err, httpx.ErrGone) {
				t.Errorf("got %v writing after the end", err)
			}
			ws.Close()
		}
	})
}

func TestServerThatDoesNotUpgrade(t *testing.T) {
	meet(t, httpx.Pool{}, func(w *world, rw http.ResponseWriter, r *http.Request) {
		http.Error(rw, "not today", http.StatusServiceUnavailable)
	}, func(t *testing.T, w *world, c *httpx.Client) {
		_, resp, err := c.WebSocket("ws://api/feed", nil)
		if !errors.Is(err, websocket.ErrBadHandshake) || resp.StatusCode != http.StatusServiceUnavailable {
			t.Errorf("got %v", err)
		}
		if got, err := ask(t, c, "POST", ""); !strings.HasPrefix(got, "503") {
			t.Errorf("got %q, %v", got, err)
		}
	})
}

func TestWebSocketsOfThisWorldOnly(t *testing.T) {
	meet(t, httpx.Pool{}, func(*world, http.ResponseWriter, *http.Request) {}, func(t *testing.T, w *world, c *httpx.Client) {
		for _, address := range []string{"ws://localhost/", "ws://127.0.0.1:8080/", "wss://api/", "http://api/", "ws://example.com/"} {
			if _, _, err := c.WebSocket(address, nil); err == nil {
				t.Errorf("%s: opened", address)
			}
		}
		if _, _, err := c.WebSocket("ws://nobody/", nil); !errors.Is(err, httpx.ErrRefused) {
			t.Errorf("got %v, want refused", err)
		}
	})
}

// TestAReaderThatSleeps finds all that was written meanwhile: what its end has no room for waits in the lane.
func TestAReaderThatSleeps(t *testing.T) {
	const messages, size = 30, 10_000
	meet(t, httpx.Pool{}, func(w *world, rw http.ResponseWriter, r *http.Request) {
		ws, _ := (&websocket.Upgrader{}).Upgrade(rw, r, nil)
		defer ws.Close()
		for range messages {
			ws.WriteMessage(websocket.BinaryMessage, []byte(strings.Repeat("\x00", size)))
		}
		recv(ws)
	}, func(t *testing.T, w *world, c *httpx.Client) {
		ws := opened(t, c)
		w.Clock.Sleep(5 * time.Second)
		for i := range messages {
			if got := recv(ws); len(got) != size {
				t.Errorf("message %d has %d bytes", i+1, len(got))
			}
		}
		ws.Close()
	})
}
