package pattern

import (
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/httpx"
	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

var duelWork = Pattern{
	ID:      "duel-work",
	Title:   "Share the work",
	Group:   "Duels",
	Summary: "A proxy or a job queue, and PUSH to PULLs",
	Lesson: "Jobs for several workers, of whom one may be slow. In turn means by number, not by load: a reverse proxy and a PUSH both give the slow worker as many jobs as the others, " +
		"and what it has been given waits behind it. A queue that workers ask for their next job gives each what it can do.",
	Watch: []string{
		"Proxy: every request is two, and both its connections are taken until the worker has answered.",
		"Job queue: each worker fetches when it is free. The price is the asking: an answer of 204 when there is nothing.",
		"PUSH: all jobs go at once into the queues of the workers, in turn, and stay there. With short queues it passes a full one over.",
	},
	Mistake: []string{"round-robin is by turn, not by load", "PUSH gives the next job to whoever is free (it does not look)", "PUSH shares, PUB copies"},
	Differs: "libzmq fills the kernel's buffers as well, so that a worker holds more than the marks say. Here the marks are exact.",
	Params: []Param{
		count("jobs", "Jobs", "How many the client has", 1, 40, "18"),
		count("workers", "Workers", "Each does one job at a time", 1, 6, "3"),
		millis("work", "Work", "World time a worker needs for a job", 0, 5000, "500"),
		count("slow", "Worker 1 is slower by", "It needs so many times as long", 1, 10, "3"),
		{
			Name: "way", Title: "HTTP: jobs are shared by", Help: "A reverse proxy, in turn; or a queue that workers ask for the next",
			Choices: []string{"proxy", "queue"}, Default: "proxy",
		},
		count("pool", "HTTP: connections", "Of the client, at the same time: jobs under way", 1, 12, "6"),
		millis("pause", "HTTP: pause between polls", "World time until a worker that got no job asks again", 20, 5000, "300"),
		hwm("100"), latency("200"), capacity("0"), transport,
	},
	Presets: []Preset{
		{Title: "HTTP with a job queue", Values: map[string]string{"way": "queue"}},
		{Title: "Short queues: PUSH passes the slow one over", Values: map[string]string{"hwm": "1", "capacity": "1"}},
		{Title: "All workers alike", Values: map[string]string{"slow": "1"}},
	},
	Columns: []string{"client", "between", "workers"},
	Duel: &Duel{
		Task:   "Have all jobs done by the workers, and collect the results.",
		HTTP:   "one address before them: a proxy, or a job queue",
		ZeroMQ: "PUSH to PULL, and back; nobody between",
		Notice: []string{
			"Finished: when the slow worker is done with what it was given.",
			"Messages: HTTP has four for each job by way of a proxy, ZeroMQ two.",
			"Connections: those before and those behind whoever is between.",
		},
		FullSpeed: FullSpeed{Task: "share", Payload: 64, Concurrency: 6, Peers: 3},
	},
	Nodes: func(v Values) []Node {
		workers, middle := v.Int("workers"), (v.Int("workers")-1)/2
		crew := func(work func(v Values, i int, need time.Duration) func(n *node.Node)) []Node {
			return row(workers, "worker", 2, func(i int) Node {
				need := v.Duration("work")
				if i == 0 {
					need *= time.Duration(v.Int("slow"))
				}
				return Node{Role: span(need) + " a job", Run: work(v, i, need)}
			})
		}
		client := Node{Name: "client", Role: v.Text("jobs") + " jobs", Row: middle, Caller: true}
		poster, pusher := client, client
		poster.Run, pusher.Run = postJobs(v), pushJobs(v)
		between, called := Node{Name: "proxy", Role: "in turn", Column: 1, Row: middle, Run: proxyFor(workers)}, workWhenCalled
		if v.Text("way") == "queue" {
			between, called = Node{Name: "queue", Role: "keeps jobs", Column: 1, Row: middle, Run: keepJobs(v)}, workWhenFree
		}
		return sideBySide(append([]Node{poster, between}, crew(called)...), append([]Node{pusher}, crew(workInQueue)...))
	},
}

// The HTTP client posts all jobs to one address. A response is a job done.
func postJobs(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(httpx.Pool{Max: v.Int("pool")})
		var jobs []*httpx.Future
		for i := range v.Int("jobs") {
			jobs = append(jobs, client.Go(post(fmt.Sprintf("http://front/job-%d", i+1), "please"), readBody))
		}
		for _, job := range jobs {
			job.Wait()
		}
	}
}

