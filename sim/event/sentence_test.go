package event

import (
	"strings"
	"testing"
)

// every kind of event, and what is said of it.
var sentences = []struct {
	event Event
	want  string
}{
	{Event{Kind: Started, Node: "client"}, "client starts."},
	{Event{Kind: Stopped, Node: "client"}, "client has come to its end."},
	{Event{Kind: Crashed, Node: "client", Text: "index out of range"}, "client crashed: index out of range."},
	{Event{Kind: Restarted, Node: "client"}, "client starts again."},
	{Event{Kind: Left, Node: "peer 1"}, "peer 1 has left."},
	{Event{Kind: Note, Node: "step 3", Text: "all is done."}, "step 3 says: all is done."},
	{Event{Kind: NodeState, Node: "worker", Text: "idle"}, "worker is now: idle."},
	{Event{Kind: TimerSet, Node: "worker", Call: "work", At: 1_000_000, Until: 1_600_000}, "worker works for 0.6 s."},
	{Event{Kind: TimerSet, Node: "client", Call: "sleep", Until: 2_000_000}, "client sleeps for 2 s."},
	{Event{Kind: TimerFired, Node: "worker", Call: "work"}, "worker has done its work."},
	{Event{Kind: TimerFired, Node: "client", Call: "sleep"}, "client has slept."},

	{Event{Kind: Opened, Node: "client", Socket: "client.req", Type: "REQ"}, "client opens a REQ socket."},
	{Event{Kind: Option, Socket: "pub.out", Text: "SNDHWM=5"}, `pub's socket "out" sets SNDHWM=5.`},
	{Event{Kind: Option, Socket: "board.sub", Text: "SUBSCRIBE=NYC"}, `board's SUB wants topic "NYC".`},
	{Event{Kind: Option, Socket: "board.sub", Text: "SUBSCRIBE="}, "board's SUB wants everything."},
	{Event{Kind: Bound, Socket: "server.rep", Endpoint: "tcp://hello"}, "server's REP binds to tcp://hello: others can connect now."},
	{Event{Kind: Unbound, Socket: "server.rep", Endpoint: "tcp://hello"}, "server's REP is no longer bound to tcp://hello."},
	{Event{Kind: Connecting, Socket: "client.req", Endpoint: "tcp://hello"}, "client's REQ connects to tcp://hello; the call returns at once."},
	{Event{Kind: Retried, Socket: "client.req", Until: 115_000}, "Nobody is bound there yet. client's REQ tries again in 0.115 s, by itself."},
	{Event{Kind: Accepted, Socket: "server.rep", Peer: "client.req"}, "server's REP accepts a connection of client's REQ; the handshake begins."},
	{Event{Kind: Accepted, Socket: "server.rep", Peer: Stranger + "1"}, "server's REP accepts a connection from outside; the handshake begins."},
	{Event{Kind: Connected, Socket: "server.rep", Peer: "client.req"}, "server's REP is connected with client's REQ."},
	{Event{Kind: Refused, Socket: "server.rep", Reason: BadReady, Text: "the length is wrong"}, "server's REP refuses the connection (bad-ready): the length is wrong."},
	{Event{Kind: Disconnected, Socket: "a.req", Peer: "b.rep", Reason: PeerGone, Until: 100_000}, "a's REQ has lost its connection with b's REP. It tries again in 0.1 s."},
	{Event{Kind: Disconnected, Socket: "a.req", Peer: "b.rep", Reason: SocketClosed}, "a's REQ hangs up on b's REP."},
	{Event{Kind: Disconnected, Socket: "a.req", Peer: "b.rep", Reason: Timeout}, "a's REQ has heard nothing of b's REP for too long and takes it for dead."},
	{Event{Kind: Disconnected, Socket: "a.req", Reason: SocketClosed}, "a's REQ gives up connecting."},
	{Event{Kind: Disconnected, Socket: "a.router", Peer: "b.dealer", Reason: Duplicate}, "a's ROUTER hangs up on b's DEALER: another peer of the same identity has taken over."},
	{Event{Kind: Held, Socket: "a.push", Peer: "b.pull", Message: 1, Label: "task", Number: 3, Place: AtLane}, "task #3 is held on its way from a's PUSH to b's PULL. What is behind it waits too."},
	{Event{Kind: Held, Socket: "b.pull", Message: 1, Label: "task", Number: 3, Place: AtReceiveQueue, Until: 500_000}, "task #3 is held for 0.5 s in the receive queue of b's PULL. What is behind it waits too."},
	{Event{Kind: Released, Socket: "a.push", Peer: "b.pull", What: WhatGreeting, Place: AtLane}, "A greeting goes on, from a's PUSH to b's PULL."},
	{Event{Kind: Delayed, Socket: "a.push", Peer: "b.pull", Message: 1, Label: "task", Number: 3, Place: AtLane, T1: 800_000}, "task #3 lands later, from a's PUSH to b's PULL: in 0.8 s."},
	{Event{Kind: Altered, Socket: "a.push", Peer: "b.pull", Link: "L1", Ways: []Way{{Cut: true}, {Cut: true}}}, "Between a's PUSH and b's PULL, both ways: nothing crosses, and nobody is told."},
	{Event{Kind: Altered, Socket: "a.push", Link: "L1", Ways: []Way{{Latency: 20_000, Jitter: 5_000}, {Latency: 20_000, Bandwidth: 1000, Capacity: 2}}, Lose: 2}, "From a's PUSH to its peer: 0.02 s and up to 0.005 s more. Back: 0.02 s, 1000 bytes a second, at most 2 in flight. One try to connect in 2 is lost."},
	{Event{Kind: Altered, Socket: "b.pull", Endpoint: "tcp://tasks", Manner: "refuse"}, "b's PULL, bound to tcp://tasks, refuses connections."},
	{Event{Kind: Disconnected, Socket: "a.req", Peer: "b.rep", Reason: Reset, Until: 100_000}, "The connection between a's REQ and b's REP is broken: the end at a's REQ is gone. It tries again in 0.1 s."},
	{Event{Kind: Retried, Socket: "a.req", Reason: Lost, Until: 100_000}, "The try of a's REQ to connect was lost on its way. It tries again in 0.1 s, by itself."},
	{Event{Kind: Dropped, Socket: "a.pub", Message: 1, Label: "NYC", Number: 3, Place: AtSendQueue, Reason: ByHand}, "NYC #3 is taken away by hand: it is lost, and nobody is told."},
	{Event{Kind: Closed, Socket: "a.req"}, "a's REQ is closed."},
	{Event{Kind: Subscribed, Socket: "w.pub", Peer: "board.sub", Topic: "NYC"}, `board's SUB has asked w's PUB for topic "NYC".`},
	{Event{Kind: Unsubscribed, Socket: "w.pub", Peer: "board.sub"}, "board's SUB no longer wants everything from w's PUB."},

	{Event{Kind: Send, Node: "w", Message: 1, Label: "NYC", Number: 3, Copies: 1}, "w sends NYC #3; the call has returned, nothing has moved yet."},
	{Event{Kind: Send, Node: "w", Message: 1, Label: "NYC", Number: 3, Copies: 2}, "w sends NYC #3: 2 peers, each is looked at in turn."},
	{Event{Kind: Waiting, Node: "server", Call: "recv", Socket: "server.rep"}, "server waits in Recv: nothing has come to server's REP."},
	{Event{Kind: Waiting, Node: "client", Call: "websocket"}, "client waits for the next message on its websocket."},
	{Event{Kind: Waiting, Node: "server", Call: "poll"}, "server polls its sockets: nothing yet."},
	{Event{Kind: Blocked, Node: "vent", Call: "send", Socket: "vent.push"}, "vent is blocked in Send: vent's PUSH has nobody with room for a message."},
	{Event{Kind: Resumed, Node: "server", Thread: 1, Call: "thread"}, "A thread of server has ended."},
	{Event{Kind: Resumed, Node: "vent", Waited: 3_580_000}, "vent goes on after 3.58 s: there is room again."},
	{Event{Kind: Failed, Node: "client", Call: "send", Reason: EFSM, Text: "EFSM: it is not this call's turn"}, "client: send failed, EFSM: it is not this call's turn."},
	{Event{Kind: Queued, Socket: "vent.push", Peer: "w.pull", Message: 1, Flow: Task, Number: 1, Depth: 1, HWM: 4}, "task #1 goes into the queue of vent's PUSH for w's PULL, 1 of 4."},
	{Event{Kind: Queued, Socket: "client.req", Message: 1, Label: "Hello", Number: 1, Depth: 1}, "Hello #1 goes into the queue of client's REQ, 1 of any number; there is no connection yet."},
	{Event{Kind: Sent, Socket: "a.req", Peer: "b.rep", What: WhatGreeting}, "A greeting flies from a's REQ to b's REP."},
	{Event{Kind: Sent, Socket: "a.req", Peer: "b.rep", What: WhatMessage, Message: 1, Label: "Hello", Number: 1}, "Hello #1 flies from a's REQ to b's REP."},
	{Event{Kind: Sent, Socket: "a.http", Peer: "b.http", What: WhatH2Preface}, `A connection preface, SETTINGS in it, flies from a to b.`},
	{Event{Kind: Arrived, Socket: "b.http", What: WhatH2SettingsAck}, `A SETTINGS frame with ACK has arrived at b.`},
	{Event{Kind: Arrived, Socket: "b.http", What: WhatH2RSTStream}, `A RST_STREAM frame has arrived at b.`},
	{Event{Kind: ConnectionReused, Socket: "a.http", Peer: "b.http", Number: 3}, `a sends one more request over the same connection: 3 streams to b are open at once.`},
	{Event{Kind: Arrived, Socket: "b.rep", What: WhatPing}, "A ping has arrived at b's REP."},
	{Event{Kind: Arrived, Socket: "b.rep", Message: 1, Label: "Hello", Number: 1, Depth: 2, HWM: 10}, "Hello #1 has arrived in the receive queue of b's REP, 2 of 10."},
	{Event{Kind: Arrived, Socket: "peer 1.sub", Message: 1, Label: "Hello", Number: 1}, "Hello #1 has arrived at peer 1's SUB."},
	{Event{Kind: Received, Node: "server", Message: 1, Label: "Hello", Number: 1}, "server receives Hello #1."},
	{Event{Kind: Received, Node: "proxy", What: WhatSubscribe, Topic: "NYC"}, `proxy receives a subscription: topic "NYC".`},
	{Event{Kind: Received, Node: "proxy", What: WhatCancel, Topic: "NYC"}, `proxy receives a cancellation: topic "NYC".`},
	{Event{Kind: Filtered, Socket: "w.pub", Peer: "board.sub", Message: 1, Label: "LON", Number: 1, Place: AtSend}, "board's SUB has not asked for LON #1: this copy stays at w's PUB."},
	{Event{Kind: Filtered, Socket: "w.pub", Message: 1, Label: "LON", Number: 1, Place: AtSend}, "Nobody is connected yet who could have asked for LON #1: it stays at w's PUB."},
	{Event{Kind: Filtered, Socket: "board.sub", Message: 1, Label: "LON", Number: 1, Place: AtReceiveQueue}, "LON #1 is no longer wanted at board's SUB."},
}

