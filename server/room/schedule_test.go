package room_test

import (
	"testing"

	"patternscope/server/room"
	"patternscope/sim/act"
	"patternscope/sim/pattern"
)

// TestASchedule stays with a room's runs until another is given.
func TestASchedule(t *testing.T) {
	r, _ := enter(t)
	crash := []pattern.Fault{{At: 5, Action: act.Action{Do: act.Crash, Node: "echo"}}}
	for _, step := range []struct {
		command room.Command
		want    []pattern.Fault
	}{
		{room.Command{Command: "restart"}, nil},
		{room.Command{Command: "params", Faults: crash}, crash},
		{room.Command{Command: "restart"}, crash},
		{room.Command{Command: "params", Params: room.Settings{"workers": "2"}}, crash},
		{room.Command{Command: "params", Faults: []pattern.Fault{}}, nil},
	} {
		do(t, r, step.command)
		about, err := r.About()
		if err != nil || len(about.Faults) != len(step.want) {
			t.Errorf("%s: got %v (%v), want %v", step.command.Command, about.Faults, err, step.want)
		}
	}
	_, err := r.Do(t.Context(), r.Token, room.Command{Command: "params", Faults: []pattern.Fault{{}}})
	wantRefusal(t, err, room.Invalid)
}
