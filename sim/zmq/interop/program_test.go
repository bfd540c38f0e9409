package interop

import (
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/node"
	"patternscope/sim/pattern"
	"patternscope/sim/zmq"
)

// talker is one socket, in a program of the world or in libzmq.
type talker interface {
	Send(frames ...string) error
	Recv() ([]string, error)
	Set(option string, value any)
	Kind() string // SUB
	// Rest waits a few milliseconds.
	Rest()
}

// glass is the socket of a program.
type glass struct {
	*zmq.Socket
	node *node.Node
}

func (g glass) Send(frames ...string) error { return g.Socket.Send(node.Text(frames...)) }

func (g glass) Recv() ([]string, error) {
	m, err := g.Socket.Recv()
	return texts(m), err
}

func (g glass) Set(option string, value any) {
	if err := g.SetOption(option, value); err != nil {
		panic(err)
	}
}

func (g glass) Kind() string { return string(g.Type()) }

func (g glass) Rest() { g.node.Sleep(5 * time.Millisecond) }

// pause waits until the test wakes it.
func (g glass) pause() { g.node.Sleep(1000 * time.Hour) }

func texts(m zmq4.Msg) []string {
	var out []string
	for _, f := range m.Frames {
		out = append(out, string(f))
	}
	return out
}

// script is what a program does with its socket.
type script struct {
	pattern.Node
	done chan error // what came of it
}

// program is a node with one socket, bound to the endpoint of its own name. It
// stays when its script has come to its end.
func program(name, typ string, options map[string]any, run func(g glass) error) *script {
	p := &script{done: make(chan error, 1)}
	p.Name = name
	p.Run = func(n *node.Node) {
		g := glass{n.Socket(zmq4.SocketType(typ)), n}
		for option, value := range options {
			g.Set(option, value)
		}
		if err := g.Listen(n.Endpoint(name)); err != nil {
			p.done <- err
			return
		}
		p.done <- run(g)
		g.pause()
	}
	return p
}

// silent is a program that leaves its socket alone.
func silent(name, typ string, options map[string]any) pattern.Node {
	return program(name, typ, options, func(g glass) error { g.pause(); return nil }).Node
}

// ends waits for the script to come to its end, as it must.
func (p *script) ends(t *testing.T) {
	t.Helper()
	select {
	case err := <-p.done:
		if err != nil {
			t.Errorf("%s: %v", p.Name, err)
		}
	case <-time.After(patience):
		t.Fatalf("%s does not come to an end", p.Name)
	}
}
