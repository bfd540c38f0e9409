package room

import (
	"errors"

	"patternscope/sim/wire"
)

// Parcel is what is kept of one parcel of a run.
type Parcel struct {
	Run int
	wire.Taped
}

// Parcel finds a parcel of the run given, or of the one that is on when run is 0.
func (r *Room) Parcel(run int, id int64) (Parcel, error) {
	now, err := r.find(run)
	if err != nil {
		return Parcel{}, err
	}
	taped, err := now.world.Parcel(id)
	switch {
	case errors.Is(err, wire.ErrParcelGone):
		return Parcel{}, refuse(Ended, "the bytes of parcel %d are no longer kept: a run keeps the newest %d MiB", id, wire.TapeSize>>20)
	case err != nil:
		return Parcel{}, refuse(Unknown, "no parcel %d was sent in run %d of room %s", id, now.number, r.ID)
	}
	return Parcel{Run: now.number, Taped: taped}, nil
}
