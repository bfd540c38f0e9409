package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"patternscope/server/archive"
	"patternscope/server/room"
	"patternscope/sim/pattern"
	"patternscope/sim/record"
	"patternscope/templates"
)

// kept is a saved recording as the API tells it.
type kept struct {
	ID    string `json:"id"`
	Page  string `json:"page"`
	Bytes int    `json:"bytes"` // of the file
	record.Header
}

func tell(s archive.Saved) kept {
	return kept{ID: s.ID, Page: "/recordings/" + s.ID, Bytes: len(s.File), Header: s.Header}
}

// upload keeps the recording that is sent. It is taken in first, a few at once,
// so that one that comes slowly keeps nobody from writing or reading another.
func (s *Site) upload(w http.ResponseWriter, r *http.Request) error {
	select {
	case s.uploads <- struct{}{}:
		defer func() { <-s.uploads }()
	case <-r.Context().Done():
		return r.Context().Err()
	}
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(uploadWait))
	defer control.SetReadDeadline(time.Time{})
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, int64(archive.DefaultLimits.File)))
	if err != nil {
		return unfit(fmt.Errorf("take in the recording: %w", err))
	}
	return s.save(w, r, func() (io.Reader, error) { return bytes.NewReader(body), nil })
}

// saveRoom keeps the run of a room.
func (s *Site) saveRoom(w http.ResponseWriter, r *http.Request) error {
	return s.save(w, r, func() (io.Reader, error) {
		rec, err := s.ofRoom(r)
		return bytes.NewReader(rec.file), err
	})
}

func (s *Site) save(w http.ResponseWriter, r *http.Request, find func() (io.Reader, error)) error {
	if !s.saves.Allow() {
		return refuse(room.TooMany, "too many recordings are being saved here; try again in some seconds")
	}
	var saved archive.Saved
	err := s.alone(r.Context(), func() error {
		in, err := find()
		if err != nil {
			return err
		}
		saved, err = s.archive.Save(in)
		return unfit(err)
	})
	if err != nil {
		return err
	}
	w.Header().Set("Location", "/api/recordings/"+saved.ID)
	writeJSON(w, http.StatusCreated, tell(saved))
	return nil
}

func (s *Site) showRecording(w http.ResponseWriter, r *http.Request) error {
	saved, err := s.saved(r)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, tell(saved))
	return nil
}

// recordingsPage is where one is opened.
func (s *Site) recordingsPage(w http.ResponseWriter, r *http.Request) error {
	l := archive.DefaultLimits
	return render(w, r, http.StatusOK, templates.Recordings(templates.RecordingsView{
		Static: s.static, Recordings: l.Recordings, MiB: l.Bytes >> 20, FileMiB: l.File >> 20, Kept: s.lasting,
	}))
}

// recordingPage is a saved run. Its query says at which event, and the page reads it.
func (s *Site) recordingPage(w http.ResponseWriter, r *http.Request) error {
	q := newQuery(r.URL, "at")
	q.number("at", 0, 0, maxSeq)
	if q.err != nil {
		return q.err
	}
	saved, err := s.saved(r)
	if err != nil {
		return err
	}
	view, err := s.recordingView(saved.Header, saved.About)
	if err != nil {
		return err
	}
	view.Recording.ID = saved.ID
	return render(w, r, http.StatusOK, dressed(view))
}

// recordingView is the page of a pattern as the recording itself describes it.
func (s *Site) recordingView(h record.Header, about json.RawMessage) (templates.PatternView, error) {
	var e entry
	if err := json.Unmarshal(about, &e); err != nil {
		return templates.PatternView{}, fmt.Errorf("read the pattern of a recording: %w", err)
	}
	view := s.viewOf(e.pattern(), h.Params, h.Seed)
	view.File = e.File
	view.Recording = &templates.RecordingView{First: h.First, Head: h.Head}
	if len(e.Sandbox) > 0 {
		view.Recording.Live = sandboxAddress(e.Sandbox)
	} else if p := s.find(h.Pattern); p != nil {
		schedule, taken := scheduleOf(p, h.Faults)
		if _, err := p.Values(h.Params); err == nil && taken {
			view.Recording.Live = addressOf(p, h.Params, h.Seed, schedule)
		}
	}
	return view, nil
}

// pattern is what an entry says, without programs.
func (e entry) pattern() *pattern.Pattern {
	p := &pattern.Pattern{
		ID: e.ID, Title: e.Title, Group: e.Group, Summary: e.Summary, Lesson: e.Lesson, Watch: e.Watch, Mistake: e.Mistake,
		Differs: e.Differs, Params: e.Params, Presets: e.Presets, Columns: e.Columns, Asks: e.Asks,
	}
	if d := e.Duel; d != nil {
		p.Duel = &pattern.Duel{Task: d.Task, HTTP: d.HTTP, ZeroMQ: d.ZeroMQ, Notice: d.Notice}
	}
	return p
}

// addressOf a run is the page that runs it anew; what has its default is left out.
func addressOf(p *pattern.Pattern, values map[string]string, seed int64, schedule string) string {
	query := url.Values{}
	for _, q := range p.Params {
		if v, given := values[q.Name]; given && v != q.Default {
			query.Set(q.Name, v)
		}
	}
	if seed != 1 {
		query.Set("seed", strconv.FormatInt(seed, 10))
	}
	if schedule != "" {
		query.Set("faults", schedule)
	}
	return strings.TrimSuffix("/patterns/"+p.ID+"?"+query.Encode(), "?")
}

// checkAbout wants of a recording's pattern what the pages count on, and
// returns it with every list there.
func checkAbout(about json.RawMessage) (json.RawMessage, error) {
	var e entry
	if err := json.Unmarshal(about, &e); err != nil {
		return nil, errors.New("its pattern is not one of a catalogue")
	}
	if e.ID == "" || e.Title == "" {
		return nil, errors.New("its pattern has no name")
	}
	e.Watch, e.Mistake, e.Params, e.Presets, e.Columns, e.Nodes = list(e.Watch), list(e.Mistake), list(e.Params), list(e.Presets), list(e.Columns), list(e.Nodes)
	if e.Duel != nil {
		e.Duel.Notice = list(e.Duel.Notice)
	}
	return json.Marshal(e)
}
