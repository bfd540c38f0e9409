// Package interop tries the HTTP servers of worlds against what really comes in
// from outside: curl, and peers that mean no good.
package interop

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/httpx"
	"patternscope/sim/node"
	"patternscope/sim/pattern"
	"patternscope/sim/simtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// stage is a world under test.
type stage struct{ *simtest.Stage }

// open starts a world of these programs. At the test's end it is checked and closed.
func open(t *testing.T, transport string, programs ...pattern.Node) *stage {
	t.Helper()
	return &stage{simtest.Start(t, sim.Config{Values: pattern.Values{"transport": transport}}, programs...)}
}

// serving is a program that answers requests for http://name/.
func serving(name string, h node.Handler) pattern.Node {
	return pattern.Node{Name: name, Run: func(n *node.Node) {
		if _, err := n.Serve(name, h); err != nil {
			panic(err)
		}
		n.Forever()
	}}
}

// echo says what it was asked, and with what.
func echo(_ *node.Node, w http.ResponseWriter, r *http.Request) {
	b, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	io.WriteString(w, r.Method+" "+r.URL.Path+" "+string(b))
}

// stream writes an event every few milliseconds until the client has gone.
func stream(size int) node.Handler {
	return func(n *node.Node, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for out := http.NewResponseController(w); ; n.Sleep(5 * time.Millisecond) {
			io.WriteString(w, "data: "+strings.Repeat("x", size)+"\n\n")
			if out.Flush() != nil {
				return
			}
		}
	}
}

// chatting are two programs that talk for ever: whatever a stranger does, they must go on.
func chatting() []pattern.Node {
	asker := pattern.Node{Name: "asker", Run: func(n *node.Node) {
		n.Sleep(10 * time.Millisecond)
		for client := n.HTTP(httpx.Pool{}); ; n.Sleep(20 * time.Millisecond) {
			req, err := http.NewRequest("GET", "http://answerer/", nil)
			if err != nil {
				panic(err)
			}
			if resp, err := client.Do(req); err == nil {
				io.ReadAll(resp.Body)
			}
		}
	}}
	return []pattern.Node{asker, serving("answerer", echo)}
}

// chats waits until the two have talked on after seq.
func (s *stage) chats(seq int64) {
	s.T.Helper()
	for range 3 {
		seq = s.Until(seq, "a response to asker", func(e event.Event) bool {
			return e.Kind == event.Received && e.Socket == "asker.http"
		}).Seq
	}
}

// raw is a connection that speaks as it likes.
type raw struct {
	net.Conn
	t *testing.T
}

func (s *stage) dials(name string) raw {
	s.T.Helper()
	address := s.At(name)
	network, at := "unix", strings.TrimPrefix(address, "unix:")
	if host, is := strings.CutPrefix(address, "http://"); is {
		network, at = "tcp", host
	}
	c, err := net.Dial(network, at)
	if err != nil {
		s.T.Fatal(err)
	}
	s.T.Cleanup(func() { c.Close() })
	c.SetDeadline(time.Now().Add(simtest.Patience))
	return raw{c, s.T}
}

// says writes; that the other side hangs up meanwhile is no failure of the test.
func (r raw) says(parts ...string) {
	for _, part := range parts {
		if _, err := io.WriteString(r, part); err != nil {
			return
		}
	}
}

// hears reads all until the other side hangs up, as it must.
func (r raw) hears() string {
	r.t.Helper()
	b, err := io.ReadAll(r)
	if t, is := err.(net.Error); is && t.Timeout() {
		r.t.Error("the connection stays open")
	}
	return string(b)
}
