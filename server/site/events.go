package site

import (
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"time"

	"patternscope/server/room"
)

const (
	longestWait = 60 * time.Second
	mostEvents  = 10_000    // in one answer: some 3 MB
	maxSeq      = 1<<53 - 1 // of an event: the largest whole number JSON carries safely
	answerWait  = 30 * time.Second
)

// events tells a part of a room's log, a line each.
func (s *Site) events(w http.ResponseWriter, r *http.Request) error {
	rm, err := s.rooms.Get(r.PathValue("id"))
	if err != nil {
		return err
	}
	q := newQuery(r.URL, "since", "run", "wait", "limit", "keyframes")
	ask := room.Query{
		Since: q.number("since", 0, 0, maxSeq),
		Run:   int(q.number("run", 0, 1, math.MaxInt32)),
		Wait:  q.duration("wait", longestWait),
		Limit: int(q.number("limit", mostEvents, 1, mostEvents)),
	}
	keyframes := q.flag("keyframes")
	if q.err != nil {
		return q.err
	}
	reading, err := rm.Read(r.Context(), ask)
	if err != nil {
		return err
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(answerWait))
	h := w.Header()
	h.Set("Content-Type", "application/x-ndjson")
	h.Set("Cache-Control", "no-store")
	h.Set("Patternscope-Run", strconv.Itoa(reading.Run))
	h.Set("Patternscope-First", strconv.FormatInt(reading.First, 10))
	h.Set("Patternscope-Head", strconv.FormatInt(reading.Head, 10))
	writeLines(w, reading.Stretches, keyframes)
	return nil
}

func writeLines(w http.ResponseWriter, stretches []room.Stretch, keyframes bool) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, s := range stretches {
		if s.Keyframe != nil && keyframes {
			_ = enc.Encode(map[string]any{"keyframe": s.Keyframe})
		}
		for _, e := range s.Events {
			if enc.Encode(e) != nil {
				return // the client has gone
			}
		}
	}
}
