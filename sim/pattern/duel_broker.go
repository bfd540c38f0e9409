package pattern

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

var duelBroker = Pattern{
	ID:      "duel-broker",
	Title:   "Broker or none",
	Group:   "Duels",
	Summary: "One address for all, or everyone's address",
	Lesson: "A gateway and a broker give the clients one address, for one more hop each way. Without one every client must know every service. " +
		"ZeroMQ has no broker unless you build one: it is a program of two sockets. HTTP's is a reverse proxy: a server before, a client behind.",
	Watch: []string{
		"With one between, each question and each answer flies twice, in both halves.",
		"The gateway holds a connection behind it for every request under way; the broker's DEALER has one to each service for all of them.",
		"A REP answers one question at a time, the next waits in its queue; Go's HTTP server takes each in a thread of its own.",
		"Without: HTTP's client counts out whose turn it is; REQ, connected to all services, does so by itself.",
	},
	Mistake: []string{"ZeroMQ has a broker", "a reverse proxy passes connections on", "502 Bad Gateway", "direct means that nobody has to know addresses", "round-robin is by turn, not by load"},
	Params: []Param{
		{Name: "way", Title: "Between them", Help: "A gateway and a broker, or nobody", Choices: []string{"broker", "direct"}, Default: "broker"},
		count("clients", "Clients", "Each asks, then waits", 1, 4, "3"),
		count("services", "Services", "They get questions in turn", 2, 4, "2"),
		count("questions", "Questions", "How many each client asks", 1, 20, "3"),
		millis("work", "Work", "World time a service needs for an answer", 0, 5000, "400"),
		millis("late", "Last service starts after", "World time until it is there", 0, 10000, "0"),
		latency("250"), transport,
	},
	Presets: []Preset{
		{Title: "Nobody between", Values: map[string]string{"way": "direct"}},
		{Title: "A service comes late", Values: map[string]string{"late": "4000", "clients": "2"}},
		{Title: "A service comes late, nobody between", Values: map[string]string{"late": "4000", "clients": "2", "way": "direct"}},
		{Title: "Four clients, four services, nobody between", Values: map[string]string{"clients": "4", "services": "4", "way": "direct"}},
	},
	Columns: []string{"clients", "between", "services"},
	Duel: &Duel{
		Task:   "Each client has its questions answered by whichever service has its turn.",
		HTTP:   "a reverse proxy before the services, or none",
		ZeroMQ: "ROUTER and DEALER before REP, or REQ to each",
		Notice: []string{
			"Messages: with one between, twice as many as without.",
			"Connections: the broker has one for each program; the gateway one for each request that it has under way behind it. Without, each client has its own to each service.",
			"Finished: a service that is not there costs HTTP a 502 or a refusal, and another request. The broker does not know it yet. A REQ connected to it has queued its question there, and waits.",
		},
		FullSpeed: FullSpeed{Task: "ask", Payload: 64, Concurrency: 3},
	},
	Nodes: func(v Values) []Node {
		return sideBySide(
			brokered(v, askOverHTTP, "gateway", gateway(v.Int("services")), answerOverHTTP),
			brokered(v, askOverZeroMQ, "broker", twoSockets, answerOverZeroMQ))
	},
}

// brokered is one half: clients, perhaps one between, services.
func brokered(v Values, client func(Values, int) func(*node.Node), name string, between func(*node.Node), service func(Values, int) func(*node.Node)) []Node {
	clients, services := v.Int("clients"), v.Int("services")
	nodes := row(clients, "client", 0, func(i int) Node { return Node{Role: "asks, then waits", Caller: true, Run: client(v, i)} })
	if v.Text("way") == "broker" {
		nodes = append(nodes, Node{Name: name, Role: "hands on", Column: 1, Row: (max(clients, services) - 1) / 2, Run: between})
	}
	return append(nodes, row(services, "service", 2, func(i int) Node {
		k := Node{Role: span(v.Duration("work")) + " an answer", Run: service(v, i)}
		if i == services-1 {
			k.Start = v.Duration("late")
		}
		return k
	})...)
}

// The HTTP client asks the gateway, or each service in its turn; until it has
// an answer, it asks again after a pause.
func askOverHTTP(v Values, who int) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(httpx.Pool{})
		for turn, answered := who, 0; answered < v.Int("questions"); turn++ {
			where := "gateway"
			if v.Text("way") == "direct" {
				where = serviceName(turn % v.Int("services"))
			}
			resp, err := client.Do(post("http://"+where+"/question", "please"))
			if readBody(resp, err); err == nil && resp.StatusCode == http.StatusOK {
				answered++
			} else {
				n.Sleep(10 * time.Millisecond) // it would ask without end where nobody is
			}
		}
	}
}

// The gateway is Go's own reverse proxy; its transport is a client of this program.
func gateway(services int) func(n *node.Node) {
	return func(n *node.Node) {
		turn := 0
		proxy := &httputil.ReverseProxy{
			Transport: n.HTTP(httpx.Pool{}, "client"),
			Rewrite: func(r *httputil.ProxyRequest) {
				r.SetURL(&url.URL{Scheme: "http", Host: serviceName(turn % services)})
				turn++
			},
			ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) },
		}
		n.Serve("gateway", func(_ *node.Node, w http.ResponseWriter, r *http.Request) { proxy.ServeHTTP(w, r) })
		n.Forever()
	}
}

func answerOverHTTP(v Values, i int) func(n *node.Node) {
	return func(n *node.Node) {
		n.Serve(serviceName(i), func(n *node.Node, w http.ResponseWriter, _ *http.Request) {
			n.Work(v.Duration("work"))
			io.WriteString(w, "answer")
		})
		n.Forever()
	}
}

func serviceName(i int) string { return fmt.Sprintf("service-%d", i+1) }

// The ZeroMQ client connects its REQ to the broker, or to each service: then
// the socket itself asks them in turn.
func askOverZeroMQ(v Values, who int) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		req := n.Socket(zmq4.Req)
		if v.Text("way") == "broker" {
			req.Dial(n.Endpoint("front"))
		} else {
			for i := range v.Int("services") {
				req.Dial(n.Endpoint(serviceName((who + i) % v.Int("services"))))
			}
		}
		for range v.Int("questions") {
			req.Send(node.Text("question"))
			if _, err := req.Recv(); err != nil {
				return
			}
		}
	}
}

// The broker binds both its sockets and hands on what comes.
func twoSockets(n *node.Node) {
	router, dealer := n.Socket(zmq4.Router), n.Socket(zmq4.Dealer)
	router.Listen(n.Endpoint("front"))
	dealer.Listen(n.Endpoint("back"))
	zmq.Proxy(router, dealer, nil)
}

func answerOverZeroMQ(v Values, i int) func(n *node.Node) {
	return func(n *node.Node) {
		rep := n.Socket(zmq4.Rep)
		if v.Text("way") == "broker" {
			rep.Dial(n.Endpoint("back"))
		} else {
			rep.Listen(n.Endpoint(serviceName(i)))
		}
		for {
			if _, err := rep.Recv(); err != nil {
				return
			}
			n.Work(v.Duration("work"))
			rep.Send(node.Text("answer"))
		}
	}
}
