package event

import (
	"fmt"
	"strings"
)

// Sentence says the event in one plain sentence, for the story and for a
// screen reader. It uses nothing but the event.
func Sentence(e Event) string {
	if s := e.ofHand(); s != "" {
		return s
	}
	if s := e.ofHTTP(); s != "" {
		return s
	}
	if s := e.ofProgram(); s != "" {
		return s
	}
	if s := e.ofSocket(); s != "" {
		return s
	}
	return e.ofMessage()
}

func (e Event) ofProgram() string {
	switch e.Kind {
	case Acted:
		return fmt.Sprintf("By hand: %s.", e.Text)
	case Started:
		return e.Node + " starts."
	case Stopped:
		return e.Node + " has come to its end."
	case Crashed:
		return fmt.Sprintf("%s crashed: %s.", e.Node, e.Text)
	case Restarted:
		return e.again()
	case Frozen:
		return e.Node + " is frozen: it neither reads nor writes nor computes."
	case Thawed:
		return e.Node + " goes on where it stood."
	case Slowed:
		return e.slowed()
	case Planned:
		return e.planned()
	case Added:
		return fmt.Sprintf("%s comes onto the stage.", e.Node)
	case Moved:
		return fmt.Sprintf("%s moves to column %d, row %d of the stage.", e.Node, e.Column, e.Row)
	case Removed:
		return e.Node + " leaves the stage."
	case Joined:
		return fmt.Sprintf("%s, %s with a %s socket, comes in at %s.", e.Node, e.Text, e.Type, socketName(e.Peer))
	case Left:
		return e.Node + " has left."
	case Note:
		return fmt.Sprintf("%s says: %s.", e.Node, strings.TrimRight(e.Text, "."))
	case NodeState:
		return fmt.Sprintf("%s is now: %s.", e.Node, e.Text)
	case TimerSet:
		return fmt.Sprintf("%s %ss for %s.", e.Node, e.Call, seconds(e.Until-e.At))
	case TimerFired:
		return fmt.Sprintf("%s has %s.", e.Node, map[string]string{"sleep": "slept", "work": "done its work"}[e.Call])
	case Waiting:
		if s := standing[e.Call]; s != "" {
			return e.Node + s
		}
		return fmt.Sprintf("%s waits in Recv: nothing has come to %s.", e.Node, socketName(e.Socket))
	case Blocked:
		return fmt.Sprintf("%s is blocked in Send: %s has nobody with room for a message.", e.Node, socketName(e.Socket))
	case Resumed:
		if e.Call == "thread" {
			return fmt.Sprintf("A thread of %s has ended.", e.Node)
		}
		return fmt.Sprintf("%s goes on after %s: there is room again.", e.Node, seconds(e.Waited))
	case Requested:
		return fmt.Sprintf("%s asks %s and waits for the response.", e.Node, e.Text)
	case ConnectionWaiting:
		return fmt.Sprintf("%s must wait: all %d connections of its pool are taken.", e.Node, e.Number)
	case FutureCreated:
		return fmt.Sprintf("%s sends %s in the background and goes on.", e.Node, e.Text)
	case FutureResolved:
		if e.Reason != "" {
			return fmt.Sprintf("%s hears that its request %s has failed.", e.Node, e.Text)
		}
		return fmt.Sprintf("The response to %s of %s is there.", e.Text, e.Node)
	case Failed:
		return fmt.Sprintf("%s: %s failed, %s.", e.Node, e.Call, strings.TrimRight(e.Text, "."))
	}
	return ""
}

// standing says in what a program waits, when that is not Recv.
var standing = map[string]string{
	"poll":   " polls its sockets: nothing yet.",
	"signal": " waits until there is something to tell, and keeps the request open.",
	"serve":  " serves: each request gets a thread of its own.",
	"body":   " reads the body of the response: the next part is not there yet.",
	"future": " waits for a response that it asked for before.",

	"websocket": " waits for the next message on its websocket.",
}

