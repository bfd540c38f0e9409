package sim_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-zeromq/zmq4"
	"pgregory.net/rapid"

	"patternscope/sim/node"
	"patternscope/sim/pattern"
	"patternscope/sim/zmq"
)

// A topology is a random pattern: sockets of a few families around a few
// endpoints, and programs that do what comes into their heads. It says what it
// is when it is printed, for the one that fails.
type topology struct {
	Seed              int64
	Latency, Capacity int // ms; parcels
	Actors            []*actor
}

// forget makes it ready for another run.
func (p *topology) forget() {
	for _, a := range p.Actors {
		a.sent, a.received = nil, nil
	}
}

// actor is one program with one socket.
type actor struct {
	Name     string
	Type     zmq4.SocketType
	Endpoint string
	Binds    bool
	Start    int // ms
	Options  []setting
	Acts     []move
	Stays    bool // it goes on to receive until the world ends

	sent, received []string // what its program handed over, and was given
}

type setting struct {
	Name  string
	Value any
}

// move is one thing a program does: a verb, and how often or how long.
type move struct {
	Verb string
	N    int
}

func (a *actor) publishes() bool {
	return slices.Contains([]zmq4.SocketType{zmq4.Pub, zmq4.XPub, zmq4.Sub, zmq4.XSub}, a.Type)
}

func (a *actor) String() string {
	return fmt.Sprintf("\n  %s %s %s binds=%v start=%d stays=%v %v %v", a.Name, a.Type, a.Endpoint, a.Binds, a.Start, a.Stays, a.Options, a.Acts)
}

// types are those a random topology is made of.
var types = []zmq4.SocketType{
	zmq4.Dealer, zmq4.Pair, zmq4.Pub, zmq4.Pull, zmq4.Push, zmq4.Rep, zmq4.Req, zmq4.Router, zmq4.Sub, zmq4.XPub, zmq4.XSub,
}

// whoTalksTo are the types that can talk to one.
func whoTalksTo(host zmq4.SocketType) []zmq4.SocketType {
	return slices.DeleteFunc(slices.Clone(types), func(t zmq4.SocketType) bool { return !host.IsCompatible(t) })
}

// does says what a program with a socket of this type does most of the time.
var does = map[zmq4.SocketType][]string{
	zmq4.Req:    {"ask", "ask", "send", "recv"},
	zmq4.Rep:    {"answer", "answer", "recv", "send"},
	zmq4.Dealer: {"send", "recv", "answer"},
	zmq4.Router: {"answer", "answer", "send", "recv"},
	zmq4.Pub:    {"send"},
	zmq4.XPub:   {"send", "recv"},
	zmq4.Sub:    {"recv", "subscribe", "unsubscribe"},
	zmq4.XSub:   {"recv", "send", "subscribe", "unsubscribe"},
	zmq4.Push:   {"send"},
	zmq4.Pull:   {"recv"},
	zmq4.Pair:   {"send", "recv", "answer"},
}

// now and then it does something else.
var whims = []string{"sleep", "sleep", "close", "unbind", "disconnect", "rejoin", "send", "recv"}

func drawTopology(t *rapid.T, transports ...string) *topology {
	p := &topology{
		Seed:     rapid.Int64().Draw(t, "seed"),
		Latency:  rapid.SampledFrom([]int{0, 1, 20, 100}).Draw(t, "latency"),
		Capacity: rapid.SampledFrom([]int{0, 1, 2, 5}).Draw(t, "capacity"),
	}
	var hosts []*actor
	for i := range rapid.IntRange(2, 8).Draw(t, "actors") {
		a := &actor{Name: fmt.Sprintf("n%d", i)}
		if i == 0 || i < 3 && rapid.Bool().Draw(t, "host") {
			a.Binds, a.Endpoint = true, rapid.SampledFrom(transports).Draw(t, "transport")+"://"+a.Name
			a.Type = rapid.SampledFrom(types).Draw(t, "type")
			hosts = append(hosts, a)
		} else {
			host := rapid.SampledFrom(hosts).Draw(t, "at")
			a.Endpoint, a.Binds = host.Endpoint, rapid.IntRange(0, 15).Draw(t, "binds too") == 15
			a.Type = rapid.SampledFrom(whoTalksTo(host.Type)).Draw(t, "type")
			if rapid.IntRange(0, 15).Draw(t, "cannot talk") == 15 {
				a.Type = rapid.SampledFrom(types).Draw(t, "type")
			}
		}
		a.draw(t)
		p.Actors = append(p.Actors, a)
	}
	return p
}

func (a *actor) draw(t *rapid.T) {
	a.Start = rapid.SampledFrom([]int{0, 0, 30, 250}).Draw(t, "start")
	a.Stays = rapid.IntRange(0, 3).Draw(t, "stays") > 0
	a.Options = rapid.SliceOfN(rapid.Custom(drawOption), 0, 3).Draw(t, "options")
	if a.Type == zmq4.Sub || a.Type == zmq4.XSub {
		a.Acts = append(a.Acts, move{"subscribe", rapid.IntRange(0, 2).Draw(t, "topic")})
	}
	if rapid.Bool().Draw(t, "patient") {
		a.Acts = append(a.Acts, move{"sleep", 450})
	}
	a.Acts = append(a.Acts, rapid.SliceOfN(rapid.Custom(a.drawAct), 1, 8).Draw(t, "acts")...)
}

