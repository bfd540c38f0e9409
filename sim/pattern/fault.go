package pattern

import (
	"errors"
	"fmt"
	"time"

	"patternscope/sim/act"
)

// Fault is one thing of a schedule: an action, and when it is done. A run with
// a schedule is as repeatable as one without.
type Fault struct {
	At     int64      `json:"at"` // world time, µs
	Action act.Action `json:"action"`
}

// Limits of a schedule.
const (
	MaxFaults  = 100
	MaxFaultAt = time.Hour
)

// CheckFaults refuses a schedule that no run takes. Whether each of its actions can be
// done shows when its time has come.
func CheckFaults(faults []Fault) error {
	if len(faults) > MaxFaults {
		return fmt.Errorf("a schedule has at most %d faults, not %d", MaxFaults, len(faults))
	}
	for i, f := range faults {
		if err := f.check(); err != nil {
			return fmt.Errorf("faults[%d]: %w", i, err)
		}
	}
	return nil
}

func (f Fault) check() error {
	switch {
	case f.At < 0 || f.At > MaxFaultAt.Microseconds():
		return fmt.Errorf("at is a world time from 0 to %d µs, not %d", MaxFaultAt.Microseconds(), f.At)
	case f.Action.Do == "":
		return errors.New("action is an object whose do says what")
	case !f.Action.Do.Known():
		return fmt.Errorf("there is no action %.40q", f.Action.Do)
	case f.Action.Do == act.Choose:
		return errors.New("choose is for a reader: a schedule cannot know what is due")
	}
	return nil
}

// down crashes a program and starts it again later.
func down(name string, from, until time.Duration, memory bool) []Fault {
	return []Fault{
		after(from, act.Action{Do: act.Crash, Node: name}),
		after(until, act.Action{Do: act.Restart, Node: name, Memory: memory}),
	}
}

// after is a fault of a preset.
func after(d time.Duration, a act.Action) Fault { return Fault{At: d.Microseconds(), Action: a} }
