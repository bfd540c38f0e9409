package sim

import (
	"patternscope/sim/sandbox"
)

// Document is the sandbox as it stands, with all that was changed while it ran;
// nil when the world is a pattern's.
func (w *World) Document() *sandbox.Document {
	var d *sandbox.Document
	w.clock.Calm(func() {
		if w.cfg.Pattern.ID == sandbox.ID {
			d = w.document().Clone()
		}
	})
	return d
}

// document is of all nodes of the palette, also those beside a pattern's own.
func (w *World) document() *sandbox.Document {
	d := &sandbox.Document{
		Transport: w.transport(),
		Latency:   w.cfg.Values.Int("latency"), Capacity: w.cfg.Values.Int("capacity"),
	}
	if w.title != sandbox.Untitled {
		d.Title = w.title
	}
	for _, p := range w.programs {
		if n, is := p.Of.(*sandbox.Node); is && !p.leaving {
			d.Nodes = append(d.Nodes, n)
		}
	}
	return d
}
