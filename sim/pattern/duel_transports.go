package pattern

import (
	"fmt"
	"net/http"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
)

var duelTransports = Pattern{
	ID:      "duel-transports",
	Title:   "Process, machine, network",
	Group:   "Duels",
	Summary: "The same programs over inproc, ipc and tcp",
	Lesson: "Both halves change their transport by one word in an address, and nothing else in their programs. " +
		"HTTP over a unix socket or in memory is still HTTP: it writes and reads its heads. ZeroMQ over ipc is ZMTP as over tcp; " +
		"inproc is no connection at all: a message is handed over, and there is nothing to greet.",
	Watch: []string{
		"tcp and ipc: the very same bytes in both halves. What differs is who can come in: any machine, or only this one.",
		"inproc: ZeroMQ's first message flies at once. There is no greeting, no handshake, and no byte.",
		"inproc: HTTP has no connection to open, but its requests and responses are as long as ever.",
	},
	Mistake: []string{"HTTP needs tcp", "inproc is a fast kind of tcp", "ipc saves the handshake", "inproc between two processes"},
	Differs: "The latency is the one that is set, the same for each transport, so that one can see what flies. In truth inproc and ipc take far less time than a network. " +
		"HTTP has no inproc of its own: here net/http reads and writes a connection that is memory.",
	Params: []Param{
		transport,
		count("questions", "Questions", "Each asked when the answer before is there", 0, 20, "2"),
		count("stream", "Numbers", "Sent one after the other in answer to the last question", 1, 50, "5"),
		millis("every", "A number every", "World time between two of them", 0, 5000, "250"),
		size("16"), latency("300"),
	},
	Presets: []Preset{
		{Title: "In one process: inproc", Values: map[string]string{"transport": "inproc"}},
		{Title: "In one machine: ipc", Values: map[string]string{"transport": "ipc"}},
		{Title: "In one process, 32 KiB a message", Values: map[string]string{"transport": "inproc", "size": "32768"}},
	},
	Columns: []string{"client", "server"},
	Duel: &Duel{
		Task:   "Ask some questions, then take a row of numbers.",
		HTTP:   "GET over tcp, a unix socket, or memory",
		ZeroMQ: "DEALER and ROUTER over tcp, ipc or inproc",
		Notice: []string{
			"Overhead: over tcp and ipc the same. Over inproc ZeroMQ has none, and HTTP as much as before.",
			"Round trips: over tcp and ipc one to open a connection, in ZeroMQ one more to greet. Over inproc none of these.",
			"Messages: HTTP's numbers are pieces of one response, a line each; ZeroMQ's are messages.",
		},
		FullSpeed: FullSpeed{Task: "ask", Payload: 64, Concurrency: 1, Variant: "memory"},
	},
	Nodes: func(v Values) []Node {
		role := "over " + v.Text("transport")
		return sideBySide([]Node{
			{Name: "client", Role: role, Caller: true, Run: getAnswersAndNumbers(v)},
			{Name: "server", Role: role, Column: 1, Run: serveAnswersAndNumbers(v)},
		}, []Node{
			{Name: "client", Role: role, Caller: true, Run: askAnswersAndNumbers(v)},
			{Name: "server", Role: role, Column: 1, Run: routeAnswersAndNumbers(v)},
		})
	},
}

// The HTTP client knows its server by a name. What the name stands for (a port,
// a file, or memory) is the business of the transport.
func getAnswersAndNumbers(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(httpx.Pool{})
		for i := 1; i <= v.Int("questions"); i++ {
			resp, err := client.Do(get(fmt.Sprintf("http://api/question/%d", i)))
			readBody(resp, err)
		}
		resp, err := client.Do(get("http://api/numbers"))
		readBody(resp, err)
	}
}

// The HTTP server streams its numbers in one response, each flushed at once.
func serveAnswersAndNumbers(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Serve("api", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/numbers" {
				fmt.Fprint(w, padded("answer", v.Int("size")))
				return
			}
			out := http.NewResponseController(w)
			out.Flush() // the head, before the first number
			for i := range v.Int("stream") {
				n.Sleep(v.Duration("every"))
				fmt.Fprintln(w, padded(fmt.Sprintf("number-%d", i+1), v.Int("size")-1))
				out.Flush()
			}
		})
		n.Forever()
	}
}

// The ZeroMQ client knows its server by an endpoint: tcp://api, ipc://api or inproc://api.
func askAnswersAndNumbers(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		dealer := n.Socket(zmq4.Dealer)
		dealer.SetOption("IDENTITY", "client")
		dealer.Dial(n.Endpoint("api"))
		for i := 1; i <= v.Int("questions"); i++ {
			dealer.Send(node.Text(fmt.Sprintf("question-%d", i)))
			if _, err := dealer.Recv(); err != nil {
				return
			}
		}
		dealer.Send(node.Text("numbers"))
		for range v.Int("stream") {
			if _, err := dealer.Recv(); err != nil {
				return
			}
		}
	}
}

// The ZeroMQ server sends as many messages for one question as it likes.
func routeAnswersAndNumbers(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		router := n.Socket(zmq4.Router)
		router.Listen(n.Endpoint("api"))
		for {
			question, err := router.Recv()
			if err != nil {
				return
			}
			who := string(question.Frames[0])
			if node.String(question) != "numbers" {
				router.Send(node.Text(who, padded("answer", v.Int("size"))))
				continue
			}
			for i := range v.Int("stream") {
				n.Sleep(v.Duration("every"))
				router.Send(node.Text(who, padded(fmt.Sprintf("number-%d", i+1), v.Int("size"))))
			}
		}
	}
}
