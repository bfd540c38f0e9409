package pattern

import (
	"fmt"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/node"
)

var weather = Pattern{
	ID:      "weather",
	Title:   "Weather updates",
	Group:   "Publish and subscribe",
	Summary: "A copy for each who asked for it",
	Lesson: "A PUB socket sends a copy to every subscriber whose topic is a prefix of the message. " +
		"It never waits, and it keeps nothing for those who come later.",
	Watch: []string{
		"The gate before a queue is the subscription: it stands at the publisher, so an unwanted message never crosses the wire.",
		"The late board misses all that was published before its subscription arrived. Connected is not yet subscribed.",
		"A topic is a prefix: N matches NYC. An empty topic matches everything.",
	},
	Mistake: []string{"slow joiner misses the first messages", "topics are prefixes", "forgotten subscribe: silence", "the filter runs at the publisher"},
	Params: []Param{
		millis("every", "Publishes every", "World time between two updates", 20, 5000, "500"),
		millis("late", "Late board starts after", "World time until it connects", 0, 20000, "3000"),
		{
			Name: "topic", Title: "Topic of the first board", Help: "A prefix; everything is no prefix at all",
			Choices: []string{"NYC", "N", "LON", "everything", "none"}, Default: "NYC",
		},
		latency("400"), hwm("5"), size("8"), transport,
	},
	Presets: []Preset{
		{Title: "Forget to subscribe", Values: map[string]string{"topic": "none"}},
		{Title: "N is a prefix of NYC", Values: map[string]string{"topic": "N"}},
		{Title: "Nobody is late", Values: map[string]string{"late": "0"}},
		{Title: "The service crashes, comes back", Name: "service-crashes", Faults: down("weather service", 4*time.Second, 6*time.Second, false)},
	},
	Columns: []string{"publisher", "subscribers"},
	Nodes: func(v Values) []Node {
		every := v.Duration("every")
		return []Node{
			{Name: "weather service", Role: "every " + span(every), Row: 1, Run: publishWeather(every, v)},
			{Name: "board", Role: "topic " + v.Text("topic"), Column: 1, Row: 0, Run: board(v, v.Text("topic"))},
			{Name: "archive", Role: "everything", Column: 1, Row: 1, Run: board(v, "everything")},
			{Name: "late board", Role: "LON, comes late", Column: 1, Row: 2, Start: v.Duration("late"), Run: board(v, "LON")},
		}
	},
}

var cities = []string{"NYC", "LON", "PAR"}

// The service publishes whether anybody listens or not.
func publishWeather(every time.Duration, v Values) func(n *node.Node) {
	return func(n *node.Node) {
		pub := n.Socket(zmq4.Pub)
		pub.SetOption("SNDHWM", v.Int("hwm"))
		pub.Listen(n.Endpoint("weather"))
		for {
			n.Sleep(every)
			city := cities[n.Rand().IntN(len(cities))]
			update := fmt.Sprintf("%s %d°C", city, n.Rand().IntN(30))
			pub.Send(node.Text(padded(update, v.Int("size"))))
		}
	}
}

// A board shows what it asked for.
func board(v Values, topic string) func(n *node.Node) {
	return func(n *node.Node) {
		sub := n.Socket(zmq4.Sub)
		sub.SetOption("RCVHWM", v.Int("hwm"))
		switch topic {
		case "none": // forgotten
		case "everything":
			sub.SetOption("SUBSCRIBE", "")
		default:
			sub.SetOption("SUBSCRIBE", topic)
		}
		sub.Dial(n.Endpoint("weather"))
		for {
			if _, err := sub.Recv(); err != nil {
				return
			}
		}
	}
}
