package browsertest

import (
	"os"
	"path/filepath"
	"strings"
)

// Finding is a rule of accessibility that a page breaks, and where.
type Finding struct {
	ID     string
	Impact string // critical, serious, moderate, minor
	Help   string
	Where  []string // selectors
}

// Inaccessible returns what axe-core finds serious or critical on the page.
func (p *Page) Inaccessible() []Finding {
	p.t.Helper()
	axe, err := os.ReadFile(filepath.Join(Root(p.t), "node_modules", "axe-core", "axe.min.js"))
	p.must("read axe-core (go tool task npm installs it)", err)
	p.Do("() => {" + string(axe) + "}")
	var found []Finding
	p.Read(&found, `async () => (await axe.run()).violations
		.filter((v) => v.impact === "serious" || v.impact === "critical")
		.map((v) => ({ ID: v.id, Impact: v.impact, Help: v.help, Where: v.nodes.map((n) => n.target.join(" ") + ": " + n.failureSummary) }))`)
	return found
}

func (f Finding) String() string {
	return f.Impact + " " + f.ID + ": " + f.Help + "\n\t" + strings.Join(f.Where, "\n\t")
}
