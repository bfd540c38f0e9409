package site

import (
	"net/http"

	"patternscope/server/room"
	"patternscope/sim/wire"
)

// bytesAsked is the body of POST /api/dissect: the bytes of a parcel, out of a recording.
type bytesAsked struct {
	ID    int64  `json:"id"`
	What  string `json:"what"`
	Size  int    `json:"size"`
	Bytes []byte `json:"bytes"` // base64
}

// dissect takes apart what it is given, and keeps nothing of it.
func (s *Site) dissect(w http.ResponseWriter, r *http.Request) error {
	var asked bytesAsked
	if err := readBody(w, r, &asked); err != nil {
		return err
	}
	if asked.Size < len(asked.Bytes) {
		return refuse(room.Invalid, "size counts all bytes of the parcel, and is at least %d here", len(asked.Bytes))
	}
	writeJSON(w, http.StatusOK, dissected(room.Parcel{Taped: wire.Taped{ID: asked.ID, What: asked.What, Size: asked.Size, Bytes: asked.Bytes}}))
	return nil
}
