package site

import (
	"math"

	"patternscope/sim/event"
	"patternscope/sim/sandbox"
)

// program is where the nodes of a kind of the palette have their code: a
// recording shows it without asking for the palette.
type program struct {
	Kind   string `json:"kind"`
	Title  string `json:"title"`
	File   string `json:"file"`
	Source string `json:"source"`
}

// programs are those of the kinds that are on the stage in a run, or come onto it.
func programs(log *event.Log) []program {
	there := map[string]bool{}
	base, _ := log.After(-1)
	for _, n := range base.Nodes {
		there[n.Kind] = true
	}
	for _, e := range log.Since(base.Seq, math.MaxInt32) {
		if e.Kind == event.Added {
			there[e.Type] = true
		}
	}
	var out []program
	for _, k := range sandbox.Palette() {
		if there[k.Kind] {
			out = append(out, program{k.Kind, k.Title, k.File, k.Source})
		}
	}
	return out
}
