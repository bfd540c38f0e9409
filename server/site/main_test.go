package site_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"go.uber.org/goleak"

	"patternscope/server/room"
	"patternscope/server/room/roomtest"
	"patternscope/server/site"
	"patternscope/sim/pattern"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// house is a running server over worlds without sockets.
type house struct {
	t      *testing.T
	rooms  *room.Rooms
	worlds *roomtest.Worlds
	server *httptest.Server
}

const part = "chunk-4GG66NPT.js"

func open(t *testing.T) *house { return openWithin(t, room.DefaultLimits) }

func openWithin(t *testing.T, limits room.Limits) *house {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	worlds := &roomtest.Worlds{}
	rooms := room.New(room.Config{Limits: limits, Find: roomtest.Find, Start: worlds.Start, Logger: log})
	pages, err := site.New(site.Config{
		Rooms:    rooms,
		Patterns: []*pattern.Pattern{roomtest.Echo},
		Groups:   []pattern.Group{{Title: "First steps", Summary: "Where to begin."}},
		Static: fstest.MapFS{
			"app.js":            {Data: []byte(`import{a}from"./parts/` + part + `";` + strings.Repeat("let answer = 42;\n", 100))},
			"whole.js":          {Data: []byte("let answer = 42;")},
			"parts/" + part:     {Data: []byte("export{a}")},
			"pages/pattern.css": {Data: []byte("body{}")},
			"notes.md":          {Data: []byte("not for the world")},
		},
		Hosts:   []string{"class.example"},
		Version: "v0",
		Logger:  log,
	})
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

// ask is one request, changed before it is sent.
type ask struct {
	method, path, body string
	token              string
	change             func(*http.Request)
}

// answer is what came back.
type answer struct {
	*http.Response
	body []byte
}

func (h *house) ask(a ask) answer {
	h.t.Helper()
	req, err := http.NewRequestWithContext(h.t.Context(), a.method, h.server.URL+a.path, strings.NewReader(a.body))
	if err != nil {
		h.t.Fatal(err)
	}
	if a.token != "" {
		req.Header.Set("Authorization", "Bearer "+a.token)
	}
	if a.change != nil {
		a.change(req)
	}
	resp, err := h.server.Client().Transport.RoundTrip(req)
	if err != nil {
		h.t.Fatalf("%s %s: %v", a.method, a.path, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		h.t.Fatalf("%s %s: %v", a.method, a.path, err)
	}
	return answer{resp, body}
}

func (h *house) get(path string) answer { return h.ask(ask{method: "GET", path: path}) }

// want checks the status and reads the JSON.
func (h *house) want(got answer, status int, v any) {
	h.t.Helper()
	if got.StatusCode != status {
		h.t.Fatalf("%s %s: got %s: %s", got.Request.Method, got.Request.URL.Path, got.Status, got.body)
	}
	if v == nil {
		return
	}
	dec := json.NewDecoder(bytes.NewReader(got.body))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		h.t.Fatalf("%s: %v in %s", got.Request.URL.Path, err, got.body)
	}
}

// opened is a room as POST /api/rooms tells it.
type opened struct {
	room.Snapshot
	Page  string `json:"page"`
	Token string `json:"token"`
}

func (h *house) create(body string) (opened, *roomtest.World) {
	h.t.Helper()
	var r opened
	h.want(h.ask(ask{method: "POST", path: "/api/rooms", body: body}), http.StatusCreated, &r)
	return r, h.worlds.Last()
}

func (h *house) echo() (opened, *roomtest.World) {
	h.t.Helper()
	return h.create(`{"pattern":"echo"}`)
}
