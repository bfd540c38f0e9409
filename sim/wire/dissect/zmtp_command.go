package dissect

import "fmt"

// command is one frame with a name and what belongs to it.
func command(r *reader) {
	r.group(Field{Name: "command"}, func() {
		n := header(r)
		r.within(n, func() {
			name := sized(r, "name", "RFC 23, command-name", "The name of the command.")
			commandData(r, name)
		})
	})
	if len(r.fields) > 0 {
		r.fields[0].Value = nameOf(r.fields[0].Fields)
	}
}

// nameOf a command, from its fields.
func nameOf(fields []Field) string {
	for _, f := range fields {
		if f.Name == "name" {
			return f.Value
		}
	}
	return ""
}

func commandData(r *reader, name string) {
	switch name {
	case "READY", "INITIATE":
		for r.left() > 0 {
			property(r)
		}
	case "HELLO":
		sized(r, "username", "RFC 24, hello", "Who the client says it is.")
		sized(r, "password", "RFC 24, hello", "Crosses the wire as it is. It is not shown here.")
	case "ERROR":
		sized(r, "reason", "RFC 23, error-reason", "Why the handshake was refused.")
	case "SUBSCRIBE", "CANCEL":
		topic(r, "RFC 37, subscription")
	case "PING":
		r.take(2, Field{Name: "TTL", Value: tenths(r.peek(2)), Note: "Silence for so long means the peer is gone; in tenths of a second.", Source: "RFC 37, ping-ttl"})
		context(r, "The PONG must bring it back.")
	case "PONG":
		context(r, "That of the PING it answers.")
	}
}

func tenths(b []byte) string {
	if len(b) < 2 {
		return ""
	}
	return fmt.Sprintf("%.1f s", float64(number(b))/10)
}

func context(r *reader, note string) {
	if r.left() > 0 {
		r.take(r.left(), Field{Name: "context", Value: text(r.all()), Note: note, Source: "RFC 37, ping-context"})
	}
}

// sized is a length in one byte, and so many bytes of text.
func sized(r *reader, name, source, note string) string {
	if r.left() == 0 {
		return ""
	}
	n := int(r.peek(1)[0])
	r.take(1, Field{Name: name + " length", Value: count(uint64(n), "byte"), Source: source})
	value := text(r.peek(n))
	f := Field{Name: name, Value: value, Note: note, Source: source}
	if name == "password" {
		f.Value, f.Secret = "hidden", true
	}
	r.take(n, f)
	return value
}

// property is a name and a value that a peer tells of itself.
func property(r *reader) {
	r.group(Field{}, func() {
		name := sized(r, "name", "RFC 23, property", "Which property it is; upper and lower case are the same.")
		if r.left() < 4 {
			r.rest("value length", "Cut off here.")
			return
		}
		n := number(r.peek(4))
		r.take(4, Field{Name: "value length", Value: count(n, "byte"), Source: "RFC 23, value-size"})
		f := Field{Name: "value", Value: text(r.peek(size(n))), Note: propertyNote(name), Source: "RFC 23, value-data"}
		if n == 0 {
			f.Value = "empty"
		}
		r.take(size(n), f)
	})
	own := &r.fields[len(r.fields)-1]
	own.Name, own.Note, own.Source = nameOf(own.Fields), propertyNote(nameOf(own.Fields)), "RFC 23, property"
	if last := own.Fields[len(own.Fields)-1]; last.Name == "value" {
		own.Value = last.Value
	}
	if own.Name == "" {
		own.Name = "property"
	}
}

func propertyNote(name string) string {
	switch name {
	case "Socket-Type":
		return "The other peer checks that the two types can talk."
	case "Identity":
		return "By what name a ROUTER knows this peer; empty: the ROUTER makes one up."
	}
	return "Something the peer tells of itself."
}
