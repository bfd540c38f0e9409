package record

import (
	"slices"

	"patternscope/sim/event"
)

// check refuses a line that cannot stand where it does.
func (r *Reader) check(l Line) error {
	if !r.about && l.Pattern == nil {
		return r.refuse("line %d should be the pattern", r.lines.number)
	}
	if r.about && !r.base && l.Action == nil && l.Keyframe == nil {
		return r.refuse("line %d should be the keyframe it begins with", r.lines.number)
	}
	switch {
	case l.Pattern != nil:
		return r.checkPattern(l.Pattern)
	case l.Action != nil:
		return r.checkAction(l.Action)
	case l.Keyframe != nil:
		return r.checkKeyframe(l.Keyframe)
	case l.Event != nil:
		return r.checkEvent(l.Event)
	}
	return r.checkParcel(l.Parcel)
}

func (r *Reader) checkPattern(text []byte) error {
	if r.about || len(text) > MaxPattern || !object(text) {
		return r.refuse("line %d is no pattern, or a second one, or above %d MiB", r.lines.number, MaxPattern>>20)
	}
	r.about = true
	return nil
}

func (r *Reader) checkAction(text []byte) error {
	r.told.Actions++
	if r.base || r.told.Actions > MaxActions || len(text) > MaxAction || !object(text) {
		return r.refuse("line %d is an action out of place, one too many, or none", r.lines.number)
	}
	return nil
}

func (r *Reader) checkKeyframe(s *event.State) error {
	r.told.Keyframes++
	last := r.event.Seq
	if !r.base {
		last = r.Header.First - 1
	}
	switch {
	case r.told.Keyframes > MaxKeyframes:
		return r.refuse("it has more than %d keyframes", MaxKeyframes)
	case s.Seq != last || r.base && s.Seq == r.kept:
		return r.refuse("a keyframe of event %d stands after event %d", s.Seq, last)
	}
	complete(s)
	if flaw := flawOfState(s); flaw != "" {
		return r.refuse("the keyframe of event %d says %s", s.Seq, flaw)
	}
	if !r.base {
		r.base, r.event = true, event.Event{Seq: s.Seq, At: s.At}
	}
	r.kept = s.Seq
	return nil
}

func (r *Reader) checkEvent(e *event.Event) error {
	r.told.Events++
	switch {
	case e.Seq != r.event.Seq+1:
		return r.refuse("event %d stands after event %d", e.Seq, r.event.Seq)
	case e.Seq > r.Header.Head:
		return r.refuse("it claims events up to %d, and holds event %d", r.Header.Head, e.Seq)
	case e.At < r.event.At:
		return r.refuse("event %d happened before event %d", e.Seq, r.event.Seq)
	case !slices.Contains(r.kinds, e.Kind):
		return r.refuse("event %d is of a kind that is not known: %.40q", e.Seq, e.Kind)
	}
	if flaw := flawOfEvent(e); flaw != "" {
		return r.refuse("event %d says %s", e.Seq, flaw)
	}
	r.event, r.owed = *e, e.Kind == event.Sent
	return nil
}

func (r *Reader) checkParcel(p *Parcel) error {
	r.told.Parcels++
	fits := r.owed && p.ID == r.event.Parcel && p.What == r.event.What && p.Size == r.event.Bytes
	r.owed = false
	switch {
	case !fits:
		return r.refuse("after event %d stands a parcel that is not its own", r.event.Seq)
	case r.told.Parcels > MaxParcels:
		return r.refuse("it has more than %d parcels", MaxParcels)
	case p.Size < 0 || len(p.Bytes) > min(p.Size, MaxBlob):
		return r.refuse("parcel %d of %d bytes holds %d", p.ID, p.Size, len(p.Bytes))
	}
	return nil
}
