package record

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
)

// lines takes a file apart, and holds one line of it.
type lines struct {
	below  *bufio.Reader
	text   *bufio.Reader
	line   []byte
	read   int // bytes of text so far
	number int // of the line
	sum    hash.Hash
	before string // of all lines before this one
}

func newLines(in io.Reader) (*lines, error) {
	below := bufio.NewReader(in) // gzip takes no byte beyond its own from one that reads bytes
	if magic, _ := below.Peek(2); len(magic) > 0 && !bytes.HasPrefix([]byte{0x1f, 0x8b}, magic) {
		return nil, fault(Foreign, "this is no recording: it is not a gzip file")
	}
	packed, err := gzip.NewReader(below)
	switch {
	case errors.Is(err, gzip.ErrHeader):
		return nil, fault(Foreign, "this is no recording: it is not a gzip file")
	case errors.Is(err, io.EOF):
		return nil, fault(Foreign, "this is no recording: the file is empty")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, fault(Truncated, "the recording is cut off: there are but a few bytes of it")
	case err != nil:
		return nil, unreadable(err, "in its first line")
	}
	packed.Multistream(false)
	return &lines{below: below, text: bufio.NewReaderSize(packed, 64<<10), sum: sha256.New()}, nil
}

// next reads a line; it is there until the next one is.
func (l *lines) next(where string) ([]byte, error) {
	l.before = hex.EncodeToString(l.sum.Sum(nil))
	l.number++
	l.line = l.line[:0]
	for {
		piece, err := l.text.ReadSlice('\n')
		l.line = append(l.line, piece...)
		l.read += len(piece)
		switch {
		case len(l.line) > MaxLine:
			return nil, fault(Hostile, "the recording is refused: line %d is longer than %d MiB", l.number, MaxLine>>20)
		case l.read > MaxBytes:
			return nil, fault(Hostile, "the recording is refused: unpacked it is larger than %d MiB", MaxBytes>>20)
		case err == nil && crowded(l.line):
			return nil, fault(Hostile, "the recording is refused: line %d holds more values than any run has", l.number)
		case err == nil:
			l.sum.Write(l.line)
			return bytes.TrimSpace(l.line), nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, unreadable(err, where)
		}
	}
}

// small is a line that cannot take much memory, whatever it holds.
const small = 256 << 10

// crowded tells that a line would take far more memory than it is long: by "0,"
// for each thing of a keyframe, for one.
func crowded(line []byte) bool {
	if len(line) <= small {
		return false
	}
	s := shapeOf(line)
	return s.commas > MaxValues || s.things > MaxThings
}

// end checks that nothing follows, and that gzip's own checksum is right.
func (l *lines) end() error {
	for _, from := range []*bufio.Reader{l.text, l.below} {
		_, err := from.ReadByte()
		switch {
		case err == nil:
			return fault(Hostile, "the recording is refused: something follows its end")
		case !errors.Is(err, io.EOF):
			return unreadable(err, "after its last line")
		}
	}
	return nil
}
