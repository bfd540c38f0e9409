package sim_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"patternscope/sim/act"
	"patternscope/sim/event"
	"patternscope/sim/httpx"
	"patternscope/sim/node"
	"patternscope/sim/pattern"
)

// clientAndServer are a client that asks once a second over one connection at a
// time, for so long each, and a server that answers.
func clientAndServer(timeout time.Duration) func(string) []pattern.Node {
	return func(string) []pattern.Node {
		return []pattern.Node{
			{Name: "client", Run: func(n *node.Node) {
				client := n.HTTP(httpx.Pool{Max: 1, Timeout: timeout})
				for {
					n.Sleep(time.Second)
					req, _ := http.NewRequest(http.MethodGet, "http://server/x", strings.NewReader(""))
					if resp, err := client.Do(req); err == nil {
						resp.Body.Close()
					}
				}
			}},
			{Name: "server", Run: func(n *node.Node) {
				n.Serve("server", func(_ *node.Node, w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok")) })
				n.Forever()
			}},
		}
	}
}

// answered steps to the response of the next request.
func (h *hand) answered() {
	h.Helper()
	h.says(event.Received, "200")
}

func isRequest(e event.Event) bool { return e.Kind == event.Sent && e.What == event.WhatRequest }

// TestCatchARequest: it is delivered at once, held, delayed; never lost, nor doubled.
func TestCatchARequest(t *testing.T) {
	with(t, allTransports, nil, clientAndServer(0), func(h *hand) {
		e := h.until("a request", isRequest)
		h.do(act.Action{Do: act.Deliver, Parcel: e.Parcel})
		if got := h.kind(event.Arrived, "server"); got.At != e.At {
			h.Errorf("it arrived at %d, want %d", got.At, e.At)
		}
		h.answered()

		e = h.until("a request", isRequest)
		h.cannot(act.Action{Do: act.Drop, Parcel: e.Parcel}, map[bool]string{true: "in one process", false: "sends it again"}[h.transport == "inproc"])
		h.cannot(act.Action{Do: act.Duplicate, Parcel: e.Parcel}, "sends its request again")
		h.do(act.Action{Do: act.Hold, Parcel: e.Parcel})
		h.pass(10 * time.Second)
		h.do(act.Action{Do: act.Release, Parcel: e.Parcel})
		h.answered()

		e = h.until("a request", isRequest)
		h.do(act.Action{Do: act.Delay, Parcel: e.Parcel, For: 500_000})
		if got := h.kind(event.Arrived, "server"); got.At != e.T1+500_000 {
			h.Errorf("it arrived at %d, want %d", got.At, e.T1+500_000)
		}
		h.answered()
	})
}

// TestAResetFailsTheRequest, and the next one goes over a new connection.
func TestAResetFailsTheRequest(t *testing.T) {
	with(t, wires, nil, clientAndServer(0), func(h *hand) {
		e := h.until("a request", isRequest)
		h.do(act.Action{Do: act.Reset, Link: e.Link})
		if e := h.kind(event.Failed, "client"); e.Reason != event.PeerGone || !strings.Contains(e.Text, "nobody knows whether the work was done") {
			h.Errorf("got %s: %s", e.Reason, e.Text)
		}
		if next := h.kind(event.Connecting, "client"); next.Link == e.Link {
			h.Error("the connection was used again")
		}
		h.answered()
	})
}

// TestATimeoutNoticesACut: the request under way fails, and so does the attempt to
// open another connection; once it is healed all is well.
func TestATimeoutNoticesACut(t *testing.T) {
	with(t, wires, nil, clientAndServer(2*time.Second), func(h *hand) {
		e := h.until("a request", isRequest)
		h.do(act.Action{Do: act.Cut, Link: e.Link})
		if e := h.kind(event.Failed, "client"); e.Reason != event.Timeout {
			h.Errorf("got %s, want a timeout", e.Reason)
		}
		next := h.kind(event.Connecting, "client")
		h.do(act.Action{Do: act.Cut, Link: next.Link})
		if e := h.kind(event.Failed, "client"); e.Reason != event.Timeout || !strings.Contains(e.Text, "no answer") {
			h.Errorf("got %s: %s", e.Reason, e.Text)
		}
		h.answered()
	})
}

// TestWithoutATimeoutACutIsWaitedFor.
func TestWithoutATimeoutACutIsWaitedFor(t *testing.T) {
	with(t, wires, nil, clientAndServer(0), func(h *hand) {
		c := h.kind(event.Connecting, "client")
		h.do(act.Action{Do: act.Cut, Link: c.Link})
		h.do(act.Action{Do: act.Heal, Link: c.Link})
		e := h.until("a request", isRequest)
		h.do(act.Action{Do: act.Cut, Link: e.Link})
		h.pass(time.Hour)
		h.do(act.Action{Do: act.Heal, Link: e.Link})
		h.answered()
	})
}

// TestAServerThatRefuses, and one that is silent, and both when they accept again.
func TestAServerThatRefuses(t *testing.T) {
	with(t, allTransports, nil, clientAndServer(2*time.Second), func(h *hand) {
		at := act.Action{Endpoint: "http://server"}
		do := func(d act.Do) act.Action { at.Do = d; return at }
		h.kind(event.Bound, "server")
		h.do(do(act.Refuse))
		if e := h.kind(event.Failed, "client"); e.Reason != event.NobodyThere {
			h.Errorf("got %s, want that it is refused", e.Reason)
		}
		h.do(do(act.Silence))
		if e := h.kind(event.Failed, "client"); e.Reason != event.Timeout {
			h.Errorf("got %s, want a timeout", e.Reason)
		}
		h.until("a request", isRequest)
		h.do(do(act.Accept))
		h.answered()
		h.cannot(do(act.Accept), "already")
		h.cannot(act.Action{Do: act.Lose, Link: h.w.State().Links[0].ID, Count: 2}, "tries once")
	})
}
