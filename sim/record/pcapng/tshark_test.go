package pcapng_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"patternscope/sim"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
	"patternscope/sim/record"
	"patternscope/sim/record/pcapng"
	"patternscope/sim/wire"
)

// captured runs a pattern for so long of its time, and writes its capture. The
// parcels that were sent are counted beside it, by what they are.
func captured(t *testing.T, id string, length time.Duration, limit int, values map[string]string) (path string, sent map[string]int) {
	t.Helper()
	path, sent = filepath.Join(t.TempDir(), id+".pcapng"), map[string]int{}
	synctest.Test(t, func(t *testing.T) {
		p := pattern.ByID(id)
		v, err := p.Values(values)
		if err != nil {
			t.Fatal(err)
		}
		w, err := sim.Start(sim.Config{Pattern: p, Values: v, Seed: 1, Network: wire.NewMemory(), Paused: true, LogLimit: limit})
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		for w.Clock().Now < length.Microseconds() {
			if _, err := w.Step(context.Background()); err != nil {
				break
			}
		}
		for _, e := range w.Log().Since(0, 1<<30) {
			if e.Kind == event.Sent && e.Bytes > 0 {
				sent[e.What]++
			}
		}
		write(t, path, record.Run{Header: record.Header{Pattern: id, Title: p.Title, Params: v, Seed: 1}, About: json.RawMessage(`{}`), Log: w.Log(), Parcel: w.Parcel})
	})
	return path, sent
}

func write(t *testing.T, path string, run record.Run) {
	t.Helper()
	var file, out bytes.Buffer
	if _, err := record.Write(&file, run); err != nil {
		t.Fatal(err)
	}
	in, err := record.NewReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	if err := pcapng.Write(&out, in); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// tshark reads a capture with ZMTP at its ports, and returns its lines. One
// before 4.4, as Debian 12 has it, does not know ZMTP yet: zmtp.lua tells it.
func tshark(t *testing.T, path string, args ...string) []string {
	t.Helper()
	args = append([]string{"-n", "-r", path, "-d", pcapng.DecodeAs}, args...)
	if !knowsZMTP() {
		args = append([]string{"-X", "lua_script:zmtp.lua"}, args...)
	}
	cmd := exec.Command("tshark", args...)
	var flaws strings.Builder
	cmd.Stderr = &flaws
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("tshark (go tool task debian installs it) on %s: %v\n%s", path, err, flaws.String())
	}
	return strings.FieldsFunc(string(out), func(r rune) bool { return r == '\n' })
}

// knowsZMTP: this tshark decodes it by itself.
var knowsZMTP = sync.OnceValue(func() bool {
	out, err := exec.Command("tshark", "-G", "protocols").Output()
	return err == nil && strings.Contains(string(out), "\tzmtp\t")
})

// sound wants no malformed packet, and no error or warning of Wireshark's experts,
// but for a PONG without a context, which 4.4 takes for malformed.
// It returns how many packets hold each protocol.
func sound(t *testing.T, path string) map[string]int {
	t.Helper()
	const flawed = `(_ws.malformed || _ws.unreassembled || _ws.expert.severity >= 6291456) && !(zmtp.command-name == "PONG")` // from a warning on
	packets := map[string]int{}
	for _, line := range tshark(t, path, "-T", "fields", "-e", "frame.protocols") {
		for protocol := range strings.SplitSeq(line, ":") {
			packets[protocol]++
		}
	}
	if found := tshark(t, path, "-Y", flawed); len(found) > 0 {
		t.Errorf("Wireshark finds fault with %d packets, the first:\n%s", len(found), strings.Join(found[:min(len(found), 5)], "\n"))
	}
	return packets
}

// of counts the parcels whose kind begins so.
func of(sent map[string]int, kinds ...string) (n int) {
	for what, times := range sent {
		for _, kind := range kinds {
			if strings.HasPrefix(what, kind) {
				n += times
			}
		}
	}
	return n
}

// TestWiresharkDecodes patterns of every protocol, and finds each parcel in a packet of its own.
func TestWiresharkDecodes(t *testing.T) {
	for _, c := range []struct {
		id     string
		values map[string]string
	}{
		{"hello-world", map[string]string{"heartbeat": "500"}},
		{"weather", nil},
		{"broker", map[string]string{"transport": "ipc"}},
		{"async-server", nil},
		{"slow-subscriber", nil},
		{"signalling", map[string]string{"transport": "tcp"}},
		{"http-request", nil},
		{"http-timeout", nil},
		{"http-h2", nil},
		{"http-sse", nil},
		{"http-websocket", nil},
		{"duel-connection", nil},
		{"duel-lost", nil},
		{"duel-transports", nil},
	} {
		t.Run(c.id, func(t *testing.T) {
			t.Parallel()
			path, sent := captured(t, c.id, 4*time.Second, 0, c.values)
			packets := sound(t, path)
			if got, want := packets["zmtp"], of(sent, "greeting", "handshake", "message", "subscribe", "cancel", "ping", "pong", "command"); got != want {
				t.Errorf("%d packets are ZMTP, %d parcels were", got, want)
			}
			if got, want := packets["http"], of(sent, "request"); got < want { // a response shows where its body ends
				t.Errorf("%d packets are HTTP, %d requests were sent", got, want)
			}
			if got, want := packets["http2"], of(sent, "h2-"); got != want {
				t.Errorf("%d packets are HTTP/2, %d parcels were", got, want)
			}
			if got, want := packets["websocket"], of(sent, "ws-"); got != want {
				t.Errorf("%d packets are WebSocket, %d parcels were", got, want)
			}
		})
	}
}

// TestWiresharkBeginsInTheMiddle reads what is left of a run that has forgotten its beginning.
func TestWiresharkBeginsInTheMiddle(t *testing.T) {
	t.Parallel()
	path, sent := captured(t, "hello-world", time.Minute, 400, nil)
	if packets := sound(t, path); packets["zmtp"] != of(sent, "message") || packets["zmtp"] < 40 {
		t.Errorf("%d packets are ZMTP, %d messages were sent", packets["zmtp"], of(sent, "message"))
	}
}
