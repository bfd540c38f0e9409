package site_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"patternscope/server/room"
	"patternscope/server/room/roomtest"
	"patternscope/server/site"
	"patternscope/sim/measure"
	"patternscope/sim/pattern"
)

// race is a duel as far as a measure cares.
var race = pattern.Pattern{ID: "race", Duel: &pattern.Duel{FullSpeed: pattern.FullSpeed{Task: "ask", Payload: 64, Concurrency: 2}}}

// openRace is a server whose catalogue has a duel.
func openRace(t *testing.T) *house {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	worlds := &roomtest.Worlds{}
	rooms := room.New(room.Config{Limits: room.DefaultLimits, Find: roomtest.Find, Start: worlds.Start, Logger: log})
	pages, err := site.New(site.Config{Rooms: rooms, Patterns: []*pattern.Pattern{roomtest.Echo, &race}, Static: fstest.MapFS{}, Logger: log})
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, rooms: rooms, worlds: worlds, server: httptest.NewServer(pages)}
	t.Cleanup(func() {
		rooms.Close()
		h.server.Close()
		pages.Close()
	})
	return h
}

// measured is a measure as the API tells it.
type measured struct {
	ID, Duel, Status, Error string
	Setup                   measure.Setup
	Progress                measure.Progress
	Result                  *measure.Result
}

func (h *house) measure(body string) measured {
	h.t.Helper()
	var m measured
	h.want(h.ask(ask{method: "POST", path: "/api/measures", body: body}), http.StatusCreated, &m)
	return m
}

// after waits until the measure is over.
func (h *house) after(m measured) (now measured) {
	h.t.Helper()
	for now.Status == "" || now.Status == "running" {
		h.want(h.get("/api/measures/"+m.ID+"?wait=5s"), http.StatusOK, &now)
	}
	return now
}

func TestAMeasureIsTold(t *testing.T) {
	h := openRace(t)
	m := h.measure(`{"duel":"race","count":200}`)
	if m.Duel != "race" || m.Setup.Count != 200 || m.Setup.Concurrency != 2 {
		t.Errorf("got %+v", m)
	}
	now := h.after(m)
	if now.Status != "done" || now.Result == nil || now.Progress.Done != now.Progress.Total {
		t.Fatalf("got %+v", now)
	}
	if got := now.Result.HTTP.Arrivals + now.Result.ZeroMQ.Arrivals; got != 400 {
		t.Errorf("arrivals: got %d, want 400", got)
	}
}

// TestOneMeasureAtATime: the second is refused until the first is cancelled.
func TestOneMeasureAtATime(t *testing.T) {
	h := openRace(t)
	first := h.measure(`{"duel":"race","count":100000}`)
	second := ask{method: "POST", path: "/api/measures", body: `{"duel":"race","count":100}`}
	h.refused(second, http.StatusConflict, "another measure is running")
	h.want(h.ask(ask{method: "DELETE", path: "/api/measures/" + first.ID}), http.StatusNoContent, nil)
	if now := h.after(first); now.Status != "cancelled" {
		t.Errorf("got %+v, want it cancelled", now)
	}
	h.after(h.measure(second.body))
}

func TestAVisitorsMeasuresAreBounded(t *testing.T) {
	h := openRace(t)
	for range 10 {
		h.after(h.measure(`{"duel":"race","count":100,"concurrency":1}`))
	}
	h.refused(ask{method: "POST", path: "/api/measures", body: `{"duel":"race","count":100}`}, http.StatusTooManyRequests, "10 measures in 1m")
}

func TestMeasuresThatAreRefused(t *testing.T) {
	h := openRace(t)
	for _, tc := range []struct {
		ask    ask
		status int
		says   string
	}{
		{ask{method: "POST", body: `{"duel":"echo"}`}, http.StatusBadRequest, `There is no duel \"echo\"; there are race.`},
		{ask{method: "POST", body: `{"duel":"race","count":100001}`}, http.StatusBadRequest, "The count is from 100 to 100000 here"},
		{ask{method: "POST", body: `{"duel":"race","count":-1}`}, http.StatusBadRequest, "The count is from 100"},
		{ask{method: "POST", body: `{"duel":"race","payload":1}`}, http.StatusBadRequest, "The payload is a whole number"},
		{ask{method: "POST", body: `{"duel":"race","transport":"udp"}`}, http.StatusBadRequest, "The transport is tcp, ipc or inproc"},
		{ask{method: "POST", body: `{"duel":"race","rounds":1}`}, http.StatusBadRequest, "rounds"},
		{ask{method: "POST", body: ``}, http.StatusBadRequest, "The body is empty"},
		{ask{method: "POST", body: `{"duel":"race"}`, change: from("http://evil.example")}, http.StatusForbidden, "another origin"},
		{ask{method: "GET", path: "/nobody"}, http.StatusNotFound, "There is no measure"},
		{ask{method: "DELETE", path: "/nobody"}, http.StatusNotFound, "There is no measure"},
		{ask{method: "GET", path: "/nobody?wait=1h"}, http.StatusBadRequest, "wait is a time"},
	} {
		tc.ask.path = "/api/measures" + tc.ask.path
		h.refused(tc.ask, tc.status, tc.says)
	}
}

func from(origin string) func(*http.Request) {
	return func(r *http.Request) {
		r.Header.Set("Origin", origin)
		r.Header.Set("Sec-Fetch-Site", "cross-site")
	}
}

func (h *house) refused(a ask, status int, says string) {
	h.t.Helper()
	got := h.ask(a)
	if got.StatusCode != status || !strings.Contains(strings.ToLower(string(got.body)), strings.ToLower(says)) {
		h.t.Errorf("%s %s %s: got %s and %s, want %d and %q", a.method, a.path, a.body, got.Status, got.body, status, says)
	}
}

// TestCloseEndsAMeasure in the middle; that nothing is left is seen when all tests have run.
func TestCloseEndsAMeasure(t *testing.T) {
	h := openRace(t)
	m := h.measure(`{"duel":"race","count":100000}`)
	if got := h.get("/api/measures/" + m.ID); got.StatusCode != http.StatusOK {
		t.Errorf("got %s: %s", got.Status, got.body)
	}
}
