package room

import "patternscope/sim/sandbox"

// Document is the room's sandbox as it stands now. A room that runs a pattern has none.
func (r *Room) Document() (*sandbox.Document, error) {
	run, _, err := r.now()
	if err != nil {
		return nil, err
	}
	d := run.world.Document()
	if d == nil {
		return nil, refuse(NotNow, "room %s runs the pattern %s, which is no sandbox: it has no document", r.ID, run.spec.Pattern.ID)
	}
	return d, nil
}
