package dissect

// Field is one thing that some bytes in a row say: those from From up to, not
// with, To. It has fields within, which are its bytes, or is a leaf.
type Field struct {
	Name   string  `json:"name"`
	Value  string  `json:"value,omitempty"` // what it says, read: "REQ", "7 bytes"
	From   int     `json:"from"`
	To     int     `json:"to"`
	Note   string  `json:"note,omitempty"`   // what that means, in a sentence
	Source string  `json:"source,omitempty"` // where it is laid down: "RFC 23, flags"
	Fields []Field `json:"fields,omitempty"`

	Payload bool `json:"payload,omitempty"` // a leaf: what a program wrote
	Secret  bool `json:"secret,omitempty"`  // a leaf: not for every eye
}

// Leaves are the fields without fields, in order.
func Leaves(fields []Field) []Field {
	var out []Field
	for _, f := range fields {
		if len(f.Fields) == 0 {
			out = append(out, f)
		} else {
			out = append(out, Leaves(f.Fields)...)
		}
	}
	return out
}
