package interop

import (
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/node"
	"patternscope/sim/pattern"
)

// chatting are two programs that talk for ever: whatever a stranger does, they must go on.
func chatting() []pattern.Node {
	return []pattern.Node{
		{Name: "asker", Run: func(n *node.Node) {
			req := n.Socket(zmq4.Req)
			req.Dial(n.Endpoint("chat"))
			for {
				req.Send(node.Text("well?"))
				if _, err := req.Recv(); err != nil {
					return
				}
				n.Sleep(20 * time.Millisecond)
			}
		}},
		{Name: "answerer", Run: func(n *node.Node) {
			rep := n.Socket(zmq4.Rep)
			rep.Listen(n.Endpoint("chat"))
			for {
				if _, err := rep.Recv(); err != nil {
					return
				}
				rep.Send(node.Text("well!"))
			}
		}},
	}
}

// chats waits until the two have talked on after seq.
func (s *stage) chats(seq int64) {
	s.T.Helper()
	for range 3 {
		seq = s.Until(seq, "a reply to asker", func(e event.Event) bool {
			return e.Kind == event.Received && e.Socket == "asker.req"
		}).Seq
	}
}
