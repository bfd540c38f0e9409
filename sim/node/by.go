package node

import (
	"patternscope/sim/httpx"
	"patternscope/sim/zmq"
)

// What a world knows of a program's sockets. None of it is for programs.

// Sockets are those that are open.
func (n *Node) Sockets() []*zmq.Socket {
	var out []*zmq.Socket
	for _, s := range n.open.sockets {
		if !s.Closed() {
			out = append(out, s)
		}
	}
	return out
}

// Client is its HTTP client of that id; nil: it has none.
func (n *Node) Client(id string) *httpx.Client {
	for _, c := range n.open.clients {
		if c.ID == id && !c.Closed() {
			return c
		}
	}
	return nil
}

// Serves are the names it answers HTTP requests for.
func (n *Node) Serves() []string {
	var out []string
	for _, s := range n.open.servers {
		if !s.Closed() {
			out = append(out, s.Name())
		}
	}
	return out
}
