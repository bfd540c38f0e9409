package site

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"patternscope/server/room"
	"patternscope/templates"
)

// What the site refuses by itself, beside the kinds of package room.
const (
	misdirected room.Kind = "misdirected"  // the Host is not ours
	foreign     room.Kind = "foreign"      // another origin
	noPage      room.Kind = "no-page"      // no such path
	wrongMethod room.Kind = "wrong-method" // not with this method
	tooLarge    room.Kind = "too-large"    // the body
)

func refuse(kind room.Kind, format string, args ...any) error {
	return &room.Refusal{Kind: kind, Text: fmt.Sprintf(format, args...)}
}

// gone is nginx's status for a client that did not wait; nobody reads it.
const gone = 499

// statusOf is the one table from errors to HTTP.
func statusOf(err error) int {
	var r *room.Refusal
	switch {
	case errors.Is(err, context.Canceled):
		return gone
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusGatewayTimeout
	case !errors.As(err, &r):
		return http.StatusInternalServerError
	}
	switch r.Kind {
	case room.Invalid:
		return http.StatusBadRequest
	case room.NoToken:
		return http.StatusUnauthorized
	case room.BadToken, foreign:
		return http.StatusForbidden
	case room.Unknown, noPage:
		return http.StatusNotFound
	case wrongMethod:
		return http.StatusMethodNotAllowed
	case room.NotNow:
		return http.StatusConflict
	case room.Ended:
		return http.StatusGone
	case tooLarge:
		return http.StatusRequestEntityTooLarge
	case misdirected:
		return http.StatusMisdirectedRequest
	case room.TooMany:
		return http.StatusTooManyRequests
	case room.Full:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// fail tells an error: as JSON to a script, as a page to a reader.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	status := statusOf(err)
	if status >= http.StatusInternalServerError && status != http.StatusServiceUnavailable {
		s.log.Error("request failed", "method", r.Method, "path", r.URL.Path, "err", err)
	}
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	if forScripts(r) {
		writeJSON(w, status, map[string]string{"error": sentence(err)})
		return
	}
	s.errorPage(w, r, status, sentence(err))
}

func forScripts(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/api/") || r.URL.Path == "/healthz"
}

func (s *Site) errorPage(w http.ResponseWriter, r *http.Request, status int, text string) {
	view := templates.ErrorView{Static: s.static, Status: status, Title: title(status), Sentence: text, Action: "All patterns"}
	if id, ok := strings.CutPrefix(r.URL.Path, "/patterns/"); ok && s.find(id) != nil {
		view.Action, view.Address = "Open it as it comes", "/patterns/"+id
	}
	if strings.HasPrefix(r.URL.Path, "/recordings/") {
		view.Action, view.Address = "Open a recording", "/recordings"
	}
	if err := render(w, r, status, templates.Error(view)); err != nil {
		http.Error(w, text, status)
	}
}

// title is a status in words: "Not found".
func title(status int) string {
	text := strings.ToLower(http.StatusText(status))
	if text == "" {
		return "Error"
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// sentence writes an error as one: with a capital, and a full stop.
func sentence(err error) string {
	text := err.Error()
	first, size := utf8.DecodeRuneInString(text)
	text = string(unicode.ToUpper(first)) + text[size:]
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}
