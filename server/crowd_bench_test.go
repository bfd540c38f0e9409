package main

import (
	"testing"

	"patternscope/server/browsertest"
)

// crowd has fifty messages a second copied to five readers, each five seconds on its way.
const crowd = "/patterns/slow-subscriber?every=20&slow=0&readers=4&hwm=0&latency=5000&capacity=0"

// BenchmarkAThousandInFlight replays a stretch of a real run in which 1,000
// messages fly at once, and reports how far apart the frames of the page are, in ms, and
// which part of them comes after more than 20 ms: stage, sequence, log and story together.
//
//	go test -run '^$' -bench AThousand -benchtime 1x ./server
func BenchmarkAThousandInFlight(b *testing.B) {
	s := show{browsertest.Start(b).Open(b, serve(b)+crowd, browsertest.Screen{Name: "bench", Width: 1440, Height: 900})}
	s.Until("the run goes", `() => window.patternscope?.head > 5`)
	s.Do(`() => patternscope.setRate(4)`)
	s.Until("a thousand have been in flight for a while", `() => patternscope.clock.now > 42.5e6`)
	s.Do(`() => patternscope.send({ command: "pause" })`)
	s.Until("all of it is told", `() => patternscope.clock.paused && patternscope.history.timeOf(patternscope.head) > 42e6`)
	s.Do(`() => patternscope.setRate(1)`)
	var frames struct{ P50, P95, P99, Late, Least float64 }
	for b.Loop() {
		s.Read(&frames, `async () => {
			const flying = () => patternscope.state.links.reduce((n, l) => n + l.lanes.flat().filter((f) => f.message).length, 0);
			patternscope.seekTime(36.5e6);
			patternscope.play();
			const gaps = [];
			let [last, least] = [performance.now(), Infinity];
			for (const end = last + 5000; last < end; ) {
				const now = await new Promise(requestAnimationFrame);
				gaps.push(now - last);
				last = now;
				least = Math.min(least, flying());
			}
			gaps.sort((a, b) => a - b);
			const at = (part) => gaps[Math.floor(part * (gaps.length - 1))];
			return { P50: at(0.5), P95: at(0.95), P99: at(0.99), Late: 100 * gaps.filter((gap) => gap > 20).length / gaps.length, Least: least };
		}`)
	}
	if frames.Least < 1000 {
		b.Errorf("at one time only %v messages were in flight", frames.Least)
	}
	b.ReportMetric(frames.P50, "p50-ms")
	b.ReportMetric(frames.P95, "p95-ms")
	b.ReportMetric(frames.P99, "p99-ms")
	b.ReportMetric(frames.Late, "late-%")
	b.ReportMetric(0, "ns/op")
}