func drawOption(t *rapid.T) setting {
	name := rapid.SampledFrom([]string{
		zmq.SNDHWM, zmq.RCVHWM, zmq.HWM, zmq.LINGER, zmq.IMMEDIATE, zmq.CONFLATE, zmq.IDENTITY,
		zmq.ROUTER_MANDATORY, zmq.ROUTER_HANDOVER, zmq.REQ_RELAXED, zmq.REQ_CORRELATE, zmq.XPUB_VERBOSE, zmq.HEARTBEAT_IVL,
	}).Draw(t, "option")
	switch name {
	case zmq.SNDHWM, zmq.RCVHWM, zmq.HWM:
		return setting{name, rapid.IntRange(0, 3).Draw(t, "hwm")}
	case zmq.LINGER:
		return setting{name, rapid.SampledFrom([]int{-1, 0, 50}).Draw(t, "linger")}
	case zmq.HEARTBEAT_IVL:
		return setting{name, 300}
	case zmq.IDENTITY:
		return setting{name, rapid.SampledFrom(identities).Draw(t, "identity")}
	}
	return setting{name, 1}
}

func (a *actor) drawAct(t *rapid.T) move {
	verbs := slices.Concat(does[a.Type], does[a.Type], does[a.Type], whims)
	d := move{Verb: rapid.SampledFrom(verbs).Draw(t, "verb")}
	switch d.Verb {
	case "send", "recv", "answer", "ask":
		d.N = rapid.IntRange(1, 8).Draw(t, "n")
	case "sleep":
		d.N = rapid.SampledFrom([]int{1, 30, 300}).Draw(t, "ms")
	case "subscribe", "unsubscribe":
		d.N = rapid.IntRange(0, 2).Draw(t, "topic")
	}
	return d
}

// pattern is the topology as a world runs it.
func (p *topology) pattern() *pattern.Pattern {
	return &pattern.Pattern{ID: "topology", Nodes: func(pattern.Values) []pattern.Node {
		var nodes []pattern.Node
		for i, a := range p.Actors {
			nodes = append(nodes, pattern.Node{Name: a.Name, Row: i, Start: time.Duration(a.Start) * time.Millisecond, Run: a.run})
		}
		return nodes
	}}
}

var identities = []string{"A", "B"}

var topics = []string{"", "n0", "n1"}

// run is the actor's program. Calls may fail: what counts is that nothing is unaccounted.
func (a *actor) run(n *node.Node) {
	s := a.open(n)
	for _, act := range a.Acts {
		switch act.Verb {
		case "send":
			for range act.N {
				a.send(s, zmq4.Msg{})
			}
		case "recv":
			for range act.N {
				a.recv(s)
			}
		case "ask":
			for range act.N {
				a.send(s, zmq4.Msg{})
				a.recv(s)
			}
		case "answer":
			for range act.N {
				if msg, ok := a.recv(s); ok {
					a.send(s, msg)
				}
			}
		case "sleep":
			n.Sleep(time.Duration(act.N) * time.Millisecond)
		case "subscribe", "unsubscribe":
			a.ask(s, act)
		case "close":
			s.Close()
			n.Sleep(20 * time.Millisecond)
			s = a.open(n)
		case "unbind":
			s.Unbind(a.Endpoint)
		case "disconnect":
			s.Disconnect(a.Endpoint)
		case "rejoin":
			a.join(s)
		}
	}
	s.SetOption(zmq.RCVTIMEO, -1)
	for ok := a.Stays; ok; {
		_, ok = a.recv(s)
	}
}

func (a *actor) open(n *node.Node) *zmq.Socket {
	s := n.Socket(a.Type)
	for _, o := range a.Options {
		s.SetOption(o.Name, o.Value)
	}
	s.SetOption(zmq.SNDTIMEO, 60*time.Millisecond)
	s.SetOption(zmq.RCVTIMEO, 60*time.Millisecond)
	a.join(s)
	return s
}

func (a *actor) join(s *zmq.Socket) {
	if a.Binds {
		s.Listen(a.Endpoint)
	} else {
		s.Dial(a.Endpoint)
	}
}

// send hands over a message nobody else sends, in the envelope of the one to answer if there is one.
func (a *actor) send(s *zmq.Socket, to zmq4.Msg) {
	text := fmt.Sprintf("%s-%d", a.Name, len(a.sent))
	frames := [][]byte{[]byte(text)}
	if a.Type == zmq4.Router && len(to.Frames) == 0 {
		to = zmq4.NewMsgFromString([]string{identities[len(a.sent)%2], "", ""})
	}
	if n := len(to.Frames); n > 1 {
		frames = append(slices.Clone(to.Frames[:n-1]), frames...)
	}
	if s.Send(zmq4.NewMsgFrom(frames...)) == nil {
		a.sent = append(a.sent, text)
	}
}

func (a *actor) recv(s *zmq.Socket) (zmq4.Msg, bool) {
	msg, err := s.Recv()
	if err != nil {
		return msg, false
	}
	if text := node.String(msg); !strings.HasPrefix(text, "\x00") && !strings.HasPrefix(text, "\x01") {
		a.received = append(a.received, text)
	}
	return msg, true
}

func (a *actor) ask(s *zmq.Socket, what move) {
	switch a.Type {
	case zmq4.Sub:
		s.SetOption(strings.ToUpper(what.Verb), topics[what.N])
	case zmq4.XSub:
		on := byte(0)
		if what.Verb == "subscribe" {
			on = 1
		}
		s.Send(zmq4.NewMsg(append([]byte{on}, topics[what.N]...)))
	}
}
