package record

import (
	"encoding/json"

	"patternscope/sim/event"
)

// Format and Version begin every recording.
const (
	Format  = "patternscope-recording"
	Version = 1
)

// Header is the first line: which run this is, and which part of it.
type Header struct {
	Format  string            `json:"format"`
	Version int               `json:"version"`
	Pattern string            `json:"pattern"` // its id in the catalogue
	Title   string            `json:"title"`
	Params  map[string]string `json:"params"`
	Seed    int64             `json:"seed"`
	Faults  []Planned         `json:"faults,omitempty"` // its schedule
	First   int64             `json:"first"`            // the oldest event told; above 1, those before it were no longer kept
	Head    int64             `json:"head"`             // the newest; First-1 when there is none
	Now     int64             `json:"now"`              // world time at which it was written down, µs
}

// Planned is one thing of a schedule: what was to be done to the run, and when.
type Planned struct {
	At     int64           `json:"at"` // world time, µs
	Action json.RawMessage `json:"action"`
}

// Line is any of the others: one of its fields is there.
type Line struct {
	Pattern  json.RawMessage `json:"pattern,omitempty"` // what the catalogue says of it, as GET /api/patterns/{id} does
	Action   json.RawMessage `json:"action,omitempty"`  // one thing that was done to the world, with its place
	Keyframe *event.State    `json:"keyframe,omitempty"`
	Event    *event.Event    `json:"event,omitempty"`
	Parcel   *Parcel         `json:"parcel,omitempty"`
	End      *End            `json:"end,omitempty"`
}

// Parcel is what is kept of the bytes of the event before it, which is a sent.
type Parcel struct {
	ID    int64  `json:"id"`
	What  string `json:"what"`
	Size  int    `json:"size"`  // on the wire; 0 on inproc
	Bytes []byte `json:"bytes"` // the first of them, in base64
}

// End is the last line: by it a reader knows that nothing is missing.
type End struct {
	Actions   int    `json:"actions"`
	Keyframes int    `json:"keyframes"`
	Events    int    `json:"events"`
	Parcels   int    `json:"parcels"`
	SHA256    string `json:"sha256"` // of all lines before this one, their line ends included, in hex
}

// ID names the recording by its content: the same run, recorded to the same
// event, has the same one.
func (e End) ID() string { return e.SHA256[:idLength] }

// idLength is 96 bits in hex: nobody finds two recordings with one name.
const idLength = 24
