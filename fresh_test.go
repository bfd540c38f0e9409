package patternscope_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTemplatesAreFresh generates the templates anew, elsewhere, and compares.
func TestTemplatesAreFresh(t *testing.T) {
	elsewhere := t.TempDir()
	for _, source := range glob(t, "templates/*.templ") {
		copyTo(t, filepath.Join(elsewhere, filepath.Base(source)), source)
	}
	generate := exec.Command(tool(t, "templ"), "generate")
	generate.Dir = elsewhere
	if out, err := generate.CombinedOutput(); err != nil {
		t.Fatalf("generate: %v\n%s", err, out)
	}
	want := map[string][]byte{}
	for _, path := range glob(t, filepath.Join(elsewhere, "*_templ.go")) {
		want[filepath.Base(path)] = read(t, path)
	}
	for _, path := range glob(t, "templates/*_templ.go") {
		name := filepath.Base(path)
		if !bytes.Equal(read(t, path), want[name]) {
			t.Errorf("%s is stale: run go tool task generate", path)
		}
		delete(want, name)
	}
	for name := range want {
		t.Errorf("templates/%s is missing: run go tool task generate", name)
	}
}

// tool is the path of a tool that go.mod pins.
func tool(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "tool", "-n", name).Output()
	if err != nil {
		t.Fatalf("build the tool %s: %v", name, err)
	}
	return strings.TrimSpace(string(out))
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no file is %s (%v)", pattern, err)
	}
	return paths
}

func copyTo(t *testing.T, to, from string) {
	t.Helper()
	if err := os.WriteFile(to, read(t, from), 0o644); err != nil {
		t.Fatal(err)
	}
}
