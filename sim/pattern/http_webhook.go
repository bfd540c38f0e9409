package pattern

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
)

var httpWebhook = Pattern{
	ID:      "http-webhook",
	Title:   "Webhook",
	Group:   "HTTP",
	Summary: "Do not ask us, we call you",
	Lesson: "The client runs a server of its own and gives its address away; the provider calls it when something happens. " +
		"Calls are signed, so that not everybody can make them, and numbered, because a call without an answer is made again.",
	Watch: []string{
		"Both are client and server: the first request goes one way, all that follow go the other.",
		"Nobody there, or no answer in time: the provider tries again, each time after twice as long.",
		"A call that was done but not answered in time comes again. By its id the receiver knows it, and does not do it twice.",
	},
	Mistake: []string{"at least once, not exactly once", "check the signature before anything else", "answer first, work later", "the receiver must be reachable from outside"},
	Params: []Param{
		{
			Name: "trouble", Title: "Trouble", Help: "The receiver listens late, or is slower than the provider waits, or somebody forges calls",
			Choices: []string{"none", "away", "slow", "forger"}, Default: "none",
		},
		{Name: "remembers", Title: "The receiver remembers ids", Help: "So that nothing is done twice", Choices: []string{"yes", "no"}, Default: "yes"},
		millis("every", "Event every", "World time between two events", 200, 20000, "2500"),
		millis("timeout", "Provider waits", "World time until a call counts as failed", 100, 20000, "2000"),
		millis("backoff", "First retry after", "World time; then twice as long, and again", 50, 10000, "500"),
		latency("300"), transport,
	},
	Presets: []Preset{
		{Title: "Nobody there at first", Values: map[string]string{"trouble": "away"}},
		{Title: "Too slow: called again, done once", Values: map[string]string{"trouble": "slow"}},
		{Title: "Too slow and forgetful: done twice", Values: map[string]string{"trouble": "slow", "remembers": "no"}},
		{Title: "A forged call", Values: map[string]string{"trouble": "forger"}},
	},
	Columns: []string{"client", "provider"},
	Asks:    map[string]string{"provider": "-i -d http://receiver/hook /hooks", "receiver": "-i -d forged /hook"},
	Nodes: func(v Values) []Node {
		nodes := []Node{
			{Name: "receiver", Role: "has a server of its own", Run: receiveCalls(v)},
			{Name: "provider", Role: "calls when something happens", Column: 1, Run: callBack(v)},
		}
		if v.Text("trouble") == "forger" {
			nodes = append(nodes, Node{Name: "forger", Role: "does not know the secret", Column: 1, Row: 1, Run: forge})
		}
		return nodes
	},
}

const secret = "between receiver and provider"

// sign is the signature of a call: whoever knows the secret can make and check it.
func sign(secret, id, content string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	io.WriteString(mac, id+"."+content)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// call makes a signed request to a hook.
func call(hook, secret, id, content string) *http.Request {
	req := post(hook, content)
	req.Header.Set("Webhook-Id", id)
	req.Header.Set("Webhook-Signature", sign(secret, id, content))
	return req
}

// The receiver says where it wants to be called, and does what it is told once.
func receiveCalls(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		done, seen := 0, map[string]bool{}
		receive := func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			content, _ := io.ReadAll(r.Body)
			id := r.Header.Get("Webhook-Id")
			if !hmac.Equal([]byte(r.Header.Get("Webhook-Signature")), []byte(sign(secret, id, string(content)))) {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			if again := seen[id]; again && v.Text("remembers") == "yes" {
				return // 200: it was done before
			}
			first := !seen[id]
			seen[id] = true
			done++
			n.State("%d done, of %d events", done, len(seen))
			if first && v.Text("trouble") == "slow" {
				n.Work(v.Duration("timeout") + time.Second)
			}
		}
		n.Sleep(100 * time.Millisecond)
		resp, err := n.HTTP(httpx.Pool{}, "client").Do(post("http://provider/hooks", "http://receiver/hook"))
		readBody(resp, err)
		if v.Text("trouble") == "away" {
			n.Sleep(5 * time.Second)
		}
		n.Serve("receiver", receive)
		n.Forever()
	}
}

// The provider takes down who wants to be called, and calls each for every event.
func callBack(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		var hooks []string
		n.Serve("provider", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			if len(hooks) >= 32 {
				http.Error(w, "no more hooks are taken", http.StatusServiceUnavailable)
				return
			}
			hook, _ := io.ReadAll(r.Body)
			hooks = append(hooks, strings.TrimSpace(string(hook)))
			w.WriteHeader(http.StatusCreated)
		})
		client := n.HTTP(httpx.Pool{Timeout: v.Duration("timeout")}, "client")
		for i := 1; ; i++ {
			n.Sleep(v.Duration("every"))
			for _, hook := range hooks {
				n.Go(func(n *node.Node) { deliver(n, client, hook, fmt.Sprintf("event-%d", i), v.Duration("backoff")) })
			}
		}
	}
}

// deliver calls until it is answered, at most five times, each after twice as long.
func deliver(n *node.Node, client *httpx.Client, hook, id string, backoff time.Duration) {
	for range 5 {
		resp, err := client.Do(call(hook, secret, id, id+" happened"))
		readBody(resp, err)
		if err == nil && resp.StatusCode == http.StatusOK {
			return
		}
		n.Sleep(backoff)
		backoff *= 2
	}
	n.Note("nobody took %s", id)
}

// The forger knows the address, but not the secret.
func forge(n *node.Node) {
	client := n.HTTP(httpx.Pool{}, "client")
	for i := 1; ; i++ {
		n.Sleep(3 * time.Second)
		resp, err := client.Do(call("http://receiver/hook", "a guess", fmt.Sprintf("forged-%d", i), "pay me"))
		readBody(resp, err)
	}
}
