package simtest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Folds folds a recording in the browser's own model: each keyframe must come out of the events before it.
func Folds(t testing.TB, recording []byte) {
	t.Helper()
	b, err := browser()
	if err != nil {
		t.Error(err)
		return
	}
	if flaw, err := b.fold(recording); flaw != "" || err != nil {
		t.Errorf("fold the run: %s %v", flaw, err)
	}
}

// model is web/model/check.ts under Node: one process folds all the runs of a
// test binary, for to start one takes longer than most runs. It ends when its input does.
type model struct {
	mu  sync.Mutex
	in  io.Writer
	out *bufio.Reader
}

// fold says what is wrong with a run; "": nothing.
func (m *model) fold(recording []byte) (flaw string, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, err := m.in.Write(append(recording, '\n')); err != nil {
		return "", err
	}
	answer, err := m.out.ReadBytes('\n')
	if err != nil {
		return "", err
	}
	return flaw, json.Unmarshal(answer, &flaw)
}

var browser = sync.OnceValues(func() (*model, error) {
	script, err := checker()
	if err != nil {
		return nil, err
	}
	check := exec.Command("node", "-e", script)
	check.Stderr = os.Stderr
	in, err := check.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := check.StdoutPipe()
	if err != nil {
		return nil, err
	}
	return &model{in: in, out: bufio.NewReader(out)}, check.Start()
})

// checker is web/model/check.ts as a script for Node.
func checker() (string, error) {
	mod, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("find the module: %w", err)
	}
	bundle := exec.Command("go", "tool", "esbuild", "web/model/check.ts", "--bundle", "--platform=node", "--format=cjs", "--log-level=warning")
	bundle.Dir, bundle.Stderr = filepath.Dir(strings.TrimSpace(string(mod))), os.Stderr
	out, err := bundle.Output()
	if err != nil {
		return "", fmt.Errorf("bundle check.ts: %w", err)
	}
	return string(out), nil
}
