package pattern

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
)

var httpAccepted = Pattern{
	ID:      "http-accepted",
	Title:   "202 Accepted, then polling",
	Group:   "HTTP",
	Summary: "The answer is a place to look for the answer",
	Lesson: "Work that takes long need not hold a request open. The server answers 202 Accepted at once, with a Location where the " +
		"job can be looked at and a Retry-After that says when; the client comes back until the result is there (RFC 9110, RFC 7240).",
	Watch: []string{
		"The first answer comes a round trip after the question, however long the work is. It says only that the job was taken on.",
		"The server cannot tell the client when it has finished: the client has to come and ask.",
		"The result waits at the server until somebody asks again: on average half of Retry-After is lost.",
	},
	Mistake: []string{"202 says nothing about success", "the server cannot call back by itself", "Retry-After", "Prefer: respond-async"},
	Params: []Param{
		count("clients", "Clients", "Each has one job after the other", 1, 4, "1"),
		{
			Name: "prefer", Title: "The client prefers", Help: "Prefer: respond-async asks for a 202; without it the server answers when the work is done",
			Choices: []string{"respond-async", "waiting"}, Default: "respond-async",
		},
		{
			Name: "polls", Title: "The client comes back", Help: "When Retry-After says, or far too often",
			Choices: []string{"as-asked", "impatient"}, Default: "as-asked",
		},
		millis("work", "Work", "World time a job takes", 0, 20000, "4500"),
		count("retry", "Retry-After", "Seconds the server asks for between two polls", 1, 10, "2"),
		latency("400"), transport,
	},
	Presets: []Preset{
		{Title: "Impatient: most polls are for nothing", Values: map[string]string{"polls": "impatient"}},
		{Title: "Without Prefer: one request, held open", Values: map[string]string{"prefer": "waiting"}},
		{Title: "Three clients", Values: map[string]string{"clients": "3"}},
		{Title: "A crash: the job is remembered", Name: "server-remembers", Faults: down("server", 2*time.Second, 3*time.Second, true)},
		{Title: "A crash: the job is forgotten", Name: "server-forgets", Faults: down("server", 2*time.Second, 3*time.Second, false)},
	},
	Columns: []string{"clients", "server"},
	Asks:    map[string]string{"api": "-i -H 'Prefer: respond-async' -d please /jobs"},
	Nodes: func(v Values) []Node {
		nodes := row(v.Int("clients"), "client", 0, func(int) Node {
			return Node{Role: "prefers " + v.Text("prefer"), Run: orderAndComeBack(v)}
		})
		return append(nodes, Node{
			Name: "server", Role: "takes on jobs", Column: 1, Row: (v.Int("clients") - 1) / 2,
			Run: takeOnJobs(v.Duration("work"), v.Int("retry")),
		})
	},
}

// The client orders a job and comes back to its place until it is done.
func orderAndComeBack(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(httpx.Pool{})
		for {
			order := post("http://api/jobs", "please")
			if v.Text("prefer") == "respond-async" {
				order.Header.Set("Prefer", "respond-async")
			}
			resp, err := client.Do(order)
			readBody(resp, err)
			for err == nil && resp.StatusCode == http.StatusAccepted {
				place := resp.Header.Get("Location")
				seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
				pause := time.Duration(seconds) * time.Second
				if v.Text("polls") == "impatient" {
					pause = 300 * time.Millisecond
				}
				n.Sleep(pause)
				resp, err = client.Do(get("http://api" + place))
				readBody(resp, err)
			}
			n.Sleep(time.Second)
		}
	}
}

// jobsKept is how many jobs the server remembers: anybody may order one.
const jobsKept = 500

// The server works on jobs beside their requests, and says how far they are.
// What it has taken on is stored: after a crash it begins that job anew.
func takeOnJobs(work time.Duration, retry int) func(n *node.Node) {
	return func(n *node.Node) {
		begun := map[string]bool{} // by this process
		accept := func(w http.ResponseWriter, place string) {
			w.Header().Set("Location", place)
			w.Header().Set("Retry-After", strconv.Itoa(retry))
			w.WriteHeader(http.StatusAccepted)
		}
		begin := func(n *node.Node, place string) {
			if begun[place] {
				return
			}
			begun[place] = true
			n.Go(func(n *node.Node) {
				n.Work(work)
				n.Store(place, "done")
				delete(begun, place)
			})
		}
		n.Serve("api", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			switch state := n.Stored(r.URL.Path); {
			case state == "done":
				io.WriteString(w, "result")
			case state == "taken on":
				begin(n, r.URL.Path)
				accept(w, r.URL.Path)
			case r.Method == "GET":
				http.NotFound(w, r)
			case r.Header.Get("Prefer") == "respond-async":
				last, _ := strconv.Atoi(n.Stored("last"))
				place := fmt.Sprintf("/jobs/%d", last+1)
				n.Store("last", strconv.Itoa(last+1))
				n.Store(fmt.Sprintf("/jobs/%d", last+1-jobsKept), "")
				n.Store(place, "taken on")
				begin(n, place)
				w.Header().Set("Preference-Applied", "respond-async")
				accept(w, place)
			default:
				n.Work(work)
				io.WriteString(w, "result")
			}
		})
		n.Forever()
	}
}

// get makes a request without a body.
func get(url string) *http.Request {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		panic(err)
	}
	return req
}
