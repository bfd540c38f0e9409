package sim

import "patternscope/sim/wire"

// Parcel is what is kept of a parcel, by the number that the events sent and
// arrived carry. The error is wire.ErrNoParcel or wire.ErrParcelGone.
func (w *World) Parcel(id int64) (wire.Taped, error) { return w.scene.Tape.Read(id) }
