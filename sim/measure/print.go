package measure

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// Print writes the result for a reader at a terminal.
func (r Result) Print(out io.Writer) error {
	s, m := r.Setup, r.Machine
	tw := tabwriter.NewWriter(out, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprintf(tw, "\t%s/s\tp50\tp90\tp99\tp99.9\tlongest\tCPU\ton the wire\t\n", r.Units())
	for _, h := range []struct {
		name string
		Half
	}{{"HTTP", r.HTTP}, {"ZeroMQ", r.ZeroMQ}} {
		l := h.Latency
		fmt.Fprintf(tw, "%s\t%.0f\t%s\t%s\t%s\t%s\t%s\t%s\t%.0f B\t\n", h.name, h.PerSecond,
			inMicros(l.P50), inMicros(l.P90), inMicros(l.P99), inMicros(l.P999), inMicros(l.Max), inMicros(h.CPU), h.Bytes)
	}
	if err := tw.Flush(); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	_, err := fmt.Fprintf(out, `
Latency, CPU and bytes are those of one %[1]s.
HTTP     %[2]s.
ZeroMQ   %[3]s.
Set-up   %[4]s, %[5]s
         %[6]d %[21]s in each half in %[7]d rounds, the order of the halves turning; %[8]d messages before
         each round are not counted. Queues of %[9]d messages.
Machine  %[10]s, %[11]s, kernel %[12]s
         %[13]s; %[14]d processors, GOMAXPROCS %[15]d
Cost     numbering, timing and checking one message takes %.2[16]f µs, in both halves. With the tap on, HTTP has
         %.2[17]f and ZeroMQ %.2[18]f of the throughput it has without (median of the rounds). The figures are without.

%[19]s

%[20]s
`, r.Unit, r.HTTP.How, r.ZeroMQ.How, r.Conditions(), s.HTTP,
		r.HTTP.Arrivals, s.Rounds, r.WarmUp, s.HWM,
		m.Go, m.System, m.Kernel, m.Processor, m.CPUs, m.GOMAXPROCS,
		r.Overhead.Message, r.Overhead.HTTP, r.Overhead.ZeroMQ,
		fold(r.Says), fold(r.SaysNot), r.Units())
	if err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// Conditions are the set-up in a few words: what is sent, by how many, over what.
func (r Result) Conditions() string {
	s := r.Setup
	words := fmt.Sprintf("%d bytes, ", s.Payload)
	switch s.Task {
	case "ask":
		words += fmt.Sprintf("callers at once: %d, ", s.Concurrency)
	case "ask-async":
		words += fmt.Sprintf("requests open at once: %d, ", s.Concurrency)
	case "stream":
		words += fmt.Sprintf("senders at once: %d, ", s.Concurrency)
	case "share":
		words += fmt.Sprintf("senders at once: %d, workers: %d, ", s.Concurrency, s.Peers)
	case "publish":
		words += fmt.Sprintf("subscribers: %d, ", s.Peers)
	}
	return words + s.Transport
}

// Units are what is counted, when it is several.
func (r Result) Units() string {
	if stem, is := strings.CutSuffix(r.Unit, "y"); is {
		return stem + "ies"
	}
	return r.Unit + "s"
}

// inMicros keeps three digits: 3.14 µs, 314 µs, 3140 µs.
func inMicros(us float64) string {
	switch {
	case us < 10:
		return fmt.Sprintf("%.2f µs", us)
	case us < 100:
		return fmt.Sprintf("%.1f µs", us)
	}
	return fmt.Sprintf("%.0f µs", us)
}

// fold breaks a text into lines a terminal shows whole.
func fold(text string) string {
	const width = 110
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if len(line)+len(word) >= width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return strings.Join(append(lines, line), "\n")
}
