package room_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"patternscope/server/room"
)

func command(t *testing.T, text string) room.Command {
	t.Helper()
	var c room.Command
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestViewersHearOfBreakpoints(t *testing.T) {
	r, w := enter(t)
	v := watch(t, r, 0, 0)
	want(t, v, "room:1 viewers:1 keyframe:0")
	do(t, r, command(t, `{"command":"breakpoints","breakpoints":["kind=dropped reason=hwm",{"depth":10,"node":"echo"}]}`))
	want(t, v, "breakpoints:[kind=dropped reason=hwm depth>=10 node=echo]")
	w.Happen(2)
	w.Stop()
	want(t, v, "1-2 breakpoints:[kind=dropped reason=hwm depth>=10 node=echo](stopped at 2)")
	want(t, watch(t, r, 1, 2), "room:1 viewers:2 breakpoints:[kind=dropped reason=hwm depth>=10 node=echo](stopped at 2)")
	want(t, v, "viewers:2")
	do(t, r, room.Command{Command: "restart"})
	want(t, v, "room:2 keyframe:0 breakpoints:[kind=dropped reason=hwm depth>=10 node=echo]")
	do(t, r, command(t, `{"command":"breakpoints","breakpoints":[]}`))
	want(t, v, "breakpoints:[]")
	do(t, r, room.Command{Command: "restart"})
	want(t, v, "room:3 keyframe:0")
	quiet(t, v)
}

// TestAStopIsToldAtOnce: whoever waits hears of it without another command or event.
func TestAStopIsToldAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rooms, worlds := open(t, room.DefaultLimits)
		defer rooms.Close()
		r := create(t, rooms, "visitor")
		v := watch(t, r, 0, 0)
		next(t, v)
		var news []room.Frame
		var pump sync.WaitGroup
		pump.Go(func() { news = next(t, v) })
		synctest.Wait()
		worlds.Last().Stop()
		pump.Wait()
		if got, want := brief(news), "clock:1,true,false breakpoints:[](stopped at 0)"; got != want {
			t.Errorf("news: got %s, want %s", got, want)
		}
	})
}

func TestUntil(t *testing.T) {
	r, w := enter(t)
	out := do(t, r, command(t, `{"command":"until","breakpoint":{"kinds":["dropped"]}}`))
	if out.Head != 3 || out.Stopped == nil || out.Stopped.Seq != 3 || !out.Clock.Paused {
		t.Errorf("got %+v", out)
	}
	w.Exhaust(2)
	_, err := r.Do(t.Context(), r.Token, command(t, `{"command":"until","breakpoint":"kind=dropped once"}`))
	wantRefusal(t, err, room.NotNow)
	if !strings.HasSuffix(err.Error(), "kind=dropped once has not come; the run stands at event 5") {
		t.Errorf("got %v", err)
	}
}

func TestBreakpointsThatAreRefused(t *testing.T) {
	for text, says := range map[string]string{
		`{"command":"until","breakpoint":{"kinds":["exploded"]}}`:    `there is no kind of event "exploded"`,
		`{"command":"until","breakpoint":{"kind":"dropped"}}`:        `unknown field "kind"`,
		`{"command":"until","breakpoint":{}}`:                        "it has no condition",
		`{"command":"breakpoints","breakpoints":["blocked>2 days"]}`: "a time is written 2s",
	} {
		var c room.Command
		err := json.Unmarshal([]byte(text), &c)
		wantRefusal(t, err, room.Invalid)
		if !strings.Contains(err.Error(), says) {
			t.Errorf("%s: got %v", text, err)
		}
	}
	r, _ := enter(t)
	for _, text := range []string{
		`{"command":"until"}`, `{"command":"breakpoints"}`, `{"command":"breakpoints","breakpoints":null}`,
		`{"command":"breakpoints","breakpoints":[` + strings.Repeat(`"kind=sent",`, 32) + `"kind=sent"]}`,
	} {
		_, err := r.Do(t.Context(), r.Token, command(t, text))
		wantRefusal(t, err, room.Invalid)
	}
}
