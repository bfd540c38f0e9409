package dissect

import (
	"fmt"

	"golang.org/x/net/http2/hpack"
)

const hpackNote = "The header fields, compressed by HPACK: a field said before is a number from then on, in a table that each connection has of its own."

// Bits of the first byte of a field representation (RFC 7541, 6).
const (
	hpackIndexed = 0x80
	hpackAdded   = 0x40
	hpackUpdate  = 0x20
	hpackHuffman = 0x80
	hpackStatic  = 61 // entries that every table begins with
)

// headerBlock is one header field after the other.
func headerBlock(r *reader) {
	for r.left() > 0 {
		f, n := representation(r.all())
		if n == 0 {
			r.rest("header field", "Cut off here, or continued in the next frame.")
			return
		}
		r.take(n, f)
	}
}

// representation reads the field that b begins with, and its length; 0 when it is not whole.
func representation(b []byte) (f Field, n int) {
	switch first := b[0]; {
	case first&hpackIndexed != 0:
		return indexed(b)
	case first&hpackAdded != 0:
		return literal(b, 6, "Written out, and added to the table.", "RFC 7541, 6.2.1")
	case first&hpackUpdate != 0:
		size, n := hpackNumber(b, 5)
		return Field{Name: "table size", Value: count(size, "byte"), Note: "How large the table may be from here on.", Source: "RFC 7541, 6.3"}, n
	}
	return literal(b, 4, "Written out, and not added to the table.", "RFC 7541, 6.2.2")
}

// indexed is a field that is an entry of the table.
func indexed(b []byte) (Field, int) {
	index, n := hpackNumber(b, 7)
	f := Field{Note: "The table has it: its number is enough.", Source: "RFC 7541, 6.1"}
	f.Name, f.Value = entry(index)
	return f, n
}

// literal is a field whose value is written out, and its name too where no entry has it.
func literal(b []byte, bits int, note, source string) (f Field, n int) {
	index, n := hpackNumber(b, bits)
	if n == 0 {
		return f, 0
	}
	f.Note, f.Source = note, source
	f.Name, _ = entry(index)
	if index == 0 {
		name, m := hpackText(b[n:])
		if m == 0 {
			return f, 0
		}
		f.Name, n = name, n+m
	}
	value, m := hpackText(b[n:])
	if m == 0 {
		return f, 0
	}
	f.Value = value
	if f.Name == "" {
		f.Name = "header field"
	}
	return f, n + m
}

// entry of the table, as far as all connections share it.
func entry(index uint64) (name, value string) {
	if index == 0 || index > hpackStatic {
		return fmt.Sprintf("entry %d", index), "said before on this connection"
	}
	fields, err := hpack.NewDecoder(0, nil).DecodeFull([]byte{hpackIndexed | byte(index)})
	if err != nil || len(fields) != 1 {
		return fmt.Sprintf("entry %d", index), ""
	}
	return fields[0].Name, fields[0].Value
}

// hpackNumber reads a number that begins in the last bits of a byte (RFC 7541,
// 5.1), and its length; 0 when it is not whole, or larger than any length here.
func hpackNumber(b []byte, bits int) (value uint64, n int) {
	most := uint64(1)<<bits - 1
	value = uint64(b[0]) & most
	if value < most {
		return value, 1
	}
	for i, c := range b[1:min(len(b), 5)] {
		value += uint64(c&0x7f) << (7 * i)
		if c&0x80 == 0 {
			return value, i + 2
		}
	}
	return 0, 0
}

// hpackText reads a text (RFC 7541, 5.2), and its length; 0 when it is not whole.
func hpackText(b []byte) (words string, n int) {
	if len(b) == 0 {
		return "", 0
	}
	size, from := hpackNumber(b, 7)
	if from == 0 || size > uint64(len(b)-from) {
		return "", 0
	}
	raw := b[from : from+int(size)]
	if b[0]&hpackHuffman == 0 {
		return text(raw), from + len(raw)
	}
	plain, err := hpack.HuffmanDecodeToString(raw)
	if err != nil {
		return text(raw), from + len(raw)
	}
	return text([]byte(plain)), from + len(raw)
}
