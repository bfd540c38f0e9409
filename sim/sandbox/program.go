package sandbox

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/node"
	"patternscope/sim/zmq"
)

// What the programs of the palette have in common: their settings, as they are
// now, and their sockets.

func (n *Node) text(name string) string {
	if v, given := n.Settings[name]; given {
		return v
	}
	k, _ := kindOf(n.Kind)
	f, _ := k.field(name)
	return f.Default
}

func (n *Node) number(name string) int {
	v, _ := strconv.Atoi(n.text(name))
	return v
}

func (n *Node) millis(name string) time.Duration {
	return time.Duration(n.number(name)) * time.Millisecond
}

// next waits for a message; false: the socket is closed. A wait that RCVTIMEO
// cuts short begins again.
func next(n *node.Node, s *zmq.Socket) (m zmq4.Msg, open bool) {
	for {
		m, err := s.Recv()
		switch {
		case err == nil:
			return m, true
		case isClosed(err):
			return m, false
		}
		n.Sleep(100 * time.Millisecond)
	}
}

func isClosed(err error) bool { return errors.Is(err, zmq.ETERM) }

// turn is the i-th of the texts that stand with | between them, from 1 on.
func turn(texts string, i int) string {
	each := strings.Split(texts, "|")
	return each[(i-1)%len(each)]
}

// padded is text of at least size bytes; the filling is a word of its own.
func padded(text string, size int) string {
	if len(text) >= size {
		return text
	}
	return text + " " + strings.Repeat(".", size-len(text)-1)
}

// legible is a message as text, its frames apart; what is no text is counted.
func legible(m zmq4.Msg) string {
	parts := make([]string, len(m.Frames))
	for i, f := range m.Frames {
		parts[i] = string(f)
		if !utf8.Valid(f) {
			parts[i] = fmt.Sprintf("(%d bytes)", len(f))
		}
	}
	return strings.Join(parts, " | ")
}
