package libzmq

import (
	"slices"
	"testing"
	"time"

	"github.com/pebbe/zmq4"

	"patternscope/sim/measure"
)

const bytes = 64

// BenchmarkPushPull is one PUSH and one PULL over tcp.
func BenchmarkPushPull(b *testing.B) {
	b.Run("libzmq", func(b *testing.B) {
		push, pull := pair(b, zmq4.PUSH, zmq4.PULL)
		payload := make([]byte, bytes)
		go func() {
			for range b.N {
				push.SendBytes(payload, 0)
			}
		}()
		for range b.N {
			_, err := pull.RecvBytes(0)
			must(b, err)
		}
	})
	b.Run("patternscope", func(b *testing.B) {
		half := ours(b, "stream")
		b.ReportMetric(1e9/half.PerSecond, "ns/op")
	})
}

// BenchmarkReqRep tells the median round trip of one REQ and one REP over tcp.
func BenchmarkReqRep(b *testing.B) {
	b.Run("libzmq", func(b *testing.B) {
		rep, req := pair(b, zmq4.REP, zmq4.REQ)
		go func() {
			for range b.N {
				if m, err := rep.RecvBytes(0); err == nil {
					rep.SendBytes(m, 0)
				}
			}
		}()
		payload := make([]byte, bytes)
		all := make([]time.Duration, b.N)
		for i := range all {
			began := time.Now()
			req.SendBytes(payload, 0)
			_, err := req.RecvBytes(0)
			must(b, err)
			all[i] = time.Since(began)
		}
		slices.Sort(all)
		b.ReportMetric(float64(all[len(all)/2].Nanoseconds()), "median-ns/trip")
	})
	b.Run("patternscope", func(b *testing.B) {
		half := ours(b, "ask")
		b.ReportMetric(half.Latency.Mean*1e3, "ns/op")
		b.ReportMetric(half.Latency.P50*1e3, "median-ns/trip")
	})
}

// ours is the ZeroMQ half of a measure; b.N says about how much to measure.
func ours(b *testing.B, task string) measure.Half {
	count := min(max(b.N, measure.MinCount), 50_000)
	r, err := measure.Run(b.Context(), measure.Setup{Task: task, Count: count, Payload: bytes, Concurrency: 1, Rounds: 1}, func(measure.Progress) {})
	must(b, err)
	return r.ZeroMQ
}

func pair(b *testing.B, bound, connected zmq4.Type) (near, far *zmq4.Socket) {
	near, err := zmq4.NewSocket(bound)
	must(b, err)
	far, err = zmq4.NewSocket(connected)
	must(b, err)
	must(b, near.Bind("tcp://127.0.0.1:*"))
	endpoint, err := near.GetLastEndpoint()
	must(b, err)
	must(b, far.Connect(endpoint))
	b.Cleanup(func() {
		far.Close()
		near.Close()
	})
	return near, far
}

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}
