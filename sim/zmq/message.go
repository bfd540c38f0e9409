package zmq

import (
	"strconv"
	"strings"

	"patternscope/sim/event"
	"patternscope/sim/scene"
)

// copied is one copy of a message in a queue, with the latest event of its life.
type copied struct {
	*scene.Message
	seq     int64
	routing string // in a receive queue: whom it came from, as the socket knew that peer then
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
		head := scene.Head(f)
		if len(head) == 0 || !scene.Printable(head) {
			continue
		}
		if words := strings.Fields(string(head)); len(words) > 0 {
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
