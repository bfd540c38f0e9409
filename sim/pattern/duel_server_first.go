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
	"github.com/gorilla/websocket"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

var duelServerFirst = Pattern{
	ID:      "duel-server-first",
	Title:   "The server speaks first",
	Group:   "Duels",
	Summary: "News, when there is news",
	Lesson: "An HTTP server can only answer, so the client leaves a question with it: one for each answer (long polling), one whose answer " +
		"does not end (server-sent events), or one that makes the connection free for both (WebSocket). A ROUTER sends to whomever it knows, at any time, once that peer has said a word.",
	Watch: []string{
		"Each half needs a first word from the client: HTTP for the question, ROUTER for the identity to send to.",
		"Once that is said, server-sent events, WebSocket and ZeroMQ are alike: news flies when it is made.",
		"Long polling: news made while the answer flies and the next question comes back must wait for that question.",
	},
	Mistake: []string{"ROUTER cannot send to a peer it does not know", "HTTP cannot push at all", "long polling holds a connection and a thread", "forgetting to flush"},
	Params: []Param{
		{Name: "http", Title: "HTTP does it by", Help: "What the client leaves at the server", Choices: []string{"sse", "long-polling", "websocket"}, Default: "sse"},
		count("clients", "Clients", "Each hears all the news", 1, 4, "2"),
		count("news", "News", "Pieces made, then all is told", 1, 50, "6"),
		millis("every", "News every", "World time between two pieces", 50, 10000, "800"),
		millis("hold", "Long polls are held for", "World time after which the server answers 204", 100, 20000, "5000"),
		latency("300"), transport,
	},
	Presets: []Preset{
		{Title: "Long polling", Values: map[string]string{"http": "long-polling"}},
		{Title: "WebSocket", Values: map[string]string{"http": "websocket"}},
		{Title: "Long polling, news too fast for it", Values: map[string]string{"http": "long-polling", "every": "200", "news": "12"}},
		{Title: "Long polls held for nothing", Values: map[string]string{"http": "long-polling", "every": "3000", "hold": "1000", "news": "3"}},
	},
	Columns: []string{"clients", "server"},
	Duel: &Duel{
		Task:   "Hear every piece of news, as soon as it is made.",
		HTTP:   "server-sent events, long polling or WebSocket",
		ZeroMQ: "DEALER says hello, ROUTER sends",
		Notice: []string{
			"Messages: long polling needs two for each piece, the others one.",
			"Overhead: a whole head for each piece in long polling; an id and a chunk in server-sent events; two bytes in WebSocket and ZeroMQ.",
			"Finished: at the same time, as long as news is slower than a round trip. When it is faster, long polling is late.",
		},
		FullSpeed: FullSpeed{Task: "publish", Payload: 64, Peers: 2},
	},
	Nodes: func(v Values) []Node {
		half := func(client, server func(n *node.Node)) []Node {
			nodes := row(v.Int("clients"), "client", 0, func(int) Node { return Node{Role: "wants the news", Caller: true, Run: client} })
			return append(nodes, Node{Name: "server", Role: "news every " + span(v.Duration("every")), Column: 1, Row: (v.Int("clients") - 1) / 2, Run: server})
		}
		return sideBySide(half(listenByHTTP(v), speakByHTTP(v)), half(listenByZeroMQ(v), speakByZeroMQ(v)))
	},
}

// The HTTP client hears the news by one of three ways, until all is told.
func listenByHTTP(v Values) func(n *node.Node) {
	hear := map[string]func(n *node.Node, c *httpx.Client, all int){"sse": hearEvents, "long-polling": hearAnswers, "websocket": hearMessages}[v.Text("http")]
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		hear(n, n.HTTP(httpx.Pool{}), v.Int("news"))
	}
}

func hearEvents(n *node.Node, client *httpx.Client, _ int) {
	resp, err := client.Do(get("http://news/events"))
	if err != nil {
		return
	}
	for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
		if piece, is := strings.CutPrefix(lines.Text(), "data: "); is {
			n.State("%s", piece)
		}
	}
}

func hearAnswers(n *node.Node, client *httpx.Client, all int) {
	for seen := 0; seen < all; n.State("news-%d", seen) {
		resp, err := client.Do(get(fmt.Sprintf("http://news/poll?after=%d", seen)))
		if err != nil {
			return
		}
		pieces, _ := io.ReadAll(resp.Body)
		seen += strings.Count(string(pieces), "\n")
	}
}

func hearMessages(n *node.Node, client *httpx.Client, all int) {
	conn, _, err := client.WebSocket("ws://news/socket", nil)
	for heard, piece := 0, []byte(nil); heard < all && err == nil; heard++ {
		_, piece, err = conn.ReadMessage()
		n.State("%s", piece)
	}
}

// The HTTP server makes news, and tells it to whoever has left a question.
func speakByHTTP(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		made, more := 0, node.Signal{}
		n.Serve("news", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			var tell func(piece int)
			switch r.URL.Path {
			case "/poll":
				seen, _ := strconv.Atoi(r.URL.Query().Get("after"))
				if seen == made && !n.Await(&more, v.Duration("hold")) {
					w.WriteHeader(http.StatusNoContent)
				}
				for ; seen < made; seen++ {
					fmt.Fprintf(w, "news-%d\n", seen+1)
				}
				return
			case "/events":
				w.Header().Set("Content-Type", "text/event-stream")
				out := http.NewResponseController(w)
				out.Flush() // the head, before there is any news
				tell = func(piece int) {
					fmt.Fprintf(w, "id: %d\ndata: news-%d\n\n", piece, piece)
					out.Flush()
				}
			case "/socket":
				conn, _ := (&websocket.Upgrader{}).Upgrade(w, r, nil)
				tell = func(piece int) { conn.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, "news-%d", piece)) }
			}
			for told := 1; told <= v.Int("news"); told++ {
				for told > made {
					n.Await(&more, time.Minute)
				}
				tell(told)
			}
		})
		for range v.Int("news") {
			n.Sleep(v.Duration("every"))
			made++
			n.State("news-%d", made)
			n.Give(&more)
		}
		n.Forever()
	}
}

// The ZeroMQ client says hello, so that it is known, and hears.
func listenByZeroMQ(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		dealer := n.Socket(zmq4.Dealer)
		dealer.SetOption("IDENTITY", n.Name())
		dealer.Dial(n.Endpoint("news"))
		dealer.Send(node.Text("hello"))
		for range v.Int("news") {
			piece, err := dealer.Recv()
			if err != nil {
				return
			}
			n.State("%s", node.String(piece))
		}
	}
}

// The ZeroMQ server makes news, and sends it to all it knows.
func speakByZeroMQ(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		router, made, known := n.Socket(zmq4.Router).Carries("publish"), 0, []string{}
		router.Listen(n.Endpoint("news"))
		tell := func(who string, piece int) { router.Send(node.Text(who, fmt.Sprintf("news-%d", piece))) }
		for {
			wait := max(time.Duration(made+1)*v.Duration("every")-n.Now(), 0)
			if made == v.Int("news") {
				wait = -1
			}
			if len(n.Poller().Add(router, zmq.In).Wait(wait)) > 0 {
				hello, err := router.Recv()
				if err != nil {
					return
				}
				known = append(known, string(hello.Frames[0]))
				for piece := 1; piece <= made; piece++ {
					tell(known[len(known)-1], piece)
				}
				continue
			}
			made++
			n.State("news-%d", made)
			for _, who := range known {
				tell(who, made)
			}
		}
	}
}
