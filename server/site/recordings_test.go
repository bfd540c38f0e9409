package site_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"patternscope/server/archive"
	"patternscope/sim/event"
	"patternscope/sim/record"
	"patternscope/sim/wire"
)

// kept is what the API says of a saved recording.
type kept struct {
	ID    string `json:"id"`
	Page  string `json:"page"`
	Bytes int    `json:"bytes"`
	record.Header
}

// recorded is a house, and the recording of a run in it, with a parcel.
func recorded(t *testing.T) (h *house, room opened, file []byte) {
	t.Helper()
	h = open(t)
	room, w := h.echo()
	w.Happen(25)
	w.Tape.Keep(&wire.Parcel{ID: 1, What: event.WhatMessage, Bytes: []byte("\x00\x02hi")})
	w.Log().Append(event.Event{At: 25_000, Kind: event.Sent, Socket: "echo.push", Link: "L1", Parcel: 1, What: event.WhatMessage, Bytes: 4, T0: 25_000, T1: 26_000})
	got := h.get("/api/rooms/" + room.ID + "/recording?run=1")
	h.want(got, http.StatusOK, nil)
	return h, room, got.body
}

func (h *house) upload(file []byte) answer {
	h.t.Helper()
	return h.ask(ask{method: "POST", path: "/api/recordings", body: string(file)})
}

func TestARunIsDownloaded(t *testing.T) {
	h, room, file := recorded(t)
	header, about, err := record.Begin(bytes.NewReader(file))
	if err != nil || header.Pattern != "echo" || header.Head != 26 || header.Params["workers"] != "2" || !bytes.Contains(about, []byte(`"lesson":"A lesson."`)) {
		t.Errorf("the recording begins %+v, %.80s (%v)", header, about, err)
	}
	for form, begins := range map[string]string{"recording": "\x1f\x8b", "recording.html": "<!doctype html>", "recording.pcapng": "\x0a\x0d\x0d\x0a"} {
		got := h.get("/api/rooms/" + room.ID + "/" + form)
		h.want(got, http.StatusOK, nil)
		name := strings.Replace(form, "recording", "echo-1-26", 1)
		if form == "recording" {
			name += archive.Extension
		}
		if !bytes.HasPrefix(got.body, []byte(begins)) || got.Header.Get("Content-Disposition") != `attachment; filename="`+name+`"` {
			t.Errorf("%s is %q, named %s", form, got.body[:8], got.Header.Get("Content-Disposition"))
		}
	}
	h.want(h.get("/api/rooms/"+room.ID+"/recording?run=2"), http.StatusNotFound, nil)
	h.want(h.get("/api/rooms/nowhere/recording"), http.StatusNotFound, nil)
}

// TestThePageInOneFile holds all it needs: nothing in it leads anywhere, and its
// policy lets it ask for nothing.
func TestThePageInOneFile(t *testing.T) {
	h, room, file := recorded(t)
	page := string(h.get("/api/rooms/" + room.ID + "/recording.html").body)
	for _, want := range []string{`default-src &#39;none&#39;`, base64.StdEncoding.EncodeToString(file), "let answer = 42;", "body{}", `data-file`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %.60s", want)
		}
	}
	if found := regexp.MustCompile(`(?:src|href|action)="([^"]*)"`).FindAllStringSubmatch(page, -1); len(found) != 1 || !strings.HasPrefix(found[0][1], "data:image/svg+xml;base64,") {
		t.Errorf("the page leads to %q", found)
	}
	block := regexp.MustCompile(`id="parcels">1 (\S+)`).FindStringSubmatch(page)
	if block == nil {
		t.Fatal("the page has no parcels")
	}
	packed, err := base64.StdEncoding.DecodeString(block[1])
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	var parcels []parcel
	if err := json.NewDecoder(unpacked).Decode(&parcels); err != nil || len(parcels) != 1 || parcels[0].Hex != "00026869" {
		t.Errorf("its parcels are %+v (%v)", parcels, err)
	}
}

func TestARecordingIsSavedAndShown(t *testing.T) {
	h, room, file := recorded(t)
	var saved, again kept
	got := h.ask(ask{method: "POST", path: "/api/rooms/" + room.ID + "/recording"})
	h.want(got, http.StatusCreated, &saved)
	h.want(h.upload(file), http.StatusCreated, &again)
	if saved.ID != again.ID || saved.Page != "/recordings/"+saved.ID || got.Header.Get("Location") != "/api/recordings/"+saved.ID {
		t.Errorf("saved as %+v, and from its file as %+v", saved, again)
	}
	h.want(h.get("/api/recordings/"+saved.ID), http.StatusOK, &again)
	page := h.get(saved.Page + "?at=7")
	h.want(page, http.StatusOK, nil)
	for _, want := range []string{"data-recording", "Run it live with these settings", `href="/patterns/echo"`, "Recording"} {
		if !bytes.Contains(page.body, []byte(want)) {
			t.Errorf("the page says no %q", want)
		}
	}
	for _, form := range []string{"recording", "recording.html", "recording.pcapng"} {
		if a, b := h.get("/api/recordings/"+saved.ID+"/"+form), h.get("/api/rooms/"+room.ID+"/"+form); !bytes.Equal(a.body, b.body) && form != "recording.html" {
			t.Errorf("%s of the saved run is another than that of the room", form)
		}
	}
	h.want(h.get(saved.Page+"?at=soon"), http.StatusBadRequest, nil)
	gone := h.get("/recordings/000000000000000000000000")
	h.want(gone, http.StatusNotFound, nil)
	if !bytes.Contains(gone.body, []byte(`href="/recordings"`)) {
		t.Error("the page of a recording that is gone does not lead to where one is opened")
	}
	h.want(h.get("/recordings"), http.StatusOK, nil)
}

