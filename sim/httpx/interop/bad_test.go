package interop

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"patternscope/sim/event"
	"patternscope/sim/node"
	"patternscope/sim/scene"
	"patternscope/sim/simtest"
)

const head = "GET / HTTP/1.1\r\nHost: x\r\n"

// bad says what a stranger sends, and for which reason its connection must be closed.
var bad = []struct {
	name, says string
	want       event.Reason
}{
	{"garbage", strings.Repeat("\xFF", 64), event.BadRequest},
	{"ZMTP", "\xFF\x00\x00\x00\x00\x00\x00\x00\x01\x7F\x03\x01NULL", event.BadRequest},
	{"TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03", event.BadRequest},
	{"HTTP/0.9", "GET /\r\n", event.BadRequest},
	{"HTTP/2 unasked", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", event.BadVersion},
	{"HTTP/1.2", "GET / HTTP/1.2\r\nHost: x\r\n\r\n", event.BadVersion},
	{"no Host", "GET / HTTP/1.1\r\n\r\n", event.BadRequest},
	{"two Hosts", head + "Host: y\r\n\r\n", event.BadRequest},
	{"a space before the colon", head + "A : b\r\n\r\n", event.BadRequest},
	{"a folded field", head + "A: b\r\n c\r\n\r\n", event.BadRequest},
	{"CONNECT", "CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n", event.NotImplemented},
	{"a head of 40 KiB", head + "A: " + strings.Repeat("x", 40<<10), event.TooLarge},
	{"200 fields", head + strings.Repeat("A: b\r\n", 200) + "\r\n", event.TooLarge},
	{"both lengths", head + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", event.BadFraming},
	{"a length of 2^63", head + "Content-Length: 9223372036854775808\r\n\r\n", event.BadFraming},
	{"a body above the limit", head + "Content-Length: 100000\r\n\r\n", event.TooLarge},
	{"a chunk above the limit", head + "Transfer-Encoding: chunked\r\n\r\nFFFFFF\r\n", event.TooLarge},
	{"a chunk of no size", head + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", event.BadFraming},
	{"an unknown coding", head + "Transfer-Encoding: gzip\r\n\r\n", event.NotImplemented},
	{"garbage behind a request", head + "\r\n\x00\x01\x02", event.BadRequest},
	{"300 requests at once", strings.Repeat(head+"\r\n", 300), event.TooMany},
}

// TestBadInput tries them all on a world whose own programs talk meanwhile.
func TestBadInput(t *testing.T) {
	for _, transport := range []string{"tcp", "ipc"} {
		t.Run(transport, func(t *testing.T) {
			t.Parallel()
			s := open(t, transport, append(chatting(), serving("door", echo))...)
			for _, c := range bad {
				t.Run(c.name, func(t *testing.T) {
					seq := s.World.Log().Head()
					r := s.dials("door")
					r.says(c.says)
					r.hears()
					e := s.Until(seq, c.name+" is refused", simtest.Of(event.Refused))
					if e.Reason != c.want || e.Socket != "door.http" || e.Text == "" {
						t.Errorf("refused by %s for %q: %s; want %q", e.Socket, e.Reason, e.Text, c.want)
					}
				})
			}
			s.chats(s.World.Log().Head())
		})
	}
}

// TestCutShort: who goes within a request has lost it, and nobody waits for the rest.
func TestCutShort(t *testing.T) {
	t.Parallel()
	s := open(t, "tcp", append(chatting(), serving("door", echo))...)
	for _, part := range []string{"G", head, head + "Content-Length: 9\r\n\r\n", head + "Content-Length: 9\r\n\r\nhal"} {
		seq := s.World.Log().Head()
		r := s.dials("door")
		r.says(part)
		s.Until(seq, "accepted", simtest.Of(event.Accepted))
		r.Close()
		if e := s.Until(seq, "refused", simtest.Of(event.Refused)); e.Reason != event.Incomplete {
			t.Errorf("%q: refused for %q, want %q", part, e.Reason, event.Incomplete)
		}
	}
	s.chats(s.World.Log().Head())
}

// TestSilence: whoever does not come to the end of a request is closed in time, all of them at once.
func TestSilence(t *testing.T) {
	t.Parallel()
	s := open(t, "tcp", append(chatting(), serving("door", echo))...)
	parts := []string{"", "G", head, head + "Content-Length: 9\r\n\r\n", head + "Transfer-Encoding: chunked\r\n\r\n3\r\nab"}
	var open []raw
	for _, part := range parts {
		r := s.dials("door")
		r.says(part)
		open = append(open, r)
	}
	for _, r := range open {
		r.hears()
	}
	late := func(e event.Event) bool { return e.Kind == event.Refused && e.Reason == event.Timeout }
	s.chats(s.Times(len(parts), "closed for silence", late).Seq)
}

// TestDrips: who sends a byte now and then is not taken for one who goes on.
func TestDrips(t *testing.T) {
	t.Parallel()
	s := open(t, "ipc", serving("door", echo))
	r := s.dials("door")
	for range 200 {
		if _, err := r.Write([]byte("G")); err != nil {
			break
		}
		<-time.After(100 * time.Millisecond)
	}
	if e := s.Kind(event.Refused); e.Reason != event.Timeout {
		t.Errorf("refused for %q, want %q", e.Reason, event.Timeout)
	}
}

// TestSlowReader does not read what it asked for: it is refused, and the handler hears of it.
func TestSlowReader(t *testing.T) {
	for name, size := range map[string]int{"much": 60_000, "one piece at a time": 20} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ended := make(chan struct{})
			s := open(t, "ipc", append(chatting(), serving("door", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
				defer close(ended)
				stream(size)(n, w, r)
			}))...)
			s.World.SetRate(20)
			r := s.dials("door")
			r.says(head + "\r\n")
			e := s.Kind(event.Refused)
			if e.Reason != event.SlowReader || e.Socket != "door.http" {
				t.Errorf("refused by %s for %q, want %q", e.Socket, e.Reason, event.SlowReader)
			}
			<-ended
			s.chats(e.Seq)
		})
	}
}

