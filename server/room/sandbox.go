package room

import "patternscope/sim/sandbox"

// Document is the room's sandbox as it stands now, in the run given, or in the one
// that is on when run is 0. A room that runs a pattern has none, nor has a run that it has left.
func (r *Room) Document(number int) (*sandbox.Document, error) {
	run, _, err := r.now()
	if err != nil {
		return nil, err
	}
	if number != 0 && number != run.number {
		return nil, refuse(NotNow, "run %d of room %s is over: nothing stands there now", number, r.ID)
	}
	d := run.world.Document()
	if d == nil {
		return nil, refuse(NotNow, "room %s runs the pattern %s, which is no sandbox: it has no document", r.ID, run.spec.Pattern.ID)
	}
	return d, nil
}
