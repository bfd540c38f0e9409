package event

import "testing"

func TestSentencesOfHTTP(t *testing.T) {
	for _, tc := range []struct {
		e    Event
		want string
	}{
		{Event{Kind: Opened, Node: "shop", Socket: "shop.http", Type: "HTTP"}, "shop is ready to speak HTTP."},
		{Event{Kind: Bound, Socket: "shop.http", Endpoint: "http://shop"}, "shop listens as http://shop: whoever asks now is answered."},
		{Event{Kind: Closed, Socket: "shop.http"}, "shop listens no longer."},
		{Event{Kind: Connecting, Socket: "a.http", Endpoint: "shop", Transport: "ipc"}, "a opens a connection to http://shop: it waits a round trip before it can ask."},
		{Event{Kind: Connecting, Socket: "a.http", Endpoint: "shop", Transport: "inproc"}, "a turns to http://shop, in the same process."},
		{Event{Kind: Accepted, Socket: "shop.http", Peer: "a.http-2"}, "shop accepts a connection of a."},
		{Event{Kind: Accepted, Socket: "shop.http", Peer: "stranger.L1"}, "shop accepts a connection from outside."},
		{Event{Kind: Joined, Node: "curl 1", Socket: "curl 1.http", Text: "an outside process", Peer: "shop.http"}, "curl 1, an outside process, comes in: it speaks HTTP with shop."},
		{Event{Kind: Connected, Socket: "a.http-client", Peer: "shop.http"}, "The connection of a's client with shop is open: a request can go out."},
		{Event{Kind: Refused, Socket: "a.http", Reason: NobodyThere}, "Nobody listens there: a is refused at once, and nothing is queued."},
		{Event{Kind: Refused, Socket: "shop.http", Peer: "stranger.L1", Reason: TooLarge, Text: "a head of 40 KiB"}, "shop sends a stranger away (too-large): a head of 40 KiB."},
		{Event{Kind: Disconnected, Socket: "a.http", Peer: "shop.http", Reason: SocketClosed}, "a closes its connection with shop."},
		{Event{Kind: Disconnected, Socket: "a.http", Peer: "shop.http", Reason: PeerGone}, "The connection between a and shop has ended."},
		{Event{Kind: Disconnected, Socket: "a.http", Peer: "shop.http", Reason: TooLarge}, "The connection between a and shop is broken off: too-large."},
		{Event{Kind: ConnectionReused, Socket: "a.http", Peer: "shop.http"}, "a has an idle connection to shop and uses it again."},
		{Event{Kind: FutureResolved, Node: "a", Text: "GET /x"}, "The response to GET /x of a is there."},
		{Event{Kind: FutureResolved, Node: "a", Text: "GET /x", Reason: Timeout}, "a hears that its request GET /x has failed."},
		{Event{Kind: Requested, Node: "a", Socket: "a.http", Thread: 2, Text: "GET /x"}, "A thread of a asks GET /x and waits for the response."},
		{Event{Kind: Queued, Socket: "a.http", Peer: "shop.http", Message: 1, Label: "GET /x", Number: 3, Depth: 2}, "GET /x #3 waits at a to go out to shop, 2nd in line."},
		{Event{Kind: Arrived, Socket: "shop.http", Message: 1, Label: "GET /x", Number: 3, Depth: 11}, "GET /x #3 has arrived at shop and waits to be read, 11th in line."},
		{Event{Kind: Arrived, Socket: "curl 1.http", Message: 1, Label: "200", Number: 3}, "200 #3 has arrived at curl 1."},
		{Event{Kind: Dropped, Socket: "a.http", Message: 1, Label: "200", Number: 3, Reason: SocketClosed}, "200 #3 is lost: nobody at a reads it any more."},
		{Event{Kind: Failed, Node: "a", Socket: "a.http", Call: "request", Text: "GET http://x/: connection refused"}, "A request of a failed: GET http://x/: connection refused."},
		{Event{Kind: Failed, Node: "shop", Socket: "shop.http", Call: "handler", Text: "boom"}, "A handler of shop failed: boom. That costs the connection."},
		{Event{Kind: Failed, Node: "a", Socket: "a.http", Call: "body", Text: "timeout"}, "a gives up on the rest of the response: timeout."},
		{Event{Kind: Opened, Node: "a", Socket: "a.req", Type: "REQ"}, "a opens a REQ socket."},
	} {
		if got := Sentence(tc.e); got != tc.want {
			t.Errorf("%s:\n got %s\nwant %s", tc.e.Kind, got, tc.want)
		}
	}
}
