package site

import (
	"net/http"
	"time"

	"patternscope/server/room"
	"patternscope/sim/measure"
)

// longestMeasureWait bounds how long an answer about a measure may be waited for:
// shorter than the server waits for its answers when it stops.
const longestMeasureWait = 5 * time.Second

// measureAsked is the body of POST /api/measures. What is 0 or "" is the duel's.
type measureAsked struct {
	Duel        string `json:"duel"`
	Count       int    `json:"count"`
	Payload     int    `json:"payload"`
	Concurrency int    `json:"concurrency"`
	Transport   string `json:"transport"`
}

func (s *Site) startMeasure(w http.ResponseWriter, r *http.Request) error {
	var asked measureAsked
	if err := readBody(w, r, &asked); err != nil {
		return err
	}
	if asked.Count != 0 && (asked.Count < measure.MinCount || asked.Count > measureCount) {
		return refuse(room.Invalid, "the count is from %d to %d here, not %d; `server measure` in a terminal takes more", measure.MinCount, measureCount, asked.Count)
	}
	setup, err := FullSpeed(s.patterns, asked.Duel)
	if err != nil {
		return refuse(room.Invalid, "%v", err)
	}
	given := measure.Setup{Count: asked.Count, Payload: asked.Payload, Concurrency: asked.Concurrency, Transport: asked.Transport}
	if setup, err = setup.With(given).Complete(); err != nil {
		return refuse(room.Invalid, "%v", err)
	}
	one, err := s.measures.start(visitor(r), asked.Duel, setup)
	if err != nil {
		return err
	}
	state := one.state()
	w.Header().Set("Location", "/api/measures/"+state.ID)
	writeJSON(w, http.StatusCreated, state)
	return nil
}

// showMeasure answers when the measure is over, or after the time it was told to wait.
func (s *Site) showMeasure(w http.ResponseWriter, r *http.Request) error {
	q := newQuery(r.URL, "wait")
	wait := q.duration("wait", longestMeasureWait)
	if err := q.err; err != nil {
		return err
	}
	one, err := s.measures.find(r.PathValue("id"))
	if err != nil {
		return err
	}
	late := time.NewTimer(wait)
	defer late.Stop()
	select {
	case <-one.over:
	case <-late.C:
	case <-r.Context().Done():
		return r.Context().Err()
	}
	writeJSON(w, http.StatusOK, one.state())
	return nil
}

// cancelMeasure answers when it has ended. One that is over stays as it is.
func (s *Site) cancelMeasure(w http.ResponseWriter, r *http.Request) error {
	one, err := s.measures.find(r.PathValue("id"))
	if err != nil {
		return err
	}
	one.cancel()
	<-one.over
	w.WriteHeader(http.StatusNoContent)
	return nil
}
