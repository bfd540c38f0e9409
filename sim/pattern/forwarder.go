package pattern

import (
	"fmt"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

var forwarder = Pattern{
	ID:      "forwarder",
	Title:   "Forwarder",
	Group:   "Publish and subscribe",
	Summary: "XSUB and XPUB between many and many",
	Lesson: "A proxy of an XSUB and an XPUB joins many publishers with many subscribers who need to know only its two addresses. " +
		"Subscriptions travel through it against the messages, so the first publisher already filters.",
	Watch: []string{
		"A subscription is a message: it goes from SUB to XPUB, through the proxy, from XSUB to each PUB.",
		"PAR, which nobody asked for, is filtered at the publisher and never reaches the forwarder.",
		"Two screens want NYC: the second subscription goes no further than the XPUB, which has it already.",
	},
	Mistake: []string{"the filter runs at the publisher", "subscriptions are messages"},
	Differs: "A publisher that has lost its connection forgets at once what was asked for. libzmq remembers it where the publisher is the one that connects, as here, and queues until the forwarder is back.",
	Params: []Param{
		count("publishers", "Publishers", "One for each city", 1, 3, "3"),
		count("subscribers", "Subscribers", "They ask for NYC, for LON, for NYC again, and for everything", 1, 4, "3"),
		millis("every", "Publishes every", "World time between two updates of a publisher", 50, 5000, "600"),
		latency("400"), hwm("10"), size("6"), transport,
	},
	Presets: []Preset{
		{Title: "Everything is asked for", Values: map[string]string{"subscribers": "4"}},
		{Title: "Only NYC is asked for", Values: map[string]string{"subscribers": "1"}},
	},
	Columns: []string{"publishers", "forwarder", "subscribers"},
	Nodes: func(v Values) []Node {
		publishers, subscribers := v.Int("publishers"), v.Int("subscribers")
		nodes := []Node{}
		for i := range publishers {
			nodes = append(nodes, Node{Name: cities[i] + " station", Role: "every " + span(v.Duration("every")), Row: i, Run: station(v, cities[i])})
		}
		nodes = append(nodes, Node{Name: "forwarder", Role: "a proxy", Column: 1, Row: (max(publishers, subscribers) - 1) / 2, Run: forward(v)})
		for i := range subscribers {
			topic := append(cities[:2:2], "NYC", "")[i]
			nodes = append(nodes, Node{Name: fmt.Sprintf("screen %d", i+1), Role: "topic " + named(topic), Column: 2, Row: i, Run: screen(v, topic)})
		}
		return nodes
	},
}

func named(topic string) string {
	if topic == "" {
		return "everything"
	}
	return topic
}

// A station publishes to the forwarder; it connects, for the forwarder is the fixed point.
func station(v Values, city string) func(n *node.Node) {
	return func(n *node.Node) {
		pub := n.Socket(zmq4.Pub)
		pub.SetOption("SNDHWM", v.Int("hwm"))
		pub.Dial(n.Endpoint("stations"))
		for i := 1; ; i++ {
			n.Sleep(v.Duration("every"))
			pub.Send(node.Text(padded(fmt.Sprintf("%s %d", city, i), v.Int("size"))))
		}
	}
}

// The forwarder hands messages on, and subscriptions back.
func forward(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		xsub, xpub := n.Socket(zmq4.XSub), n.Socket(zmq4.XPub)
		xsub.SetOption("HWM", v.Int("hwm"))
		xpub.SetOption("HWM", v.Int("hwm"))
		xsub.Listen(n.Endpoint("stations"))
		xpub.Listen(n.Endpoint("screens"))
		zmq.Proxy(xsub, xpub, nil)
	}
}

// A screen subscribes at the forwarder and knows no station.
func screen(v Values, topic string) func(n *node.Node) {
	return func(n *node.Node) {
		sub := n.Socket(zmq4.Sub)
		sub.SetOption("SUBSCRIBE", topic)
		sub.Dial(n.Endpoint("screens"))
		for {
			if _, err := sub.Recv(); err != nil {
				return
			}
		}
	}
}
