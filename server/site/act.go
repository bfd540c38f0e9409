package site

import (
	"net/http"

	"patternscope/server/room"
	"patternscope/sim/act"
)

// showDue lists what can happen next.
func (s *Site) showDue(w http.ResponseWriter, r *http.Request) error {
	rm, err := s.rooms.Get(r.PathValue("id"))
	if err != nil {
		return err
	}
	next, err := rm.Next()
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, next)
	return nil
}

// showOffers lists what can be done with what the query names.
func (s *Site) showOffers(w http.ResponseWriter, r *http.Request) error {
	rm, err := s.rooms.Get(r.PathValue("id"))
	if err != nil {
		return err
	}
	t, err := target(r)
	if err != nil {
		return err
	}
	offered, err := rm.Offers(t)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, offered)
	return nil
}

// target is the one thing that a query names; the world itself when it names none.
func target(r *http.Request) (act.Target, error) {
	q := newQuery(r.URL, "message", "parcel", "node", "socket", "link", "endpoint")
	t := act.Target{
		Message: q.number("message", 0, 1, maxSeq), Parcel: q.number("parcel", 0, 1, maxSeq),
		Node: q.values.Get("node"), Socket: q.values.Get("socket"), Link: q.values.Get("link"), Endpoint: q.values.Get("endpoint"),
	}
	if len(q.values) > 1 {
		return t, refuse(room.Invalid, "the query names one of message, parcel, node, socket, link, endpoint, or none for the world itself")
	}
	return t, q.err
}
