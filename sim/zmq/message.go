package zmq

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"patternscope/sim/event"
)

// message is one message on its way: what is on the wire, and who it is. It is
// not changed once made; copies share it.
type message struct {
	id     int64
	frames [][]byte
	from   *tally
	flow   event.Flow
	label  string
	number int
}

// copied is one copy of a message in a queue, with the latest event of its life.
type copied struct {
	*message
	seq     int64
	routing string // in a receive queue: whom it came from, as the socket knew that peer then
}

func (m *message) state() event.Message {
	return event.Message{ID: m.id, From: m.from.id, Flow: m.flow, Label: m.label, Number: m.number, Frames: previews(m.frames)}
}

// named fills in what every event of a message says of it.
func (m *message) named(e event.Event) event.Event {
	e.Message, e.Flow, e.Label, e.Number = m.id, m.flow, m.label, m.number
	return e
}

func previews(frames [][]byte) []event.Frame {
	out := make([]event.Frame, len(frames))
	for i, f := range frames {
		out[i] = preview(f)
	}
	return out
}

func preview(f []byte) event.Frame {
	p := event.Frame{Size: len(f)}
	head := f[:min(len(f), event.PreviewBytes)]
	if printable(head) {
		p.Preview = string(head)
	} else {
		p.Hex = true
		p.Preview = hex.EncodeToString(head[:min(len(head), event.PreviewBytes/2)])
	}
	return p
}

func printable(b []byte) bool {
	if !utf8.Valid(b) {
		return false
	}
	return bytes.IndexFunc(b, func(r rune) bool { return !unicode.IsPrint(r) && r != '\n' && r != '\t' }) < 0
}

// labelRunes is what fits beside a dot.
const labelRunes = 10

// label names a message by the first word of its content: the first printable
// frame behind the envelope.
func label(frames [][]byte) string {
	body := frames
	for i, f := range frames {
		if len(f) == 0 && i < len(frames)-1 {
			body = frames[i+1:]
		}
	}
	for _, f := range body {
		if len(f) == 0 || !printable(f) {
			continue
		}
		if words := strings.Fields(string(f)); len(words) > 0 {
			r := []rune(words[0])
			return string(r[:min(len(r), labelRunes)])
		}
	}
	size := 0
	for _, f := range frames {
		size += len(f)
	}
	return strconv.Itoa(size) + " B"
}

// carries is what the messages of a socket type usually are.
var carries = map[string]event.Flow{
	"REQ": event.Request, "DEALER": event.Request, "REP": event.Reply, "ROUTER": event.Reply,
	"PUB": event.Publish, "XPUB": event.Publish, "SUB": event.Publish, "XSUB": event.Publish,
	"PUSH": event.Task, "PULL": event.Task, "PAIR": event.Task,
}
