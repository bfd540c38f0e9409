package main

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"testing"

	"patternscope/server/browsertest"
)

// enough is how many events of each pattern are folded.
const enough = 5000

// TestThePictureIsTheSockets folds a real run of every pattern in the browser's
// own model, and compares each keyframe, and the sockets as they are at last.
func TestThePictureIsTheSockets(t *testing.T) {
	check := checker(t)
	c := client{t, serve(t)}
	for _, pattern := range c.patterns() {
		t.Run(pattern, func(t *testing.T) {
			c := client{t, c.address}
			node := exec.CommandContext(t.Context(), "node", check)
			node.Stdin = bytes.NewReader(c.record(pattern))
			out, err := node.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			t.Logf("%s", out)
		})
	}
}

// record runs a pattern as fast as it can be told, and returns its events,
// keyframes among them and the true state at last. A pattern that ends early
// is started anew with another seed, in a room of its own, until there are enough.
func (c client) record(pattern string) []byte {
	c.t.Helper()
	room := c.open(map[string]any{"pattern": pattern, "paused": true})
	c.command(room, map[string]any{"command": "rate", "rate": 100})
	c.command(room, map[string]any{"command": "play"})
	var run bytes.Buffer
	var seq int64
	for seq < enough && !c.idle(room, seq) {
		lines, newest := c.events(room, seq)
		run.Write(lines)
		seq = newest
	}
	for head := c.command(room, map[string]any{"command": "pause"}).Head; seq < head; {
		lines, newest := c.events(room, seq)
		run.Write(lines)
		seq = newest
	}
	if seq < enough {
		c.t.Logf("%s has nothing more to do after %d events", pattern, seq)
	}
	var now struct {
		State json.RawMessage `json:"state"`
	}
	c.call("GET", "/api/rooms/"+room.ID, "", nil, &now)
	last, err := json.Marshal(map[string]json.RawMessage{"keyframe": now.State})
	if err != nil {
		c.t.Fatal(err)
	}
	run.Write(last)
	return run.Bytes()
}

// idle tells whether all is told and nothing is due.
func (c client) idle(room opened, seq int64) bool {
	c.t.Helper()
	var now struct {
		Clock struct {
			Idle bool `json:"idle"`
		} `json:"clock"`
		State struct {
			Seq int64 `json:"seq"`
		} `json:"state"`
	}
	c.call("GET", "/api/rooms/"+room.ID, "", nil, &now)
	return now.Clock.Idle && now.State.Seq <= seq
}

// checker is web/model/check.ts as a script for Node.
func checker(t *testing.T) string {
	t.Helper()
	script := filepath.Join(t.TempDir(), "check.cjs")
	bundle := exec.Command("go", "tool", "esbuild", "web/model/check.ts", "--bundle", "--platform=node", "--format=cjs", "--log-level=warning", "--outfile="+script)
	bundle.Dir = browsertest.Root(t)
	if out, err := bundle.CombinedOutput(); err != nil {
		t.Fatalf("bundle check.ts: %v\n%s", err, out)
	}
	return script
}
