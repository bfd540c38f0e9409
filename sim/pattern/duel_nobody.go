package pattern

import (
	"fmt"
	"net/http"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

var duelNobody = Pattern{
	ID:      "duel-nobody",
	Title:   "Nobody there yet",
	Group:   "Duels",
	Summary: "Refused and retried, or queued and delivered",
	Lesson: "The server comes later than its clients. An HTTP request finds nobody and fails at once; trying again is the program's affair. " +
		"A ZeroMQ socket may connect before anybody has bound: it tries again by itself, and what is sent meanwhile waits in its queue.",
	Watch: []string{
		"Each refused request costs a round trip, and the program has to wait, remember the message, and ask again.",
		"The PUSH goes on as if somebody were there. Its socket asks for a connection every 100 ms or so, in the background.",
		"When the server is up, ZeroMQ connects by itself within a try; HTTP sleeps on until its back-off is over.",
		"Send has returned: that means queued, not delivered. The ZeroMQ client is done while all its messages still wait, and is never told.",
	},
	Mistake: []string{"connect before bind fails (it does not)", "a send that returns was delivered", "HTTP clients retry by themselves", "with a full queue PUSH blocks"},
	Params: []Param{
		count("count", "Messages", "How many the client has", 1, 20, "6"),
		millis("every", "A message every", "World time the client works on each", 0, 2000, "400"),
		millis("late", "Server starts after", "World time until it listens, or binds", 0, 10000, "3000"),
		{
			Name: "retries", Title: "HTTP: the client retries", Help: "Before it goes on, or in the background, a thread for each message",
			Choices: []string{"in-turn", "in-background"}, Default: "in-turn",
		},
		millis("backoff", "HTTP: first retry after", "World time; then twice as long, and again", 50, 5000, "400"),
		hwm("8"), latency("200"), transport,
	},
	Presets: []Preset{
		{Title: "HTTP retries in the background", Values: map[string]string{"retries": "in-background"}},
		{Title: "A queue of three: PUSH blocks", Values: map[string]string{"hwm": "3"}},
		{Title: "The server is there first", Values: map[string]string{"late": "0"}},
	},
	Columns: []string{"client", "server"},
	Duel: &Duel{
		Task:   "Bring a few messages to a server that is not there yet.",
		HTTP:   "one request a message, retried with back-off",
		ZeroMQ: "connect first; the queue waits",
		Notice: []string{
			"Connections: tried again and again by both; in HTTP by the program, in ZeroMQ by the socket.",
			"Failed: a refused request is an error for the program to handle; ZeroMQ's refused tries are none.",
			"Blocked: HTTP's client in every request that is refused, and its back-off comes on top; PUSH not at all while its queue has room.",
			"Finished: when the last message was taken. ZeroMQ's client was done long before, and cannot tell; HTTP's client knows.",
		},
		FullSpeed: FullSpeed{Task: "share", Payload: 64, Concurrency: 1, Peers: 1},
	},
	Nodes: func(v Values) []Node {
		every, late := "a message every "+span(v.Duration("every")), v.Duration("late")
		return sideBySide([]Node{
			{Name: "client", Role: every, Caller: true, Run: postUntilTaken(v)},
			{Name: "server", Role: "up after " + span(late), Column: 1, Start: late, Run: thank},
		}, []Node{
			{Name: "client", Role: every, Caller: true, Run: pushAndGoOn(v)},
			{Name: "server", Role: "up after " + span(late), Column: 1, Start: late, Run: pullAll},
		})
	},
}

// The HTTP client brings each message itself, before it makes the next, or in a thread beside.
func postUntilTaken(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		client := n.HTTP(httpx.Pool{})
		taken, more := 0, node.Signal{}
		for i := range v.Int("count") {
			n.Work(v.Duration("every"))
			bring := func(n *node.Node) {
				retry(n, client, fmt.Sprintf("m%d", i+1), v.Duration("backoff"))
				taken++
				n.Give(&more)
			}
			if v.Text("retries") == "in-turn" {
				bring(n)
			} else {
				n.Go(bring)
			}
		}
		for taken < v.Int("count") {
			n.Await(&more, time.Minute)
		}
	}
}

// retry asks until somebody answers, each time after twice as long.
func retry(n *node.Node, client *httpx.Client, message string, backoff time.Duration) {
	for {
		resp, err := client.Do(post("http://api/"+message, message))
		if err == nil {
			readBody(resp, err)
			return
		}
		n.Sleep(backoff)
		backoff *= 2
	}
}

func thank(n *node.Node) {
	received := 0
	n.Serve("api", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
		received++
		n.State("%d received", received)
	})
	n.Forever()
}

// The ZeroMQ client connects, whether anybody is there or not, and hands its messages over.
func pushAndGoOn(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		push := n.Socket(zmq4.Push)
		push.SetOption(zmq.SNDHWM, v.Int("hwm"))
		push.Dial(n.Endpoint("api"))
		for i := range v.Int("count") {
			n.Work(v.Duration("every"))
			push.Send(node.Text(fmt.Sprintf("m%d", i+1)))
		}
	}
}

func pullAll(n *node.Node) {
	pull := n.Socket(zmq4.Pull)
	pull.Listen(n.Endpoint("api"))
	for received := 1; ; received++ {
		if _, err := pull.Recv(); err != nil {
			return
		}
		n.State("%d received", received)
	}
}
