package dissect

import (
	"strconv"

	"patternscope/sim/event"
)

// Bits of the flags of a frame.
const (
	zmtpMore    = 1 << 0
	zmtpLong    = 1 << 1
	zmtpCommand = 1 << 2
)

// zmtp is a command, or a message with all its frames.
func zmtp(r *reader, what string) {
	if isCommand(r.peek(1)) {
		command(r)
		return
	}
	asks := what == event.WhatSubscribe || what == event.WhatCancel
	for i := 1; r.left() > 0; i++ {
		r.group(Field{Name: frameName(i, r.peek(1))}, func() {
			n := header(r)
			if asks {
				r.within(n, func() { subscription(r) })
				return
			}
			frameBody(r, n)
		})
	}
	markPayload(r.fields, asks)
}

func isCommand(flags []byte) bool { return len(flags) == 1 && flags[0]&zmtpCommand != 0 }

func frameName(i int, flags []byte) string {
	if i == 1 && flags[0]&zmtpMore == 0 {
		return "frame"
	}
	return "frame " + strconv.Itoa(i)
}

var zmtpFlags = map[byte]string{zmtpMore: "MORE", zmtpLong: "LONG", zmtpCommand: "COMMAND"}

// header is flags and size; n is the size.
func header(r *reader) (n int) {
	var b byte
	if f := r.peek(1); len(f) == 1 {
		b = f[0]
	}
	r.take(1, Field{Name: "flags", Value: flags(b, zmtpFlags), Note: flagsNote(b), Source: "RFC 23, flags"})
	wide, source := 1, "RFC 23, short-size"
	if b&zmtpLong != 0 {
		wide, source = 8, "RFC 23, long-size"
	}
	if r.left() < wide {
		r.rest("size", "Cut off here.")
		return 0
	}
	announced := number(r.peek(wide))
	r.take(wide, Field{Name: "size", Value: count(announced, "byte"), Note: "How many bytes of body follow, in one byte up to 255 and else in eight.", Source: source})
	return size(announced)
}

func flagsNote(b byte) string {
	switch {
	case b&zmtpCommand != 0:
		return "A command: for the socket, no program sees it."
	case b&zmtpMore != 0:
		return "Bit 0, MORE: another frame of this message follows."
	}
	return "Bit 0, MORE, is not set: the last frame of its message."
}

func frameBody(r *reader, n int) {
	f := Field{Name: "body", Value: text(r.peek(n)), Note: "What the program wrote. ZeroMQ does not look into it.", Source: "RFC 23, message-body"}
	if n == 0 {
		f.Value, f.Note, f.Source = "empty", "The delimiter: what is before it is the envelope, what follows is the message.", "RFC 28, delimiter"
	}
	r.take(n, f)
}

// markPayload marks what a program wrote: all bodies, but those of an envelope,
// which ends with the first empty frame.
func markPayload(frames []Field, asks bool) {
	after := 0
	for i, f := range frames {
		if last := f.Fields[len(f.Fields)-1]; last.Name == "body" && last.From == last.To {
			after = i + 1
			break
		}
	}
	for i, f := range frames {
		last := &f.Fields[len(f.Fields)-1]
		switch {
		case last.Name != "body" || asks:
		case i >= after:
			last.Payload = true
		case last.From < last.To:
			last.Name, last.Note, last.Source = "address", "Of the envelope: it tells a ROUTER where the reply goes.", "RFC 28"
		}
	}
}

// subscription is a topic as the body of a message, as ZMTP 3.0 has it.
func subscription(r *reader) {
	value := "cancel"
	if r.peek(1)[0] == 1 {
		value = "subscribe"
	}
	r.take(1, Field{Name: "what", Value: value, Note: "1 subscribes, 0 cancels.", Source: "RFC 23, subscription"})
	topic(r, "RFC 23, subscription")
}

func topic(r *reader, source string) {
	f := Field{Name: "topic", Value: text(r.all()), Note: "What a message's first frame must begin with.", Source: source}
	if r.left() == 0 {
		f.Value, f.Note = "empty", "Every message begins with nothing: all of them are asked for."
	}
	r.take(r.left(), f)
}
