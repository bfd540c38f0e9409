package wire

import (
	"errors"
	"sync"
)

// Tape keeps the bytes of what was put on the lanes of one run, so that they
// can be looked at: the first TapedBytes of each parcel, and TapeSize in all,
// the oldest going first. Any goroutine may read it while the run goes on. A
// nil Tape keeps nothing.
type Tape struct {
	mu      sync.Mutex
	parcels map[int64]Taped
	order   []int64 // their ids, oldest first
	weight  int
	newest  int64
}

// Taped is one parcel as it was put on its lane.
type Taped struct {
	ID    int64
	What  string // event.What...
	Size  int    // bytes on the wire; 0 on inproc, where none crosses one
	Bytes []byte // the first of them; to be read only
}

const (
	TapedBytes = 4 << 10  // more than the head of any message one would read byte by byte
	TapeSize   = 16 << 20 // of a run: some 100,000 small messages
	tapeEntry  = 128      // what it costs to keep a parcel, beside its bytes
)

// Why a parcel is not on the tape.
var (
	ErrNoParcel   = errors.New("no such parcel was sent")
	ErrParcelGone = errors.New("its bytes are no longer kept")
)

// NewTape returns an empty tape.
func NewTape() *Tape { return &Tape{parcels: map[int64]Taped{}} }

// Keep copies the start of a parcel. What ends a connection is no parcel one can see.
func (t *Tape) Keep(p *Parcel) {
	if t == nil || p.ID == 0 {
		return
	}
	kept := Taped{ID: p.ID, What: p.What, Size: len(p.Bytes)}
	kept.Bytes = append(kept.Bytes, p.Bytes[:min(len(p.Bytes), TapedBytes)]...)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.parcels[p.ID] = kept
	t.order = append(t.order, p.ID)
	t.newest = max(t.newest, p.ID)
	t.weight += kept.weight()
	for t.weight > TapeSize {
		t.forget()
	}
}

func (t *Tape) forget() {
	t.weight -= t.parcels[t.order[0]].weight()
	delete(t.parcels, t.order[0])
	t.order = t.order[1:]
}

func (p Taped) weight() int { return len(p.Bytes) + tapeEntry }

// Read returns a parcel; the error is ErrNoParcel or ErrParcelGone.
func (t *Tape) Read(id int64) (Taped, error) {
	if t == nil {
		return Taped{}, ErrNoParcel
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	p, kept := t.parcels[id]
	switch {
	case kept:
		return p, nil
	case id < 1 || id > t.newest:
		return p, ErrNoParcel
	}
	return p, ErrParcelGone
}
