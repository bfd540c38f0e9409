package event

import (
	"fmt"
	"strings"
)

// ofHTTP says what happened to an HTTP client, a server or a connection of
// theirs, where the words for ZeroMQ's sockets would not be true of it.
func (e Event) ofHTTP() string {
	if !isHTTP(e.Socket) && !isHTTP(e.Peer) {
		return ""
	}
	if s := e.ofHTTPConnection(); s != "" {
		return s
	}
	me, peer, m := socketName(e.Socket), socketName(e.Peer), e.Name()
	switch {
	case e.Kind == Failed:
		return e.failedHTTP(me)
	case e.Kind == Requested && e.Thread != 0:
		return fmt.Sprintf("A thread of %s asks %s and waits for the response.", e.Node, e.Text)
	case e.Message == 0:
		return ""
	}
	switch e.Kind {
	case Queued:
		return fmt.Sprintf("%s waits at %s to go out to %s, %s in line.", m, me, peer, ordinal(e.Depth))
	case Arrived:
		if e.Depth > 0 {
			return fmt.Sprintf("%s has arrived at %s and waits to be read, %s in line.", m, me, ordinal(e.Depth))
		}
	case Dropped:
		if e.Reason == SocketClosed {
			return fmt.Sprintf("%s is lost: nobody at %s reads it any more.", m, me)
		}
	}
	return ""
}

func (e Event) ofHTTPConnection() string {
	me, peer := socketName(e.Socket), socketName(e.Peer)
	switch e.Kind {
	case Joined:
		return fmt.Sprintf("%s, %s, comes in: it speaks HTTP with %s.", e.Node, e.Text, peer)
	case Opened:
		return fmt.Sprintf("%s is ready to speak HTTP.", me)
	case Bound:
		return fmt.Sprintf("%s listens as %s: whoever asks now is answered.", me, e.Endpoint)
	case Closed:
		return fmt.Sprintf("%s listens no longer.", me)
	case Connecting:
		if e.Transport == "inproc" {
			return fmt.Sprintf("%s turns to http://%s, in the same process.", me, e.Endpoint)
		}
		return fmt.Sprintf("%s opens a connection to http://%s: it waits a round trip before it can ask.", me, e.Endpoint)
	case Accepted:
		if strings.HasPrefix(e.Peer, Stranger) {
			return fmt.Sprintf("%s accepts a connection from outside.", me)
		}
		return fmt.Sprintf("%s accepts a connection of %s.", me, peer)
	case Connected:
		return fmt.Sprintf("The connection of %s with %s is open: a request can go out.", me, peer)
	case Refused:
		if e.Reason == NobodyThere {
			return fmt.Sprintf("Nobody listens there: %s is refused at once, and nothing is queued.", me)
		}
		if e.Reason == Timeout && e.Peer == "" {
			return fmt.Sprintf("Nobody answered %s in time: it has no connection.", me)
		}
		return fmt.Sprintf("%s sends %s away (%s): %s.", me, peer, e.Reason, strings.TrimRight(e.Text, "."))
	case Disconnected:
		return e.goneHTTP(me, peer)
	}
	return ""
}

func (e Event) goneHTTP(me, peer string) string {
	switch e.Reason {
	case SocketClosed:
		return fmt.Sprintf("%s closes its connection with %s.", me, peer)
	case Reset:
		return fmt.Sprintf("The connection between %s and %s is broken: both ends are gone, and what was under way is lost.", me, peer)
	case PeerGone:
		return fmt.Sprintf("The connection between %s and %s has ended.", me, peer)
	}
	return fmt.Sprintf("The connection between %s and %s is broken off: %s.", me, peer, e.Reason)
}

func (e Event) failedHTTP(me string) string {
	text := strings.TrimRight(e.Text, ".")
	switch e.Call {
	case "request":
		return fmt.Sprintf("A request of %s failed: %s.", me, text)
	case "handler":
		return fmt.Sprintf("A handler of %s failed: %s. That costs the connection.", me, text)
	case "body":
		return fmt.Sprintf("%s gives up on the rest of the response: %s.", me, text)
	}
	return ""
}

// isHTTP tells whether a socket speaks HTTP: then it is called http, or http- and more.
func isHTTP(id string) bool {
	name := id[strings.LastIndexByte(id, '.')+1:]
	return name == "http" || strings.HasPrefix(name, "http-")
}

// httpName says whose "server.http" is, "server", and what it is called beyond
// that: "receiver.http-client" is "receiver's client".
func httpName(id string) string {
	i := strings.LastIndexByte(id, '.')
	name := strings.TrimPrefix(strings.TrimPrefix(id[i+1:], "http"), "-")
	if strings.Trim(name, "0123456789") == "" { // the program's only one, or one of several alike
		return id[:i]
	}
	return id[:i] + "'s " + name
}

// ordinal counts a place in a line.
func ordinal(n int) string {
	switch {
	case n%100 >= 11 && n%100 <= 13:
	case n%10 == 1:
		return fmt.Sprintf("%dst", n)
	case n%10 == 2:
		return fmt.Sprintf("%dnd", n)
	case n%10 == 3:
		return fmt.Sprintf("%drd", n)
	}
	return fmt.Sprintf("%dth", n)
}
