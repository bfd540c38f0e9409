package room_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patternscope/server/room"
)

func number[T any](n T) *T { return &n }

func TestCommandsThatAreRefused(t *testing.T) {
	r, w := enter(t)
	for name, tc := range map[string]struct {
		token   string
		command room.Command
		kind    room.Kind
	}{
		"no token":            {"", room.Command{Command: "play"}, room.NoToken},
		"wrong token":         {r.Token + "A", room.Command{Command: "play"}, room.BadToken},
		"unknown command":     {r.Token, room.Command{Command: "dance"}, room.Invalid},
		"no command":          {r.Token, room.Command{}, room.Invalid},
		"rate without a rate": {r.Token, room.Command{Command: "rate"}, room.Invalid},
		"rate too high":       {r.Token, room.Command{Command: "rate", Rate: number(100.5)}, room.Invalid},
		"rate too low":        {r.Token, room.Command{Command: "rate", Rate: number(0.0)}, room.Invalid},
		"rate not a number":   {r.Token, room.Command{Command: "rate", Rate: number(math.NaN())}, room.Invalid},
		"unknown parameter":   {r.Token, room.Command{Command: "params", Params: room.Settings{"x": "1"}}, room.Invalid},
		"out of bounds":       {r.Token, room.Command{Command: "params", Params: room.Settings{"workers": "0"}}, room.Invalid},
		"seed below zero":     {r.Token, room.Command{Command: "restart", Seed: number(int64(-1))}, room.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := r.Do(t.Context(), tc.token, tc.command)
			wantRefusal(t, err, tc.kind)
			if w.Closed() != 0 || w.Clock() != (room.Clock{Rate: 1}) {
				t.Errorf("the world has changed: %+v", w.Clock())
			}
		})
	}
}

func TestCommandsMoveTheClock(t *testing.T) {
	r, w := enter(t)
	for _, step := range []struct {
		command room.Command
		want    room.Outcome
	}{
		{room.Command{Command: "pause"}, room.Outcome{Run: 1, Clock: room.Clock{Rate: 1, Paused: true}}},
		{room.Command{Command: "play"}, room.Outcome{Run: 1, Clock: room.Clock{Rate: 1}}},
		{room.Command{Command: "rate", Rate: number(0.25)}, room.Outcome{Run: 1, Clock: room.Clock{Rate: 0.25}}},
		{room.Command{Command: "step"}, room.Outcome{Run: 1, Head: 1, Clock: room.Clock{Now: 1000, Rate: 0.25, Paused: true}}},
	} {
		if diff := cmp.Diff(step.want, do(t, r, step.command)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step.command.Command, diff)
		}
	}
	w.Exhaust(0)
	_, err := r.Do(t.Context(), r.Token, room.Command{Command: "step"})
	wantRefusal(t, err, room.NotNow)
}

func TestParamsStartANewRun(t *testing.T) {
	rooms, worlds := open(t, room.DefaultLimits)
	r, err := rooms.Create("visitor", room.Setup{Pattern: "echo", Params: room.Settings{"transport": "ipc"}, Seed: number(int64(7)), Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	do(t, r, room.Command{Command: "rate", Rate: number(2.0)})
	out := do(t, r, room.Command{Command: "params", Params: room.Settings{"workers": "5"}})
	if out.Run != 2 || out.Head != 0 {
		t.Errorf("outcome: got %+v, want run 2 at event 0", out)
	}
	got := worlds.Last().Spec
	if diff := cmp.Diff(map[string]string{"workers": "5", "transport": "ipc"}, map[string]string(got.Values)); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
	if got.Seed != 7 || got.Rate != 2 || !got.Paused {
		t.Errorf("spec: got seed %d, rate %v, paused %v; want those of the first run", got.Seed, got.Rate, got.Paused)
	}
	do(t, r, room.Command{Command: "restart", Seed: number(int64(8))})
	if got := worlds.Last().Spec; got.Seed != 8 || got.Values["workers"] != "5" {
		t.Errorf("spec: got seed %d, values %v", got.Seed, got.Values)
	}
}

func TestARestartThatFailsLeavesTheOldRun(t *testing.T) {
	rooms, worlds := open(t, room.DefaultLimits)
	r := create(t, rooms, "visitor")
	worlds.Fail = errors.New("no port is free")
	if _, err := r.Do(t.Context(), r.Token, room.Command{Command: "restart"}); err == nil {
		t.Fatal("restart: got no error")
	}
	if s, err := r.Snapshot(); err != nil || s.Run != 1 || worlds.Last().Closed() != 0 {
		t.Errorf("after it: got run %d, %v", s.Run, err)
	}
}

func TestACommandWaitsForItsTurnNoLongerThanItsAsker(t *testing.T) {
	r, _ := enter(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 10 { // whichever way it goes, it comes back
		if _, err := r.Do(ctx, r.Token, room.Command{Command: "play"}); err != nil && !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v", err)
		}
	}
}

func TestSettingsAreStringsOrNumbers(t *testing.T) {
	for text, want := range map[string]room.Settings{
		`{"a":"x","b":3,"c":-2}`: {"a": "x", "b": "3", "c": "-2"},
		`{"a":"3"}`:              {"a": "3"},
		`{"a":""}`:               {"a": ""},
		`{}`:                     {},
	} {
		var got room.Settings
		if err := json.Unmarshal([]byte(text), &got); err != nil || !cmp.Equal(want, got) {
			t.Errorf("%s: got %v, %v", text, got, err)
		}
	}
	for _, text := range []string{`{"a":true}`, `{"a":null}`, `{"a":[1]}`, `{"a":{}}`, `[]`, `"a"`} {
		var got room.Settings
		if err := json.Unmarshal([]byte(text), &got); err == nil {
			t.Errorf("%s: got %v, want an error", text, got)
		} else {
			wantRefusal(t, err, room.Invalid)
		}
	}
}
