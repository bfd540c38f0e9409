package record

import (
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// Fault is what is wrong with a file.
type Fault string

const (
	Foreign   Fault = "foreign"   // it is no recording, or one of another version
	Truncated Fault = "truncated" // it ends too early
	Damaged   Fault = "damaged"   // its bytes are not those that were written
	Hostile   Fault = "hostile"   // it is above a limit, or says what cannot be
)

// Error is why a file is not read: one sentence.
type Error struct {
	Fault Fault
	Text  string
}

func (e *Error) Error() string { return e.Text }

func fault(f Fault, format string, args ...any) *Error {
	return &Error{Fault: f, Text: fmt.Sprintf(format, args...)}
}

// unreadable says what an error of the decompression means. Another one, such
// as that of a connection, is passed on.
func unreadable(err error, where string) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return fault(Truncated, "the recording is cut off %s: the rest of the file is missing", where)
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.As(err, &corrupt):
		return fault(Damaged, "the recording is damaged %s: its bytes are not those that were written", where)
	}
	return fmt.Errorf("read the recording: %w", err)
}
