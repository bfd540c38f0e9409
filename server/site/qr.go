package site

import (
	"fmt"
	"net/http"
	"strings"

	"rsc.io/qr"
)

// roomCode draws the address of a room's page, by the name under which this
// visitor reached the server, for the camera of a phone.
func (s *Site) roomCode(w http.ResponseWriter, r *http.Request) error {
	rm, err := s.rooms.Get(r.PathValue("id"))
	if err != nil {
		return err
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	code, err := qr.Encode(scheme+"://"+r.Host+"/rooms/"+rm.ID, qr.M)
	if err != nil {
		return fmt.Errorf("draw the code of room %s: %w", rm.ID, err)
	}
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write([]byte(drawing(code))) // a reader who has gone is told nothing
	return nil
}

// quiet is the white margin around a code, in modules (ISO/IEC 18004).
const quiet = 4

// drawing is a code as SVG, a unit a module, black on white in any theme.
func drawing(code *qr.Code) string {
	var path strings.Builder
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	side := code.Size + 2*quiet
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">`+
		`<path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>`, side, side, side, side, path.String())
}