// A worker behind the proxy of the pattern "Reverse proxy" is called in turn. It does one job at a time.
func workWhenCalled(_ Values, i int, need time.Duration) func(n *node.Node) {
	return func(n *node.Node) {
		turn := line{}
		n.Serve(fmt.Sprintf("backend-%d", i), func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			turn.enter(n)
			n.Work(need)
			turn.leave(n)
		})
		n.Forever()
	}
}

// The queue keeps each job until a worker fetches it, and the client's request open until the worker says that it is done.
func keepJobs(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		waiting, done, more := []string{}, map[string]bool{"": true}, node.Signal{}
		n.Serve("front", func(n *node.Node, w http.ResponseWriter, r *http.Request) {
			if job := r.URL.Path; r.Method == "POST" {
				for waiting = append(waiting, job); !done[job]; {
					n.Await(&more, time.Minute)
				}
				return
			}
			done[r.URL.Query().Get("done")] = true
			n.Give(&more)
			switch {
			case len(done) > v.Int("jobs"):
				w.WriteHeader(http.StatusGone)
			case len(waiting) == 0:
				w.WriteHeader(http.StatusNoContent)
			default:
				io.WriteString(w, waiting[0])
				waiting = waiting[1:]
			}
		})
		n.Forever()
	}
}

// A worker asks for a job when it is free, and says which one it has done.
func workWhenFree(v Values, _ int, need time.Duration) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		client := n.HTTP(httpx.Pool{}, "client")
		for job := []byte{}; ; {
			resp, err := client.Do(get("http://front/next?done=" + string(job)))
			if err != nil || resp.StatusCode == http.StatusGone {
				return
			}
			if job, _ = io.ReadAll(resp.Body); len(job) > 0 {
				n.Work(need)
			} else {
				n.Sleep(v.Duration("pause"))
			}
		}
	}
}

// The ZeroMQ client connects to all workers, hands all jobs out, and collects.
func pushJobs(v Values) func(n *node.Node) {
	return func(n *node.Node) {
		n.Sleep(100 * time.Millisecond)
		push, pull := n.Socket(zmq4.Push), n.Socket(zmq4.Pull)
		push.SetOption(zmq.SNDHWM, v.Int("hwm"))
		for i := range v.Int("workers") {
			push.Dial(n.Endpoint(fmt.Sprintf("jobs-%d", i+1)))
			pull.Dial(n.Endpoint(fmt.Sprintf("done-%d", i+1)))
		}
		for i := range v.Int("jobs") {
			push.Send(node.Text(fmt.Sprintf("job-%d", i+1)))
		}
		for range v.Int("jobs") {
			if _, err := pull.Recv(); err != nil {
				return
			}
		}
	}
}

// A worker takes the next job from its own queue.
func workInQueue(v Values, i int, need time.Duration) func(n *node.Node) {
	return func(n *node.Node) {
		pull, push := n.Socket(zmq4.Pull), n.Socket(zmq4.Push).Carries("reply")
		pull.SetOption(zmq.RCVHWM, v.Int("hwm"))
		pull.Listen(n.Endpoint(fmt.Sprintf("jobs-%d", i+1)))
		push.Listen(n.Endpoint(fmt.Sprintf("done-%d", i+1)))
		for {
			job, err := pull.Recv()
			if err != nil {
				return
			}
			n.Work(need)
			push.Send(job)
		}
	}
}
