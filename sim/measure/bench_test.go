package measure

import (
	"testing"

	"patternscope/sim/wire"
)

// What messages of 64 bytes cost at full speed, untapped and tapped; sim/zmq has
// the same for the sockets of a world, bench/libzmq for libzmq.

func BenchmarkPushPull(b *testing.B) { benchHalves(b, "stream") }

// BenchmarkReqRep tells the median round trip.
func BenchmarkReqRep(b *testing.B) { benchHalves(b, "ask") }

func benchHalves(b *testing.B, id string) {
	t, err := task(id)
	if err != nil {
		b.Fatal(err)
	}
	for _, tapped := range []bool{false, true} {
		name := map[bool]string{false: "untapped", true: "tapped"}[tapped]
		b.Run("ZeroMQ/"+name, func(b *testing.B) { benchLeg(b, id, t.zeromq, tapped) })
		b.Run("HTTP/"+name, func(b *testing.B) { benchLeg(b, id, t.http, tapped) })
	}
}

func benchLeg(b *testing.B, id string, open func(*leg) (course, error), tapped bool) {
	s, err := Setup{Task: id, Concurrency: 1}.Complete()
	if err != nil {
		b.Fatal(err)
	}
	l := &leg{setup: s, network: wire.NewMachine(b.TempDir()), progress: func(int) {}}
	if tapped {
		l.tap = &tap{}
	}
	b.ReportAllocs()
	l.crew = newCrew(b.Context())
	defer l.crew.end()
	c, err := open(l)
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	f, err := l.drive(c, b.N, l.progress)
	if err != nil {
		b.Fatal(err)
	}
	if id == "ask" {
		b.ReportMetric(float64(f.latencies.Quantile(0.5).Nanoseconds()), "median-ns/trip")
	}
}
