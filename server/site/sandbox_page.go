package site

import (
	"net/http"

	"patternscope/server/room"
	"patternscope/sim/sandbox"
	"patternscope/templates"
)

// sandboxPage is an empty stage; what is drawn on it, or is in the address, the script brings.
func (s *Site) sandboxPage(w http.ResponseWriter, r *http.Request) error {
	if q := newQuery(r.URL); q.err != nil {
		return q.err
	}
	return s.stageOf(w, r, sandbox.Empty(), "")
}

// drawnPage is the page of a room that runs a sandbox.
func (s *Site) drawnPage(w http.ResponseWriter, r *http.Request, rm *room.Room) error {
	d, err := rm.Document(0)
	if err != nil {
		return err
	}
	return s.stageOf(w, r, d, rm.ID)
}

func (s *Site) stageOf(w http.ResponseWriter, r *http.Request, d *sandbox.Document, room string) error {
	p := sandbox.Pattern(d)
	values, err := p.Values(nil)
	if err != nil {
		return err
	}
	view := s.viewOf(p, values, 1)
	view.Room, view.Sandbox = room, true
	if d.Title == "" {
		view.Group = "" // "Untitled sandbox" says it
	}
	return render(w, r, http.StatusOK, templates.Pattern(view))
}
