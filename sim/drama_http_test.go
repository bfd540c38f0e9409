package sim_test

import (
	"io"
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

// posts asks again and again, with a pause after what has failed.
func posts(pool httpx.Pool) func(*node.Node) {
	return func(n *node.Node) {
		n.Sleep(10 * time.Millisecond) // until the server listens
		client := n.HTTP(pool)
		for {
			req, _ := http.NewRequest("POST", "http://x/", strings.NewReader("ask"))
			resp, err := client.Do(req)
			if err != nil {
				n.Sleep(200 * time.Millisecond)
				continue
			}
			io.ReadAll(resp.Body)
			resp.Body.Close()
		}
	}
}

// serves needs half a second for an answer.
func serves(n *node.Node) {
	n.Serve("x", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
		n.Work(500 * time.Millisecond)
		io.WriteString(w, "answer")
	})
	n.Forever()
}

// TestProcessesOfHTTP: the same over HTTP/1.1 and over HTTP/2.
func TestProcessesOfHTTP(t *testing.T) {
	for version, pool := range map[string]httpx.Pool{"HTTP/1.1": {}, "HTTP/2": {HTTP2: true}} {
		hasty := pool
		hasty.Timeout = time.Second
		var dramas []drama
		for _, end := range []act.Do{act.Stop, act.Crash} {
			dramas = append(dramas, drama{
				says: version + ": the server's " + string(end) + " costs the request at work", cast: cast{"c": posts(pool), "server": serves},
				faults: []pattern.Fault{done(600, end, "server"), done(2500, act.Restart, "server")},
				ends: func(t *testing.T, c chronicle) {
					c.want(t, 1, event.Failed, "c", 0, event.PeerGone)
					c.some(t, event.Failed, "c", 700, event.NobodyThere)
					c.some(t, event.Received, "c", 3000, "")
				},
			}, drama{
				says: version + ": the client's " + string(end) + " leaves the server as it is", cast: cast{"c": posts(pool), "server": serves},
				faults: []pattern.Fault{done(900, end, "c"), done(2500, act.Restart, "c")},
				ends: func(t *testing.T, c chronicle) {
					c.want(t, 0, event.Failed, "c", 0, "")
					c.some(t, event.Received, "c", 2600, "")
				},
			})
		}
		dramas = append(dramas, drama{
			says: version + ": a frozen server keeps the client waiting", cast: cast{"c": posts(pool), "server": serves},
			faults: []pattern.Fault{done(900, act.Freeze, "server"), done(3000, act.Thaw, "server")},
			ends: func(t *testing.T, c chronicle) {
				c.want(t, 0, event.Failed, "c", 0, "")
				c.some(t, event.Received, "c", 3000, "")
			},
		}, drama{
			says: version + ": a timeout notices it", cast: cast{"c": posts(hasty), "server": serves},
			faults: []pattern.Fault{done(900, act.Freeze, "server"), done(3000, act.Thaw, "server")},
			ends: func(t *testing.T, c chronicle) {
				c.some(t, event.Failed, "c", 900, event.Timeout)
				c.some(t, event.Received, "c", 3000, "")
			},
		}, drama{
			says: version + ": a frozen client reads what has come when it goes on", cast: cast{"c": posts(pool), "server": serves},
			faults: []pattern.Fault{done(900, act.Freeze, "c"), done(3000, act.Thaw, "c")},
			ends: func(t *testing.T, c chronicle) {
				c.want(t, 0, event.Failed, "c", 0, "")
				c.some(t, event.Received, "c", 3000, "")
			},
		})
		plays(t, dramas)
	}
}

// TestAnHTTPProcessKilledWhileNothingCrosses: its peer learns of it when the link is healed, or gives up itself.
func TestAnHTTPProcessKilledWhileNothingCrosses(t *testing.T) {
	const healed = 4000
	cut := pattern.Fault{At: 900_000, Action: act.Action{Do: act.Cut, Link: "L1"}}
	heal := pattern.Fault{At: healed * 1000, Action: act.Action{Do: act.Heal, Link: "L1"}}
	for version, pool := range map[string]httpx.Pool{"HTTP/1.1": {}, "HTTP/2": {HTTP2: true}} {
		hasty := pool
		hasty.Timeout = 2 * time.Second
		plays(t, []drama{
			{
				says: version + ": a client waits for the killed server", on: overWires, length: 7 * time.Second,
				cast: cast{"c": posts(pool), "server": serves}, faults: []pattern.Fault{cut, done(1500, act.Crash, "server"), done(2500, act.Restart, "server"), heal},
				ends: func(t *testing.T, c chronicle) {
					c.want(t, 1, event.Failed, "c", 0, "")
					c.want(t, 1, event.Failed, "c", healed, event.PeerGone)
					c.some(t, event.Received, "c", healed, "")
				},
			}, {
				says: version + ": a client with a timeout does not", on: overWires, length: 7 * time.Second,
				cast: cast{"c": posts(hasty), "server": serves}, faults: []pattern.Fault{cut, done(1500, act.Crash, "server"), done(2500, act.Restart, "server"), heal},
				ends: func(t *testing.T, c chronicle) {
					c.some(t, event.Failed, "c", 1500, event.Timeout)
					if !pool.HTTP2 { // which gives up a stream, and asks again over the same connection
						c.want(t, 0, event.Failed, "c", 0, event.PeerGone)
					}
					c.some(t, event.Received, "c", 2500, "")
				},
			}, {
				says: version + ": a server believes in the killed client", on: overWires, length: 7 * time.Second,
				cast: cast{"c": posts(pool), "server": serves}, faults: []pattern.Fault{cut, done(1500, act.Crash, "c"), heal},
				ends: func(t *testing.T, c chronicle) {
					c.want(t, 1, event.Disconnected, "server", 0, "")
					c.want(t, 1, event.Disconnected, "server", healed, event.PeerGone)
				},
			},
		})
	}
}