// TestARecordingKeepsItsSchedule, and the link that runs it live has it too.
func TestARecordingKeepsItsSchedule(t *testing.T) {
	h := open(t)
	const faults = `[{"at":2000000,"action":{"do":"crash","node":"echo"}}]`
	room, _ := h.create(`{"pattern":"echo","seed":3,"faults":` + faults + `}`)
	var saved kept
	h.want(h.ask(ask{method: "POST", path: "/api/rooms/" + room.ID + "/recording"}), http.StatusCreated, &saved)
	if got, err := json.Marshal(saved.Faults); err != nil || string(got) != faults {
		t.Errorf("the schedule is read back as %s (%v), want %s", got, err, faults)
	}
	page := h.get(saved.Page)
	h.want(page, http.StatusOK, nil)
	link := regexp.MustCompile(`href="([^"]+)"[^>]*>Run it live`).FindSubmatch(page.body)
	if link == nil {
		t.Fatal("the page does not lead to a live run")
	}
	address, err := url.Parse(html.UnescapeString(string(link[1])))
	if err != nil || address.Query().Get("faults") != faults || address.Query().Get("seed") != "3" {
		t.Errorf("the live run is at %s (%v)", address, err)
	}
	h.want(h.get(address.String()), http.StatusOK, nil)
}

func TestWhatIsNoRecordingIsRefusedInASentence(t *testing.T) {
	h, _, file := recorded(t)
	var refused struct {
		Error string `json:"error"`
	}
	for _, c := range []struct {
		name   string
		file   []byte
		status int
		says   string
	}{
		{"cut", file[:len(file)-20], http.StatusBadRequest, "The recording is cut off after event"},
		{"foreign", []byte("hello"), http.StatusBadRequest, "This is no recording"},
		{"empty", nil, http.StatusBadRequest, "This is no recording: the file is empty."},
		{"of no catalogue", changed(t, file, `"title":"Echo","group"`, `"title":7,"group"`), http.StatusBadRequest, "not one of a catalogue"},
		{"too large", bytes.Repeat([]byte("a"), archive.DefaultLimits.File+1), http.StatusRequestEntityTooLarge, "The recording is larger than 64 MiB"},
	} {
		h.want(h.upload(c.file), c.status, &refused)
		if !strings.Contains(refused.Error, c.says) {
			t.Errorf("a file that is %s: %s", c.name, refused.Error)
		}
	}
}

// changed is a recording with something else in it, and whole.
func changed(t *testing.T, file []byte, old, new string) []byte {
	t.Helper()
	in, err := record.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	_, err = record.Copy(&out, in, func(about json.RawMessage) (json.RawMessage, error) {
		if !bytes.Contains(about, []byte(old)) {
			return nil, fmt.Errorf("the pattern says no %s: %s", old, about)
		}
		return bytes.Replace(about, []byte(old), []byte(new), 1), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestAHostileRecordingIsText shows what a recording says of its pattern as text.
func TestAHostileRecordingIsText(t *testing.T) {
	h, _, file := recorded(t)
	file = changed(t, file, `"title":"Echo","group"`, `"title":"</title></script><script>alert(1)</script>","group"`)
	var saved kept
	h.want(h.upload(file), http.StatusCreated, &saved)
	for _, path := range []string{saved.Page, "/api/recordings/" + saved.ID + "/recording.html"} {
		if page := h.get(path); page.StatusCode != http.StatusOK || bytes.Contains(page.body, []byte("<script>alert")) {
			t.Errorf("%s: %s, and holds what the recording says as markup", path, page.Status)
		}
	}
}

func TestBytesAreTakenApart(t *testing.T) {
	h := open(t)
	var got parcel
	h.want(h.ask(ask{method: "POST", path: "/api/dissect", body: `{"id":7,"what":"message","size":4,"bytes":"AAJoaQ=="}`}), http.StatusOK, &got)
	if got.Parcel != 7 || got.Hex != "00026869" || got.Payload != 2 {
		t.Errorf("the bytes read %+v", got)
	}
	h.want(h.ask(ask{method: "POST", path: "/api/dissect", body: `{"id":7,"what":"message","size":1,"bytes":"AAJoaQ=="}`}), http.StatusBadRequest, nil)
}
