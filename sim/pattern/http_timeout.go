package pattern

import (
	"fmt"
	"io"
	"net/http"
	"time"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
)

var httpTimeout = Pattern{
	ID:      "http-timeout",
	Title:   "Timeout and lost reply",
	Group:   "HTTP",
	Summary: "Was the work done?",
	Lesson: "A request without a response tells nothing: it may never have come, or all was done and the reply was lost. " +
		"Asking again is safe only when the server can tell that it is the same request: an Idempotency-Key says so.",
	Watch: []string{
		"After the timeout the client hangs up. The server does not know, and goes on working for nobody.",
		"The client asks again over a new connection. Without a key the work is done a second time.",
		"With the key the server finds what it did before, and gives the same answer again.",
	},
	Mistake: []string{"a timeout is not a failure: nobody knows", "retrying what is not idempotent", "Idempotency-Key", "the server goes on after the client has gone"},
	Params: []Param{
		{
			Name: "trouble", Title: "Trouble", Help: "Each second order takes longer than the client waits, or its reply is lost with the connection",
			Choices: []string{"slow", "cut", "none"}, Default: "slow",
		},
		{Name: "key", Title: "Idempotency-Key", Help: "One for each order, the same in every retry", Choices: []string{"no", "yes"}, Default: "no"},
		millis("timeout", "Timeout", "World time the client waits for a response", 100, 20000, "2500"),
		millis("work", "Work", "World time an order takes at the server", 0, 10000, "300"),
		latency("400"), transport,
	},
	Presets: []Preset{
		{Title: "With a key: done once", Values: map[string]string{"key": "yes"}},
		{Title: "The reply is lost with the connection", Values: map[string]string{"trouble": "cut"}},
		{Title: "Lost reply, found again by its key", Values: map[string]string{"trouble": "cut", "key": "yes"}},
		{Title: "Too impatient: nothing is ever answered", Values: map[string]string{"timeout": "1000", "key": "yes"}},
	},
	Columns: []string{"client", "server"},
	Asks:    map[string]string{"shop": "-d please /order/curl"},
	Nodes: func(v Values) []Node {
		return []Node{
			{Name: "client", Role: "waits " + v.Text("timeout") + " ms, then asks again", Run: orderUntilAnswered(v)},
			{Name: "server", Role: "carries out orders", Column: 1, Run: carryOut(v)},
		}
	},
}

// The client orders until it is answered, at most four times; then comes the next order.
func orderUntilAnswered(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(httpx.Pool{Timeout: v.Duration("timeout")})
		for order := 1; ; order++ {
			for range 4 {
				req := post(fmt.Sprintf("http://shop/order/%d", order), "one book")
				if v.Text("key") == "yes" {
					req.Header.Set("Idempotency-Key", fmt.Sprintf("order-%d", order))
				}
				resp, err := client.Do(req)
				if err == nil {
					io.ReadAll(resp.Body)
					break
				}
				n.Sleep(500 * time.Millisecond)
			}
			n.Sleep(time.Second)
		}
	}
}

// carried is an order the server has begun to carry out.
type carried struct {
	done bool
	over node.Signal
}

// The server carries out what it is told; what it knows by its key it does not do again.
func carryOut(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		works, orders, keys := 0, map[string]bool{}, map[string]*carried{}
		n.Serve("shop", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			known := keys[r.Header.Get("Idempotency-Key")]
			for known != nil && !known.done {
				n.Await(&known.over, time.Minute)
			}
			if known == nil {
				if max(len(orders), len(keys)) >= enough {
					clear(orders)
					clear(keys)
				}
				first, this := !orders[r.URL.Path], &carried{}
				orders[r.URL.Path] = true
				if key := r.Header.Get("Idempotency-Key"); key != "" {
					keys[key] = this
				}
				troubled := first && len(orders)%2 == 0
				if troubled && v.Text("trouble") == "slow" {
					n.Work(v.Duration("timeout"))
				}
				n.Work(v.Duration("work"))
				works++
				n.State("orders: %d, carried out: %d", len(orders), works)
				this.done = true
				n.Give(&this.over)
				if troubled && v.Text("trouble") == "cut" {
					panic(http.ErrAbortHandler) // the connection ends, and nobody hears that it was done
				}
			}
			io.WriteString(w, "sent")
		})
		n.Forever()
	}
}
