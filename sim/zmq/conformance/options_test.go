package conformance

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/event"
	"patternscope/sim/zmq"
)

func TestOptions(t *testing.T) {
	check(t, []rule{
		{says: "the defaults are libzmq's", on: inMem, play: func(a *actor) {
			s := a.open(zmq4.Dealer)
			for name, want := range map[string]any{
				"SNDHWM": 1000, "RCVHWM": 1000, "IDENTITY": "", "LINGER": time.Duration(-1), "SNDTIMEO": time.Duration(-1), "RCVTIMEO": time.Duration(-1),
				"IMMEDIATE": 0, "CONFLATE": 0, "RECONNECT_IVL": 100 * time.Millisecond, "RECONNECT_IVL_MAX": time.Duration(0),
				"HEARTBEAT_IVL": time.Duration(0), "HEARTBEAT_TIMEOUT": time.Duration(-1), "HEARTBEAT_TTL": time.Duration(0),
			} {
				got, err := s.GetOption(name)
				a.ok(err)
				a.equal(name, got, want)
			}
		}},
		{says: "what was set is what one gets", on: inMem, play: func(a *actor) {
			s := a.open(zmq4.Dealer)
			for _, o := range []struct {
				name      string
				set, want any
			}{
				{"SNDHWM", 7, 7},
				{"RCVHWM", "8", 8},
				{"IMMEDIATE", true, 1},
				{"LINGER", 250, 250 * time.Millisecond},
				{"SNDTIMEO", time.Second, time.Second},
				{"RCVTIMEO", -1, time.Duration(-1)},
				{"IDENTITY", []byte("me"), "me"},
			} {
				a.ok(s.SetOption(o.name, o.set))
				got, err := s.GetOption(o.name)
				a.ok(err)
				a.equal(o.name, got, o.want)
			}
			a.equal("the identity", s.Identity(), "me")
			a.saw(7, event.Event{Kind: event.Option})
		}},
		{says: "HWM sets both marks", on: inMem, play: func(a *actor) {
			s := a.open(zmq4.Dealer, "HWM", 5)
			for _, name := range []string{"SNDHWM", "RCVHWM"} {
				got, _ := s.GetOption(name)
				a.equal(name, got, 5)
			}
		}},
		{says: "what makes no sense is EINVAL, and changes nothing", on: inMem, play: func(a *actor) {
			s := a.open(zmq4.Dealer, "IDENTITY", "me")
			for _, o := range [][2]any{
				{"NO_SUCH_OPTION", 1},
				{"SNDHWM", -1},
				{"SNDHWM", "many"},
				{"SNDHWM", 1.5},
				{"LINGER", "long"},
				{"IDENTITY", 5},
				{"IDENTITY", strings.Repeat("x", 256)},
				{"IDENTITY", ""},
				{"SUBSCRIBE", "a"},
				{"ROUTER_MANDATORY", 1},
				{"REQ_RELAXED", 1},
				{"XPUB_VERBOSE", 1},
			} {
				if err := s.SetOption(o[0].(string), o[1]); !errors.Is(err, zmq.EINVAL) {
					a.t.Errorf("set %v to %v returned %v, want EINVAL", o[0], o[1], err)
				}
			}
			a.equal("the identity", s.Identity(), "me")
			_, err := s.GetOption("NO_SUCH_OPTION")
			a.is(err, zmq.EINVAL)
		}},
		{says: "a longest identity of 255 bytes crosses the wire", play: func(a *actor) {
			id := strings.Repeat("\xff\x00", 127) + "z"
			router, dealer := a.bound(zmq4.Router, "x"), a.connected(zmq4.Dealer, "x", "IDENTITY", id)
			a.send(dealer, "hello")
			a.gets(router, id+"|hello")
		}},
		{says: "SUBSCRIBE wants a topic: text or bytes", on: inMem, play: func(a *actor) {
			a.is(a.open(zmq4.Sub).SetOption("SUBSCRIBE", 1), zmq.EINVAL)
			a.is(a.open(zmq4.XSub).SetOption("SUBSCRIBE", "a"), zmq.EINVAL)
		}},
		{says: "a password is not shown", on: inMem, play: func(a *actor) {
			a.open(zmq4.Dealer, "PLAIN_USERNAME", "admin", "PLAIN_PASSWORD", "secret")
			for _, e := range a.play.events() {
				if strings.Contains(e.Text+e.Say, "secret") {
					a.t.Errorf("event %d shows it: %s", e.Seq, e.Say)
				}
			}
		}},
	})
}

// TestZmq4Socket uses a socket as programs written for zmq4 do.
func TestZmq4Socket(t *testing.T) {
	check(t, []rule{
		{says: "a socket is a zmq4.Socket", play: func(a *actor) {
			var server, client zmq4.Socket = a.Socket(zmq4.Rep), a.Socket(zmq4.Req)
			a.equal("its type", server.Type(), zmq4.Rep)
			if server.Addr() != nil {
				a.t.Error("a socket that is not bound has an address")
			}
			a.ok(server.Listen(a.Endpoint("x")))
			a.ok(client.SetOption(zmq4.OptionHWM, 10))
			a.ok(client.Dial(a.Endpoint("x")))
			a.ok(client.SendMulti(zmq4.NewMsgFrom([]byte("a"), []byte("b"))))
			m, err := server.Recv()
			a.ok(err)
			a.equal("the request", text(m), "a|b")
			a.ok(server.Send(zmq4.NewMsgString("c")))
			m, err = client.Recv()
			a.ok(err)
			a.equal("the reply", text(m), "c")
			hwm, err := client.GetOption(zmq4.OptionHWM)
			a.ok(err)
			a.equal("its high-water mark", hwm, 10)
			a.ok(client.Close())
			a.ok(server.Close())
		}},
		{says: "options of zmq4 go by their names there", play: func(a *actor) {
			pub, sub := a.bound(zmq4.Pub, "x"), a.Socket(zmq4.Sub)
			a.ok(sub.SetOption(zmq4.OptionSubscribe, "a"))
			a.ok(sub.SetOption(zmq4.OptionSubscribe, "b"))
			a.ok(sub.SetOption(zmq4.OptionUnsubscribe, "b"))
			a.ok(sub.Dial(a.Endpoint("x")))
			a.settle()
			a.send(pub, "a")
			a.send(pub, "b")
			a.gets(sub, "a")
		}},
		{says: "Addr is where the socket really listens", on: []string{"tcp", "ipc"}, play: func(a *actor) {
			s := a.bound(zmq4.Rep, "x")
			address := a.seen(event.Event{Kind: event.Bound})[0].Address
			a.equal("the address", address[strings.Index(address, "://")+3:], s.Addr().String())
		}},
	})
}
