package site

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"patternscope/server/room"
)

// query reads a request's query, one named value at a time, and keeps the first error.
type query struct {
	values url.Values
	err    error
}

// breaks is the one name that may stand there again and again: a breakpoint each.
const breaks = "break"

// newQuery refuses names that are not known, so that a slip is seen.
func newQuery(u *url.URL, known ...string) *query {
	q := &query{}
	q.values, q.err = url.ParseQuery(u.RawQuery)
	if q.err != nil {
		q.err = refuse(room.Invalid, "the query of the address cannot be read")
	}
	for name := range q.values {
		if !slices.Contains(known, name) {
			q.fail("%s", unknown(name, known))
		}
		if len(q.values[name]) > 1 && name != breaks {
			q.fail("the query has %s twice", name)
		}
	}
	return q
}

func unknown(name string, known []string) string {
	if len(known) == 0 {
		return fmt.Sprintf("there is nothing to ask for with %.40q here: this address takes no query", name)
	}
	return fmt.Sprintf("the query takes %s, not %.40q", strings.Join(known, ", "), name)
}

// unasked is a handler of a route that takes no query.
func unasked(h handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if q := newQuery(r.URL); q.err != nil {
			return q.err
		}
		return h(w, r)
	}
}

func (q *query) fail(format string, args ...any) {
	if q.err == nil {
		q.err = refuse(room.Invalid, format, args...)
	}
}

// number is a whole number from low to high.
func (q *query) number(name string, otherwise, low, high int64) int64 {
	text := q.values.Get(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < low || n > high {
		q.fail("%s is a whole number from %d to %d, not %q", name, low, high, text)
	}
	return n
}

// duration is a time from 0 to high, such as 2s or 500ms.
func (q *query) duration(name string, high time.Duration) time.Duration {
	text := q.values.Get(name)
	if text == "" {
		return 0
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || d > high {
		q.fail("%s is a time from 0s to %v, such as 2s, not %q", name, room.Span(high), text)
	}
	return d
}

// flag is true for 1, and false for 0 and when it is not there.
func (q *query) flag(name string) bool {
	switch text := q.values.Get(name); text {
	case "", "0":
		return false
	case "1":
		return true
	default:
		q.fail("%s is 0 or 1, not %q", name, text)
		return false
	}
}