// TestFullHouse: one more than may come is sent away, and let in when another has gone.
func TestFullHouse(t *testing.T) {
	t.Parallel()
	s := open(t, "tcp", serving("door", stream(20)))
	var inside []raw
	for range scene.DefaultLimits.Peers {
		r := s.dials("door")
		r.says(head + "\r\n")
		inside = append(inside, r)
	}
	s.Times(len(inside), "joined", simtest.Of(event.Joined))
	r := s.dials("door")
	r.says(head + "\r\n")
	r.hears()
	if e := s.Kind(event.Refused); e.Reason != event.TooMany {
		t.Errorf("refused for %q, want %q", e.Reason, event.TooMany)
	}
	inside[3].Close()
	left := s.Kind(event.Left)
	s.dials("door").says(head + "\r\n")
	if e := s.Until(left.Seq, "joined", simtest.Of(event.Joined)); e.Node != left.Node {
		t.Errorf("it takes the place of %s, want %s", e.Node, left.Node)
	}
}

// TestAThousand who say nothing are all sent away, each with an event, while the room runs on.
func TestAThousand(t *testing.T) {
	s := open(t, "tcp", append(chatting(), serving("door", echo))...)
	s.chats(0)
	const crowd = 1000
	var silent []raw
	for range crowd {
		silent = append(silent, s.dials("door"))
	}
	for _, r := range silent {
		r.hears()
		r.Close()
	}
	named := map[event.Reason]int{}
	last := s.Times(crowd, "refused", func(e event.Event) bool {
		if e.Kind == event.Refused {
			named[e.Reason]++
		}
		return e.Kind == event.Refused
	})
	if named[event.Timeout]+named[event.TooMany] != crowd || named[event.Timeout] < scene.DefaultLimits.HalfOpen {
		t.Errorf("they were refused for %v", named)
	}
	s.chats(last.Seq)
	if got := s.says("door", "/still"); got != "GET /still " {
		t.Errorf("curl got %q", fmt.Sprint(got))
	}
}
