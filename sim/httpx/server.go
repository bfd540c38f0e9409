package httpx

import (
	"fmt"
	"net"
	"net/http"
	"sync"

	"patternscope/sim/event"
	"patternscope/sim/scene"
	"patternscope/sim/wire"
)

// Handler answers a request, as a task with an owner of its own: a server
// handles several requests at once.
type Handler func(owner *scene.Owner, w http.ResponseWriter, r *http.Request)

// Server is an http.Server of this world.
type Server struct {
	*socket
	web      *Web
	name     string
	handler  Handler
	listener *wire.Listener // nil: inproc
	incoming *incoming
	http     http.Server
	manner   string // how it answers who connects: refuses, mute; "" accepts
}

// Listen starts a server under a name, for the clients of its world.
func (w *Web) Listen(owner *scene.Owner, socketName, name string, h Handler) (*Server, error) {
	if w.closed {
		return nil, fmt.Errorf("listen %s: the world has ended", name)
	}
	if w.servers[name] != nil {
		return nil, fmt.Errorf("listen %s: address already in use", name)
	}
	s := &Server{socket: newSocket(w.Scene, owner, socketName), web: w, name: name, handler: h, incoming: newIncoming()}
	address := "inproc://" + name
	if w.Transport != "inproc" {
		l, err := w.Exchange.Listen(w.Transport, "http-"+name, w.addresses[name], s.stranger)
		if err != nil {
			return nil, fmt.Errorf("listen %s: %w", name, err)
		}
		s.listener = l
		w.addresses[name] = l.Addr().String()
		address = "http://" + l.Addr().String()
		if w.Transport == "ipc" {
			address = "unix:" + l.Addr().String()
		}
	}
	w.servers[name] = s
	endpoint := "http://" + name
	s.bound = append(s.bound, event.Binding{Endpoint: endpoint, Address: address})
	owner.Emit(w.Scene, event.Event{Kind: event.Bound, Socket: s.ID, Endpoint: endpoint, Address: address, Transport: w.Transport})
	s.http.Handler = http.HandlerFunc(s.serve)
	s.http.Protocols, s.http.HTTP2 = &http.Protocols{}, &http.HTTP2Config{MaxReceiveBufferPerConnection: h2Room}
	s.http.Protocols.SetHTTP1(true)
	s.http.Protocols.SetUnencryptedHTTP2(true)
	w.Exchange.Go(func() { s.http.Serve(s.incoming) })
	return s, nil
}

// Name is the name it answers for: http://name/.
func (s *Server) Name() string { return s.name }

// Close stops listening; connections stay until they end.
func (s *Server) Close() { s.shut("") }

func (s *Server) shut(why event.Reason) {
	if s.closed {
		return
	}
	s.closed = true
	s.bound = nil
	delete(s.web.servers, s.name)
	if s.listener != nil {
		s.listener.Close()
	}
	s.incoming.Close()
	s.owner.Emit(s.scene, event.Event{Kind: event.Closed, Socket: s.ID, Reason: why})
}

// take hands a new connection to net/http.
func (s *Server) take(c *stream) { s.incoming.put(c) }

// serve is called by net/http in a goroutine of its own; the handler runs as a task, and this waits for it.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	done := make(chan any, 1)
	l := r.Context().Value(http.LocalAddrContextKey).(net.Addr).(linked).link
	body := &requestBody{link: l, inner: r.Body}
	a := &answer{link: l, inner: w, body: body, head: r.Method == http.MethodHead}
	defer a.leave()
	if expects(r) {
		body.invite = func() { a.WriteHeader(http.StatusContinue) }
	}
	posted := s.scene.Clock.Post(func() {
		a.in = l.entered(s.scene.Beside(s.owner, func(own *scene.Owner) {
			defer func() { done <- s.left(own, a, recover()) }()
			own.Line = 0
			s.handler(own, a, a.request(r))
			a.finish()
		}))
		body.in = a.in
	})
	if !posted {
		return
	}
	select {
	case flaw := <-done:
		if flaw != nil {
			panic(http.ErrAbortHandler) // as the handler did: net/http closes the connection
		}
	case <-s.web.quit:
	}
}

// left is when a handler has returned, or panicked with a flaw. The server goes
// on; a panic costs the connection, of HTTP/2 the stream, and
// http.ErrAbortHandler is no more than that.
func (s *Server) left(own *scene.Owner, a *answer, flaw any) any {
	l := a.link
	if flaw != nil && l.h2 != nil {
		a.drain() // else net/http would say of each part that it comes too late
	}
	if flaw != nil && flaw != http.ErrAbortHandler {
		own.Emit(s.scene, event.Event{Kind: event.Failed, Call: "handler", Socket: s.ID, Link: l.id, Text: fmt.Sprint(flaw)})
	}
	l.left(a.in)
	if d := l.duplexes[1]; d != nil && flaw != nil {
		d.Close()
	}
	return flaw
}

// incoming is a net.Listener of connections that were accepted with the turn.
type incoming struct {
	mu     sync.Mutex
	cond   sync.Cond
	queue  []*stream
	closed bool
}

func newIncoming() *incoming {
	i := &incoming{}
	i.cond.L = &i.mu
	return i
}

func (i *incoming) put(s *stream) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.queue = append(i.queue, s)
	i.cond.Signal()
}

func (i *incoming) Accept() (net.Conn, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for len(i.queue) == 0 && !i.closed {
		i.cond.Wait()
	}
	if i.closed {
		return nil, net.ErrClosed
	}
	s := i.queue[0]
	i.queue = i.queue[1:]
	return s, nil
}

func (i *incoming) Close() error {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.closed = true
	i.cond.Broadcast()
	return nil
}

func (i *incoming) Addr() net.Addr { return address("incoming") }
