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

var duelSteps = Pattern{
	ID:      "duel-steps",
	Title:   "Out of step",
	Group:   "Duels",
	Summary: "Several open requests, and REQ's strict turn",
	Lesson: "Both callers want all their answers soon, and try to ask every question before the first answer has come. HTTP can, with a connection for each. " +
		"A REQ socket cannot: send, receive, send, receive. A second send fails with EFSM, and nothing is sent. What can ask ahead is a DEALER.",
	Watch: []string{
		"REQ: the second send fails at once. The caller has to receive before it may send again.",
		"The strict turn of REQ is that of one HTTP/1.1 connection: with a pool of one, HTTP asks in turn as well.",
		"REQ_RELAXED lets one send again, but by giving up the answer to the question before: it is thrown away when it comes.",
	},
	Mistake: []string{"two sends in a row on REQ (EFSM)", "REQ_RELAXED makes REQ asynchronous (it forgets the earlier question)", "a DEALER adds the empty delimiter (it does not)"},
	Params: []Param{
		count("count", "Questions", "All asked before the first answer, where that is possible", 2, 8, "4"),
		count("pool", "HTTP: connections", "At most so many at the same time", 1, 8, "4"),
		{
			Name: "socket", Title: "ZeroMQ: socket", Help: "REQ in strict turn, REQ with REQ_RELAXED and REQ_CORRELATE, or DEALER",
			Choices: []string{"REQ", "REQ-relaxed", "DEALER"}, Default: "REQ",
		},
		millis("work", "Work", "World time an answer needs", 0, 5000, "0"),
		latency("400"), transport,
	},
	Presets: []Preset{
		{Title: "DEALER asks ahead", Values: map[string]string{"socket": "DEALER"}},
		{Title: "Relaxed: all but one are given up", Values: map[string]string{"socket": "REQ-relaxed"}},
		{Title: "HTTP with one connection: in turn too", Values: map[string]string{"pool": "1"}},
	},
	Columns: []string{"caller", "server"},
	Duel: &Duel{
		Task:   "Ask several questions at once and have all the answers.",
		HTTP:   "a request each in the background, over several connections",
		ZeroMQ: "one socket, and its rule of turns",
		Notice: []string{
			"Most in flight: REQ has never more than one message on the way.",
			"Round trips and finished: in turn, each question costs a round trip of its own.",
			"Failed: each send of a REQ out of its turn.",
			"Lost: what a relaxed REQ throws away, though the server has worked for it.",
		},
		FullSpeed: FullSpeed{Task: "ask-async", Payload: 64, Concurrency: 4},
	},
	Nodes: func(v Values) []Node {
		asking := map[string]func(n *node.Node){"REQ": askInStep(v), "REQ-relaxed": askRelaxed(v), "DEALER": askAhead(v)}
		return sideBySide([]Node{
			{Name: "caller", Role: fmt.Sprintf("%d questions at once", v.Int("count")), Caller: true, Run: openSeveral(v)},
			{Name: "server", Role: "answers", Column: 1, Run: respondToAll(v.Duration("work"))},
		}, []Node{
			{Name: "caller", Role: fmt.Sprintf("%d questions at once", v.Int("count")), Caller: true, Run: asking[v.Text("socket")]},
			{Name: "server", Role: "answers", Column: 1, Run: replyToAll(v.Duration("work"))},
		})
	},
}

// The HTTP caller opens all its requests, and then meets the responses.
func openSeveral(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(httpx.Pool{Max: v.Int("pool")})
		var answers []*httpx.Future
		for i := range v.Int("count") {
			answers = append(answers, client.Go(get(fmt.Sprintf("http://api/q%d", i+1)), readBody))
		}
		for _, a := range answers {
			a.Wait()
		}
	}
}

func respondToAll(work time.Duration) func(n *node.Node) {
	return func(n *node.Node) {
		n.Serve("api", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			n.Work(work)
			io.WriteString(w, "answer to "+r.URL.Path[1:])
		})
		n.Forever()
	}
}

func question(i int) string { return fmt.Sprintf("q%d", i+1) }

// REQ: out of turn, send fails; so the caller takes the answer first, and sends again.
func askInStep(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		req := n.Socket(zmq4.Req)
		req.Dial(n.Endpoint("api"))
		for i := range v.Int("count") {
			for req.Send(node.Text(question(i))) != nil { // EFSM: an answer is due
				if _, err := req.Recv(); err != nil {
					return
				}
			}
		}
		req.Recv()
	}
}

// REQ_RELAXED: each send gives up the question before. REQ_CORRELATE tells a late answer from the right one.
func askRelaxed(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		req := n.Socket(zmq4.Req)
		req.SetOption(zmq.REQ_RELAXED, true)
		req.SetOption(zmq.REQ_CORRELATE, true)
		req.Dial(n.Endpoint("api"))
		for i := range v.Int("count") {
			req.Send(node.Text(question(i)))
		}
		req.Recv()
		n.State("1 answer to %d questions", v.Int("count"))
	}
}

// DEALER: no turns. The empty frame is what the server of a REQ is used to; here nobody asks for it.
func askAhead(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		dealer := n.Socket(zmq4.Dealer)
		dealer.Dial(n.Endpoint("api"))
		for i := range v.Int("count") {
			dealer.Send(node.Text(question(i)))
		}
		for range v.Int("count") {
			if _, err := dealer.Recv(); err != nil {
				return
			}
		}
	}
}

// The server gives the envelope back as it came, and the answer in place of the question.
func replyToAll(work time.Duration) func(n *node.Node) {
	return func(n *node.Node) {
		router := n.Socket(zmq4.Router)
		router.Listen(n.Endpoint("api"))
		for {
			asked, err := router.Recv()
			if err != nil {
				return
			}
			n.Work(work)
			last := len(asked.Frames) - 1
			router.Send(zmq4.NewMsgFrom(append(asked.Frames[:last:last], []byte("answer to "+node.String(asked)))...))
		}
	}
}
