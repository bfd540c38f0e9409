package zmq_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim"
	"patternscope/sim/node"
	"patternscope/sim/pattern"
)

// The glass sockets of a world, every event in its log, beside the sockets of
// the zmq4 library, over tcp with 64 bytes. What the same frames cost without a
// world is in sim/measure, and libzmq in bench/libzmq.

var payload = make([]byte, 64)

// unpaced runs the programs in a world without latency, as fast as it can be.
func unpaced(b *testing.B, programs ...func(n *node.Node)) {
	p := &pattern.Pattern{Nodes: func(pattern.Values) (nodes []pattern.Node) {
		for i, run := range programs {
			nodes = append(nodes, pattern.Node{Name: []string{"sender", "receiver"}[i], Run: run})
		}
		return nodes
	}}
	w, err := sim.Start(sim.Config{
		Pattern: p, Values: pattern.Values{"latency": "0", "capacity": "0", "transport": "tcp"},
		Seed: 1, Dir: b.TempDir(), Rate: 1000, Pace: 1 << 30,
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(w.Close)
}

// must ends the benchmark when a call failed.
func must(b *testing.B, err error) {
	if err != nil {
		b.Fatal(err)
	}
}

func BenchmarkPushPull(b *testing.B) {
	b.Run("glass", func(b *testing.B) {
		done := make(chan struct{})
		unpaced(b, func(n *node.Node) {
			push := n.Socket(zmq4.Push)
			push.Listen(n.Endpoint("tasks"))
			for {
				if push.Send(zmq4.NewMsg(payload)) != nil {
					return
				}
			}
		}, func(n *node.Node) {
			pull := n.Socket(zmq4.Pull)
			pull.Dial(n.Endpoint("tasks"))
			for range b.N {
				pull.Recv()
			}
			close(done)
		})
		<-done
	})
	b.Run("library", func(b *testing.B) {
		push, pull := libraryPair(b, zmq4.NewPush, zmq4.NewPull)
		b.ResetTimer()
		go func() {
			for range b.N {
				push.Send(zmq4.NewMsg(payload))
			}
		}()
		for range b.N {
			_, err := pull.Recv()
			must(b, err)
		}
	})
}

// BenchmarkReqRep tells the median round trip, which one slow wake-up does not move.
func BenchmarkReqRep(b *testing.B) {
	b.Run("glass", func(b *testing.B) {
		trips := make(chan time.Duration)
		unpaced(b, func(n *node.Node) {
			req := n.Socket(zmq4.Req)
			req.Dial(n.Endpoint("hello"))
			all := make([]time.Duration, b.N)
			for i := range all {
				began := time.Now()
				req.Send(zmq4.NewMsg(payload))
				req.Recv()
				all[i] = time.Since(began)
			}
			trips <- median(all)
		}, func(n *node.Node) {
			rep := n.Socket(zmq4.Rep)
			rep.Listen(n.Endpoint("hello"))
			for {
				m, err := rep.Recv()
				if err != nil {
					return
				}
				rep.Send(m)
			}
		})
		report(b, <-trips)
	})
	b.Run("library", func(b *testing.B) {
		rep, req := libraryPair(b, zmq4.NewRep, zmq4.NewReq)
		go func() {
			for range b.N {
				if m, err := rep.Recv(); err != nil || rep.Send(m) != nil {
					return
				}
			}
		}()
		all := make([]time.Duration, b.N)
		b.ResetTimer()
		for i := range all {
			began := time.Now()
			must(b, req.Send(zmq4.NewMsg(payload)))
			_, err := req.Recv()
			must(b, err)
			all[i] = time.Since(began)
		}
		report(b, median(all))
	})
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

func report(b *testing.B, trip time.Duration) {
	b.ReportMetric(float64(trip.Nanoseconds()), "median-ns/trip")
}

// libraryPair is two sockets of the zmq4 library, the first one bound.
func libraryPair(b *testing.B, bound, connected func(context.Context, ...zmq4.Option) zmq4.Socket) (zmq4.Socket, zmq4.Socket) {
	near, far := bound(b.Context()), connected(b.Context())
	must(b, near.Listen("tcp://127.0.0.1:0"))
	must(b, far.Dial("tcp://"+near.Addr().String()))
	b.Cleanup(func() {
		far.Close()
		near.Close()
	})
	return near, far
}
