package record

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
)

// Writer writes a recording, a line at a time, in the order in which a Reader
// gives them out. It checks nothing: what it is given is the truth.
type Writer struct {
	out  *gzip.Writer
	sum  hash.Hash
	line bytes.Buffer
	json *json.Encoder
	end  End
}

// NewWriter writes the header.
func NewWriter(out io.Writer, h Header) (*Writer, error) {
	w := &Writer{out: gzip.NewWriter(out), sum: sha256.New()}
	w.json = json.NewEncoder(&w.line)
	w.json.SetEscapeHTML(false)
	h.Format, h.Version = Format, Version
	return w, w.write(h)
}

// Write adds a line that is not the End.
func (w *Writer) Write(l Line) error {
	switch {
	case l.Action != nil:
		w.end.Actions++
	case l.Keyframe != nil:
		w.end.Keyframes++
	case l.Event != nil:
		w.end.Events++
	case l.Parcel != nil:
		w.end.Parcels++
	}
	return w.write(l)
}

// Close writes the End and returns it. It does not close what is below.
func (w *Writer) Close() (End, error) {
	w.end.SHA256 = hex.EncodeToString(w.sum.Sum(nil))
	if err := w.write(Line{End: &w.end}); err != nil {
		return w.end, err
	}
	if err := w.out.Close(); err != nil {
		return w.end, fmt.Errorf("write the recording's end: %w", err)
	}
	return w.end, nil
}

func (w *Writer) write(v any) error {
	w.line.Reset()
	if err := w.json.Encode(v); err != nil {
		return fmt.Errorf("write a line of the recording: %w", err)
	}
	w.sum.Write(w.line.Bytes())
	if _, err := w.out.Write(w.line.Bytes()); err != nil {
		return fmt.Errorf("write the recording: %w", err)
	}
	return nil
}
