package site

import (
	"bytes"
	"encoding/json"
	"strings"

	"patternscope/server/room"
	"patternscope/sim/pattern"
	"patternscope/sim/record"
)

// An address says a schedule by the name of the preset whose it is, or in full,
// as POST /api/rooms takes one:
//
//	?faults=server-crashes
//	?faults=[{"at":2000000,"action":{"do":"crash","node":"server"}}]

// checkSchedule refuses one that the pattern does not have, or that no run takes.
// The page reads it again, and asks for its faults by itself.
func checkSchedule(p *pattern.Pattern, text string) error {
	switch {
	case text == "" || p.Scheduled(text) != nil:
		return nil
	case !strings.HasPrefix(text, "["):
		return refuse(room.Invalid, "%s has no schedule %q", p.ID, text)
	}
	var faults []pattern.Fault
	if err := decode(strings.NewReader(text), &faults); err != nil {
		return refuse(room.Invalid, "faults in the address is no schedule: %v", err)
	}
	if err := pattern.CheckFaults(faults); err != nil {
		return refuse(room.Invalid, "%v", err)
	}
	return nil
}

// scheduleOf a recording, as an address says it; "" when it has none. One that
// this program does not take is not told.
func scheduleOf(p *pattern.Pattern, planned []record.Planned) (text string, taken bool) {
	if len(planned) == 0 {
		return "", true
	}
	whole, err := json.Marshal(planned)
	if err != nil {
		return "", false
	}
	for _, preset := range p.Presets {
		if named, err := json.Marshal(preset.Faults); err == nil && preset.Name != "" && bytes.Equal(named, whole) {
			return preset.Name, true
		}
	}
	return string(whole), checkSchedule(p, string(whole)) == nil
}
