package main

import (
	"math"
	"slices"
	"testing"

	"github.com/go-rod/rod/lib/input"

	"patternscope/server/browsertest"
)

// TestReducedMotionGivesDiscreteFrames: to who prefers reduced motion, a message
// stands at the start, the sixths and the end of its way, and nowhere else; the
// others see it move.
func TestReducedMotionGivesDiscreteFrames(t *testing.T) {
	address := serve(t)
	browser := browsertest.Start(t)
	for _, c := range []struct {
		screen browsertest.Screen
		still  bool
	}{{browsertest.Laptop.Reduced(), true}, {browsertest.Laptop, false}} {
		s := show{browser.Open(t, address+"/patterns/hello-world", c.screen)}
		s.runs()
		s.watchDots()
		s.Until("three round trips are seen", `(head) => patternscope.head > head + 3 * 17`, s.head())
		for y, xs := range s.dots() {
			from, to := slices.Min(xs), slices.Max(xs)
			between := slices.DeleteFunc(slices.Clone(xs), func(x float64) bool { return onASixth(x, from, to) })
			if c.still && len(between) > 0 {
				t.Errorf("reduced motion: from %v to %v at height %v dots stood at %v, want sixths only", from, to, y, between)
			}
			if !c.still && len(between) < 6 {
				t.Errorf("at height %v dots stood at %v only, want a motion", y, xs)
			}
		}
	}
}

func onASixth(x, from, to float64) bool {
	part := (x - from) / (to - from) * 6
	return math.Abs(part-math.Round(part)) < 0.01
}

// TestAStepGlides: after a step forward, dots go on from where they were; after a
// step back they stand at once where they stood.
func TestAStepGlides(t *testing.T) {
	s := show{browsertest.Start(t).Open(t, serve(t)+"/patterns/hello-world", browsertest.Laptop)}
	s.runs()
	s.Press(input.Space)
	s.held()
	s.Do(`() => patternscope.seek(patternscope.history.events.find((e) => e.kind === "arrived" && e.message).seq - 1)`)
	s.frames(2)
	step := func(key input.Key) (xs []float64) {
		s.watchDots()
		s.Press(key)
		s.frames(2)
		s.Until("what moves has come to rest", `() => patternscope.gliding === undefined`)
		s.frames(2)
		for _, at := range s.dots() {
			xs = append(xs, at...)
		}
		return xs
	}
	if xs := step(input.Period); len(xs) < 4 {
		t.Errorf("stepping on to an arrival, dots stood at %v, want a motion", xs)
	}
	if xs := step(input.ArrowLeft); len(xs) > 1 {
		t.Errorf("stepping back from it, dots stood at %v, want one place", xs)
	}
	s.Show(browsertest.Laptop.Reduced())
	if xs := step(input.Period); len(xs) > 1 {
		t.Errorf("with reduced motion, stepping on, dots stood at %v, want one place at most", xs)
	}
}

// watchDots begins to note where on the stage dots are drawn.
func (s show) watchDots() {
	s.T().Helper()
	s.Do(`() => {
		window.dots = {};
		if (window.watching) return;
		window.watching = true;
		const pen = document.querySelector("[data-view=stage] canvas").getContext("2d");
		const translate = pen.translate;
		pen.translate = (x, y) => {
			(dots[Math.round(y)] ??= new Set()).add(Math.round(x * 10) / 10);
			translate.call(pen, x, y);
		};
	}`)
}

// dots are the places noted since: those of each height.
func (s show) dots() (at map[string][]float64) {
	s.T().Helper()
	s.Read(&at, `() => Object.fromEntries(Object.entries(dots).map(([y, xs]) => [y, [...xs]]))`)
	return at
}
