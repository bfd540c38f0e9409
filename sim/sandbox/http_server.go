package sandbox

import (
	"io"
	"net/http"

	"patternscope/sim/act"
	"patternscope/sim/node"
)

func httpServer() Kind {
	return Kind{
		Kind: "http-server", Title: "HTTP server", Group: "HTTP", File: "http_server.go",
		Help: "Answers requests for the name it is bound to, each in a thread of its own, after some think time.",
		Settings: []act.Field{
			think("300"), number("status", "Status", "", 200, 599, "200"), text("body", "Body of the answer", "world"),
		},
		Sockets: []Slot{{Name: "http", Types: []string{HTTP}, Side: "bind"}},
		run:     serve,
	}
}

// An HTTP server thinks about each request, and answers.
func serve(n *node.Node, d *Node) {
	n.Serve(d.Sockets[0].Bind[0], func(n *node.Node, w http.ResponseWriter, r *http.Request) {
		n.Work(d.millis("think"))
		w.WriteHeader(d.number("status"))
		if status := d.number("status"); status != http.StatusNoContent && status != http.StatusNotModified {
			io.WriteString(w, d.text("body"))
		}
	})
	d.openRest(n)
	n.Forever()
}
