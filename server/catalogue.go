package main

import (
	"fmt"
	"io"
	"strings"

	"patternscope/sim/pattern"
)

// printCatalogue lists the patterns; of one that is named, what can be set and which schedules it has.
func printCatalogue(out io.Writer, words []string) {
	if len(words) == 1 {
		if p := pattern.ByID(words[0]); p != nil {
			printPattern(out, p)
			return
		}
	}
	fmt.Fprint(out, "\nPatterns; trace PATTERN -help tells the parameters of one:\n")
	for _, p := range pattern.All() {
		fmt.Fprintf(out, "  %-18s %s\n", p.ID, p.Title)
	}
}

func printPattern(out io.Writer, p *pattern.Pattern) {
	fmt.Fprintf(out, "\nParameters of %s:\n", p.ID)
	for _, param := range p.Params {
		bounds := strings.Join(param.Choices, ", ")
		if bounds == "" {
			bounds = strings.TrimSpace(fmt.Sprintf("%d to %d %s", param.Min, param.Max, param.Unit))
		}
		fmt.Fprintf(out, "  %-18s %s: %s (default %s)\n", param.Name, param.Title, bounds, param.Default)
	}
	for _, preset := range p.Presets {
		if preset.Name != "" {
			fmt.Fprintf(out, "  -faults %s: %s\n", preset.Name, preset.Title)
		}
	}
}
