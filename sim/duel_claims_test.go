package sim_test

import (
	"fmt"
	"testing"

	"patternscope/sim/event"
)

type given = map[string]string

// says wants two programs, one in each half, to have said last what is wanted.
func says(t *testing.T, b books, name, http, zeromq string) {
	t.Helper()
	if got := [2]string{b.text("HTTP " + name), b.text("ZeroMQ " + name)}; got != [2]string{http, zeromq} {
		t.Errorf("the %ss say %q, want %q and %q", name, got, http, zeromq)
	}
}

// said is when a program first said something, µs.
func (b books) said(node, text string) int64 {
	for _, e := range b.events {
		if e.Kind == event.NodeState && e.Node == node && e.Text == text {
			return e.At
		}
	}
	return 0
}

// TestTheLostReply: an order without a number is carried out twice in both halves, one with a number once.
func TestTheLostReply(t *testing.T) {
	for _, tc := range []struct {
		given        given
		http, zeromq int
	}{
		{nil, 4, 4},
		{given{"number": "yes"}, 3, 3},
		{given{"trouble": "slow"}, 4, 4},
		{given{"trouble": "slow", "number": "yes"}, 3, 3},
		{given{"again": "relaxed"}, 4, 4},
		{given{"again": "relaxed", "number": "yes"}, 3, 3},
		{given{"again": "relaxed", "trouble": "slow"}, 4, 4},
	} {
		t.Run(fmt.Sprint(tc.given), func(t *testing.T) {
			b := booksOf(t, "duel-lost", tc.given)
			says(t, b, "server", fmt.Sprint("orders carried out: ", tc.http), fmt.Sprint("orders carried out: ", tc.zeromq))
			says(t, b, "client", "order 3 answered", "order 3 answered")
		})
	}
}

// TestWhoHearsOfALostReply: HTTP's caller at once, ZeroMQ's by its own timeout.
func TestWhoHearsOfALostReply(t *testing.T) {
	b := booksOf(t, "duel-lost", nil)
	want(t, b.http, map[string]int{"failed": 1, "timeout": 0, "lost": 0, "tried": 2, "connections": 2})
	want(t, b.zeromq, map[string]int{"failed": 0, "lost": 1, "tried": 3, "connections": 3})
	const timeout = 2_500_000
	asked, answered := b.said("ZeroMQ client", "order 1 answered"), b.said("ZeroMQ client", "order 2: asks again")
	if answered-asked != timeout {
		t.Errorf("the ZeroMQ client asked again after %d µs, want its timeout of %d", answered-asked, timeout)
	}
	if asked, answered = b.said("HTTP client", "order 1 answered"), b.said("HTTP client", "order 2: asks again"); answered-asked >= timeout {
		t.Errorf("the HTTP client asked again only after %d µs", answered-asked)
	}
	b = booksOf(t, "duel-lost", given{"again": "relaxed"})
	want(t, b.zeromq, map[string]int{"tried": 2, "connections": 2})
	b = booksOf(t, "duel-lost", given{"timeout": "1900"})
	says(t, b, "client", "order 3 answered", "order 3: asks again")
	says(t, b, "server", "orders carried out: 4", "orders carried out: 12")
}

// TestTheServerSpeaksFirst: one message for each piece of news, two where each piece needs a question.
func TestTheServerSpeaksFirst(t *testing.T) {
	const clients, news = 2, 6
	for way, messages := range map[string]int{"sse": 2 + news, "websocket": 2 + news, "long-polling": 2 * news} {
		b := booksOf(t, "duel-server-first", given{"http": way})
		want(t, b.http, map[string]int{"messages": clients * messages, "connections": clients, "lost": 0, "failed": 0})
		want(t, b.zeromq, map[string]int{"messages": clients * (1 + news), "connections": clients, "lost": 0, "failed": 0})
		if http, zeromq := b.stopped("HTTP client 1"), b.stopped("ZeroMQ client 1"); http != zeromq || http == 0 {
			t.Errorf("%s: all is heard at %d µs, by ZeroMQ at %d", way, http, zeromq)
		}
	}
	b := booksOf(t, "duel-server-first", given{"http": "long-polling", "every": "200", "news": "12"})
	if http, zeromq := b.stopped("HTTP client 1"), b.stopped("ZeroMQ client 1"); http <= zeromq {
		t.Errorf("news too fast for long polling: all is heard at %d µs, by ZeroMQ at %d", http, zeromq)
	}
}

// TestAPieceOfNewsCosts: two bytes around it in a websocket and in ZeroMQ.
func TestAPieceOfNewsCosts(t *testing.T) {
	six := booksOf(t, "duel-server-first", given{"http": "websocket", "clients": "1", "news": "6"})
	seven := booksOf(t, "duel-server-first", given{"http": "websocket", "clients": "1", "news": "7"})
	http, zeromq := seven.http.Overhead-six.http.Overhead, seven.zeromq.Overhead-six.zeromq.Overhead
	if http != 2 || zeromq != 2 {
		t.Errorf("one more piece costs %d bytes in a websocket, %d in ZeroMQ", http, zeromq)
	}
}

