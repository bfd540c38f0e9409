package interop

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"

	"patternscope/sim/event"
)

// check folds the run as the browser does and counts the fates of its messages.
func (s *stage) check() {
	s.t.Helper()
	s.world.Pause()
	state := s.world.State()
	for _, k := range state.Sockets {
		if missing := k.Sent - fates(k, state); missing != 0 {
			s.t.Errorf("%s sent %d copies, %d of them have no fate", k.ID, k.Sent, missing)
		}
	}
	s.fold(state)
}

// fates counts what became of the copies a socket sent, and where the others are.
func fates(k event.Socket, state event.State) int {
	n := k.Taken + k.Filtered
	for _, lost := range k.Dropped {
		n += lost
	}
	mine := map[int64]bool{}
	for _, m := range state.Messages {
		mine[m.ID] = m.From == k.ID
	}
	count := func(id int64) {
		if mine[id] {
			n++
		}
	}
	for _, l := range state.Links {
		for side, end := range l.Ends {
			for _, id := range end.Send {
				count(id)
			}
			for _, id := range end.Receive {
				count(id)
			}
			for _, f := range l.Lanes[side] {
				count(f.Message)
			}
		}
	}
	return n
}

// fold folds the events in the browser's own model: each keyframe, and the state at last, must come out.
func (s *stage) fold(state event.State) {
	s.t.Helper()
	script, err := checker()
	if err != nil {
		s.t.Error(err)
		return
	}
	check := exec.Command("node", "-e", script)
	check.Stdin = bytes.NewReader(s.recording(state))
	if out, err := check.CombinedOutput(); err != nil {
		s.t.Errorf("fold the run: %v\n%s", err, out)
	}
}

// checker is web/model/check.ts as a script for Node.
var checker = sync.OnceValues(func() (string, error) {
	bundle := exec.Command("go", "tool", "esbuild", "web/model/check.ts", "--bundle", "--platform=node", "--format=cjs", "--log-level=warning")
	bundle.Dir = filepath.Join("..", "..", "..")
	bundle.Stderr = os.Stderr
	out, err := bundle.Output()
	if err != nil {
		return "", fmt.Errorf("bundle check.ts: %w", err)
	}
	return string(out), nil
})

// recording is the run up to the state, as the fold reads it: a line an event,
// and a line for each keyframe behind the event it stands after.
func (s *stage) recording(state event.State) []byte {
	var b bytes.Buffer
	lines := json.NewEncoder(&b)
	log := s.world.Log()
	next, more := log.After(-1)
	events := s.events()
	for i := 0; ; i++ {
		for more && (i == len(events) || next.Seq < events[i].Seq) {
			lines.Encode(map[string]event.State{"keyframe": next})
			next, more = log.After(next.Seq)
		}
		if i == len(events) || events[i].Seq > state.Seq {
			break
		}
		lines.Encode(events[i])
	}
	lines.Encode(map[string]event.State{"keyframe": state})
	return b.Bytes()
}
