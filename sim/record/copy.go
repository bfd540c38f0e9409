package record

import (
	"encoding/json"
	"errors"
	"io"
)

// Copy reads a recording to its end and writes it anew, as a Writer does: what
// it has written is whole and nothing but a recording once the error is nil.
// About is asked what to write for what the catalogue says.
func Copy(out io.Writer, in *Reader, about func(json.RawMessage) (json.RawMessage, error)) (End, error) {
	w, err := NewWriter(out, in.Header)
	if err != nil {
		return End{}, err
	}
	for {
		l, err := in.Next()
		switch {
		case errors.Is(err, io.EOF):
			return w.Close()
		case err != nil:
			return End{}, err
		case l.Pattern != nil:
			if l.Pattern, err = about(l.Pattern); err != nil {
				return End{}, fault(Hostile, "the recording is refused: %v", err)
			}
		}
		if err := w.Write(l); err != nil {
			return End{}, err
		}
	}
}

// Begin reads the beginning of a recording: its header, and what the catalogue says.
func Begin(file io.Reader) (Header, json.RawMessage, error) {
	r, err := NewReader(file)
	if err != nil {
		return Header{}, nil, err
	}
	l, err := r.Next()
	return r.Header, l.Pattern, err
}
