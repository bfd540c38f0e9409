// Package archive keeps saved recordings, by names that are made of their content.
//
//	Save ─▶ read, checked, written anew ─▶ id ─▶ memory, or a folder ─▶ Get
//
// It is bounded in number and in bytes: the oldest go first. A recording that
// is saved again has the id it had, and becomes the newest. Nothing is kept
// that was not read to its end and found whole; what lies in the folder is
// checked again when it is first asked for. Any goroutine may use it; Save and
// Get hold a recording in memory, and wait for each other.
package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"patternscope/sim/record"
)

// Limits of an archive.
type Limits struct {
	Recordings int
	Bytes      int // of all files
	File       int // of one
}

// DefaultLimits suit a laptop: files take from some kilobytes to some megabytes.
var DefaultLimits = Limits{Recordings: 100, Bytes: 256 << 20, File: 64 << 20}

// ErrUnknown is what Get returns for an id that is not kept, or no longer.
var ErrUnknown = errors.New("no such recording is kept")

// ErrTooLarge is what Save returns for a file above Limits.File.
var ErrTooLarge = errors.New("the recording is too large to be kept")

// Saved is one recording.
type Saved struct {
	ID     string
	Header record.Header
	About  json.RawMessage // what the catalogue said of its pattern
	File   []byte          // to be read only
}

// About checks what a recording says of its pattern, and returns how it is to be kept.
type About func(json.RawMessage) (json.RawMessage, error)

// store is where files lie.
type store interface {
	put(id string, file []byte) error
	get(id string) ([]byte, error)
	remove(id string) error
}

// Archive keeps recordings.
type Archive struct {
	limits Limits
	about  About

	mu    sync.Mutex
	store store
	kept  []entry // oldest first
}

type entry struct {
	id    string
	bytes int
	whole bool // it was read to its end by this process
}

// Open returns an archive in a folder, or in memory when there is none.
func Open(folder string, l Limits, about About) (*Archive, error) {
	a := &Archive{limits: l, about: about, store: memory{}}
	if folder == "" {
		return a, nil
	}
	dir, kept, err := openDirectory(folder)
	if err != nil {
		return nil, fmt.Errorf("open the folder of recordings: %w", err)
	}
	a.store, a.kept = dir, kept
	return a, a.trim()
}

// Save reads a recording and keeps it. The error is a *record.Error, ErrTooLarge, or what reading returned.
func (a *Archive) Save(in io.Reader) (Saved, error) {
	var out limited
	out.most = a.limits.File
	r, err := record.NewReader(in)
	if err != nil {
		return Saved{}, err
	}
	end, err := record.Copy(&out, r, a.about)
	if err != nil {
		return Saved{}, err
	}
	saved, err := a.read(end.ID(), out.Bytes())
	if err != nil {
		return Saved{}, err
	}
	return saved, a.keep(saved)
}

func (a *Archive) keep(s Saved) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.kept = slices.DeleteFunc(a.kept, func(e entry) bool { return e.id == s.ID })
	if err := a.store.put(s.ID, s.File); err != nil {
		return fmt.Errorf("save the recording: %w", err)
	}
	a.kept = append(a.kept, entry{s.ID, len(s.File), true})
	return a.trim()
}

// trim lets the oldest go until the rest is within the limits.
func (a *Archive) trim() error {
	total := 0
	for _, e := range a.kept {
		total += e.bytes
	}
	for len(a.kept) > 1 && (len(a.kept) > a.limits.Recordings || total > a.limits.Bytes) {
		if err := a.store.remove(a.kept[0].id); err != nil {
			return fmt.Errorf("let the oldest recording go: %w", err)
		}
		total -= a.kept[0].bytes
		a.kept = a.kept[1:]
	}
	return nil
}

// Get finds a recording by its id.
func (a *Archive) Get(id string) (Saved, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	i := slices.IndexFunc(a.kept, func(e entry) bool { return e.id == id })
	if i < 0 {
		return Saved{}, ErrUnknown
	}
	file, err := a.store.get(id)
	if err != nil {
		return Saved{}, fmt.Errorf("read recording %s: %w", id, err)
	}
	if !a.kept[i].whole {
		if err := a.check(id, file); err != nil {
			return Saved{}, err
		}
		a.kept[i].whole = true
	}
	return a.read(id, file)
}

// check reads a file of the folder as Save does, and wants it to be what its name says.
func (a *Archive) check(id string, file []byte) error {
	r, err := record.NewReader(bytes.NewReader(file))
	if err != nil {
		return err
	}
	end, err := record.Copy(io.Discard, r, a.about)
	if err != nil {
		return err
	}
	if end.ID() != id {
		return &record.Error{Fault: record.Damaged, Text: fmt.Sprintf("the recording kept as %s is another one, %s", id, end.ID())}
	}
	return nil
}

func (a *Archive) read(id string, file []byte) (Saved, error) {
	header, about, err := record.Begin(bytes.NewReader(file))
	return Saved{ID: id, Header: header, About: about, File: file}, err
}

// limited is a buffer that takes so much and no more.
type limited struct {
	bytes.Buffer
	most int
}

func (l *limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > l.most {
		return 0, ErrTooLarge
	}
	return l.Buffer.Write(p)
}
