package sandbox_test

import (
	"strings"
	"testing"

	"patternscope/sim/sandbox"
)

// TestNamesAreCountedInLetters of whatever alphabet, not in the bytes that they take.
func TestNamesAreCountedInLetters(t *testing.T) {
	for name, fits := range map[string]bool{strings.Repeat("ä", 32): true, strings.Repeat("ä", 33): false, strings.Repeat("語", 32): true, "": false} {
		_, err := sandbox.Parse([]byte(`{"sandbox":1,"nodes":[{"kind":"sink","name":"` + name + `"}]}`))
		if name != "" && (err == nil) != fits {
			t.Errorf("%q in a document: %v", name, err)
		}
		if err := sandbox.CheckName(name); (err == nil) != fits {
			t.Errorf("%q: %v", name, err)
		}
	}
}
