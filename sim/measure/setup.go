package measure

import (
	"fmt"
	"slices"
	"strings"
)

// Setup says what to run.
type Setup struct {
	Task        string `json:"task"`        // one of Tasks
	Count       int    `json:"count"`       // messages to measure in each half, over all rounds
	Payload     int    `json:"payload"`     // bytes of a message
	Concurrency int    `json:"concurrency"` // programs that send at once; ask-async: requests open at once; publish: always 1
	Peers       int    `json:"peers"`       // publish: subscribers; share: workers; otherwise always 1
	Transport   string `json:"transport"`   // tcp, ipc, inproc
	HTTP        string `json:"http"`        // one of HTTP1, HTTP1Close, HTTP2
	HWM         int    `json:"hwm"`         // messages a queue holds, in ZeroMQ and before an event stream of HTTP; fewer where all would take too much memory
	Rounds      int    `json:"rounds"`
}

// The versions of HTTP a half can speak.
const (
	HTTP1      = "HTTP/1.1"
	HTTP1Close = "HTTP/1.1, a connection for each request" // keep-alive off
	HTTP2      = "HTTP/2"                                  // without TLS, begun with prior knowledge (RFC 9113, 3.3)
)

// The least and the most of a Setup.
const (
	MinCount, MaxCount             = 100, 1_000_000 // less has no 99th percentile; more only takes longer
	MinPayload, MaxPayload         = 16, 64 << 10   // the number of a message takes 16 bytes
	MinConcurrency, MaxConcurrency = 1, 64
	MinPeers, MaxPeers             = 1, 16
	MaxDeliveries                  = 2_000_000 // count times subscribers
	MaxBytes                       = 8 << 30   // count times subscribers times payload
	maxQueued                      = 64 << 20  // bytes of payload in all send queues together
	defaultHWM                     = 1000      // libzmq's
	defaultRounds                  = 8         // even, so that each half is first as often
)

// Task is something both halves can do.
type Task struct {
	ID     string
	HTTP   string // how each half does it, one sentence without a full stop
	ZeroMQ string
	Unit   string // what is counted: "exchange", "message", "copy"
	fixed  func(*Setup)
	http   func(*leg) (course, error)
	zeromq func(*leg) (course, error)
}

// Tasks are all there are.
func Tasks() []Task {
	return []Task{
		{
			ID: "ask", Unit: "exchange",
			HTTP:   "each caller posts and waits for the answer; each has a connection",
			ZeroMQ: "each caller is a REQ socket; one REP answers them in turn",
			fixed:  func(s *Setup) { s.Peers = 1 }, http: httpAsk, zeromq: zeromqAsk,
		},
		{
			ID: "ask-async", Unit: "exchange",
			HTTP:   "one caller keeps so many requests open at once, over a pool of as many connections (HTTP/2: over one)",
			ZeroMQ: "one DEALER keeps so many requests open at once, on one connection to a ROUTER",
			fixed:  func(s *Setup) { s.Peers = 1 }, http: httpAsk, zeromq: zeromqAskAsync,
		},
		{
			ID: "stream", Unit: "message",
			HTTP:   "each sender posts a message and waits for 204 before the next",
			ZeroMQ: "each sender is a PUSH socket that waits only when its queue is full; one PULL receives",
			fixed:  func(s *Setup) { s.Peers = 1 }, http: httpStream, zeromq: zeromqShare,
		},
		{
			ID: "publish", Unit: "copy",
			HTTP:   "one server writes server-sent events to each subscriber's open response",
			ZeroMQ: "one XPUB with NODROP, so that it waits where PUB would drop, filters by prefix and copies to each SUB",
			fixed:  func(s *Setup) { s.Concurrency = 1 }, http: httpPublish, zeromq: zeromqPublish,
		},
		{
			ID: "share", Unit: "message",
			HTTP:   "each sender posts to the workers in turn, straight, and waits for 204 before the next",
			ZeroMQ: "each sender is a PUSH socket that shares out among the PULL workers in turn",
			fixed:  func(*Setup) {}, http: httpStream, zeromq: zeromqShare,
		},
	}
}

