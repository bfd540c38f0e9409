package pattern

import (
	"fmt"
	"net/http"
	"time"

	"github.com/gorilla/websocket"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
)

var httpWebSocket = Pattern{
	ID:      "http-websocket",
	Title:   "WebSocket",
	Group:   "HTTP",
	Summary: "Both ends speak at any time",
	Lesson: "A request asks to upgrade its connection, the server agrees with 101, and from then on it is HTTP no more: both ends send " +
		"messages whenever they like, and none of them is an answer.",
	Watch: []string{
		"One request and one response, 101 Switching Protocols. After that only small frames fly, both ways at once.",
		"The client says that it wants other prices while prices go on coming: those in mid-air still are of the old kind.",
		"A close frame says why the connection ends, and is answered. A connection that is lost says nothing.",
		"After coming back the client must say again what it wants: the new connection knows nothing of the old one.",
	},
	Mistake: []string{"coming back is left to the program", "no replies: a message has no status", "what was sent while away is missed", "one reader and one writer at a time"},
	Differs: "The websockets are gorilla/websocket, over connections whose reading waits in world time.",
	Params: []Param{
		count("clients", "Clients", "Each has a websocket of its own", 1, 4, "2"),
		millis("every", "Price every", "World time between two prices on one websocket", 50, 10000, "700"),
		count("change", "Mind changed after", "Prices until the client wants others; 0 is never", 0, 50, "3"),
		count("end", "Connection ended after", "Prices until the server ends the connection; 0 is never", 0, 50, "0"),
		{
			Name: "how", Title: "It ends", Help: "With a close frame that says why, or with the connection alone",
			Choices: []string{"with-a-close-frame", "without-a-word"}, Default: "with-a-close-frame",
		},
		millis("retry", "Retry", "World time after which a client comes back", 0, 10000, "1000"),
		latency("400"), transport,
	},
	Presets: []Preset{
		{Title: "Closed, and back again", Values: map[string]string{"end": "5"}},
		{Title: "Lost without a word", Values: map[string]string{"end": "5", "how": "without-a-word"}},
		{Title: "Far away: the old prices go on", Values: map[string]string{"latency": "2500", "clients": "1"}},
	},
	Columns: []string{"clients", "server"},
	Asks:    map[string]string{"prices": "-i /feed"},
	Nodes: func(v Values) []Node {
		nodes := row(v.Int("clients"), "client", 0, func(int) Node { return Node{Role: "wants prices", Run: wantPrices(v)} })
		return append(nodes, Node{
			Name: "server", Role: "a price every " + v.Text("every") + " ms", Column: 1, Row: (v.Int("clients") - 1) / 2, Run: tellPrices(v),
		})
	},
}

// The client says what it wants, hears, and comes back when the connection has ended.
func wantPrices(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(httpx.Pool{})
		for ; ; n.Sleep(v.Duration("retry")) {
			feed, _, err := client.WebSocket("ws://prices/feed", nil)
			if err != nil {
				continue
			}
			feed.WriteMessage(websocket.TextMessage, []byte("gold"))
			for heard := 1; ; heard++ {
				_, price, err := feed.ReadMessage()
				if err != nil {
					break // closed, or lost
				}
				n.State("%s", price)
				if heard == v.Int("change") {
					feed.WriteMessage(websocket.TextMessage, []byte("silver"))
				}
			}
			feed.Close()
			n.State("no connection")
		}
	}
}

// The server upgrades; then one thread hears what the client wants, and the other tells prices.
func tellPrices(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		upgrader := websocket.Upgrader{}
		n.Serve("prices", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			feed, err := upgrader.Upgrade(w, r, nil)
			if err != nil {
				return
			}
			defer feed.Close()
			wanted, gone := "", false
			n.Go(func(n *node.Node) {
				for !gone {
					_, what, err := feed.ReadMessage()
					wanted, gone = string(what), err != nil
				}
			})
			for told := 0; !gone; n.Sleep(v.Duration("every")) {
				if wanted == "" {
					continue
				}
				price := fmt.Sprintf("%s %d", wanted, 100+n.Rand().IntN(20))
				feed.WriteMessage(websocket.TextMessage, []byte(price))
				if told++; told != v.Int("end") {
					continue
				}
				if v.Text("how") == "without-a-word" {
					return
				}
				why := websocket.FormatCloseMessage(websocket.CloseServiceRestart, "come back")
				feed.WriteMessage(websocket.CloseMessage, why)
				wanted = "" // the client answers, and then it is over
			}
		})
		n.Forever()
	}
}
