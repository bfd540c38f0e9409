package site

import (
	"bytes"
	"net/http"

	"github.com/a-h/templ"

	"patternscope/server/room"
	"patternscope/sim/pattern"
	"patternscope/sim/sandbox"
	"patternscope/templates"
)

// render writes a page, or nothing when it fails.
func render(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	var html bytes.Buffer
	if err := page.Render(r.Context(), &html); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	w.WriteHeader(status)
	_, _ = w.Write(html.Bytes()) // a reader who has gone is told nothing
	return nil
}

func (s *Site) home(w http.ResponseWriter, r *http.Request) error {
	view, err := s.homeView()
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, templates.Home(view))
}

// patternPage is a pattern with the parameters and the seed of its address.
func (s *Site) patternPage(w http.ResponseWriter, r *http.Request) error {
	p := s.find(r.PathValue("id"))
	if p == nil {
		return refuse(room.Unknown, "%s", pattern.NoSuch(r.PathValue("id"), s.patterns))
	}
	settings, seed, err := runOf(r.URL)
	if err != nil {
		return err
	}
	values, err := p.Values(settings)
	if err != nil {
		return refuse(room.Invalid, "%v", err)
	}
	if err := checkSchedule(p, r.URL.Query().Get("faults")); err != nil {
		return err
	}
	return render(w, r, http.StatusOK, dressed(s.patternView(p, values, seed, "")))
}

// roomPage is the page of a room that runs.
func (s *Site) roomPage(w http.ResponseWriter, r *http.Request) error {
	rm, err := s.rooms.Get(r.PathValue("id"))
	if err != nil {
		return err
	}
	about, err := rm.About()
	if err != nil {
		return err
	}
	if about.Pattern == sandbox.ID {
		return s.drawnPage(w, r, rm)
	}
	p := s.find(about.Pattern)
	if p == nil {
		return refuse(room.Unknown, "there is no pattern %q", about.Pattern)
	}
	return render(w, r, http.StatusOK, dressed(s.patternView(p, about.Params, about.Seed, about.ID)))
}

// dressed is the page of a pattern; a duel's shows its halves apart.
func dressed(v templates.PatternView) templ.Component {
	if v.Duel != nil {
		return templates.Duel(v)
	}
	return templates.Pattern(v)
}
