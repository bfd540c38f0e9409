package pattern

import (
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

var duelAsync = Pattern{
	ID:      "duel-async",
	Title:   "Don't wait",
	Group:   "Duels",
	Summary: "Futures, and a socket that keeps what comes",
	Lesson: "Both clients have other work to do, so neither waits for an answer before it goes on. With HTTP what is asynchronous is the " +
		"client's program: it holds a future for each request. With ZeroMQ it is the socket: it sends and receives by itself, and keeps answers until somebody asks for them.",
	Watch: []string{
		"Both clients work on while their questions are under way. Who is blocked? Nobody, until they have run out of other work.",
		"HTTP/1.1 has one exchange at a time on a connection: a question while another is under way opens one more, or waits in the client for one.",
		"All questions of the DEALER go over one connection; answers come as they are ready and queue up at its socket. Which belongs to which question, they must say themselves.",
	},
	Mistake: []string{"an asynchronous request still holds a connection", "asynchronous is faster (the waiting is the same, but nobody does it)", "a DEALER matches answers to questions (it does not)"},
	Params: []Param{
		count("count", "Questions", "The first takes the server longest, the last shortest", 1, 8, "4"),
		millis("other", "Other work", "World time the client works between two questions", 0, 5000, "700"),
		millis("work", "An answer takes", "World time for the last question; twice that for the one before, and so on", 0, 5000, "500"),
		count("pool", "HTTP: connections", "At most so many at the same time", 1, 8, "8"),
		latency("300"), transport,
	},
	Presets: []Preset{
		{Title: "No other work: they wait after all", Values: map[string]string{"other": "0"}},
		{Title: "Work enough: no answer is waited for", Values: map[string]string{"other": "1000"}},
		{Title: "HTTP with one connection", Values: map[string]string{"pool": "1", "other": "200"}},
	},
	Columns: []string{"client", "server"},
	Duel: &Duel{
		Task:   "Ask several questions and do other work meanwhile; then take the answers.",
		HTTP:   "requests in the background, and a future for each",
		ZeroMQ: "a DEALER sends, and its socket collects",
		Notice: []string{
			"Blocked: only what was left to wait for when the other work was done.",
			"Connections: HTTP has one for each question under way, ZeroMQ one for all.",
			"Most in flight: both have several questions on the way at once.",
		},
		FullSpeed: FullSpeed{Task: "ask-async", Payload: 64, Concurrency: 4},
	},
	Nodes: func(v Values) []Node {
		return sideBySide([]Node{
			{Name: "client", Role: "has other work to do", Caller: true, Run: askByFuture(v)},
			{Name: "server", Role: "a thread for each request", Column: 1, Run: lookUpInThreads},
		}, []Node{
			{Name: "client", Role: "has other work to do", Caller: true, Run: askByDealer(v)},
			{Name: "server", Role: "one loop, many questions", Column: 1, Run: lookUpInLoop},
		})
	},
}

// needed is how long the server needs for question i, as the question says it.
func needed(v Values, i int) time.Duration {
	return time.Duration(v.Int("count")-i) * v.Duration("work")
}

// The HTTP client keeps a future for each question: a thing of its program.
func askByFuture(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(httpx.Pool{Max: v.Int("pool")})
		var answers []*httpx.Future
		for i := range v.Int("count") {
			question := get(fmt.Sprintf("http://api/%v", needed(v, i)))
			answers = append(answers, client.Go(question, readBody))
			n.Work(v.Duration("other"))
		}
		for _, a := range answers {
			a.Wait()
		}
	}
}

// A handler runs in a thread of its own, so it may wait.
func lookUpInThreads(n *node.Node) {
	n.Serve("api", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
		need, _ := time.ParseDuration(r.URL.Path[1:])
		n.Sleep(need)
		io.WriteString(w, "found")
	})
	n.Forever()
}

// The ZeroMQ client sends and goes on. What comes meanwhile waits in its socket.
func askByDealer(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		dealer := n.Socket(zmq4.Dealer)
		dealer.Dial(n.Endpoint("api"))
		for i := range v.Int("count") {
			dealer.Send(node.Text(needed(v, i).String()))
			n.Work(v.Duration("other"))
		}
		for range v.Int("count") {
			if _, err := dealer.Recv(); err != nil {
				return
			}
		}
	}
}

// found is an answer, and when it will be ready.
type found struct {
	at     time.Duration
	answer zmq4.Msg
}

// A socket belongs to one thread, so the loop must not wait for an answer: it notes when each is ready.
func lookUpInLoop(n *node.Node) {
	router := n.Socket(zmq4.Router)
	router.Listen(n.Endpoint("api"))
	poller := n.Poller().Add(router, zmq.In)
	for under := []found{}; ; {
		if len(poller.Wait(untilFirst(n, under))) > 0 {
			question, err := router.Recv()
			if err != nil {
				return
			}
			need, _ := time.ParseDuration(node.String(question))
			under = append(under, found{n.Now() + need, zmq4.NewMsgFrom(question.Frames[0], []byte(need.String()+" found"))})
		}
		rest := under[:0]
		for _, f := range under {
			if f.at > n.Now() {
				rest = append(rest, f)
				continue
			}
			router.Send(f.answer)
		}
		under = rest
	}
}

// untilFirst is how long it is until the first answer is ready; negative, for ever, when none is under way.
func untilFirst(n *node.Node, under []found) time.Duration {
	first := time.Duration(-1)
	for _, f := range under {
		if left := max(f.at-n.Now(), 0); first < 0 || left < first {
			first = left
		}
	}
	return first
}
