package httpx_test

import (
	"errors"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"patternscope/sim/httpx"
)

// trap is a real listener outside every world, that nobody may ever reach.
type trap struct{ net.Listener }

const marker = "the test itself"

func setTrap(t *testing.T, network, address string) trap {
	t.Helper()
	l, err := net.Listen(network, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return trap{l}
}

// untouched tells whether nobody came: then the first in the queue is who comes now.
func (s trap) untouched(t *testing.T) bool {
	t.Helper()
	near, err := net.Dial(s.Addr().Network(), s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer near.Close()
	if _, err := near.Write([]byte(marker)); err != nil {
		t.Fatal(err)
	}
	far, err := s.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer far.Close()
	said := make([]byte, len(marker))
	n, _ := far.Read(said)
	return string(said[:n]) == marker
}

// TestOnlyThisWorld: whatever address a program takes, and whatever the
// environment says of proxies, its client reaches its own world's servers and
// nothing else. Each try is a Failed event that says so.
func TestOnlyThisWorld(t *testing.T) {
	port, socket := setTrap(t, "tcp", "127.0.0.1:0"), setTrap(t, "unix", filepath.Join(t.TempDir(), "s"))
	at := port.Addr().String()
	_, number, _ := net.SplitHostPort(at)
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"} {
		t.Setenv(name, "http://"+at)
	}
	t.Setenv("NO_PROXY", "")
	elsewhere := []string{
		"http://" + at + "/", "https://" + at + "/", "http://api@" + at + "/", "http://user:secret@" + at + "/",
		"http://localhost:" + number + "/", "http://localhost/", "http://LOCALHOST:" + number + "/", "http://[::1]:" + number + "/", "http://[::ffff:127.0.0.1]:" + number + "/",
		"http://0:" + number + "/", "http://2130706433:" + number + "/", "http://127.1:" + number + "/", "http://api:" + number + "/", "http://api.:" + number + "/",
		"http://example.com/", "http://api.local/", "https://api/", "ftp://api/", "unix://" + socket.Addr().String(), "http+unix://api/",
		"http://" + strings.ReplaceAll(socket.Addr().String(), "/", "%2F") + "/", "file:///etc/passwd", "/path", "http:///path", "http:" + at,
	}
	tried := 0
	trace := meet(t, httpx.Pool{}, func(_ *world, rw http.ResponseWriter, r *http.Request) {
		http.Redirect(rw, r, "http://"+at+"/", http.StatusTemporaryRedirect)
	}, func(t *testing.T, w *world, c *httpx.Client) {
		tried = 0
		for _, url := range elsewhere {
			req, err := http.NewRequest("GET", url, nil)
			if err != nil {
				continue // net/url refuses it before we do
			}
			tried++
			if _, err := c.Do(req); !errors.Is(err, httpx.ErrUnknown) {
				t.Errorf("%s: got %v, want %v", url, err, httpx.ErrUnknown)
			}
		}
		if _, _, err := c.WebSocket("ws://"+at+"/", nil); !errors.Is(err, httpx.ErrUnknown) {
			t.Errorf("a websocket: got %v, want %v", err, httpx.ErrUnknown)
		}
		tried++
		followRedirect(t, c)
	})
	if n := strings.Count(trace, "denied"); n != tried+2 {
		t.Errorf("%d denied, want %d:\n%s", n, tried+2, trace)
	}
	if strings.Contains(trace, "secret") {
		t.Errorf("a password is told:\n%s", trace)
	}
	if !port.untouched(t) || !socket.untouched(t) {
		t.Error("somebody has dialled out of the world")
	}
}

// followRedirect asks, and goes where the answer points to: a redirect is an
// answer like any other, and leads nowhere else than an address does.
func followRedirect(t *testing.T, c *httpx.Client) {
	t.Helper()
	req, err := http.NewRequest("GET", "http://api/", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := c.Do(req)
	if err != nil || resp.StatusCode != http.StatusTemporaryRedirect {
		t.Fatalf("got %v, %v; want a redirect", resp, err)
	}
	resp.Body.Close()
	to, err := http.NewRequest("GET", resp.Header.Get("Location"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Do(to); !errors.Is(err, httpx.ErrUnknown) {
		t.Errorf("redirected to %s: got %v, want %v", to.URL, err, httpx.ErrUnknown)
	}
	ours := &http.Client{Transport: c}
	if _, err := ours.Get("http://api/"); !errors.Is(err, httpx.ErrUnknown) {
		t.Errorf("an http.Client over it follows to %v, want %v", err, httpx.ErrUnknown)
	}
}

// TestUserInfo is no other place: it is sent to the server of that name.
func TestUserInfo(t *testing.T) {
	meet(t, httpx.Pool{}, func(_ *world, rw http.ResponseWriter, r *http.Request) {
		name, password, _ := r.BasicAuth()
		http.Error(rw, name+" "+password, http.StatusUnauthorized)
	}, func(t *testing.T, w *world, c *httpx.Client) {
		req, _ := http.NewRequest("GET", "http://user:pw@api/", nil)
		if resp, err := c.Do(req); err != nil || resp.StatusCode != http.StatusUnauthorized {
			t.Errorf("got %v, %v", resp, err)
		}
	})
}
