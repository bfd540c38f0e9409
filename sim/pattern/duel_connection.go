package pattern

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

var duelConnection = Pattern{
	ID:      "duel-connection",
	Title:   "One connection, many conversations",
	Group:   "Duels",
	Summary: "A slow question, and quick ones behind it",
	Lesson: "Each client asks one slow question and then several quick ones. HTTP/1.1 has one exchange at a time on a connection: " +
		"the quick ones wait behind the slow one, or each has a connection of its own. HTTP/2 gives each a stream on one connection. " +
		"So does a DEALER without streams: what an answer belongs to, the message itself must say.",
	Watch: []string{
		"HTTP/1.1, one connection: the quick questions have not even been sent while the slow one is under way.",
		"HTTP/1.1, one connection each: nobody waits, and every connection was opened for it.",
		"HTTP/2 and ZeroMQ: all fly one behind the other over one connection, and each answer comes when it is ready.",
		"ZeroMQ: the server's one ROUTER has a connection to each client. One socket is many connections.",
		"A very large ZeroMQ message holds up the small ones behind it; HTTP/2 cuts its bodies into frames, and lets others between.",
	},
	Mistake: []string{"asynchronous requests share an HTTP/1.1 connection", "head-of-line blocking", "HTTP/2 multiplexing", "a ZeroMQ socket is a connection", "answers come in the order of the questions"},
	Differs: "Work is time in which the server waits for something else, such as a disk. net/http has a thread for each request; " +
		"the ZeroMQ server keeps a list of what it owes. A REP would answer one after the other.",
	Params: []Param{
		{Name: "http", Title: "HTTP has", Help: "Connections from each client to the server", Choices: []string{"one-connection", "one-each", "h2"}, Default: "one-connection"},
		count("clients", "Clients", "Each with a slow question and quick ones", 1, 3, "2"),
		count("quick", "Quick questions", "How many each client asks, after the slow one", 1, 10, "4"),
		millis("slow", "Slow answer", "World time it needs", 0, 10000, "2500"),
		millis("work", "Quick answer", "World time it needs", 0, 5000, "100"),
		latency("300"), transport,
	},
	Presets: []Preset{
		{Title: "HTTP/1.1, a connection for each", Values: map[string]string{"http": "one-each"}},
		{Title: "HTTP/2: streams on one connection", Values: map[string]string{"http": "h2"}},
		{Title: "One client", Values: map[string]string{"clients": "1"}},
		{Title: "All questions alike", Values: map[string]string{"slow": "100", "quick": "7"}},
	},
	Columns: []string{"clients", "server"},
	Duel: &Duel{
		Task:   "Ask one slow question and several quick ones, and have all answers.",
		HTTP:   "HTTP/1.1 over one connection or several, or HTTP/2",
		ZeroMQ: "DEALER and ROUTER, one connection each",
		Notice: []string{
			"What the clients say: when their quick questions are answered.",
			"Connections: as many as clients, or, so that HTTP/1.1 need not wait, as many as questions.",
			"Overhead: HTTP/2 writes a head's fields once and then refers to them; HTTP/1.1 writes them each time.",
		},
		FullSpeed: FullSpeed{Task: "ask-async", Payload: 64, Concurrency: 8, Variant: "h2"},
	},
	Nodes: func(v Values) []Node {
		half := func(client, server func(n *node.Node)) []Node {
			nodes := row(v.Int("clients"), "client", 0, func(int) Node { return Node{Role: "one slow, then quick ones", Caller: true, Run: client} })
			return append(nodes, Node{Name: "server", Role: "answers when ready", Column: 1, Row: (v.Int("clients") - 1) / 2, Run: server})
		}
		return sideBySide(half(postTogether(v), answerTogether(v)), half(sendTogether(v), oweAnswers(v)))
	},
}

// pools is how the HTTP clients use connections.
func pools(name string) httpx.Pool {
	return map[string]httpx.Pool{"one-connection": {Max: 1}, "one-each": {}, "h2": {HTTP2: true}}[name]
}

// The HTTP client starts all its requests at once and meets the responses as futures.
func postTogether(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(pools(v.Text("http")))
		slow := client.Go(post("http://api/slow", "please"), readBody)
		n.Sleep(50 * time.Millisecond)
		var quick []*httpx.Future
		for i := range v.Int("quick") {
			quick = append(quick, client.Go(post(fmt.Sprintf("http://api/quick-%d", i+1), "please"), readBody))
		}
		for _, f := range quick {
			f.Wait()
		}
		n.State("quick ones answered")
		slow.Wait()
	}
}

func answerTogether(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Serve("api", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			n.Work(need(v, r.URL.Path))
			io.WriteString(w, "done")
		})
		n.Forever()
	}
}

// need is the time an answer to a question takes.
func need(v Values, question string) time.Duration {
	if strings.Contains(question, "slow") {
		return v.Duration("slow")
	}
	return v.Duration("work")
}

// The ZeroMQ client sends all its questions, and knows by its words what an answer is for.
func sendTogether(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		dealer := n.Socket(zmq4.Dealer)
		dealer.SetOption("IDENTITY", n.Name())
		dealer.Dial(n.Endpoint("api"))
		dealer.Send(node.Text("slow"))
		n.Sleep(50 * time.Millisecond)
		for i := range v.Int("quick") {
			dealer.Send(node.Text(fmt.Sprintf("quick-%d", i+1)))
		}
		for quick, slow := v.Int("quick"), 1; quick+slow > 0; {
			answer, err := dealer.Recv()
			switch {
			case err != nil:
				return
			case strings.HasPrefix(node.String(answer), "slow"):
				slow--
				continue
			}
			if quick--; quick == 0 {
				n.State("quick ones answered")
			}
		}
	}
}

// owed is an answer that will be ready.
type owed struct {
	ready  time.Duration
	answer zmq4.Msg
}

// The ZeroMQ server takes in questions at any time, and answers each when it is ready.
func oweAnswers(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		router, list := n.Socket(zmq4.Router), []owed{}
		router.Listen(n.Endpoint("api"))
		poller := n.Poller().Add(router, zmq.In)
		for {
			wait := time.Duration(-1) // for a question, however long
			if len(list) > 0 {
				wait = max(list[0].ready-n.Now(), 0)
			}
			if len(poller.Wait(wait)) == 0 {
				router.Send(list[0].answer)
				list = list[1:]
				continue
			}
			question, err := router.Recv()
			if err != nil {
				return
			}
			who, what := string(question.Frames[0]), node.String(question)
			list = append(list, owed{n.Now() + need(v, what), node.Text(who, what+" done")})
			slices.SortStableFunc(list, func(a, b owed) int { return int(a.ready - b.ready) })
		}
	}
}
