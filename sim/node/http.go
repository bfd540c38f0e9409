package node

import (
	"net/http"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/httpx"
	"patternscope/sim/scene"
)

// HTTP opens a client with a pool of connections of its own.
func (n *Node) HTTP(pool httpx.Pool, name ...string) *httpx.Client {
	c := n.web.NewClient(n.owner, n.called("http", name), pool)
	n.open.clients = append(n.open.clients, c)
	return c
}

// Handler answers a request. It runs beside the program, in a thread of its
// own, of which n is the view.
type Handler func(n *Node, w http.ResponseWriter, r *http.Request)

// Serve begins to answer requests for http://name/. It returns at once.
func (n *Node) Serve(name string, h Handler) (*httpx.Server, error) {
	s, err := n.web.Listen(n.owner, n.called("http", nil), name, func(o *scene.Owner, w http.ResponseWriter, r *http.Request) {
		h(n.thread(o), w, r)
	})
	if err == nil {
		n.open.servers = append(n.open.servers, s)
	}
	return s, err
}

// Forever waits until the program is ended from outside, as a server's main does.
func (n *Node) Forever() {
	n.owner.Enter(n.ctx.Scene)
	n.owner.Stand(n.ctx.Scene, event.Waiting, event.Call{Call: "serve"})
	n.ctx.Clock.Wait(clock.Forever)
}
