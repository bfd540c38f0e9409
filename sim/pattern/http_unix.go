package pattern

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
)

var httpUnix = Pattern{
	ID:      "http-unix",
	Title:   "HTTP over a unix socket",
	Group:   "HTTP",
	Summary: "A daemon that only this machine can ask",
	Lesson: "HTTP needs a connection, not a port. A daemon that is there for its own machine listens at a unix socket, a file: its " +
		"permissions say who may connect, no port is taken, and nobody elsewhere can reach it. Docker's API works so.",
	Watch: []string{
		"Choose tcp in Setup: the requests and responses are the same, byte for byte. Only where the daemon listens differs.",
		"The address still has a name in it, http://daemon/, and the request a Host field; but nobody looks the name up.",
		"Before the daemon has started a request is refused at once, as over tcp: a unix socket keeps nothing for later either.",
	},
	Mistake: []string{"HTTP is not tied to tcp", "curl --unix-socket", "a unix socket is no queue", "the file's permissions are the lock", "port already in use"},
	Differs: "A lane has the latency of Setup on a unix socket too, and opening a connection costs a round trip of it, so that one " +
		"can see it. On a real machine both take microseconds.",
	Params: []Param{
		{
			Name: "transport", Title: "Transport", Help: "What the connections are made of; ipc is a unix socket",
			Choices: []string{"ipc", "tcp", "inproc"}, Default: "ipc",
		},
		count("watchers", "Watchers", "Programs that ask what runs, like docker ps", 1, 4, "1"),
		millis("every", "Asks every", "World time between two questions of a watcher", 100, 10000, "1200"),
		millis("late", "Daemon starts after", "World time until it listens", 0, 5000, "0"),
		latency("400"),
	},
	Presets: []Preset{
		{Title: "The same over tcp", Values: map[string]string{"transport": "tcp"}},
		{Title: "In one process: no bytes on a wire", Values: map[string]string{"transport": "inproc"}},
		{Title: "The daemon is not there yet", Values: map[string]string{"late": "3000"}},
		{Title: "Three watchers", Values: map[string]string{"watchers": "3"}},
	},
	Columns: []string{"programs", "daemon"},
	Asks:    map[string]string{"daemon": "/containers"},
	Nodes: func(v Values) []Node {
		nodes := row(v.Int("watchers"), "watcher", 0, func(int) Node {
			return Node{Role: "asks what runs", Run: askWhatRuns(v.Duration("every"))}
		})
		return append(nodes,
			Node{Name: "operator", Role: "starts and stops", Row: len(nodes), Run: startAndStop},
			Node{Name: "daemon", Role: "runs containers", Column: 1, Row: len(nodes) / 2, Start: v.Duration("late"), Run: runContainers},
		)
	},
}

// A watcher asks again and again what runs.
func askWhatRuns(every time.Duration) func(n *node.Node) {
	return func(n *node.Node) {
		client := n.HTTP(httpx.Pool{})
		for {
			n.Sleep(every)
			resp, err := client.Do(get("http://daemon/containers"))
			if err != nil {
				n.State("no daemon")
				continue
			}
			names, _ := io.ReadAll(resp.Body)
			n.State("sees %s", strings.Join(strings.Fields(string(names)), ", "))
		}
	}
}

// The operator starts a container, and stops it.
func startAndStop(n *node.Node) {
	client := n.HTTP(httpx.Pool{})
	for {
		for _, order := range []string{"start", "stop"} {
			n.Sleep(2 * time.Second)
			resp, err := client.Do(post("http://daemon/containers/web/"+order, ""))
			readBody(resp, err)
		}
	}
}

// The daemon knows its containers, and answers whoever connects.
func runContainers(n *node.Node) {
	running := map[string]bool{"database": true, "web": false}
	n.Serve("daemon", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
		name, order, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/containers/"), "/")
		_, known := running[name]
		switch {
		case r.Method == "GET" && r.URL.Path == "/containers":
			for _, name := range slices.Sorted(maps.Keys(running)) {
				if running[name] {
					fmt.Fprintln(w, name)
				}
			}
		case r.Method == "POST" && known && (order == "start" || order == "stop"):
			n.Work(500 * time.Millisecond)
			running[name] = order == "start"
			w.WriteHeader(http.StatusNoContent)
		default:
			http.NotFound(w, r)
		}
	})
	n.Forever()
}
