package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

func TestTheScriptsAreFresh(t *testing.T) {
	for entry, script := range map[string]string{"../main.ts": "app.js", "../theme/main.ts": "theme.js"} {
		want, err := Bundle(entry, api.PlatformBrowser)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile("../../static/" + script)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("static/%s is not what web/ gives now: run go generate ./static", script)
		}
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
