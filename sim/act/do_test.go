package act

import (
	"os"
	"regexp"
	"testing"
)

// TestDosAreAll holds the list against the words that act.go gives the type.
func TestDosAreAll(t *testing.T) {
	source, err := os.ReadFile("act.go")
	if err != nil {
		t.Fatal(err)
	}
	words := regexp.MustCompile(`(?m)^\t\w+ +Do += "([a-z-]+)"`).FindAllSubmatch(source, -1)
	for _, w := range words {
		if do := Do(w[1]); !do.Known() {
			t.Errorf("%s is not among all actions", do)
		}
	}
	if len(words) != len(Dos()) {
		t.Errorf("act.go has %d actions, the list %d", len(words), len(Dos()))
	}
}
