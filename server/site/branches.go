package site

import (
	"math"
	"net/http"

	"patternscope/server/room"
)

// listBranches lists a room's runs, and which went on from which.
func (s *Site) listBranches(w http.ResponseWriter, r *http.Request) error {
	rm, err := s.rooms.Get(r.PathValue("id"))
	if err != nil {
		return err
	}
	branches, err := rm.Branches()
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, branches)
	return nil
}

// compareBranches holds two runs of a room beside each other.
func (s *Site) compareBranches(w http.ResponseWriter, r *http.Request) error {
	rm, err := s.rooms.Get(r.PathValue("id"))
	if err != nil {
		return err
	}
	q := newQuery(r.URL, "a", "b")
	a, b := int(q.number("a", 0, 1, math.MaxInt32)), int(q.number("b", 0, 1, math.MaxInt32))
	switch {
	case q.err != nil:
		return q.err
	case a == 0 || b == 0:
		return refuse(room.Invalid, "the query names two runs, as a=1&b=2")
	}
	c, err := rm.Compare(a, b)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, c)
	return nil
}
