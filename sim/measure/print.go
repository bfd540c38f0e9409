package measure

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// Print writes the result for a reader at a terminal.
func (r Result) Print(out io.Writer) error {
	if err := r.table(out); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	text := fmt.Sprintf("\nLatency, CPU and bytes are those of one %s.\n\n", r.Unit)
	for _, f := range r.Facts {
		text += fmt.Sprintf("%-9s%s\n", f.Name, fold(f.Text, 9))
	}
	text += "\n" + fold(r.Says, 0) + "\n\n" + fold(r.SaysNot, 0) + "\n"
	if _, err := io.WriteString(out, text); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

func (r Result) table(out io.Writer) error {
	tw := tabwriter.NewWriter(out, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprintf(tw, "\t%s/s\tp50\tp90\tp99\tp99.9\tlongest\tCPU\ton the wire\t\n", r.Units)
	for _, h := range []struct {
		name string
		Half
	}{{"HTTP", r.HTTP}, {"ZeroMQ", r.ZeroMQ}} {
		l := h.Latency
		fmt.Fprintf(tw, "%s\t%.0f\t%s\t%s\t%s\t%s\t%s\t%s\t%.0f B\t\n", h.name, h.PerSecond,
			inMicros(l.P50), inMicros(l.P90), inMicros(l.P99), inMicros(l.P999), inMicros(l.Max), inMicros(h.CPU), h.Bytes)
	}
	return tw.Flush()
}

// inMicros keeps three digits: 3.14 µs, 31.4 µs, 314 µs.
func inMicros(us float64) string {
	switch {
	case us < 10:
		return fmt.Sprintf("%.2f µs", us)
	case us < 100:
		return fmt.Sprintf("%.1f µs", us)
	}
	return fmt.Sprintf("%.0f µs", us)
}

// fold breaks a text into lines a terminal shows whole, those after the first indented.
func fold(text string, indent int) string {
	const width = 100
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if len(line)+len(word) >= width-indent {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return strings.Join(append(lines, line), "\n"+strings.Repeat(" ", indent))
}
