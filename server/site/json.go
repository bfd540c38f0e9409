package site

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"patternscope/server/room"
	"patternscope/sim/sandbox"
)

const (
	maxBody  = 64 << 10 // of a request: a pattern's parameters take a few hundred bytes
	bodyWait = 10 * time.Second
)

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // a client that has gone is told nothing
}

// readBody reads a request's body as one JSON object.
func readBody(w http.ResponseWriter, r *http.Request, v any) error {
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(bodyWait)) // where the connection has none, there is none to set
	defer control.SetReadDeadline(time.Time{})
	return decode(http.MaxBytesReader(w, r.Body, maxBody), v)
}

// decode reads one JSON object that has no fields but v's, and nothing after it.
func decode(body io.Reader, v any) error {
	dec := json.NewDecoder(body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return explain(err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return explain(errors.Join(err, errTwo))
	}
	return nil
}

var errTwo = errors.New("something follows the JSON object")

// explain says in a sentence what is wrong with a body.
func explain(err error) error {
	var (
		refusal *room.Refusal
		large   *http.MaxBytesError
		kind    *json.UnmarshalTypeError
		drawn   *sandbox.Error
	)
	switch {
	case errors.As(err, &refusal):
		return refusal
	case errors.As(err, &large):
		return refuse(tooLarge, "the body is larger than %d bytes", large.Limit)
	case errors.As(err, &drawn) && drawn.At != "":
		return refuse(room.Invalid, "in the sandbox document, %v", drawn)
	case errors.As(err, &drawn):
		return refuse(room.Invalid, "%v", drawn)
	case errors.Is(err, errTwo):
		return refuse(room.Invalid, "the body must be one JSON object, and something follows it")
	case errors.Is(err, io.EOF):
		return refuse(room.Invalid, "the body is empty, and must be a JSON object")
	case errors.As(err, &kind) && kind.Field != "":
		return refuse(room.Invalid, "field %q must be %s", kind.Field, mistyped(kind))
	case errors.As(err, &kind):
		return refuse(room.Invalid, "the body must be %s", mistyped(kind))
	}
	return refuse(room.Invalid, "the body is not what is asked for: %s", strings.TrimPrefix(err.Error(), "json: "))
}
