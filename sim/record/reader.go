package record

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"patternscope/sim/event"
)

// Reader reads a recording, a line at a time.
type Reader struct {
	Header Header
	lines  *lines
	kinds  []event.Kind // that this program has
	about  bool         // what the catalogue says was told
	base   bool         // a keyframe was told
	event  event.Event  // the last one told; before the first, what the base says
	kept   int64        // the event of the last keyframe
	owed   bool         // the parcel of the last event may follow
	told   End
	over   error // io.EOF, or what went wrong
}

// NewReader reads the header.
func NewReader(in io.Reader) (*Reader, error) {
	lines, err := newLines(in)
	if err != nil {
		return nil, err
	}
	r := &Reader{lines: lines, kinds: event.Kinds()}
	text, err := lines.next("in its first line")
	if err != nil {
		return nil, err
	}
	if err := r.header(text); err != nil {
		return nil, err
	}
	return r, nil
}

// header refuses what this program cannot read.
func (r *Reader) header(text []byte) error {
	if err := json.Unmarshal(text, &r.Header); err != nil || r.Header.Format != Format {
		return fault(Foreign, "this is no recording: its first line does not say \"format\": %q", Format)
	}
	h := r.Header
	if h.Version != Version {
		return fault(Foreign, "this recording is of version %d, and this program reads version %d", h.Version, Version)
	}
	if len(h.Params) > MaxParams {
		return r.refuse("it has more than %d parameters", MaxParams)
	}
	if len(h.Faults) > MaxFaults {
		return r.refuse("it has a schedule of more than %d faults", MaxFaults)
	}
	for i, f := range h.Faults {
		if len(f.Action) > MaxAction || !object(f.Action) {
			return r.refuse("fault %d of its schedule is none", i+1)
		}
	}
	if flaw := flawOf(h); flaw != "" {
		return r.refuse("its header says %s", flaw)
	}
	if h.First < 1 || h.Head < h.First-1 || h.Head-h.First >= MaxEvents {
		return r.refuse("it claims the events %d to %d", h.First, h.Head)
	}
	return nil
}

// Next returns the next line. After the last one it returns the End, with
// io.EOF: only then was all of it there.
func (r *Reader) Next() (Line, error) {
	if r.over != nil {
		return Line{}, r.over
	}
	l, err := r.next()
	r.over = err
	return l, err
}

func (r *Reader) next() (Line, error) {
	text, err := r.lines.next(r.where())
	if err != nil {
		return Line{}, err
	}
	l, err := r.parse(text)
	if err != nil {
		return Line{}, err
	}
	if l.End != nil {
		return l, r.end(*l.End)
	}
	return l, r.check(l)
}

// where is how far the file was read, in words.
func (r *Reader) where() string {
	if r.event.Seq >= r.Header.First {
		return fmt.Sprintf("after event %d", r.event.Seq)
	}
	return fmt.Sprintf("after line %d", r.lines.number)
}

func (r *Reader) refuse(format string, args ...any) error {
	return fault(Hostile, "the recording is refused: "+format, args...)
}

func (r *Reader) parse(text []byte) (Line, error) {
	var l Line
	if err := json.Unmarshal(text, &l); err != nil {
		return l, r.refuse("line %d is not what may stand there: %s", r.lines.number, brief(err))
	}
	n := 0
	for _, there := range []bool{l.Pattern != nil, l.Action != nil, l.Keyframe != nil, l.Event != nil, l.Parcel != nil, l.End != nil} {
		if there {
			n++
		}
	}
	if n != 1 {
		return l, r.refuse("line %d holds %d things, and must hold one", r.lines.number, n)
	}
	return l, nil
}

// brief is what is wrong with a line of JSON, without the line.
func brief(err error) string {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return fmt.Sprintf("%.60s cannot be a %.20s", kind.Field, kind.Value)
	}
	return fmt.Sprintf("%.80s", err)
}

// end compares what was told with what the last line says was written.
func (r *Reader) end(e End) error {
	r.told.SHA256 = r.lines.before
	switch {
	case !r.base || r.event.Seq != r.Header.Head:
		return fault(Truncated, "the recording is not whole: it claims events up to %d, and ends after event %d", r.Header.Head, r.event.Seq)
	case e != r.told:
		return fault(Damaged, "the recording is damaged: what it holds is not what its last line says was written")
	}
	if err := r.lines.end(); err != nil {
		return err
	}
	return io.EOF
}
