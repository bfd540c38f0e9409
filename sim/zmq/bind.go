package zmq

import (
	"fmt"
	"net"
	"regexp"
	"slices"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// binding is one endpoint a socket is bound to.
type binding struct {
	sock      *Socket
	endpoint  string // tcp://tasks
	transport string
	address   string         // tcp://127.0.0.1:43121
	listener  *wire.Listener // nil: inproc
	made      options        // as they were when it was bound
	manner    string         // how it answers who connects: refuses, mute; "" accepts
}

// endpointForm is what an endpoint looks like: a transport, and a name that the world gives a place.
var endpointForm = regexp.MustCompile(`^(tcp|ipc|inproc)://([a-z0-9][a-z0-9-]{0,39})$`)

func parseEndpoint(endpoint string) (transport, name string, err error) {
	m := endpointForm.FindStringSubmatch(endpoint)
	if m == nil {
		return "", "", fmt.Errorf("endpoint %q is not tcp://, ipc:// or inproc:// and a name of small letters, digits and hyphens: %w", endpoint, EINVAL)
	}
	return m[1], m[2], nil
}

// Listen binds the socket to an endpoint; in ZeroMQ's words, zmq_bind.
func (s *Socket) Listen(endpoint string) error {
	s.by().Enter(s.ctx.Scene)
	transport, name, err := parseEndpoint(endpoint)
	switch {
	case s.closed:
		return s.failed("bind", ETERM)
	case err != nil:
		return s.failed("bind", err)
	case s.Reaches(endpoint):
		return s.failed("bind", fmt.Errorf("bind %s: %w", endpoint, errSelf))
	case s.ctx.bindings[endpoint] != nil:
		return s.failed("bind", fmt.Errorf("bind %s: %w", endpoint, EADDRINUSE))
	}
	b := &binding{sock: s, endpoint: endpoint, transport: transport, address: endpoint, made: s.opt.clone()}
	if transport != "inproc" {
		if err := b.listen(name); err != nil {
			return s.failed("bind", fmt.Errorf("bind %s: %v: %w", endpoint, err, EADDRINUSE))
		}
	}
	s.ctx.bindings[endpoint] = b
	s.bindings = append(s.bindings, b)
	s.by().Emit(s.ctx.Scene, event.Event{Kind: event.Bound, Socket: s.ID(), Endpoint: endpoint, Address: b.address, Transport: transport})
	s.ctx.joinWaiting(b)
	return nil
}

func (b *binding) listen(name string) error {
	ctx := b.sock.ctx
	l, err := ctx.Exchange.Listen(b.transport, name, ctx.addresses[b.endpoint], func(c net.Conn) { ctx.stranger(b, c) })
	if err != nil {
		return err
	}
	b.listener = l
	ctx.addresses[b.endpoint] = l.Addr().String()
	b.address = b.transport + "://" + l.Addr().String()
	return nil
}

// Unbind stops accepting at an endpoint. As in libzmq, connections made through
// it end, when what is queued for them is sent; on inproc they stay.
func (s *Socket) Unbind(endpoint string) error {
	s.by().Enter(s.ctx.Scene)
	for _, b := range s.bindings {
		if b.endpoint == endpoint {
			b.close()
			s.by().Emit(s.ctx.Scene, event.Event{Kind: event.Unbound, Socket: s.ID(), Endpoint: endpoint})
			b.hangUp()
			return nil
		}
	}
	return s.failed("unbind", fmt.Errorf("unbind %s: not bound there: %w", endpoint, EINVAL))
}

// hangUp ends the connections made through the endpoint.
func (b *binding) hangUp() {
	for _, p := range b.sock.ends() {
		if p.side == 1 && p.link.endpoint == b.endpoint && b.transport != "inproc" {
			p.finish(event.SocketClosed)
		}
	}
}

func (b *binding) close() {
	s := b.sock
	s.bindings = slices.DeleteFunc(s.bindings, func(o *binding) bool { return o == b })
	delete(s.ctx.bindings, b.endpoint)
	if b.listener != nil {
		b.listener.Close()
	}
}

// connectOnce are the types for which a second connection to an endpoint has no
// use: as in libzmq, a second Dial of it does nothing.
var connectOnce = []zmq4.SocketType{zmq4.Dealer, zmq4.Sub, zmq4.Pub, zmq4.Req}

// connectsTo tells whether it does; a connection that only lingers does not count.
func (s *Socket) connectsTo(endpoint string) bool { return slices.Contains(s.ConnectedTo(), endpoint) }

// errSelf refuses a link whose two ends are one socket: nobody could tell them apart.
var errSelf = fmt.Errorf("a socket cannot connect to itself: %w", EINVAL)

func (s *Socket) isBoundTo(endpoint string) bool {
	return slices.ContainsFunc(s.bindings, func(b *binding) bool { return b.endpoint == endpoint })
}

// Dial connects the socket to an endpoint; in ZeroMQ's words, zmq_connect. It
// does not fail because nobody is there yet.
func (s *Socket) Dial(endpoint string) error {
	s.by().Enter(s.ctx.Scene)
	transport, _, err := parseEndpoint(endpoint)
	switch {
	case s.closed:
		return s.failed("connect", ETERM)
	case err != nil:
		return s.failed("connect", err)
	case s.isBoundTo(endpoint):
		return s.failed("connect", fmt.Errorf("connect %s: %w", endpoint, errSelf))
	case transport != "inproc" && slices.Contains(connectOnce, s.typ) && s.connectsTo(endpoint):
		return nil
	}
	l := s.ctx.newLink(transport, endpoint)
	p := &pipe{link: l, side: 0, sock: s, made: s.opt.clone(), topics: map[string]bool{}}
	l.ends[0] = p
	s.links = append(s.links, l)
	l.status = statusConnecting
	s.by().Emit(s.ctx.Scene, l.described(event.Event{Kind: event.Connecting, Socket: s.ID()}))
	if !p.made.on(IMMEDIATE) && s.typ != "ROUTER" {
		if err := p.attach(); err != nil {
			l.end(p, event.Disconnected, event.Duplicate, "")
			return s.failed("connect", err)
		}
	}
	l.connect()
	return nil
}

// Disconnect ends what Dial began; queued messages are sent for as long as LINGER says.
func (s *Socket) Disconnect(endpoint string) error {
	s.by().Enter(s.ctx.Scene)
	if !s.connectsTo(endpoint) {
		return s.failed("disconnect", fmt.Errorf("disconnect %s: not connected there: %w", endpoint, EINVAL))
	}
	for _, l := range slices.Clone(s.links) {
		if l.endpoint == endpoint {
			l.ends[0].close(event.SocketClosed)
		}
	}
	return nil
}
