package dissect

import (
	"bytes"
	"strconv"
)

// greeting is the first 64 bytes of each direction.
func greeting(r *reader) {
	r.group(Field{Name: "signature", Value: "ZMTP 2 or later", Note: "Tells ZeroMQ from all other protocols, and from its own first version.", Source: "RFC 23, signature"}, func() {
		r.take(1, Field{Name: "first byte", Value: hexByte(r.peek(1)), Note: "Always ff: to a peer of ZMTP 1.0, the mark of a long frame.", Source: "RFC 23, signature"})
		r.take(8, Field{Name: "padding", Note: "Eight bytes without a meaning.", Source: "RFC 23, padding"})
		r.take(1, Field{Name: "tenth byte", Value: hexByte(r.peek(1)), Note: "Always 7f.", Source: "RFC 23, signature"})
	})
	r.group(Field{Name: "version", Value: version(r.peek(2)), Source: "RFC 23, version"}, func() {
		r.take(1, Field{Name: "major", Value: decimal(r.peek(1)), Note: "Peers of another major version do not talk.", Source: "RFC 23, version-major"})
		r.take(1, Field{Name: "minor", Value: decimal(r.peek(1)), Note: "From 1 on the peer knows SUBSCRIBE, CANCEL, PING and PONG.", Source: "RFC 37, version-minor"})
	})
	name, _, _ := bytes.Cut(r.peek(20), []byte{0})
	r.take(20, Field{Name: "mechanism", Value: text(name), Note: "How the peers prove who they are: NULL does not, PLAIN with a password. Filled up with zeros.", Source: "RFC 23, mechanism"})
	r.take(1, Field{Name: "as-server", Value: decimal(r.peek(1)), Note: "1: this peer asks the other for its name and password.", Source: "RFC 23, as-server"})
	r.take(31, Field{Name: "filler", Note: "Zeros, up to 64 bytes.", Source: "RFC 23, filler"})
}

func version(b []byte) string {
	if len(b) < 2 {
		return ""
	}
	return "ZMTP " + strconv.Itoa(int(b[0])) + "." + strconv.Itoa(int(b[1]))
}

func decimal(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	return strconv.FormatUint(number(b), 10)
}

func hexByte(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	return strconv.FormatUint(number(b), 16)
}
