package main

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

func TestStaticIsFresh(t *testing.T) {
	want, err := Files("..")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]byte{}
	for _, under := range []string{"*.js", parts + "/*", pages + "/*"} {
		paths, err := filepath.Glob("../../static/" + under)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			name, err := filepath.Rel("../../static", path)
			if err != nil {
				t.Fatal(err)
			}
			if got[filepath.ToSlash(name)], err = os.ReadFile(path); err != nil {
				t.Fatal(err)
			}
		}
	}
	if !maps.EqualFunc(got, want, bytes.Equal) {
		t.Errorf("static/ has %q, and not all what web/ gives now, %q: run go generate ./static", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
}

// TestWeb runs every *_test.ts of web/ under Node.
func TestWeb(t *testing.T) {
	tests, err := filepath.Glob("../*/*_test.ts")
	if err != nil {
		t.Fatal(err)
	}
	if len(tests) == 0 {
		t.Fatal("no test found under web/")
	}
	for _, path := range tests {
		t.Run(filepath.Base(path), func(t *testing.T) {
			script, err := Bundle(path, api.PlatformNode)
			if err != nil {
				t.Fatal(err)
			}
			node := exec.CommandContext(t.Context(), "node", "-")
			node.Stdin = bytes.NewReader(script)
			if out, err := node.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}
