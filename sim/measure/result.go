package measure

import (
	"slices"
	"time"
)

// Result is what was measured, on what, and what it means.
type Result struct {
	Setup    Setup    `json:"setup"`
	WarmUp   int      `json:"warmUp"` // messages before those that count, in each leg
	Machine  Machine  `json:"machine"`
	Unit     string   `json:"unit"`  // what is counted: exchange, message, copy
	Units    string   `json:"units"` // the same, of several
	HTTP     Half     `json:"httpHalf"`
	ZeroMQ   Half     `json:"zeromqHalf"`
	Rounds   []Round  `json:"rounds"`
	Overhead Overhead `json:"overhead"`
	Facts    []Fact   `json:"facts"`   // the exact set-up in words, for a reader
	Says     string   `json:"says"`    // sentences
	SaysNot  string   `json:"saysNot"` // sentences
}

// Half is the figures of one of the two.
type Half struct {
	How       string   `json:"how"`      // one sentence without a full stop
	Arrivals  int      `json:"arrivals"` // exchanges, messages or copies
	Seconds   float64  `json:"seconds"`
	PerSecond float64  `json:"perSecond"`
	Latency   Latency  `json:"latency"`
	CPU       float64  `json:"cpu"`     // µs of processor time an arrival, of the whole process; 0: not known here
	Bytes     float64  `json:"bytes"`   // on the wire an arrival, both ways; of the tapped legs
	Parcels   float64  `json:"parcels"` // that the tap saw an arrival
	Buckets   []Bucket `json:"buckets"` // of the latency
}

// Latency is in µs: from before the message is sent until it has arrived, or its
// answer has where there is one. Read back at most 3.2 % too large.
type Latency struct {
	P50  float64 `json:"p50"`
	P90  float64 `json:"p90"`
	P99  float64 `json:"p99"`
	P999 float64 `json:"p999"`
	Max  float64 `json:"max"`
	Mean float64 `json:"mean"`
}

// Round is the arrivals a second of each half in one round.
type Round struct {
	First  string  `json:"first"` // which half ran first
	HTTP   float64 `json:"http"`
	ZeroMQ float64 `json:"zeromq"`
}

// Overhead is what measuring itself costs.
type Overhead struct {
	Message   float64 `json:"message"` // µs to make, number, time and check one message: in both halves
	HTTP      float64 `json:"http"`    // throughput with the tap on as a part of that without, the median of the rounds
	ZeroMQ    float64 `json:"zeromq"`
	HTTPCPU   float64 `json:"httpCpu"` // processor time with the tap on as a part of that without, all rounds; 0: not known
	ZeroMQCPU float64 `json:"zeromqCpu"`
}

func (r *run) result() Result {
	res := Result{
		Setup: r.setup, WarmUp: warmUp(r.share(0)), Machine: thisMachine(), Unit: r.task.Unit, Units: plural(r.task.Unit),
		HTTP: r.http.sum(r.task.HTTP), ZeroMQ: r.zeromq.sum(r.task.ZeroMQ),
		Overhead: Overhead{
			Message: r.messageCost(), HTTP: r.http.tapRatio(), ZeroMQ: r.zeromq.tapRatio(),
			HTTPCPU: r.http.tapCPU(), ZeroMQCPU: r.zeromq.tapCPU(),
		},
	}
	for i, first := range r.firsts {
		res.Rounds = append(res.Rounds, Round{first, r.http.untapped[i].rate(), r.zeromq.untapped[i].rate()})
	}
	res.Facts, res.Says, res.SaysNot = res.facts(), says(r.setup), saysNot
	return res
}

func (f figures) rate() float64 { return float64(f.arrivals) / f.took.Seconds() }

// sum puts the untapped rounds together, and takes from the tapped ones what only they know.
func (h *half) sum(how string) Half {
	var all, seen figures
	all.latencies = &Histogram{}
	for i := range h.untapped {
		u, t := h.untapped[i], h.tapped[i]
		all.arrivals, all.took, all.cpu = all.arrivals+u.arrivals, all.took+u.took, all.cpu+u.cpu
		all.latencies.Merge(u.latencies)
		seen.arrivals, seen.bytes, seen.parcels = seen.arrivals+t.arrivals, seen.bytes+t.bytes, seen.parcels+t.parcels
	}
	l := all.latencies
	n := float64(all.arrivals)
	return Half{
		How: how, Arrivals: all.arrivals, Seconds: all.took.Seconds(), PerSecond: all.rate(),
		Latency: Latency{
			P50: micros(l.Quantile(0.5)), P90: micros(l.Quantile(0.9)), P99: micros(l.Quantile(0.99)), P999: micros(l.Quantile(0.999)),
			Max: micros(l.Max()), Mean: micros(l.Mean()),
		},
		CPU:   micros(all.cpu) / n,
		Bytes: float64(seen.bytes) / float64(seen.arrivals), Parcels: float64(seen.parcels) / float64(seen.arrivals),
		Buckets: l.Buckets(),
	}
}

// tapRatio is the median, since one round that something else disturbed says nothing.
func (h *half) tapRatio() float64 {
	var ratios []float64
	for i := range h.tapped {
		ratios = append(ratios, h.tapped[i].rate()/h.untapped[i].rate())
	}
	slices.Sort(ratios)
	n := len(ratios)
	return (ratios[(n-1)/2] + ratios[n/2]) / 2
}

// tapCPU is steadier than tapRatio where the machine has other work too.
func (h *half) tapCPU() float64 {
	var tapped, untapped time.Duration
	for i := range h.tapped {
		tapped, untapped = tapped+h.tapped[i].cpu, untapped+h.untapped[i].cpu
	}
	if untapped == 0 {
		return 0
	}
	return float64(tapped) / float64(untapped)
}

// messageCost runs the books without anything between the ends.
func (r *run) messageCost() float64 {
	const n = 20_000
	s := r.setup
	s.Task = "ask" // each message has one receiver here
	b := newBook(s, n)
	began := time.Now()
	for i := range n {
		if b.arrived(0, b.send(i)) != nil {
			return 0
		}
	}
	return micros(time.Since(began)) / n
}
