package main

import (
	"bytes"
	"fmt"
	"image"
	_ "image/png"
	"regexp"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// TestPicturesAreKept saves each picture and diagram that a page offers, held
// while a message flies, and looks whether it is what it says.
func TestPicturesAreKept(t *testing.T) {
	address := serve(t)
	browser := browsertest.Start(t)
	for _, screen := range []browsertest.Screen{browsertest.Laptop, browsertest.Phone.InTheDark()} {
		for _, pattern := range []string{"weather", "duel-ask"} {
			t.Run(pattern+" "+screen.Name, func(t *testing.T) {
				s := show{browser.Open(t, address+"/patterns/"+pattern+"?seed=3", screen)}
				s.heldInFlight()
				s.share()
				s.standsByItself("Stage, SVG", "stage.svg")
				s.standsByItself("Sequence, SVG", "sequence.svg")
				s.isAPicture("Stage, PNG")
				s.isADiagram("Sequence in view, Mermaid", "sequence.mmd")
				s.isADiagram("Run so far, Mermaid", "run.mmd")
			})
		}
	}
}

// heldInFlight holds the run while a message is well on its way.
func (s show) heldInFlight() {
	s.T().Helper()
	const sent = `patternscope.history.events.findLast((e) => e.kind === "sent" && e.message && e.t1 > e.t0)`
	s.Until("a message is sent", `() => window.patternscope && `+sent+` !== undefined`)
	s.Press(input.Space)
	s.held()
	s.Do(`() => patternscope.seekTime(` + sent + `.t0 + 1)`)
	s.Until("a message is drawn on its way", `() => patternscope.state.links.some((l) => l.lanes.some((lane) => lane.some((f) => f.message)))`)
}

// save presses the button of the sheet, and looks at the name of the file.
func (s show) save(button, ending string) []byte {
	s.T().Helper()
	file := s.Saves(`(words) => [...document.querySelectorAll("dialog button")].find((b) => b.textContent === words).click()`, button)
	var pattern string
	s.Read(&pattern, `() => patternscope.room.pattern`)
	if want := fmt.Sprintf("%s-3-%d-%s", pattern, s.seq(), ending); file.Name != want {
		s.T().Errorf("%s is saved as %s, want %s", button, file.Name, want)
	}
	return file.Content
}

// standsByItself: it is well-formed, titled, has the names of all nodes, and nothing that reaches out of the file or runs.
func (s show) standsByItself(button, ending string) {
	s.T().Helper()
	svg := string(s.save(button, ending))
	var wrong []string
	s.Read(&wrong, `(svg) => {
		const page = new DOMParser().parseFromString(svg, "image/svg+xml");
		const wrong = [];
		if (page.querySelector("parsererror")) return [page.documentElement.textContent];
		if (!page.querySelector("title")?.textContent || !page.querySelector("desc")?.textContent) wrong.push("it does not say what it shows");
		for (const e of page.querySelectorAll("*")) {
			if (["script", "style", "image", "foreignObject", "use", "a"].includes(e.localName)) wrong.push("it holds <" + e.localName + ">");
			for (const a of e.attributes) {
				if (/^(on|style|class|.*href)/.test(a.name) || /var\(|https?:\/\/(?!www\.w3\.org)/.test(a.value)) wrong.push(e.localName + " " + a.name + "=" + a.value);
			}
		}
		for (const e of document.querySelectorAll("#stage .by-hand")) if (svg.includes(e.getAttribute("d"))) wrong.push("it holds a button");
		const words = [...page.querySelectorAll("text")].map((e) => e.textContent).join("\n");
		for (const n of patternscope.state.nodes) {
			const name = n.half ? n.name.replace(/^(HTTP|ZeroMQ) /, "") : n.name;
			if (!words.includes(name.slice(0, 6))) wrong.push("it does not name " + name);
		}
		const flows = new Set(patternscope.state.messages.map((m) => getComputedStyle(document.documentElement).getPropertyValue("--" + m.flow).trim()));
		for (const color of flows) if (!page.querySelector('[fill="' + color + '"]')) wrong.push("no message in " + color);
		return wrong;
	}`, svg)
	for _, w := range wrong {
		s.T().Errorf("%s: %s", button, w)
	}
}

// isAPicture: it is a PNG with more on it than its ground.
func (s show) isAPicture(button string) {
	s.T().Helper()
	picture, _, err := image.Decode(bytes.NewReader(s.save(button, "stage.png")))
	if err != nil {
		s.T().Fatalf("%s: %v", button, err)
	}
	colors := map[string]bool{}
	for y := 0; y < picture.Bounds().Dy(); y += 2 {
		for x := 0; x < picture.Bounds().Dx(); x += 2 {
			colors[fmt.Sprint(picture.At(x, y))] = true
		}
	}
	if len(colors) < 20 {
		s.T().Errorf("%s has %d colours", button, len(colors))
	}
}

var ofDiagram = regexp.MustCompile(`^(sequenceDiagram|  %% .*|  participant n\d+ as .+|  n\d+-?(->>|-\)|-x)n\d+: .+|  Note over n\d+: .+)$`)

func (s show) isADiagram(button, ending string) {
	s.T().Helper()
	text := string(s.save(button, ending))
	flies := false
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if !ofDiagram.MatchString(line) {
			s.T().Errorf("%s: not a line of a sequence diagram: %q", button, line)
		}
		flies = flies || strings.Contains(line, ", in flight")
	}
	if !strings.HasPrefix(text, "sequenceDiagram\n") || !flies {
		s.T().Errorf("%s does not show what flies:\n%s", button, text)
	}
}
