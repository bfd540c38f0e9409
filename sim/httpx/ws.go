package httpx

import (
	"fmt"
	"net"
	"net/http"
	"net/url"

	"github.com/gorilla/websocket"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// WebSocket opens a websocket (RFC 6455) to a server of this world: ws://name/path.
// It costs what a request costs, over a connection of its own that is no part
// of the pool: a GET that asks to upgrade, the answer 101, and from then on
// both ends may speak at any time. Reading waits in world time; read deadlines
// there are none. The server's side is a handler that calls
// websocket.Upgrader's Upgrade.
func (c *Client) WebSocket(address string, header http.Header) (*websocket.Conn, *http.Response, error) {
	owner := c.scene.Running(c.owner)
	owner.Enter(c.scene)
	to, err := url.Parse(address)
	if err != nil {
		return nil, nil, fmt.Errorf("open a websocket: %w", err)
	}
	what := label{http.MethodGet + " " + to.Path, c.sent + 1}
	owner.Ask(c.scene, event.Call{Call: "request", Socket: c.ID}, what.text)
	dialer := websocket.Dialer{NetDial: func(string, string) (net.Conn, error) { return c.own(owner, to, what) }}
	conn, resp, err := dialer.Dial(address, header)
	owner.Leave()
	if err != nil {
		err = fmt.Errorf("open the websocket %s: %w", address, err)
		owner.Emit(c.scene, event.Event{Kind: event.Failed, Call: "request", Socket: c.ID, Reason: reasonOf(err), Text: err.Error()})
	}
	return conn, resp, err
}

// own opens a connection for one websocket, over which a request is about to go.
func (c *Client) own(owner *scene.Owner, to *url.URL, what label) (net.Conn, error) {
	plain := *to
	plain.Scheme = map[string]string{"ws": "http"}[to.Scheme]
	if err := ofThisWorld(&plain); err != nil {
		return nil, err
	}
	l := newLink(c.web, c.socket, c.web.transport(to.Host), to.Host)
	if err := c.web.connect(l, owner, clock.Forever); err != nil {
		return nil, err
	}
	c.sent++
	l.talk.next = what
	return l.duplex(0), nil
}
