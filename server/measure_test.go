package main

import (
	"encoding/json"
	"strings"
	"testing"

	"patternscope/sim/measure"
)

func TestMeasurePrintsFigures(t *testing.T) {
	for _, duel := range duels() {
		t.Run(duel, func(t *testing.T) {
			code, stdout, stderr := finish(t, "measure", duel, "-n", "200", "-rounds", "2")
			if code != 0 || stderr != "" {
				t.Fatalf("got status %d and %q", code, stderr)
			}
			for _, want := range []string{"p99.9", "\n     HTTP ", "\n   ZeroMQ ", "GOMAXPROCS", "With the tap on", "They say nothing about a network"} {
				if !strings.Contains(stdout, want) {
					t.Errorf("%q is missing in\n%s", want, stdout)
				}
			}
		})
	}
}

func TestMeasureAsJSON(t *testing.T) {
	code, stdout, stderr := finish(t, "measure", "-json", "-n=300", "-payload=100", "-concurrency=2", "-transport=ipc", "duel-ask")
	var r measure.Result
	if err := json.Unmarshal([]byte(stdout), &r); err != nil || code != 0 {
		t.Fatalf("got status %d, %q and %v", code, stderr, err)
	}
	s := r.Setup
	if s.Task != "ask" || s.Payload != 100 || s.Concurrency != 2 || s.Transport != "ipc" || r.HTTP.Arrivals != 300 || r.ZeroMQ.Arrivals != 300 {
		t.Errorf("got %+v, %d and %d", s, r.HTTP.Arrivals, r.ZeroMQ.Arrivals)
	}
}
