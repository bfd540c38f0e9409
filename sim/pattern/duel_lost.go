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

var duelLost = Pattern{
	ID:      "duel-lost",
	Title:   "The lost reply",
	Group:   "Duels",
	Summary: "Was the order carried out? Ask again?",
	Lesson: "The order came, the work was done, and the reply is lost. Neither caller can know that. Both ask again, HTTP over a new connection, " +
		"ZeroMQ on a new REQ socket (the Guide calls it Lazy Pirate), and both servers work twice, unless an order bears a number that they know.",
	Watch: []string{
		"HTTP hears that its connection has ended, and asks again at once. REQ is told nothing: it waits until the caller's own timeout.",
		"ZeroMQ connects again by itself, but it does not send the order again: that is left to the caller.",
		"With a number both servers answer the second time, and work once.",
	},
	Mistake: []string{"a message queue makes sure that all is done once", "reconnecting is not resending", "a lost reply is a lost request", "Lazy Pirate", "Idempotency-Key"},
	Params: []Param{
		count("orders", "Orders", "How many the caller gives; trouble comes with the second", 2, 20, "3"),
		{
			Name: "trouble", Title: "Trouble with order 2", Help: "The connection ends after the work, or the work takes longer than the caller waits",
			Choices: []string{"cut", "slow"}, Default: "cut",
		},
		{
			Name: "number", Title: "Orders bear a number", Help: "Idempotency-Key in HTTP, a frame of its own in ZeroMQ; the same when asked again",
			Choices: []string{"no", "yes"}, Default: "no",
		},
		{Name: "again", Title: "REQ asks again", Help: "On a new socket, or with REQ_RELAXED", Choices: []string{"reopened", "relaxed"}, Default: "reopened"},
		millis("timeout", "Timeout", "World time a caller waits for an answer; it asks four times at most", 100, 20000, "2500"),
		millis("work", "Work", "World time an order takes", 0, 5000, "300"),
		latency("300"),
		{Name: "transport", Title: "Transport", Help: "inproc has no connection to lose", Choices: []string{"tcp", "ipc"}, Default: "tcp"},
	},
	Presets: []Preset{
		{Title: "With a number: done once", Values: map[string]string{"number": "yes"}},
		{Title: "Slow, not lost: asked again all the same", Values: map[string]string{"trouble": "slow"}},
		{Title: "Slow, with a number", Values: map[string]string{"trouble": "slow", "number": "yes"}},
		{Title: "REQ relaxed: no new connection", Values: map[string]string{"again": "relaxed"}},
		{Title: "No patience: REQ never gets an answer", Values: map[string]string{"timeout": "1900"}},
	},
	Columns: []string{"client", "server"},
	Duel: &Duel{
		Task:   "Have each order carried out, and know that it was.",
		HTTP:   "POST again, with an Idempotency-Key",
		ZeroMQ: "REQ polled, closed and opened again",
		Notice: []string{
			"What the servers say: three orders, carried out four times. With a number: three times.",
			"Connections: each half opens a second one to ask again; REQ reconnects besides, for nothing.",
			"Blocked: HTTP learns of the lost connection; ZeroMQ waits for the whole timeout.",
			"Lost: ZeroMQ's reply is sent and dropped. net/http never writes its response, so that none is counted.",
		},
		FullSpeed: FullSpeed{Task: "ask", Payload: 64, Concurrency: 1},
	},
	Nodes: func(v Values) []Node {
		half := func(client, server func(n *node.Node)) []Node {
			return []Node{
				{Name: "client", Role: "waits " + span(v.Duration("timeout")), Caller: true, Run: client},
				{Name: "server", Role: "a shop", Column: 1, Run: server},
			}
		}
		return sideBySide(half(postUntilAnswered(v), shopOnHTTP(v)), half(sendUntilAnswered(v), shopOnZeroMQ(v)))
	},
}

// The HTTP client posts an order until there is a response.
func postUntilAnswered(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(httpx.Pool{Timeout: v.Duration("timeout")})
		for order := 1; order <= v.Int("orders"); order++ {
			for range 4 {
				ask := post("http://shop/orders", "book")
				if v.Text("number") == "yes" {
					ask.Header.Set("Idempotency-Key", fmt.Sprintf("order-%d", order))
				}
				resp, err := client.Do(ask)
				if readBody(resp, err); err == nil {
					n.State("order %d answered", order)
					break
				}
				n.State("order %d: asks again", order)
			}
		}
	}
}

// The ZeroMQ client polls for the reply. When none comes REQ is stuck in its
// turn: the client closes it and opens another, or has it relaxed.
func sendUntilAnswered(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		req := askingSocket(n, v)
		for order := 1; order <= v.Int("orders"); order++ {
			ask := node.Text("book")
			if v.Text("number") == "yes" {
				ask = node.Text(fmt.Sprintf("order-%d", order), "book")
			}
			for range 4 {
				req.Send(ask)
				if len(n.Poller().Add(req, zmq.In).Wait(v.Duration("timeout"))) > 0 {
					req.Recv()
					n.State("order %d answered", order)
					break
				}
				n.State("order %d: asks again", order)
				if v.Text("again") == "reopened" {
					req.Close()
					req = askingSocket(n, v)
				}
			}
		}
	}
}

func askingSocket(n *node.Node, v Values) *zmq.Socket {
	req := n.Socket(zmq4.Req)
	req.SetOption("LINGER", 0)
	if v.Text("again") == "relaxed" {
		req.SetOption("REQ_RELAXED", true)
		req.SetOption("REQ_CORRELATE", true) // or a late reply would pass for the one waited for
	}
	req.Dial(n.Endpoint("shop"))
	return req
}

// shop is what a server remembers, whatever it is asked by.
type shop struct {
	Values
	came, done int
	orders     map[string]bool // by their number; true: carried out
	over       node.Signal     // one more is
}

// carryOut does what is ordered, unless the order's number says that it was done
// before. It tells whether the reply is about to be lost.
func (s *shop) carryOut(n *node.Node, number string) (lost bool) {
	s.came++
	second := s.came == 2
	if _, known := s.orders[number]; known && number != "" {
		for !s.orders[number] {
			n.Await(&s.over, time.Minute)
		}
		return false
	}
	s.orders[number] = false
	if second && s.Text("trouble") == "slow" {
		n.Work(s.Duration("timeout"))
	}
	n.Work(s.Duration("work"))
	s.done++
	s.orders[number] = true
	n.State("orders carried out: %d", s.done)
	n.Give(&s.over)
	return second && s.Text("trouble") == "cut"
}

func shopOnHTTP(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		s := &shop{Values: v, orders: map[string]bool{}}
		n.Serve("shop", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			if lost := s.carryOut(n, r.Header.Get("Idempotency-Key")); lost {
				panic(http.ErrAbortHandler) // the connection ends, and with it the response
			}
			fmt.Fprint(w, "sent")
		})
		n.Forever()
	}
}

func shopOnZeroMQ(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		s, rep := &shop{Values: v, orders: map[string]bool{}}, n.Socket(zmq4.Rep)
		rep.Listen(n.Endpoint("shop"))
		for {
			order, err := rep.Recv()
			if err != nil {
				return
			}
			number := ""
			if len(order.Frames) > 1 {
				number = string(order.Frames[0])
			}
			if lost := s.carryOut(n, number); lost {
				rep.Unbind(n.Endpoint("shop")) // the connection ends, and with it the reply
				rep.Listen(n.Endpoint("shop"))
			}
			rep.Send(node.Text("sent"))
		}
	}
}
