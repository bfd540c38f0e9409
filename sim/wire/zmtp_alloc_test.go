package wire_test

import (
	"bytes"
	"runtime"
	"testing"

	"patternscope/sim/wire"
)

// zmtpAllocated is how many bytes f allocates.
func zmtpAllocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// A header costs what a header costs, whatever it announces.
func TestZMTPReservesNothingForWhatIsOnlyAnnounced(t *testing.T) {
	headers := map[string]string{
		"1 MiB":                "02 0000000000100000",
		"1 MiB and more":       "03 0000000000100000",
		"above the limit":      "02 0000000000100001",
		"2^62":                 "02 4000000000000000",
		"2^63-1":               "02 7fffffffffffffff",
		"2^64-1":               "02 ffffffffffffffff",
		"a command of 2^63-1":  "06 7fffffffffffffff",
		"a command of 2 KiB":   "06 0000000000000800",
		"255 bytes, one there": "00 ff 00",
	}
	const bound = 16 << 10 // the splitter itself and the error; far below any announced size that matters
	for name, header := range headers {
		in := zmtpHex(t, header)
		for _, start := range [][]byte{zmtpStart(), zmtpGreeting("NULL")} {
			s := wire.NewZMTPSplitter(wire.DefaultLimits, "NULL")
			if _, err := s.Feed(start); err != nil {
				t.Fatal(err)
			}
			if got := zmtpAllocated(func() { _, _ = s.Feed(in) }); got > bound {
				t.Errorf("%s: allocated %d bytes", name, got)
			}
			if s.Pending() > len(in) {
				t.Errorf("%s: holds %d bytes, %d came", name, s.Pending(), len(in))
			}
		}
	}
}

// A message that comes in drops costs a small multiple of its size.
func TestZMTPMemoryFollowsWhatArrived(t *testing.T) {
	body := make([]byte, wire.DefaultLimits.Frame)
	in := wire.AppendMessage(nil, [][]byte{body})
	s := wire.NewZMTPSplitter(wire.DefaultLimits, "NULL")
	if _, err := s.Feed(zmtpStart()); err != nil {
		t.Fatal(err)
	}
	var units []wire.Unit
	got := zmtpAllocated(func() { units, _ = zmtpFeed(s, in, 1000) })
	if len(units) != 1 || !bytes.Equal(units[0].Frames[0], body) {
		t.Fatalf("got %d units, want the message", len(units))
	}
	if bound := uint64(8 * len(in)); got > bound {
		t.Errorf("allocated %d bytes for a message of %d", got, len(in))
	}
}

func TestZMTPAllocationsOfAMessage(t *testing.T) {
	one := wire.AppendMessage(nil, [][]byte{make([]byte, 64)})
	const many = 1000
	for _, test := range []struct {
		name string
		in   []byte
		most float64
	}{
		{"alone", one, 2}, // its bytes, its frames
		{"a thousand at once", bytes.Repeat(one, many), 25},
		{"a thousand and a half", append(bytes.Repeat(one, many), one[:33]...), 30},
	} {
		s := wire.NewZMTPSplitter(wire.DefaultLimits, "NULL")
		if _, err := s.Feed(zmtpStart()); err != nil {
			t.Fatal(err)
		}
		in := test.in
		got := testing.AllocsPerRun(50, func() {
			if _, err := s.Feed(in); err != nil {
				t.Fatal(err)
			}
			if half := s.Pending(); half > 0 {
				_, _ = s.Feed(one[half:])
			}
		})
		if got > test.most {
			t.Errorf("%s: %v allocations, want at most %v", test.name, got, test.most)
		}
	}
}

func BenchmarkZMTPSplitter(b *testing.B) {
	one := wire.AppendMessage(nil, [][]byte{make([]byte, 64)})
	for _, bench := range []struct {
		name  string
		count int
	}{{"one", 1}, {"thousand", 1000}} {
		b.Run(bench.name, func(b *testing.B) {
			in := bytes.Repeat(one, bench.count)
			s := wire.NewZMTPSplitter(wire.DefaultLimits, "NULL")
			if _, err := s.Feed(zmtpStart()); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			messages := 0
			for b.Loop() {
				units, err := s.Feed(in)
				if err != nil {
					b.Fatal(err)
				}
				messages += len(units)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(messages), "ns/message")
		})
	}
}
