package dissect

import (
	"bytes"
	"strings"
)

const sseSource = "HTML, 9.2.6"

// serverEvents is a piece of text/event-stream, bare or in a chunk.
func serverEvents(r *reader) {
	if chunkSize(r.all()) >= 0 {
		chunks(r, true)
		return
	}
	for r.left() > 0 {
		serverLine(r)
	}
}

// looksLikeEvents tells the data of a chunk by its first line.
func looksLikeEvents(chunk []byte) bool {
	_, data, _ := bytes.Cut(chunk, []byte(crlf))
	for _, name := range []string{"data:", "id:", "event:", "retry:"} {
		if bytes.HasPrefix(data, []byte(name)) {
			return true
		}
	}
	return false
}

// serverLine is a field of an event, a comment, or the empty line that ends the event.
func serverLine(r *reader) {
	n, ended := r.before("\n")
	whole := n
	if ended {
		whole++
	}
	name, value, _ := strings.Cut(strings.TrimSuffix(string(r.peek(n)), "\r"), ":")
	f := Field{Name: "event field " + name, Value: text([]byte(strings.TrimPrefix(value, " "))), Note: sseNote(name), Source: sseSource, Payload: true}
	switch {
	case name == "" && value == "":
		f.Name, f.Value = "empty line", "end of the event"
	case name == "":
		f.Name, f.Note = "comment", "Nobody reads it: it keeps the connection busy."
	case f.Note == "":
		f.Name = "event field"
	}
	r.take(whole, f)
}

func sseNote(name string) string {
	switch name {
	case "":
		return "The event is whole: the browser hands it to the program."
	case "data":
		return "What the event says."
	case "id":
		return "What the client names in Last-Event-ID when it comes back."
	case "event":
		return "The kind of the event."
	case "retry":
		return "How many milliseconds to wait before coming back."
	}
	return ""
}
