package site

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"math"
	"net/http"
	"strconv"

	"patternscope/server/room"
	"patternscope/sim/wire/dissect"
)

// parcel is one parcel as it crossed its wire, and what its bytes say.
type parcel struct {
	Run     int             `json:"run"`
	Parcel  int64           `json:"parcel"`
	What    string          `json:"what"`
	Size    int             `json:"size"`              // bytes on the wire
	Payload int             `json:"payload,omitempty"` // of those shown: what a program wrote
	Missing int             `json:"missing,omitempty"` // bytes that follow those shown
	Note    string          `json:"note,omitempty"`    // what is not shown, and why
	Hex     string          `json:"hex"`
	Fields  []dissect.Field `json:"fields"`
}

// showParcel takes one parcel apart.
func (s *Site) showParcel(w http.ResponseWriter, r *http.Request) error {
	rm, err := s.rooms.Get(r.PathValue("id"))
	if err != nil {
		return err
	}
	q := newQuery(r.URL, "run")
	run := int(q.number("run", 0, 1, math.MaxInt32))
	if q.err != nil {
		return q.err
	}
	id, err := strconv.ParseInt(r.PathValue("parcel"), 10, 64)
	if err != nil || id < 1 {
		return refuse(room.Invalid, "a parcel is a whole number from 1 on, not %q", r.PathValue("parcel"))
	}
	kept, err := rm.Parcel(run, id)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, dissected(kept))
	return nil
}

// dissected is a parcel for every eye: what is secret is there as zeros.
func dissected(p room.Parcel) parcel {
	shown := bytes.Clone(p.Bytes)
	out := parcel{Run: p.Run, Parcel: p.ID, What: p.What, Size: p.Size, Missing: p.Size - len(shown), Fields: []dissect.Field{}}
	if p.Size == 0 {
		out.Note = "Handed over in memory (inproc): no byte crossed a wire."
		return out
	}
	out.Fields = dissect.Dissect(p.What, shown)
	for _, f := range dissect.Leaves(out.Fields) {
		if f.Payload {
			out.Payload += f.To - f.From
		}
		if f.Secret {
			clear(shown[f.From:f.To])
		}
	}
	if out.Missing > 0 {
		out.Note = fmt.Sprintf("The first %d bytes are kept; %d more are not shown.", len(shown), out.Missing)
	}
	out.Hex = hex.EncodeToString(shown)
	return out
}
