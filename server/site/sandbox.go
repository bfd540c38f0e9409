package site

import (
	"io"
	"net/http"

	"patternscope/sim/sandbox"
)

// Palette is what a sandbox can be built of.
type Palette struct {
	Kinds  []sandbox.Kind `json:"kinds"`
	Types  []sandbox.Type `json:"types"`
	Limits Limits         `json:"limits"`
	// Examples are documents to begin with.
	Examples []*sandbox.Document `json:"examples"`
}

// Limits are the bounds of a document.
type Limits struct {
	Bytes     int `json:"bytes"`
	Nodes     int `json:"nodes"`
	Sockets   int `json:"sockets"`   // of a node
	Endpoints int `json:"endpoints"` // a socket is bound to, and as many it connects to
	Place     int `json:"place"`     // the last column, and the last row
}

func (s *Site) showPalette(w http.ResponseWriter, r *http.Request) error {
	writeJSON(w, http.StatusOK, Palette{
		Kinds: sandbox.Palette(), Types: sandbox.Types(),
		Limits: Limits{
			Bytes: sandbox.MaxBytes, Nodes: sandbox.MaxNodes, Sockets: sandbox.MaxSockets,
			Endpoints: sandbox.MaxEndpoints, Place: sandbox.MaxPlace,
		},
		Examples: sandbox.Examples(),
	})
	return nil
}

// showDocument tells a room's sandbox as its file: the text that Parse reads.
func (s *Site) showDocument(w http.ResponseWriter, r *http.Request) error {
	rm, err := s.rooms.Get(r.PathValue("id"))
	if err != nil {
		return err
	}
	d, err := rm.Document(0)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	io.WriteString(w, d.String())
	return nil
}
