package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"patternscope/server/browsertest"
	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/record"
	"patternscope/sim/wire"
)

// BenchmarkRecording opens a recording of 100,000 events in Chromium, from the
// server and from disk, and scrubs to places all over it. A place is there once
// it has been drawn.
//
//	go test -run '^$' -bench Recording -benchtime 1x ./server
func BenchmarkRecording(b *testing.B) {
	const events = 100_000
	address := serve(b)
	file := longRecording(b, events)
	response, err := http.Post(address+"/api/recordings", "application/gzip", bytes.NewReader(file))
	if err != nil {
		b.Fatal(err)
	}
	defer response.Body.Close()
	var saved struct{ ID, Page string }
	if err := json.NewDecoder(response.Body).Decode(&saved); err != nil || saved.Page == "" {
		b.Fatalf("%s: %v", response.Status, err)
	}
	whole := filepath.Join(b.TempDir(), "recording.html")
	download(b, address+"/api/recordings/"+saved.ID+"/recording.html", whole)
	browser := browsertest.Start(b)
	for name, page := range map[string]string{"server": address + saved.Page + "?at=1", "file": "file://" + whole + "#at=1"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				scrubAll(b, browser, page, len(file))
			}
		})
	}
}

func scrubAll(b *testing.B, browser *browsertest.Browser, address string, size int) {
	p := browser.Open(b, "about:blank", browsertest.Screen{Name: "bench", Width: 1440, Height: 900})
	p.Worked()
	p.Go(address)
	p.Until("the recording is read", `() => window.patternscope?.connection === "recorded"`)
	opening := p.Worked()
	var took struct{ Opened, P50, P95, Most float64 }
	p.Read(&took, `async () => {
		const opened = performance.now();
		const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
		const times = [];
		for (let i = 0; i < 60; i++) {
			const to = 1 + (i * 48271 * 7919) % patternscope.head;
			await drawn();
			const from = performance.now();
			patternscope.seek(to);
			await drawn();
			if (patternscope.cursor.seq !== to || patternscope.state.seq !== to) throw new Error("not there");
			times.push(performance.now() - from);
		}
		times.sort((a, b) => a - b);
		return { Opened: opened, P50: times[30], P95: times[57], Most: times[59] };
	}`)
	b.ReportMetric(took.Opened, "ms-to-open")
	b.ReportMetric(1000*opening, "ms-of-work-to-open")
	b.ReportMetric(1000*(p.Worked()-opening)/60, "ms-of-work-to-scrub")
	b.ReportMetric(took.P50, "ms-scrub-p50")
	b.ReportMetric(took.P95, "ms-scrub-p95")
	b.ReportMetric(took.Most, "ms-scrub-most")
	b.ReportMetric(p.Heap()/(1<<20), "MiB-heap")
	b.ReportMetric(float64(size)/(1<<20), "MiB-file")
}

// longRecording is a run of so many events, more than its log keeps: they are
// written down while it goes on.
func longRecording(b *testing.B, events int64) []byte {
	p := pattern.ByID("weather")
	values, err := p.Values(map[string]string{"every": "20", "latency": "200"})
	if err != nil {
		b.Fatal(err)
	}
	w, err := sim.Start(sim.Config{Pattern: p, Values: values, Seed: 1, Network: wire.NewMemory(), Paused: true})
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	_, source := p.Source()
	about, err := json.Marshal(map[string]any{"id": p.ID, "title": p.Title, "params": p.Params, "columns": p.Columns, "source": source})
	if err != nil {
		b.Fatal(err)
	}
	var out bytes.Buffer
	r, err := record.NewWriter(&out, record.Header{Pattern: p.ID, Title: p.Title, Params: values, Seed: 1, First: 1, Head: events})
	if err != nil {
		b.Fatal(err)
	}
	write := func(l record.Line) {
		if err := r.Write(l); err != nil {
			b.Fatal(err)
		}
	}
	base, _ := w.Log().After(-1)
	write(record.Line{Pattern: about})
	write(record.Line{Keyframe: &base})
	for seq := int64(0); seq < events; {
		if _, err := w.Step(b.Context()); err != nil {
			b.Fatal(err)
		}
		seq = follow(w, seq, events, write)
	}
	if _, err := r.Close(); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

// follow writes what is new, up to the last event wanted.
func follow(w *sim.World, seq, last int64, write func(record.Line)) int64 {
	for _, e := range w.Log().Since(seq, int(last-seq)) {
		write(record.Line{Event: &e})
		if e.Kind == event.Sent {
			if p, err := w.Parcel(e.Parcel); err == nil {
				write(record.Line{Parcel: &record.Parcel{ID: p.ID, What: p.What, Size: p.Size, Bytes: p.Bytes}})
			}
		}
		if k, is := w.Log().After(e.Seq - 1); is && k.Seq == e.Seq {
			write(record.Line{Keyframe: &k})
		}
		seq = e.Seq
	}
	return seq
}

func download(b *testing.B, address, path string) {
	response, err := http.Get(address)
	if err != nil {
		b.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		b.Fatalf("%s: %s %v", address, response.Status, err)
	}
	b.Logf("the page in one file has %.1f MiB", float64(len(body))/(1<<20))
	if err := os.WriteFile(path, body, 0o600); err != nil {
		b.Fatal(err)
	}
}
