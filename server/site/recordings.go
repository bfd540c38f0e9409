package site

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"patternscope/server/archive"
	"patternscope/server/room"
	"patternscope/sim/event"
	"patternscope/sim/record"
	"patternscope/sim/record/pcapng"
)

const (
	uploadWait   = time.Minute     // for a recording to come
	downloadWait = 2 * time.Minute // for one to go
	uploads      = 4               // recordings that come at once
	saveRate     = 1               // recordings a second that are saved, of all visitors
	saveBurst    = 20
)

// recording is a run written down, as a file.
type recording struct {
	record.Header
	file []byte
}

// name of a download: hello-world-1-94.html, by pattern, seed and newest event.
func (r recording) name(extension string) string {
	return fmt.Sprintf("%s-%d-%d%s", safeName(r.Pattern), r.Seed, r.Head, extension)
}

// safeName is what of a text may stand in a header and in the name of a file.
func safeName(text string) string {
	safe := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' {
			return c
		}
		return -1
	}, text)
	if safe == "" {
		return "recording"
	}
	return safe[:min(len(safe), 64)]
}

// source finds the recording that a request is about.
type source func(*http.Request) (recording, error)

// ofRoom writes down the run of a room.
func (s *Site) ofRoom(r *http.Request) (recording, error) {
	rm, err := s.rooms.Get(r.PathValue("id"))
	if err != nil {
		return recording{}, err
	}
	q := newQuery(r.URL, "run")
	run := int(q.number("run", 0, 1, math.MaxInt32))
	if q.err != nil {
		return recording{}, q.err
	}
	asked, pattern, err := rm.Recording(run)
	if err != nil {
		return recording{}, err
	}
	about, err := describe(pattern)
	if err != nil {
		return recording{}, err
	}
	about.Rules, about.Kinds, about.Sandbox = event.Rules(), programs(asked.Log), drawn(rm, run)
	if asked.About, err = json.Marshal(about); err != nil {
		return recording{}, fmt.Errorf("write down pattern %s: %w", asked.Pattern, err)
	}
	return written(asked)
}

func written(run record.Run) (recording, error) {
	var file bytes.Buffer
	if _, err := record.Write(&file, run); err != nil {
		return recording{}, err
	}
	header, _, err := record.Begin(bytes.NewReader(file.Bytes()))
	return recording{header, file.Bytes()}, err
}

// ofArchive finds a saved recording.
func (s *Site) ofArchive(r *http.Request) (recording, error) {
	saved, err := s.saved(r)
	return recording{saved.Header, saved.File}, err
}

func (s *Site) saved(r *http.Request) (archive.Saved, error) {
	id := r.PathValue("id")
	saved, err := s.archive.Get(id)
	if errors.Is(err, archive.ErrUnknown) {
		return saved, refuse(room.Unknown, "no recording %.40q is kept here: the oldest go first, and those in memory with the server", id)
	}
	return saved, unfit(err)
}

// unfit turns what is wrong with a file into a refusal.
func unfit(err error) error {
	var flaw *record.Error
	var large *http.MaxBytesError
	switch {
	case errors.Is(err, archive.ErrTooLarge), errors.As(err, &large):
		return refuse(tooLarge, "the recording is larger than %d MiB, which is the most this server takes", archive.DefaultLimits.File>>20)
	case errors.As(err, &flaw):
		return refuse(room.Invalid, "%v", flaw)
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, io.ErrUnexpectedEOF):
		return refuse(room.Invalid, "the recording did not come whole within %v", uploadWait)
	}
	return err
}

// alone has one request at a time write or read a whole run, for each takes
// memory and a processor for a second or more.
func (s *Site) alone(ctx context.Context, do func() error) error {
	select {
	case s.busy <- struct{}{}:
		defer func() { <-s.busy }()
		return do()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// download answers with a recording, made into something.
func (s *Site) download(from source, kind, extension string, make func(recording) ([]byte, error)) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		var name string
		var body []byte
		err := s.alone(r.Context(), func() error {
			rec, err := from(r)
			if err != nil {
				return err
			}
			name = rec.name(extension)
			body, err = make(rec)
			return unfit(err)
		})
		if err != nil {
			return err
		}
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(downloadWait))
		h := w.Header()
		h.Set("Content-Type", kind)
		h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
		h.Set("Content-Length", strconv.Itoa(len(body)))
		h.Set("Cache-Control", "no-store")
		_, _ = w.Write(body) // a reader who has gone is told nothing
		return nil
	}
}

func (s *Site) recordingRoutes() {
	s.handle("GET /recordings", s.recordingsPage)
	s.packed("GET /recordings/{id}", s.recordingPage)
	s.handle("POST /api/recordings", s.upload)
	s.handle("GET /api/recordings/{id}", s.showRecording)
	s.handle("POST /api/rooms/{id}/recording", s.saveRoom)
	s.handle("POST /api/dissect", s.dissect)
	s.downloads("/api/rooms/{id}", s.ofRoom)
	s.downloads("/api/recordings/{id}", s.ofArchive)
}

// downloads are the routes below a path that lead to a recording in all its forms.
func (s *Site) downloads(path string, from source) {
	s.handle("GET "+path+"/recording", s.download(from, "application/gzip", archive.Extension, asItIs))
	s.handle("GET "+path+"/recording.html", s.download(from, "text/html; charset=utf-8", ".html", s.wholePage))
	s.handle("GET "+path+"/recording.pcapng", s.download(from, "application/x-pcapng", ".pcapng", capture))
}

func asItIs(r recording) ([]byte, error) { return r.file, nil }

func capture(r recording) ([]byte, error) {
	in, err := record.NewReader(bytes.NewReader(r.file))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = pcapng.Write(&out, in)
	return out.Bytes(), err
}
