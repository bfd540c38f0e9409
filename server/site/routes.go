package site

import "net/http"

func (s *Site) routes() {
	s.packed("GET /{$}", s.home)
	s.packed("GET /answer", s.answer)
	s.packed("GET /patterns/{id}", s.patternPage)
	s.packed("GET /rooms/{id}", s.roomPage)
	s.packed("GET /sandbox", s.sandboxPage)
	s.handle("GET /static/{name...}", s.asset)

	s.handle("GET /healthz", unasked(s.health))
	s.packed("GET /api/patterns", unasked(s.listPatterns))
	s.packed("GET /api/patterns/{id}", unasked(s.showPattern))
	s.packed("GET /api/palette", unasked(s.showPalette))
	s.handle("POST /api/rooms", unasked(s.createRoom))
	s.handle("GET /api/rooms/{id}", unasked(s.showRoom))
	s.handle("DELETE /api/rooms/{id}", unasked(s.deleteRoom))
	s.handle("GET /api/rooms/{id}/code.svg", unasked(s.roomCode))
	s.handle("GET /api/rooms/{id}/sandbox", unasked(s.showDocument))
	s.handle("POST /api/rooms/{id}/commands", unasked(s.command))
	s.packed("GET /api/rooms/{id}/due", unasked(s.showDue))
	s.packed("GET /api/rooms/{id}/offers", s.showOffers)
	s.handle("GET /api/rooms/{id}/branches", unasked(s.listBranches))
	s.handle("GET /api/rooms/{id}/compare", s.compareBranches)
	s.handle("GET /api/rooms/{id}/events", s.events)
	s.handle("GET /api/rooms/{id}/parcels/{parcel}", s.showParcel)
	s.handle("GET /api/rooms/{id}/ws", s.watch)
	s.handle("POST /api/measures", unasked(s.startMeasure))
	s.handle("GET /api/measures/{id}", s.showMeasure)
	s.handle("DELETE /api/measures/{id}", unasked(s.cancelMeasure))
	s.recordingRoutes()
}

// handler answers a request, or returns why not and has written nothing.
type handler func(w http.ResponseWriter, r *http.Request) error

func (s *Site) handle(pattern string, h handler) { s.mux.Handle(pattern, s.answering(h)) }

// answering is a handler whose reason why not is the answer.
func (s *Site) answering(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	secure(w.Header())
	if err := s.admit(r); err != nil {
		s.fail(w, r, err)
		return
	}
	if h, pattern := s.mux.Handler(r); pattern == "" {
		s.fail(w, r, unrouted(h, w, r))
		return
	}
	s.mux.ServeHTTP(w, r)
}

// unrouted says why no route takes the request: no such path, or not with this
// method. h is ServeMux's own answer, which knows the methods that would do.
func unrouted(h http.Handler, w http.ResponseWriter, r *http.Request) error {
	answer := &discard{header: http.Header{}}
	h.ServeHTTP(answer, r)
	if answer.status == http.StatusMethodNotAllowed {
		allow := answer.header.Get("Allow")
		w.Header().Set("Allow", allow)
		return refuse(wrongMethod, "%s takes %s, not %s", r.URL.Path, allow, r.Method)
	}
	return refuse(noPage, "there is nothing at %s", r.URL.Path)
}

// discard keeps of an answer its status and headers.
type discard struct {
	header http.Header
	status int
}

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(p []byte) (int, error) { return len(p), nil }
func (d *discard) WriteHeader(status int)      { d.status = status }
