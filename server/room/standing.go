package room

import "patternscope/sim/breakpoint"

// BreakpointsFrame is the breakpoints of a run, and where it stands because of one.
type BreakpointsFrame struct {
	Type string `json:"type"` // breakpoints
	Run  int    `json:"run"`
	*breakpoint.Standing
}

func (BreakpointsFrame) frame() {}

// stands tells the viewer of the breakpoints when they, or where the run stands, are others
// than it was told. A run without any needs no word.
func (v *Viewer) stands(run *run) []Frame {
	now, first := run.world.Standing(), v.standing == nil
	if now == v.standing {
		return nil
	}
	v.standing = now
	if first && len(now.Breakpoints) == 0 && now.Stopped == nil {
		return nil
	}
	return []Frame{BreakpointsFrame{"breakpoints", run.number, now}}
}