func (e Event) ofSocket() string {
	me, peer := socketName(e.Socket), socketName(e.Peer)
	switch e.Kind {
	case Opened:
		return fmt.Sprintf("%s opens a %s socket.", e.Node, e.Type)
	case Option:
		if topic, is := strings.CutPrefix(e.Text, "SUBSCRIBE="); is {
			return fmt.Sprintf("%s wants %s.", me, topicName(topic))
		}
		return fmt.Sprintf("%s sets %s.", me, e.Text)
	case Bound:
		return fmt.Sprintf("%s binds to %s: others can connect now.", me, e.Endpoint)
	case Unbound:
		return fmt.Sprintf("%s is no longer bound to %s.", me, e.Endpoint)
	case Connecting:
		return fmt.Sprintf("%s connects to %s; the call returns at once.", me, e.Endpoint)
	case Retried:
		switch e.Reason {
		case Lost:
			return fmt.Sprintf("The try of %s to connect was lost on its way. It tries again in %s, by itself.", me, seconds(e.Until-e.At))
		case Timeout:
			return fmt.Sprintf("Nobody answered %s in time. It tries again in %s, by itself.", me, seconds(e.Until-e.At))
		}
		return fmt.Sprintf("Nobody is bound there yet. %s tries again in %s, by itself.", me, seconds(e.Until-e.At))
	case Accepted:
		if strings.HasPrefix(e.Peer, Stranger) {
			return fmt.Sprintf("%s accepts a connection from outside; the handshake begins.", me)
		}
		return fmt.Sprintf("%s accepts a connection of %s; the handshake begins.", me, peer)
	case Connected:
		return fmt.Sprintf("%s is connected with %s.", me, peer)
	case Refused:
		return fmt.Sprintf("%s refuses the connection (%s): %s.", me, e.Reason, strings.TrimRight(e.Text, "."))
	case Disconnected:
		return e.gone(me, peer)
	case ConnectionReused:
		if e.Number > 1 {
			return fmt.Sprintf("%s sends one more request over the same connection: %d streams to %s are open at once.", me, e.Number, peer)
		}
		return fmt.Sprintf("%s has an idle connection to %s and uses it again.", me, peer)
	case Closed:
		if e.Reason == Killed {
			return fmt.Sprintf("%s is gone with its process: it does not linger.", me)
		}
		return fmt.Sprintf("%s is closed.", me)
	case Subscribed:
		return fmt.Sprintf("%s has asked %s for %s.", peer, me, topicName(e.Topic))
	case Unsubscribed:
		return fmt.Sprintf("%s no longer wants %s from %s.", peer, topicName(e.Topic), me)
	}
	return ""
}

func (e Event) gone(me, peer string) string {
	again := ""
	if e.Until > 0 {
		again = fmt.Sprintf(" It tries again in %s.", seconds(e.Until-e.At))
	}
	switch {
	case peer == "":
		return fmt.Sprintf("%s gives up connecting.", me)
	case e.Reason == SocketClosed:
		return fmt.Sprintf("%s hangs up on %s.", me, peer)
	case e.Reason == Killed:
		return fmt.Sprintf("The connection of %s with %s is reset: its process is gone.", me, peer)
	case e.Reason == Duplicate:
		return fmt.Sprintf("%s hangs up on %s: another peer of the same identity has taken over.", me, peer)
	case e.Reason == Reset:
		return fmt.Sprintf("The connection between %s and %s is broken: the end at %[1]s is gone.%[3]s", me, peer, again)
	case e.Reason == Timeout:
		return fmt.Sprintf("%s has heard nothing of %s for too long and takes it for dead.%s", me, peer, again)
	}
	return fmt.Sprintf("%s has lost its connection with %s.%s", me, peer, again)
}

func (e Event) ofMessage() string {
	me, peer, m := socketName(e.Socket), socketName(e.Peer), e.Name()
	if e.Message == 0 {
		m = "a " + Thing(e.What)
	}
	switch e.Kind {
	case Send:
		if e.Link != "" {
			return fmt.Sprintf("%s writes %s to its connection with %s.", me, m, peer)
		}
		if e.Copies > 1 {
			return fmt.Sprintf("%s sends %s: %d peers, each is looked at in turn.", e.Node, m, e.Copies)
		}
		return fmt.Sprintf("%s sends %s; the call has returned, nothing has moved yet.", e.Node, m)
	case Queued:
		if peer == "" {
			return fmt.Sprintf("%s goes into the queue of %s, %d of %s; there is no connection yet.", m, me, e.Depth, atMost(e.HWM))
		}
		return fmt.Sprintf("%s goes into the queue of %s for %s, %d of %s.", m, me, peer, e.Depth, atMost(e.HWM))
	case Sent:
		if e.Message == 0 {
			return fmt.Sprintf("%s flies from %s to %s.", sentenceCase(m), me, peer)
		}
		return fmt.Sprintf("%s flies from %s to %s.", m, me, peer)
	case Arrived:
		if e.Message == 0 || e.Depth == 0 {
			return fmt.Sprintf("%s has arrived at %s.", sentenceCase(m), me)
		}
		return fmt.Sprintf("%s has arrived in the receive queue of %s, %d of %s.", m, me, e.Depth, atMost(e.HWM))
	case Received:
		if e.Message == 0 {
			return fmt.Sprintf("%s receives a %s: %s.", e.Node, Thing(e.What), topicName(e.Topic))
		}
		return fmt.Sprintf("%s receives %s.", e.Node, m)
	case Filtered:
		if e.Place == AtReceiveQueue {
			return fmt.Sprintf("%s is no longer wanted at %s.", m, me)
		}
		if peer == "" {
			return fmt.Sprintf("Nobody is connected yet who could have asked for %s: it stays at %s.", m, me)
		}
		return fmt.Sprintf("%s has not asked for %s: this copy stays at %s.", peer, m, me)
	case Dropped:
		return e.lost(m, me, peer)
	}
	return ""
}

