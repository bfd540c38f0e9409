package sim

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/go-zeromq/zmq4"

	"patternscope/sim/act"
	"patternscope/sim/sandbox"
	"patternscope/sim/zmq"
)

// Bounds of a message sent by hand.
const (
	maxFrames  = 64
	maxPayload = 64 << 10          // bytes
	maxWait    = 3_600_000_000     // µs
	wordsShown = 40                // bytes of a message that the log names it by
	forAsLong  = time.Duration(-1) // as the socket's own option says
)

func (w *World) sending(p *program, s *zmq.Socket, a act.Action) (deed, error) {
	frames, err := framesOf(a.Frames)
	switch {
	case !typeOf(s).Sends:
		return cannot("a %s cannot send: it receives", s.Type())
	case err != nil:
		return cannot("%v", err)
	case a.For < 0 || a.For > maxWait:
		return cannot("a send can wait from 0 to an hour")
	}
	return w.onSocket(p, s, fmt.Sprintf("%s sends %s", s.ID(), worded(a.Frames)), func() {
		s.SendWithin(zmq4.NewMsgFrom(frames...), atMost(a.For))
	})
}

func (w *World) receiving(p *program, s *zmq.Socket, a act.Action) (deed, error) {
	switch {
	case !typeOf(s).Receives:
		return cannot("a %s cannot receive: it sends", s.Type())
	case a.For < 0 || a.For > maxWait:
		return cannot("a receive can wait from 0 to an hour")
	}
	return w.onSocket(p, s, s.ID()+" receives", func() { s.RecvWithin(atMost(a.For)) })
}

func typeOf(s *zmq.Socket) sandbox.Type { return sandbox.TypeOf(string(s.Type())) }

// atMost is how long a call waits; 0 is as long as its socket says.
func atMost(micros int64) time.Duration {
	if micros == 0 {
		return forAsLong
	}
	return time.Duration(micros) * time.Microsecond
}

// framesOf are the bytes of a message that is written as text and hex digits.
func framesOf(parts []act.Frame) ([][]byte, error) {
	if len(parts) < 1 || len(parts) > maxFrames {
		return nil, fmt.Errorf("a message has from 1 to %d parts, not %d", maxFrames, len(parts))
	}
	frames, size := make([][]byte, len(parts)), 0
	for i, p := range parts {
		frames[i] = []byte(p.Text)
		if p.Hex {
			b, err := hex.DecodeString(strings.Join(strings.Fields(p.Text), ""))
			if err != nil {
				return nil, fmt.Errorf("part %d is not hex digits in pairs: %q", i+1, short(p.Text))
			}
			frames[i] = b
		}
		size += len(frames[i])
	}
	if size > maxPayload {
		return nil, errors.New("a message sent by hand has at most 64 KiB")
	}
	return frames, nil
}

// worded is a message as the log names it: its parts, as they were written.
func worded(parts []act.Frame) string {
	var words []string
	for _, p := range parts[:min(len(parts), 4)] {
		if p.Hex {
			words = append(words, "0x"+short(strings.Join(strings.Fields(p.Text), "")))
		} else {
			words = append(words, fmt.Sprintf("%q", short(p.Text)))
		}
	}
	if len(parts) > len(words) {
		words = append(words, "...")
	}
	return strings.Join(words, " | ")
}

func short(text string) string {
	if r := []rune(text); len(r) > wordsShown {
		return string(r[:wordsShown]) + "..."
	}
	return text
}
