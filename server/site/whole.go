package site

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"

	"patternscope/server/room"
	"patternscope/sim/record"
	"patternscope/sim/wire"
	"patternscope/templates"
)

// wholePage is the page of a recording in one file that needs no server: the
// styles, the scripts, the recording, and what its bytes say, for only a server
// can take those apart. Its policy lets it ask for nothing at all.
func (s *Site) wholePage(r recording) ([]byte, error) {
	in, err := record.NewReader(bytes.NewReader(r.file))
	if err != nil {
		return nil, err
	}
	about, parcels, err := parcelsOf(in)
	if err != nil {
		return nil, err
	}
	view, err := s.recordingView(r.Header, about)
	if err != nil {
		return nil, err
	}
	theme, script := s.text("theme.js"), s.text("whole.js")
	view.Recording.Whole = &templates.Whole{
		Style:     func(page string) string { return s.text("pages/" + page + ".css") },
		Policy:    func(style string) string { return wholePolicy(style, theme, script) },
		Icon:      "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString([]byte(s.text("favicon.svg"))),
		Theme:     theme,
		Script:    script,
		Recording: base64.StdEncoding.EncodeToString(r.file),
		Parcels:   parcels,
	}
	view.Recording.Live = "" // there is no server to run it
	var page bytes.Buffer
	err = dressed(view).Render(context.Background(), &page)
	return page.Bytes(), err
}

// text is a static file as it stands.
func (s *Site) text(name string) string { return string(s.assets[name].body) }

// wholePolicy lets a page run these texts, wear this style, and load nothing.
func wholePolicy(style string, scripts ...string) string {
	policy := "default-src 'none'; style-src " + hashOf(style) + "; script-src"
	for _, script := range scripts {
		policy += " " + hashOf(script)
	}
	return policy + "; img-src data: blob:; base-uri 'none'; form-action 'none'"
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// blockOf is how many parcels are packed together: a page unpacks that many to show one.
const blockOf = 200

// parcelsOf reads a recording to its end: what it says of its pattern, and its
// parcels taken apart, a line for each block, with the number of its first:
//
//	1 H4sIAAAA...
//	201 H4sIAAAA...
func parcelsOf(in *record.Reader) (about json.RawMessage, lines string, err error) {
	var out strings.Builder
	var block []parcel
	for {
		l, err := in.Next()
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, "", err
		}
		if l.Pattern != nil {
			about = l.Pattern
		}
		if p := l.Parcel; p != nil {
			block = append(block, dissected(room.Parcel{Taped: wire.Taped{ID: p.ID, What: p.What, Size: p.Size, Bytes: p.Bytes}}))
		}
		if len(block) == blockOf || err != nil && len(block) > 0 {
			if err := packBlock(&out, block); err != nil {
				return nil, "", err
			}
			block = block[:0]
		}
		if err != nil {
			return about, out.String(), nil
		}
	}
}

func packBlock(out *strings.Builder, block []parcel) error {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if err := json.NewEncoder(w).Encode(block); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	out.WriteString(strconv.FormatInt(block[0].Parcel, 10) + " " + base64.StdEncoding.EncodeToString(packed.Bytes()) + "\n")
	return nil
}