func TestSentences(t *testing.T) {
	for _, tc := range sentences {
		if got := Sentence(tc.event); got != tc.want {
			t.Errorf("%s:\n got %s\nwant %s", tc.event.Kind, got, tc.want)
		}
	}
}

// TestEveryLossIsSaid wants a sentence of its own for each reason to lose a message.
func TestEveryLossIsSaid(t *testing.T) {
	said := map[string]Reason{}
	for _, r := range []Reason{HWM, Unroutable, NoPeer, PeerGone, Linger, SocketClosed, Malformed, Stale, Conflated, Incompatible, Duplicate, TooMany, Timeout} {
		s := Sentence(Event{Kind: Dropped, Socket: "a.push", Peer: "b.pull", Message: 1, Label: "x", Number: 1, Reason: r})
		if other, is := said[s]; is || !strings.HasSuffix(s, ".") || strings.Contains(s, "  ") {
			t.Errorf("dropped because of %s: %q (as for %q)", r, s, other)
		}
		said[s] = r
	}
	if s := Sentence(Event{Kind: Dropped, Peer: "b.pull", Socket: "a.push", What: WhatSubscribe, Parcel: 3, Reason: PeerGone}); s != "A subscription is lost with the connection." {
		t.Errorf("a lost subscription: %q", s)
	}
}
