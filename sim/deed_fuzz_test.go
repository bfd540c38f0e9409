package sim_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"patternscope/sim"
	"patternscope/sim/act"
	"patternscope/sim/pattern"
)

// FuzzAct asks a world for whatever JSON says. It is done, or refused in one
// line, and then nothing has changed.
func FuzzAct(f *testing.F) {
	for _, asked := range []string{
		`{"do":"choose","due":18446744073709551615}`,
		`{"do":"slow","node":"vent","times":-1}`,
		`{"do":"slow","node":"vent","times":9223372036854775807}`,
		`{"do":"latency","link":"L1","for":9223372036854775807}`,
		`{"do":"delay","parcel":1,"for":-9223372036854775808}`,
		`{"do":"bandwidth","link":"L1","way":"back","count":9223372036854775807}`,
		`{"do":"add","like":"vent","count":1000000000}`,
		`{"do":"send","socket":"vent.tasks","for":-1,"frames":["\u0000"]}`,
		`{"do":"receive","socket":"vent.tasks","for":9223372036854775807}`,
		`{"do":"set","socket":"vent.tasks","name":"SNDHWM","value":"-1"}`,
		`{"do":"bind","socket":"vent.tasks","endpoint":"tcp://"}`,
		`{"do":"nothing"}`, `{}`,
	} {
		f.Add([]byte(asked))
	}
	f.Fuzz(func(t *testing.T, asked []byte) {
		var a act.Action
		if json.Unmarshal(asked, &a) != nil {
			return
		}
		synctest.Test(t, func(t *testing.T) {
			w := scheduled(t, pattern.ByID("pipeline"))
			for range 30 {
				if _, err := w.Step(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			before := w.State()
			_, err := w.Act(t.Context(), a)
			switch {
			case err == nil:
				sound(t, w)
			case !errors.Is(err, sim.ErrCannot), strings.Contains(err.Error(), "\n"):
				t.Errorf("%+v: refused with %q", a, err)
			case len(w.Script()) > 0 || !cmp.Equal(before, w.State()):
				t.Errorf("%+v is refused, and has changed something:\n%s", a, cmp.Diff(before, w.State()))
			}
		})
	})
}
