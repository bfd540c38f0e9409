package patternscope_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var link = regexp.MustCompile(`\]\(([^)#]+)[^)]*\)`)

// TestDocsPointAtWhatIsThere follows every link of the docs that stays in the house.
func TestDocsPointAtWhatIsThere(t *testing.T) {
	for _, path := range tracked(t) {
		if filepath.Ext(path) != ".md" {
			continue
		}
		for _, found := range link.FindAllStringSubmatch(string(read(t, path)), -1) {
			to := found[1]
			if strings.Contains(to, "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), to)); err != nil {
				t.Errorf("%s points at %s, which is not there", path, to)
			}
		}
	}
}
