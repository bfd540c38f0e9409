package httpx

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"patternscope/sim/clock"
	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// Pool says how a client uses connections.
type Pool struct {
	Max     int           // connections to one server at the same time; 0: any number
	Close   bool          // a new connection for each request (Connection: close)
	HTTP2   bool          // all requests to one server share one connection, at the same time: streams of HTTP/2, with prior knowledge
	Timeout time.Duration // world time for a whole request; 0: none
}

// Client sends requests to the servers of its world, through a pool of its own.
// It is an http.RoundTripper for programs that have the turn.
type Client struct {
	*socket
	web   *Web
	pool  Pool
	hosts map[string]*host
	sent  int // requests, for their number
	// futures counts those made.
	futures int
}

// NewClient opens a client.
func (w *Web) NewClient(owner *scene.Owner, name string, pool Pool) *Client {
	return &Client{socket: newSocket(w.Scene, owner, name), web: w, pool: pool, hosts: map[string]*host{}}
}

// Close ends the connections that no request is under way on, as the end of the
// client's process would.
func (c *Client) Close() {
	if c.closed {
		return
	}
	c.closed = true
	for _, name := range slices.Sorted(maps.Keys(c.hosts)) {
		c.hosts[name].close()
	}
	c.owner.Emit(c.scene, event.Event{Kind: event.Closed, Socket: c.ID})
}

// Do sends a request and waits for the head of its response. Until the
// response's body is read to its end or closed, the connection is taken.
func (c *Client) Do(req *http.Request) (*http.Response, error) {
	return c.do(c.scene.Running(c.owner), req)
}

// RoundTrip is Do: a client can stand behind a proxy.
func (c *Client) RoundTrip(req *http.Request) (*http.Response, error) { return c.Do(req) }

func (c *Client) do(owner *scene.Owner, req *http.Request) (*http.Response, error) {
	owner.Enter(c.scene)
	deadline := clock.Forever
	call := event.Call{Call: "request", Socket: c.ID}
	if c.pool.Timeout > 0 {
		deadline = c.scene.Clock.Now() + c.pool.Timeout
		call.Until = deadline.Microseconds()
	}
	owner.Ask(c.scene, call, req.Method+" "+req.URL.Path)
	resp, err := c.exchange(owner, req, deadline)
	owner.Leave()
	if err != nil {
		owner.Emit(c.scene, event.Event{Kind: event.Failed, Call: "request", Socket: c.ID, Reason: reasonOf(err), Text: err.Error()})
	}
	return resp, err
}

func (c *Client) exchange(owner *scene.Owner, req *http.Request, deadline time.Duration) (*http.Response, error) {
	if err := ofThisWorld(req.URL); err != nil {
		return nil, err
	}
	conn, err := c.host(req.URL.Host).get(owner, deadline)
	if err != nil {
		return nil, asked(req, err)
	}
	x, err := c.begin(conn, req, deadline)
	if err != nil {
		conn.put(true)
		return nil, asked(req, err)
	}
	late := x.wait(deadline)
	if x.err != nil {
		x.close()
		conn.link.abandon(0, x.stream)
		conn.drop()
		return nil, x.why(req, late)
	}
	conn.link.takeHead(x, owner)
	x.resp.Body = &body{x: x, deadline: deadline, inner: x.resp.Body, done: conn.put}
	return x.resp, nil
}

// begin hands a request to net/http, which answers in a goroutine of its own.
func (c *Client) begin(conn *conn, req *http.Request, deadline time.Duration) (*exchange, error) {
	out, size, cancel, err := prepared(req)
	if err == nil && c.pool.HTTP2 {
		err = conn.link.h2.fits(size, deadline)
	}
	if err != nil {
		return nil, err
	}
	c.sent++
	x := &exchange{link: conn.link, number: c.sent, cancel: cancel, open: true}
	conn.link.begin(x)
	conn.link.talk.next = label{req.Method + " " + req.URL.Path, c.sent}
	c.web.open[x] = struct{}{}
	x.owe(&x.writing)
	out.Close = c.pool.Close && !c.pool.HTTP2
	c.scene.Exchange.Go(func() {
		resp, err := conn.http.RoundTrip(out)
		if !c.scene.Clock.Post(func() { x.finish(resp, err) }) && resp != nil {
			resp.Body.Close()
		}
	})
	return x, nil
}

// why there is no answer. A lost connection net/http tells in several ways, by chance.
func (x *exchange) why(req *http.Request, late bool) error {
	switch {
	case late:
		return asked(req, ErrTimeout)
	case x.link.over:
		return asked(req, ErrLost)
	}
	return x.err
}

// asked says what was attempted.
func asked(req *http.Request, err error) error {
	return fmt.Errorf("%s %s: %w", req.Method, req.URL.Redacted(), err)
}

// prepared is the request as net/http gets it: its body was read with the turn,
// and nobody cancels it but the client.
func prepared(req *http.Request) (out *http.Request, size int, cancel context.CancelFunc, err error) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(req.Context()))
	out = req.WithContext(ctx)
	if req.Body == nil || req.Body == http.NoBody {
		return out, 0, cancel, nil
	}
	content, err := io.ReadAll(req.Body)
	req.Body.Close()
	out.Body = io.NopCloser(bytes.NewReader(content))
	return out, len(content), cancel, err
}

// ofThisWorld refuses what cannot be the name of a server here: addresses,
// names with dots, ports, other schemes.
func ofThisWorld(u *url.URL) error {
	if u.Scheme != "http" || u.Host == "" || u.Host == "localhost" || strings.ContainsAny(u.Host, ".:[]") {
		return fmt.Errorf("%s: %w", u.Redacted(), ErrUnknown)
	}
	return nil
}

// Errors of a request, beside net/http's own.
var (
	ErrRefused = errors.New("connection refused")
	ErrTimeout = errors.New("timeout: nobody knows whether the work was done")
	ErrLost    = errors.New("the connection ended before the response: nobody knows whether the work was done")
	ErrUnknown = errors.New("no such server in this world")
)

func reasonOf(err error) event.Reason {
	var timeout net.Error
	switch {
	case errors.Is(err, ErrRefused):
		return event.NobodyThere
	case errors.Is(err, ErrTimeout), errors.Is(err, ErrUnanswered), errors.As(err, &timeout) && timeout.Timeout():
		return event.Timeout
	case errors.Is(err, ErrUnknown):
		return event.Denied
	}
	return event.PeerGone
}
