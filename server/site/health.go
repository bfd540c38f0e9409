package site

import (
	"net/http"

	"patternscope/server/room"
)

// health is how the server is.
type health struct {
	Status  string `json:"status"`
	Version string `json:"version"`
	room.Counts
}

func (s *Site) health(w http.ResponseWriter, r *http.Request) error {
	writeJSON(w, http.StatusOK, health{Status: "ok", Version: s.version, Counts: s.rooms.Counts()})
	return nil
}
