package dissect

import "bytes"

// reader goes over the bytes once and makes a field of each stretch.
type reader struct {
	bytes  []byte
	at     int
	end    int // it reads no further
	fields []Field
}

func (r *reader) left() int { return r.end - r.at }

// peek is the next n bytes, or those that are left.
func (r *reader) peek(n int) []byte { return r.bytes[r.at : r.at+r.clip(n)] }

// all is what is left.
func (r *reader) all() []byte { return r.peek(r.left()) }

func (r *reader) clip(n int) int { return max(0, min(n, r.left())) }

// take makes a leaf of the next n bytes. Where none is left of them, there is none to make.
func (r *reader) take(n int, f Field) {
	if n > 0 && r.left() == 0 {
		return
	}
	f.From = r.at
	r.at += r.clip(n)
	f.To = r.at
	r.fields = append(r.fields, f)
}

// group makes one field of those that read makes.
func (r *reader) group(f Field, read func()) {
	before := r.fields
	r.fields = nil
	f.From = r.at
	read()
	f.To, f.Fields = r.at, r.fields
	r.fields = before
	if len(f.Fields) > 0 {
		r.fields = append(r.fields, f)
	}
}

// within has read make fields of the next n bytes only; what it leaves of them is named so.
func (r *reader) within(n int, read func()) {
	before := r.end
	r.end = r.at + r.clip(n)
	if r.left() > 0 {
		read()
	}
	r.rest("rest", "These bytes follow where nothing more is expected.")
	r.end = before
}

// rest makes a leaf of what is left.
func (r *reader) rest(name, note string) {
	if r.left() > 0 {
		r.take(r.left(), Field{Name: name, Value: text(r.all()), Note: note})
	}
}

// before is how many bytes come before the next sep; all that are left when there is none.
func (r *reader) before(sep string) (n int, found bool) {
	n = bytes.Index(r.all(), []byte(sep))
	if n < 0 {
		return r.left(), false
	}
	return n, true
}
