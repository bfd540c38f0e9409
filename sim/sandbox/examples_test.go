package sandbox_test

import (
	"testing"

	"patternscope/sim/sandbox"
)

// TestExamples reads each, and wants it to be told apart by its title.
func TestExamples(t *testing.T) {
	titles := map[string]bool{}
	for _, d := range sandbox.Examples() {
		if again, err := sandbox.Parse([]byte(d.String())); err != nil || again.String() != d.String() {
			t.Errorf("%s, written and read again: %v", d.Title, err)
		}
		if d.Title == "" || titles[d.Title] {
			t.Errorf("the title %q is empty, or there twice", d.Title)
		}
		titles[d.Title] = true
	}
	if len(titles) != 3 {
		t.Errorf("got %d examples", len(titles))
	}
}
