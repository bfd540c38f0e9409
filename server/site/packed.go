package site

import (
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

// packer compresses pages and JSON (gzip, RFC 9110 section 8.4.1.3) for who
// accepts it: they shrink to a quarter. The library knows who does, what is too
// small to gain, and what must then be said of the answer. Only what holds no
// secret goes through it, so that no length tells one.
func packer() func(http.Handler) http.HandlerFunc {
	wrap, err := gzhttp.NewWrapper(gzhttp.ContentTypes([]string{"text/html", "application/json"}))
	if err != nil {
		panic(err) // of these options none is wrong
	}
	return wrap
}

// packed is handle for answers that are worth compressing.
func (s *Site) packed(pattern string, h handler) {
	s.mux.Handle(pattern, s.pack(s.answering(h)))
}
