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
// keyframes among them and the true state at last. A pattern that has no more
// to do gives what it did.
func (c client) record(pattern string) []byte {
	c.t.Helper()
	room := c.open(map[string]any{"pattern": pattern, "paused": true})
	c.command(room, map[string]any{"command": "rate", "rate": 100})
	c.command(room, map[string]any{"command": "play"})
	var run bytes.Buffer
	var seq int64
	read := func() {
		lines, newest := c.events(room, seq)
		run.Write(lines)
		seq = newest
	}
	for seq < enough && !c.done(room, seq) {
		read()
	}
	if seq < enough {
		c.t.Logf("%s has nothing more to do after %d events", pattern, seq)
	}
	c.command(room, map[string]any{"command": "pause"})
	last := c.truth(room)
	for seq < last.seq() {
		read()
	}
	run.WriteString(`{"keyframe":` + string(last.State) + "}\n")
	return run.Bytes()
}

// truth is what the API says of a room's clock and sockets now, at a moment
// when nothing is on its way from one program to another.
type truth struct {
	Clock struct {
		Idle bool `json:"idle"`
	} `json:"clock"`
	State json.RawMessage `json:"state"`
}

func (c client) truth(room opened) truth {
	c.t.Helper()
	var now truth
	c.call("GET", "/api/rooms/"+room.ID, "", nil, &now)
	return now
}

// seq is the event after which the state stands.
func (now truth) seq() int64 {
	var state struct {
		Seq int64 `json:"seq"`
	}
	_ = json.Unmarshal(now.State, &state) // it was JSON before
	return state.Seq
}

// done tells whether all has been read up to seq, and nothing is due. It looks
// twice: what was under way at the first look has arrived by the second.
func (c client) done(room opened, seq int64) bool {
	c.t.Helper()
	for range 2 {
		if now := c.truth(room); !now.Clock.Idle || now.seq() > seq {
			return false
		}
	}
	return true
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
