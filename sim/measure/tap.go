package measure

import (
	"sync"
	"sync/atomic"
	"time"
)

// tap sees what crosses the connections of a leg: each parcel is counted, and
// noted with its time on a tape.
type tap struct {
	mu    sync.Mutex
	tapes []*tape
}

// tape is the notes of one direction of one connection: the newest kept, all
// counted. One goroutine writes; whoever reads the notes has waited for its end.
type tape struct {
	began   time.Time
	notes   [keptNotes]Note
	parcels atomic.Int64
	bytes   atomic.Int64
}

// keptNotes bounds a tape: 24 KiB.
const keptNotes = 1024

// Note is one parcel that crossed a wire.
type Note struct {
	At    time.Duration // since the leg began
	Bytes int32         // on the wire
	End   bool          // the last of its message
}

// tape begins one; nil when nothing is tapped.
func (t *tap) tape() *tape {
	if t == nil {
		return nil
	}
	new := &tape{began: time.Now()}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.tapes = append(t.tapes, new)
	return new
}

// now is asked once for all that one read brought: they came together.
func (t *tape) now() time.Duration { return time.Since(t.began) }

// note adds parcels number n on, all seen at the same time.
func (t *tape) note(n int64, at time.Duration, bytes int, end bool) {
	t.notes[n%keptNotes] = Note{at, int32(bytes), end}
}

func (t *tape) count(parcels, bytes int) {
	t.parcels.Add(int64(parcels))
	t.bytes.Add(int64(bytes))
}

// crossed is how many parcels and bytes all tapes have seen so far.
func (t *tap) crossed() (parcels, bytes int64) {
	if t == nil {
		return 0, 0
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, tape := range t.tapes {
		parcels += tape.parcels.Load()
		bytes += tape.bytes.Load()
	}
	return parcels, bytes
}