// task finds one by its name.
func task(id string) (Task, error) {
	var names []string
	for _, t := range Tasks() {
		if t.ID == id {
			return t, nil
		}
		names = append(names, t.ID)
	}
	return Task{}, fmt.Errorf("there is no task %q; there are %s", id, strings.Join(names, ", "))
}

// Complete fills in what is not given, and what the task leaves no choice of.
// Its error says in one sentence what cannot be measured.
func (s Setup) Complete() (Setup, error) {
	t, err := task(s.Task)
	if err != nil {
		return s, err
	}
	for _, d := range []struct {
		field *int
		value int
	}{{&s.Count, 20_000}, {&s.Payload, 64}, {&s.Concurrency, 8}, {&s.Peers, 4}, {&s.HWM, defaultHWM}, {&s.Rounds, defaultRounds}} {
		if *d.field == 0 {
			*d.field = d.value
		}
	}
	if s.Transport == "" {
		s.Transport = "tcp"
	}
	if s.HTTP == "" {
		s.HTTP = HTTP1
	}
	t.fixed(&s)
	if err := s.check(); err != nil {
		return s, err
	}
	s.HWM = min(s.HWM, max(1, maxQueued/(s.Payload*s.Concurrency*s.Peers)))
	return s, nil
}

// With is s, but for what is given.
func (s Setup) With(given Setup) Setup {
	for _, f := range []struct {
		own   *int
		given int
	}{{&s.Count, given.Count}, {&s.Payload, given.Payload}, {&s.Concurrency, given.Concurrency}, {&s.Peers, given.Peers}, {&s.HWM, given.HWM}, {&s.Rounds, given.Rounds}} {
		if f.given != 0 {
			*f.own = f.given
		}
	}
	for _, f := range []struct {
		own   *string
		given string
	}{{&s.Task, given.Task}, {&s.Transport, given.Transport}, {&s.HTTP, given.HTTP}} {
		if f.given != "" {
			*f.own = f.given
		}
	}
	return s
}

func (s Setup) check() error {
	for _, b := range []struct {
		what          string
		n, least, max int
	}{
		{"the count", s.Count, MinCount, MaxCount},
		{"the payload", s.Payload, MinPayload, MaxPayload},
		{"the concurrency", s.Concurrency, MinConcurrency, MaxConcurrency},
		{"the number of peers", s.Peers, MinPeers, MaxPeers},
		{"the high-water mark", s.HWM, 1, 1_000_000},
		{"the number of rounds", s.Rounds, 1, 100},
	} {
		if b.n < b.least || b.n > b.max {
			return fmt.Errorf("%s is a whole number from %d to %d, not %d", b.what, b.least, b.max, b.n)
		}
	}
	switch {
	case !slices.Contains([]string{"tcp", "ipc", "inproc"}, s.Transport):
		return fmt.Errorf("the transport is tcp, ipc or inproc, not %q", s.Transport)
	case !slices.Contains([]string{HTTP1, HTTP1Close, HTTP2}, s.HTTP):
		return fmt.Errorf("HTTP is spoken as %q, %q or %q, not %q", HTTP1, HTTP1Close, HTTP2, s.HTTP)
	case s.Count*s.copies() > MaxDeliveries:
		return fmt.Errorf("%d messages to %d subscribers are more than %d copies", s.Count, s.copies(), MaxDeliveries)
	case s.Count*s.copies()*s.Payload > MaxBytes:
		return fmt.Errorf("%d messages of %d bytes are more than %d bytes in all", s.Count*s.copies(), s.Payload, MaxBytes)
	}
	return nil
}

// copies is how many receivers each message has.
func (s Setup) copies() int {
	if s.Task == "publish" {
		return s.Peers
	}
	return 1
}