func (e Event) lost(m, me, peer string) string {
	m = sentenceCase(m)
	switch e.Reason {
	case HWM:
		return fmt.Sprintf("%s drops this copy of %s. The queue to %s is full, and nobody is told.", me, m, peer)
	case NoPeer:
		return fmt.Sprintf("%s is dropped: nobody is connected to %s.", m, me)
	case Unroutable:
		return fmt.Sprintf("%s is dropped: %s knows no peer of that identity, and says nothing.", m, me)
	case Linger:
		return fmt.Sprintf("%s is dropped: %s was closed and its linger time is over.", m, me)
	case Killed:
		return fmt.Sprintf("%s is lost: it was in a queue of %s, and that process is gone.", m, me)
	case SocketClosed:
		return fmt.Sprintf("%s is lost: the socket it was for has been closed.", m)
	case PeerGone, Reset:
		return fmt.Sprintf("%s is lost with the connection.", m)
	case ByHand:
		return fmt.Sprintf("%s is taken away by hand: it is lost, and nobody is told.", m)
	case Conflated:
		return fmt.Sprintf("%s is replaced by a newer message.", m)
	case Stale:
		return fmt.Sprintf("%s discards %s: it is not the reply it waits for.", me, m)
	case Malformed:
		if e.Place == AtSend {
			return fmt.Sprintf("%s is dropped: it is an identity and no message.", m)
		}
		return fmt.Sprintf("%s discards %s: there is no delimiter where one must be.", me, m)
	}
	return fmt.Sprintf("%s is dropped at %s: %s.", m, me, e.Reason)
}

// Thing names a parcel that is no message: "greeting", "subscription".
func Thing(what string) string {
	switch what {
	case WhatSubscribe:
		return "subscription"
	case WhatCancel:
		return "cancellation"
	case WhatH2Preface:
		return "connection preface, SETTINGS in it,"
	case WhatH2SettingsAck, WhatH2PingAck:
		return frameName(strings.TrimSuffix(what, "-ack")) + " frame with ACK"
	case WhatH2Settings, WhatH2Ping, WhatH2WindowUpdate, WhatH2RSTStream, WhatH2GoAway, WhatH2Priority, WhatH2PriorityUpdate:
		return frameName(what) + " frame"
	}
	return what
}

// frameName is a frame of HTTP/2 as RFC 9113 writes it: "h2-rst-stream" is RST_STREAM.
func frameName(what string) string {
	return strings.ReplaceAll(strings.ToUpper(strings.TrimPrefix(what, "h2-")), "-", "_")
}

// socketName says "the REQ socket of client" as "client's REQ".
func socketName(id string) string {
	i := strings.LastIndexByte(id, '.')
	switch {
	case strings.HasPrefix(id, Stranger):
		return "a stranger"
	case i < 0:
		return id
	case isHTTP(id):
		return httpName(id)
	}
	name := id[i+1:]
	if socketTypes[strings.ToUpper(name)] {
		return id[:i] + "'s " + strings.ToUpper(name)
	}
	return fmt.Sprintf("%s's socket %q", id[:i], name)
}

var socketTypes = map[string]bool{
	"REQ": true, "REP": true, "DEALER": true, "ROUTER": true, "PUB": true, "SUB": true,
	"XPUB": true, "XSUB": true, "PUSH": true, "PULL": true, "PAIR": true,
}

func topicName(t string) string {
	if t == "" {
		return "everything"
	}
	return fmt.Sprintf("topic %q", t)
}

func atMost(hwm int) string {
	if hwm == 0 {
		return "any number"
	}
	return fmt.Sprint(hwm)
}

func seconds(us int64) string { return fmt.Sprintf("%.3g s", float64(us)/1e6) }

// sentenceCase makes the first letter of a sentence large.
func sentenceCase(s string) string {
	if strings.HasPrefix(s, "a ") {
		return "A " + s[2:]
	}
	return s
}
