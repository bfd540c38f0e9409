package dissect

import (
	"strings"

	"patternscope/sim/event"
)

const crlf = "\r\n"

// http1 is a head, and what was written together with it.
func http1(r *reader, what string) {
	name, first := "request", requestLine
	if what != event.WhatRequest {
		name, first = "response", statusLine
	}
	var fields []Field
	r.group(Field{Name: name + " head", Note: "Lines of text up to an empty one.", Source: "RFC 9112, 2.1"}, func() {
		first(r)
		headerFields(r, "header field", "RFC 9112, 5")
		fields = r.fields
	})
	switch {
	case r.left() == 0:
	case strings.Contains(strings.ToLower(valueOf(fields, "Transfer-Encoding")), "chunked"):
		chunks(r, streams(fields))
	case streams(fields):
		serverEvents(r)
	default:
		body(r)
	}
}

// valueOf a header field, in any case.
func valueOf(fields []Field, name string) string {
	for _, f := range fields {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

func streams(fields []Field) bool {
	return strings.HasPrefix(strings.ToLower(valueOf(fields, "Content-Type")), "text/event-stream")
}

func requestLine(r *reader) {
	line(r, Field{Name: "request line", Source: "RFC 9112, 3"}, func() {
		word(r, Field{Name: "method", Note: "What is asked for.", Source: "RFC 9110, 9"})
		word(r, Field{Name: "target", Note: "Of what.", Source: "RFC 9112, 3.2"})
		word(r, Field{Name: "version", Source: "RFC 9112, 2.3"})
	})
}

func statusLine(r *reader) {
	line(r, Field{Name: "status line", Source: "RFC 9112, 4"}, func() {
		word(r, Field{Name: "version", Source: "RFC 9112, 2.3"})
		word(r, Field{Name: "status code", Note: "What came of the request.", Source: "RFC 9110, 15"})
		r.rest("reason phrase", "For people; programs read the code.")
	})
}

// line is one line, its end included; its value is its text.
func line(r *reader, f Field, read func()) {
	n, ended := r.before(crlf)
	f.Value = text(r.peek(n))
	r.group(f, func() {
		r.within(n, read)
		if ended {
			endOfLine(r)
		}
	})
}

func endOfLine(r *reader) {
	r.take(len(crlf), Field{Name: "CRLF", Note: "The end of the line.", Source: "RFC 9112, 2.2"})
}

// word is what comes before the next space, and the space.
func word(r *reader, f Field) {
	n, spaced := r.before(" ")
	f.Value = text(r.peek(n))
	if n > 0 {
		r.take(n, f)
	}
	if spaced {
		r.take(1, Field{Name: "space", Source: "RFC 9112, 3"})
	}
}

// headerFields are lines of name and value, up to the empty line.
func headerFields(r *reader, kind, source string) {
	for r.left() > 0 {
		n, ended := r.before(crlf)
		if n == 0 && ended {
			r.take(len(crlf), Field{Name: "empty line", Value: "CRLF", Note: "No more fields.", Source: "RFC 9112, 2.1"})
			return
		}
		headerField(r, Field{Name: kind, Source: source})
	}
}

func headerField(r *reader, f Field) {
	n, _ := r.before(crlf)
	name, value, _ := strings.Cut(string(r.peek(n)), ":")
	if len(name) <= previewBytes && printable([]byte(name)) && name != "" {
		f.Note, f.Name = fieldNote(name), name
	}
	line(r, f, func() {
		if colon, found := r.before(":"); found {
			if colon > 0 {
				r.take(colon, Field{Name: "name", Value: text(r.peek(colon)), Note: "Upper and lower case are the same.", Source: "RFC 9110, 5.1"})
			}
			r.take(1+blanks(r.all()[1:]), Field{Name: "colon", Source: "RFC 9112, 5"})
		}
		r.rest("value", "")
	})
	r.fields[len(r.fields)-1].Value = strings.Trim(text([]byte(value)), " \t")
}

func blanks(b []byte) (n int) {
	for n < len(b) && (b[n] == ' ' || b[n] == '\t') {
		n++
	}
	return n
}

// fieldNote says what a field is for, of those the patterns here send.
func fieldNote(name string) string {
	switch strings.ToLower(name) {
	case "host":
		return "Which of a server's names is meant."
	case "user-agent":
		return "What program asks."
	case "accept-encoding":
		return "What compression the client can undo."
	case "content-length":
		return "How many bytes of content follow."
	case "content-type":
		return "What the content is."
	case "transfer-encoding":
		return "The content comes in chunks, each with its size before it."
	case "connection":
		return "What becomes of the connection afterwards."
	case "date":
		return "When the response was made."
	case "location":
		return "Where to look next."
	case "retry-after":
		return "When to ask again."
	case "prefer":
		return "What the client would like, such as not to wait."
	case "last-event-id":
		return "The last event seen: go on behind it."
	case "idempotency-key":
		return "The same key twice: do it once."
	case "cache-control":
		return "Who may keep a copy."
	case "upgrade":
		return "Another protocol from here on."
	}
	return ""
}

func body(r *reader) {
	r.take(r.left(), Field{Name: "content", Value: text(r.all()), Note: "What the program wrote.", Source: "RFC 9110, 6.4", Payload: true})
}
