// Package node is all that a pattern's program can reach: its sockets, time,
// chance, and words to the reader. A program is an ordinary function of a
// *Node; it runs as a task of the world's clock, so its calls need no locks
// and wait in world time.
package node

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/httpx"
	"patternscope/sim/scene"
	"patternscope/sim/zmq"
)

// Node is one program's view of the world.
type Node struct {
	ctx       *zmq.Context
	owner     *scene.Owner
	transport string
	web       *httpx.Web
	open      *opened
}

// opened is what a program has opened and said, its threads included.
type opened struct {
	sockets []*zmq.Socket
	servers []*httpx.Server
	clients []*httpx.Client
	names   map[string]int
	text    string // what State said last
	disk    *disk
}

func newlyOpened() *opened {
	return &opened{names: map[string]int{}, disk: &disk{stored: map[string]string{}}}
}

// New returns the node of a program whose endpoints use the transport.
func New(ctx *zmq.Context, web *httpx.Web, name, transport string) *Node {
	return &Node{
		ctx: ctx, web: web, owner: ctx.Program(name), transport: transport,
		open: newlyOpened(),
	}
}

// Name is the node's name on the stage.
func (n *Node) Name() string { return n.owner.Name }

// Owner is what its sockets belong to.
func (n *Node) Owner() *scene.Owner { return n.owner }

// Endpoint is the address of a name in this world: tcp://tasks, ipc://tasks or inproc://tasks.
func (n *Node) Endpoint(name string) string { return n.transport + "://" + name }

// Socket opens a socket. It is called after its type, or as given.
func (n *Node) Socket(typ zmq4.SocketType, name ...string) *zmq.Socket {
	s := zmq.New(n.ctx, n.owner, n.called(strings.ToLower(string(typ)), name), typ)
	n.open.sockets = append(n.open.sockets, s)
	return s
}

// called is what a socket is called: as given, or else after its type; the second
// of a name is "name-2", unless another is called so.
func (n *Node) called(name string, given []string) string {
	if len(given) > 0 {
		name = given[0]
	}
	names := n.open.names
	names[name]++
	if names[name] == 1 {
		return name
	}
	other := fmt.Sprintf("%s-%d", name, names[name])
	for ; names[other] > 0; other = fmt.Sprintf("%s-%d", name, names[name]) {
		names[name]++
	}
	names[other]++
	return other
}

// Poller waits on several sockets at once.
func (n *Node) Poller() *zmq.Poller { return zmq.NewPoller(n.ctx, n.owner) }

// Sleep waits for d of world time.
func (n *Node) Sleep(d time.Duration) {
	n.owner.Enter(n.ctx.Scene)
	if d > 0 {
		n.pass("sleep", d)
		n.passed("sleep")
	}
}

// Work is d of world time in which the program computes. A process that is slow
// needs so many times as long, and one that was frozen does the rest when it goes on.
func (n *Node) Work(d time.Duration) {
	n.owner.Enter(n.ctx.Scene)
	if d <= 0 {
		return
	}
	p := n.owner.Process()
	for left := d * time.Duration(max(p.Slow, 1)); left > 0; {
		begun, frozen := n.Now(), p.Lost
		n.pass("work", left)
		left -= n.Now() - begun - (p.Lost - frozen)
	}
	n.passed("work")
}

func (n *Node) pass(call string, d time.Duration) {
	until := n.ctx.Clock.Now() + d
	n.owner.Stand(n.ctx.Scene, event.TimerSet, event.Call{Call: call, Until: until.Microseconds()})
	n.ctx.Clock.Sleep(d)
	n.owner.Leave()
}

func (n *Node) passed(call string) {
	n.owner.Emit(n.ctx.Scene, event.Event{Kind: event.TimerFired, Call: call})
}

// Now is the world time since the run began.
func (n *Node) Now() time.Duration { return n.ctx.Clock.Now() }

// Rand is the run's chance: the same seed, the same run.
func (n *Node) Rand() *rand.Rand { return n.ctx.Clock.Rand() }

// Note says something to the reader.
func (n *Node) Note(format string, args ...any) {
	n.owner.Enter(n.ctx.Scene)
	n.owner.Emit(n.ctx.Scene, event.Event{Kind: event.Note, Text: fmt.Sprintf(format, args...)})
}

// State says what the program is now: "idle", "leader".
func (n *Node) State(format string, args ...any) {
	n.owner.Enter(n.ctx.Scene)
	n.open.text = fmt.Sprintf(format, args...)
	n.owner.Emit(n.ctx.Scene, event.Event{Kind: event.NodeState, Text: n.open.text})
}

// Text is what State said last.
func (n *Node) Text() string { return n.open.text }

// CloseAll closes what the program left open, as the end of its process would.
func (n *Node) CloseAll() {
	for _, s := range n.open.sockets {
		s.Close()
	}
	for _, c := range n.open.clients {
		c.Close()
	}
	for _, s := range n.open.servers {
		s.Close()
	}
}

// Text makes a message of these frames.
func Text(frames ...string) zmq4.Msg { return zmq4.NewMsgFromString(frames) }

// String is a message's last frame as text.
func String(m zmq4.Msg) string {
	if len(m.Frames) == 0 {
		return ""
	}
	return string(m.Frames[len(m.Frames)-1])
}
