package room

import (
	"encoding/json"
	"fmt"

	"patternscope/sim/pattern"
	"patternscope/sim/record"
)

// Recording is the run given, or the one that is on when run is 0, as it can be
// written down; it goes on meanwhile. What is to be said of its pattern is for the site to add.
func (r *Room) Recording(run int) (record.Run, *pattern.Pattern, error) {
	now, err := r.find(run)
	if err != nil {
		return record.Run{}, nil, err
	}
	r.touch()
	out := record.Run{
		Header: record.Header{
			Pattern: now.spec.Pattern.ID, Title: now.spec.Pattern.Title,
			Params: now.spec.Values, Seed: now.spec.Seed, Now: now.world.Clock().Now,
		},
		Log: now.world.Log(), Parcel: now.world.Parcel,
	}
	for _, fault := range now.spec.Faults {
		action, err := json.Marshal(fault.Action)
		if err != nil {
			return out, nil, fmt.Errorf("write down the schedule of room %s: %w", r.ID, err)
		}
		out.Faults = append(out.Faults, record.Planned{At: fault.At, Action: action})
	}
	for _, done := range now.world.Script() {
		action, err := json.Marshal(done)
		if err != nil {
			return out, nil, fmt.Errorf("write down what was done in room %s: %w", r.ID, err)
		}
		out.Script = append(out.Script, action)
	}
	return out, now.spec.Pattern, nil
}