// TestTransports: tcp and ipc carry the same bytes; inproc none of ZeroMQ's, and as many of HTTP's.
func TestTransports(t *testing.T) {
	tcp := booksOf(t, "duel-transports", nil)
	ipc := booksOf(t, "duel-transports", given{"transport": "ipc"})
	inproc := booksOf(t, "duel-transports", given{"transport": "inproc"})
	if tcp.http.Overhead != ipc.http.Overhead || tcp.zeromq.Overhead != ipc.zeromq.Overhead {
		t.Errorf("overhead over tcp %d and %d, over ipc %d and %d", tcp.http.Overhead, tcp.zeromq.Overhead, ipc.http.Overhead, ipc.zeromq.Overhead)
	}
	if inproc.zeromq.Overhead != 0 || inproc.http.Overhead != tcp.http.Overhead {
		t.Errorf("overhead over inproc: HTTP %d, over tcp %d; ZeroMQ %d", inproc.http.Overhead, tcp.http.Overhead, inproc.zeromq.Overhead)
	}
	const asked = 3 // two questions, and the numbers
	want(t, tcp.http, map[string]int{"round trips": 1 + asked})
	want(t, tcp.zeromq, map[string]int{"round trips": 2 + asked})
	want(t, inproc.http, map[string]int{"round trips": asked, "messages": 2 * asked})
	want(t, inproc.zeromq, map[string]int{"round trips": asked, "messages": asked + 2 + 5})
}

// TestOneConnection: behind a slow question HTTP/1.1's quick ones wait, or have a connection each; a DEALER's do neither.
func TestOneConnection(t *testing.T) {
	const clients, questions, slow = 2, 5, 2_500_000
	answered := func(b books, half string) int64 { return b.said(half+" client 1", "quick ones answered") }
	one := booksOf(t, "duel-connection", nil)
	want(t, one.http, map[string]int{"connections": clients, "messages": 2 * clients * questions, "most in flight": clients})
	want(t, one.zeromq, map[string]int{"connections": clients, "messages": 2 * clients * questions, "most in flight": clients * questions})
	if http, zeromq := answered(one, "HTTP"), answered(one, "ZeroMQ"); http < slow || zeromq >= slow {
		t.Errorf("the quick answers are there at %d µs over one connection of HTTP/1.1, at %d µs over one of ZeroMQ", http, zeromq)
	}
	each := booksOf(t, "duel-connection", given{"http": "one-each"})
	want(t, each.http, map[string]int{"connections": clients * questions})
	if http := answered(each, "HTTP"); http >= slow || http == 0 {
		t.Errorf("the quick answers are there at %d µs over connections of their own", http)
	}
	if http, zeromq := each.stopped("HTTP client 1"), each.stopped("ZeroMQ client 1"); http >= zeromq {
		t.Errorf("with a connection each HTTP is done at %d µs, ZeroMQ, which greets first, at %d", http, zeromq)
	}
	h2 := booksOf(t, "duel-connection", given{"http": "h2"})
	want(t, h2.http, map[string]int{"connections": clients, "messages": 2 * clients * questions, "most in flight": clients * questions})
	if http := answered(h2, "HTTP"); http >= slow || http == 0 || h2.http.Overhead >= one.http.Overhead {
		t.Errorf("the quick answers are there at %d µs over HTTP/2, with %d bytes of overhead; of HTTP/1.1 there were %d", http, h2.http.Overhead, one.http.Overhead)
	}
}

// TestBrokerOrNone: one between doubles the messages; who is not there yet costs each half something else.
func TestBrokerOrNone(t *testing.T) {
	const clients, services, questions = 3, 2, 9
	between := booksOf(t, "duel-broker", nil)
	want(t, between.http, map[string]int{"messages": 4 * questions, "failed": 0})
	want(t, between.zeromq, map[string]int{"messages": 4 * questions, "connections": clients + services, "failed": 0})
	if n := between.http.Connections; n <= clients+services {
		t.Errorf("the gateway opened %d connections behind it: never two to one service", n-clients)
	}
	one := booksOf(t, "duel-broker", given{"clients": "1"})
	const opened = 1 + services // connections
	want(t, one.http, map[string]int{"round trips": opened + 2*questions/clients})
	want(t, one.zeromq, map[string]int{"round trips": 2*opened + 2*questions/clients})
	direct := booksOf(t, "duel-broker", given{"way": "direct"})
	want(t, direct.http, map[string]int{"messages": 2 * questions, "connections": clients * services})
	want(t, direct.zeromq, map[string]int{"messages": 2 * questions, "connections": clients * services})

	const late = 4_000_000
	between = booksOf(t, "duel-broker", given{"late": "4000"})
	refused := between.http.Failed[event.NobodyThere]
	want(t, between.http, map[string]int{"failed": refused, "messages": 4*questions + 2*refused})
	want(t, between.zeromq, map[string]int{"failed": 0, "messages": 4 * questions})
	direct = booksOf(t, "duel-broker", given{"late": "4000", "way": "direct"})
	want(t, direct.http, map[string]int{"messages": 2 * questions, "connections": clients})
	if refused == 0 || direct.http.Failed[event.NobodyThere] == 0 {
		t.Errorf("the gateway was refused %d times, the clients %d times", refused, direct.http.Failed[event.NobodyThere])
	}
	if zeromq, http := direct.stopped("ZeroMQ client 1"), direct.stopped("HTTP client 1"); zeromq <= late || zeromq <= http {
		t.Errorf("REQ was done at %d µs, with a service from %d µs on; HTTP at %d µs", zeromq, late, http)
	}
}
