package measure

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// every set-up that makes a difference to what runs.
func everySetup(count int) (all []Setup) {
	for _, task := range Tasks() {
		for _, transport := range []string{"tcp", "ipc", "inproc"} {
			for _, version := range []string{HTTP1, HTTP1Close, HTTP2} {
				all = append(all, Setup{Task: task.ID, Count: count, Transport: transport, HTTP: version, Concurrency: 3, Peers: 3, Rounds: 2})
			}
		}
	}
	return all
}

func (s Setup) name() string { return strings.Join([]string{s.Task, s.Transport, s.HTTP}, " ") }

// TestEachMessageComesOnce: Run fails when one does not, so a result is the proof.
func TestEachMessageComesOnce(t *testing.T) {
	for _, s := range everySetup(120) {
		t.Run(s.name(), func(t *testing.T) {
			var last Progress
			r, err := Run(t.Context(), s, func(p Progress) {
				if p.Done < last.Done || p.Done > p.Total {
					t.Errorf("progress: got %d of %d after %d", p.Done, p.Total, last.Done)
				}
				last = p
			})
			if err != nil {
				t.Fatal(err)
			}
			if last.Done != last.Total || last.Round != 2 {
				t.Errorf("progress ends at %+v", last)
			}
			for name, h := range map[string]Half{"HTTP": r.HTTP, "ZeroMQ": r.ZeroMQ} {
				checkHalf(t, name, h, 120*r.Setup.copies())
			}
			if s.Transport != "inproc" && r.ZeroMQ.Bytes < 64 || r.HTTP.Bytes < 64 {
				t.Errorf("bytes an arrival: got %v and %v, fewer than the payload", r.HTTP.Bytes, r.ZeroMQ.Bytes)
			}
		})
	}
}

func checkHalf(t *testing.T, name string, h Half, want int) {
	t.Helper()
	var drawn uint64
	for _, b := range h.Buckets {
		drawn += b.Count
	}
	l := h.Latency
	switch {
	case h.Arrivals != want || int(drawn) != want:
		t.Errorf("%s: %d arrivals, %d drawn, want %d", name, h.Arrivals, drawn, want)
	case l.P50 <= 0 || l.P50 > l.P90 || l.P90 > l.P99 || l.P99 > l.P999 || l.P999 > l.Max:
		t.Errorf("%s: percentiles out of order: %+v", name, l)
	case h.PerSecond <= 0 || h.Parcels <= 0: // several events of a stream share a chunk
		t.Errorf("%s: %v a second, %v parcels an arrival", name, h.PerSecond, h.Parcels)
	}
}

func TestTheHalvesTakeTurns(t *testing.T) {
	r, err := Run(t.Context(), Setup{Task: "ask", Count: 100, Rounds: 3}, func(Progress) {})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"HTTP", "ZeroMQ", "HTTP"} {
		if got := r.Rounds[i].First; got != want {
			t.Errorf("round %d: %s is first, want %s", i+1, got, want)
		}
	}
}

// TestCancelEndsIt in the middle of every task, and nothing is left.
func TestCancelEndsIt(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	for _, s := range everySetup(100_000) {
		if s.HTTP != HTTP1 || s.Transport == "ipc" { // which end as the others do
			continue
		}
		t.Run(s.name(), func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			_, err := Run(ctx, s, func(p Progress) { cancel() })
			if !errors.Is(err, context.Canceled) {
				t.Errorf("got %v, want %v", err, context.Canceled)
			}
			if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
				t.Errorf("%d files are left, such as %s", len(left), left[0].Name())
			}
		})
	}
}

func TestWhatCannotBeMeasuredIsSaid(t *testing.T) {
	for _, c := range []struct {
		setup Setup
		want  string
	}{
		{Setup{Task: "sing"}, `there is no task "sing"; there are ask, ask-async, stream, publish, share`},
		{Setup{Task: "ask", Count: 5}, "the count is a whole number from 100 to 1000000, not 5"},
		{Setup{Task: "ask", Payload: 8}, "the payload is a whole number from 16 to 65536, not 8"},
		{Setup{Task: "ask", Concurrency: 65}, "the concurrency is a whole number from 1 to 64, not 65"},
		{Setup{Task: "share", Peers: -1}, "the number of peers is a whole number from 1 to 16, not -1"},
		{Setup{Task: "ask", Transport: "udp"}, `the transport is tcp, ipc or inproc, not "udp"`},
		{Setup{Task: "ask", HTTP: "HTTP/3"}, `HTTP is spoken as "HTTP/1.1", "HTTP/1.1, a connection for each request" or "HTTP/2", not "HTTP/3"`},
		{Setup{Task: "publish", Count: 1_000_000, Peers: 16}, "1000000 messages to 16 subscribers are more than 2000000 copies"},
	} {
		_, err := Run(t.Context(), c.setup, func(Progress) { t.Error("something ran") })
		if err == nil || err.Error() != c.want {
			t.Errorf("%+v: got %v, want %s", c.setup, err, c.want)
		}
	}
}

// TestQueuesStayWithinMemory: what is large or many is queued less.
func TestQueuesStayWithinMemory(t *testing.T) {
	for want, s := range map[int]Setup{
		1000: {Task: "share", Payload: 64, Concurrency: 64, Peers: 16},
		64:   {Task: "share", Payload: 64 << 10, Concurrency: 4, Peers: 4},
		1:    {Task: "share", Payload: 64 << 10, Concurrency: 64, Peers: 16},
	} {
		if s, err := s.Complete(); err != nil || s.HWM != want {
			t.Errorf("%+v: got %v and a high-water mark of %d, want %d", s, err, s.HWM, want)
		}
	}
}

// TestTheBooksNoticeWhatIsWrong: a message lost is never done; the others are errors.
func TestTheBooksNoticeWhatIsWrong(t *testing.T) {
	s, err := Setup{Task: "ask"}.Complete()
	if err != nil {
		t.Fatal(err)
	}
	b := newBook(s, 2)
	first := b.send(0)
	if err := b.arrived(0, first); err != nil {
		t.Fatal(err)
	}
	for name, payload := range map[string][]byte{
		"again": first, "cut": first[:20], "empty": nil, "unsent": newBook(s, 9).send(8), "no number": []byte(strings.Repeat("x", 64)),
	} {
		if b.arrived(0, payload) == nil {
			t.Errorf("%s: taken for a message that was sent", name)
		}
	}
	select {
	case <-b.done:
		t.Error("done, and one is missing")
	default:
	}
}
