package breakpoint

// Standing is the breakpoints of a run, and where the run stands because of one.
// It does not change: what changes is which Standing a run has.
type Standing struct {
	Breakpoints []Breakpoint `json:"breakpoints"`
	Stopped     *Hit         `json:"stopped,omitempty"` // nil: it goes on, or was paused by hand
}
