package pattern

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

var duelEveryone = Pattern{
	ID:      "duel-everyone",
	Title:   "Tell everyone",
	Group:   "Duels",
	Summary: "Polling, SSE, webhooks, and PUB with its filters",
	Lesson: "One source, and readers who want one topic each. An HTTP server cannot begin to speak, so there are ways round: readers ask again and again, or hold one response open, " +
		"or run servers of their own. A PUB sends each update once to everybody who has subscribed to a prefix of it.",
	Watch: []string{
		"Polling: most answers are 204 No Content, and news waits for the next question.",
		"SSE: one response that does not end, for each reader. The source's program keeps what each reader has been told.",
		"Webhooks: the roles are reversed. The source makes a request to each reader, and waits for each answer.",
		"PUB: the program sends once. Copies are made, and filtered, in its socket, for whoever is subscribed at that moment; it keeps nothing for others.",
	},
	Mistake: []string{"the filter runs at the subscriber (it runs at the publisher)", "PUB keeps messages for late readers", "an open response costs nothing", "topics are prefixes"},
	Params: []Param{
		{
			Name: "way", Title: "HTTP: readers are told by", Help: "Asking again and again; one open response each; a server of their own",
			Choices: []string{"polling", "SSE", "webhooks"}, Default: "polling",
		},
		count("readers", "Readers", "They want NYC, LON and PAR, in turn", 1, 6, "3"),
		count("rounds", "Updates of each topic", "There are three topics, in turn", 1, 10, "3"),
		millis("every", "An update every", "World time between two updates, of whatever topic", 50, 5000, "500"),
		millis("pause", "HTTP: pause between polls", "World time between an answer and the next question", 0, 10000, "800"),
		latency("300"), transport,
	},
	Presets: []Preset{
		{Title: "HTTP by server-sent events", Values: map[string]string{"way": "SSE"}},
		{Title: "HTTP by webhooks", Values: map[string]string{"way": "webhooks"}},
		{Title: "Two readers for each topic", Values: map[string]string{"readers": "6"}},
		{Title: "Seldom news, many questions", Values: map[string]string{"every": "2000", "rounds": "2", "pause": "200"}},
	},
	Columns: []string{"source", "readers"},
	Duel: &Duel{
		Task:   "Tell each reader all updates of the one topic it wants.",
		HTTP:   "polling, server-sent events, or webhooks",
		ZeroMQ: "PUB to SUB, filtered at the publisher",
		Notice: []string{
			"Messages: polling asks many times without news; a webhook needs an answer for each update; SSE and PUB send each update once to each who wants it.",
			"Overhead: a head for each request and each response, next to a few bytes for each frame.",
			"Blocked: whoever listens waits, SUB and SSE all the time. Polling only in its questions, and hears the news later.",
		},
		FullSpeed: FullSpeed{Task: "publish", Payload: 64, Peers: 3},
	},
	Nodes: func(v Values) []Node {
		readers := func(read func(v Values, i int) func(n *node.Node)) []Node {
			return row(v.Int("readers"), "reader", 1, func(i int) Node {
				return Node{Role: "wants " + cities[i%len(cities)], Caller: true, Run: read(v, i)}
			})
		}
		source := Node{Name: "source", Role: "an update every " + span(v.Duration("every")), Row: (v.Int("readers") - 1) / 2}
		http, zeromq := source, source
		http.Run, zeromq.Run = announceByHTTP(v), announceByPub(v)
		return sideBySide(append([]Node{http}, readers(readTopicByHTTP)...), append([]Node{zeromq}, readers(readTopicBySub)...))
	},
}

func update(topic string, k int) string { return fmt.Sprintf("%s %d", topic, k) }

// The HTTP source remembers what it has told, and to whom.
func announceByHTTP(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		told, hooks, more := map[string]int{}, map[string][]string{}, node.Signal{}
		n.Serve("source", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			topic := r.URL.Path[1:]
			switch v.Text("way") {
			case "polling":
				seen, _ := strconv.Atoi(r.URL.Query().Get("after"))
				if seen >= told[topic] {
					w.WriteHeader(http.StatusNoContent)
				}
				for ; seen < told[topic]; seen++ {
					fmt.Fprintln(w, update(topic, seen+1))
				}
			case "SSE":
				w.Header().Set("Content-Type", "text/event-stream")
				out := http.NewResponseController(w)
				out.Flush()
				for k := 1; k <= v.Int("rounds"); k++ {
					for told[topic] < k {
						n.Await(&more, time.Minute)
					}
					fmt.Fprintf(w, "data: %s\n\n", update(topic, k))
					out.Flush()
				}
			case "webhooks":
				hook, _ := io.ReadAll(r.Body)
				hooks[topic] = append(hooks[topic], string(hook))
			}
		})
		var client *httpx.Client
		if v.Text("way") == "webhooks" {
			client = n.HTTP(httpx.Pool{}, "client")
		}
		n.Sleep(6 * v.Duration("latency")) // as below
		for i := range v.Int("rounds") * len(cities) {
			n.Sleep(v.Duration("every"))
			topic := cities[i%len(cities)]
			told[topic]++
			n.Give(&more)
			for _, hook := range hooks[topic] {
				client.Go(post(hook, update(topic, told[topic])), readBody)
			}
		}
		n.Forever()
	}
}

// The HTTP reader asks, or listens to one response, or is called.
func readTopicByHTTP(v Values, i int) func(n *node.Node) {
	topic, rounds, me := cities[i%len(cities)], v.Int("rounds"), fmt.Sprintf("reader-%d", i+1)
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client, got := n.HTTP(httpx.Pool{}, "client"), 0
		switch v.Text("way") {
		case "polling":
			for ; ; n.Sleep(v.Duration("pause")) {
				if resp, err := client.Do(get(fmt.Sprintf("http://source/%s?after=%d", topic, got))); err == nil {
					news, _ := io.ReadAll(resp.Body)
					got += strings.Count(string(news), "\n")
				}
				if got >= rounds {
					return
				}
			}
		case "SSE":
			if resp, err := client.Do(get("http://source/" + topic)); err == nil {
				for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
					got += strings.Count(lines.Text(), "data: ")
				}
			}
		case "webhooks":
			called := node.Signal{}
			n.Serve(me, func(n *node.Node, w http.ResponseWriter, r *http.Request) {
				got++
				n.Give(&called)
			})
			readBody(client.Do(post("http://source/"+topic, "http://"+me+"/hook")))
			for got < rounds {
				n.Await(&called, time.Minute)
			}
		}
	}
}

// The PUB sends, whoever listens. It begins when there has been time to connect and subscribe.
func announceByPub(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		pub := n.Socket(zmq4.Pub)
		pub.Listen(n.Endpoint("source"))
		n.Sleep(6 * v.Duration("latency"))
		for i := range v.Int("rounds") * len(cities) {
			n.Sleep(v.Duration("every"))
			pub.Send(node.Text(update(cities[i%len(cities)], i/len(cities)+1)))
		}
		n.Forever()
	}
}

// The SUB says once what it wants.
func readTopicBySub(v Values, i int) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		sub := n.Socket(zmq4.Sub)
		sub.SetOption(zmq.SUBSCRIBE, cities[i%len(cities)])
		sub.Dial(n.Endpoint("source"))
		for range v.Int("rounds") {
			if _, err := sub.Recv(); err != nil {
				return
			}
		}
	}
}
