package dissect

import (
	"encoding/hex"
	"strconv"
)

const wsSource = "RFC 6455, 5.2"

var wsFlags = map[byte]string{0x80: "FIN", 0x40: "RSV1", 0x20: "RSV2", 0x10: "RSV3"}

var wsOpcodes = map[byte]string{0: "continuation", 1: "text", 2: "binary", 8: "close", 9: "ping", 10: "pong"}

// websocket is one frame or several.
func websocket(r *reader) {
	for r.left() > 0 {
		r.group(Field{Name: "frame", Value: wsOpcodes[r.peek(1)[0]&0x0f], Source: wsSource}, func() { wsFrame(r) })
	}
}

func wsFrame(r *reader) {
	first := r.peek(1)[0]
	opcode := first & 0x0f
	kind := wsOpcodes[opcode]
	if kind == "" {
		kind = "unknown"
	}
	r.take(1, Field{
		Name: "flags, opcode", Value: flags(first&0xf0, wsFlags) + "; " + strconv.Itoa(int(opcode)) + ", " + kind,
		Note: "FIN: the last frame of its message. The opcode says what the payload is.", Source: wsSource,
	})
	n, masked := wsLength(r)
	var key []byte
	if masked {
		key = r.peek(4)
		r.take(4, Field{Name: "masking key", Value: hex.EncodeToString(key), Note: "A client's payload is combined with it by exclusive or, so that no proxy mistakes it for HTTP.", Source: "RFC 6455, 5.3"})
	}
	wsPayload(r, n, opcode, unmask(key, r.peek(n)))
}

// wsLength is the second byte, and the bytes it calls for.
func wsLength(r *reader) (n int, masked bool) {
	if r.left() == 0 {
		return 0, false
	}
	second := r.peek(1)[0]
	masked, short := second&0x80 != 0, second&0x7f
	mask := "not masked"
	if masked {
		mask = "MASK"
	}
	wide := map[byte]int{126: 2, 127: 8}[short]
	value := mask + "; " + count(uint64(short), "byte")
	if wide > 0 {
		value = mask + "; " + strconv.Itoa(int(short)) + ": the length follows"
	}
	r.take(1, Field{Name: "mask, length", Value: value, Note: "Up to 125 the length itself; 126: in the next two bytes, 127: in the next eight.", Source: wsSource})
	if wide == 0 {
		return int(short), masked
	}
	announced := number(r.peek(wide))
	r.take(wide, Field{Name: "extended length", Value: count(announced, "byte"), Source: wsSource})
	return size(announced), masked
}

func wsPayload(r *reader, n int, opcode byte, plain []byte) {
	switch {
	case n == 0:
	case opcode == 8 && len(plain) >= 2:
		r.take(2, Field{Name: "status code", Value: strconv.FormatUint(number(plain[:2]), 10), Note: "Why the connection closes.", Source: "RFC 6455, 7.4"})
		if n > 2 {
			r.take(n-2, Field{Name: "reason", Value: text(plain[2:]), Source: "RFC 6455, 5.5.1"})
		}
	default:
		r.take(n, Field{Name: "payload", Value: text(plain), Note: "As it reads without its mask.", Source: wsSource, Payload: opcode < 8})
	}
}

// unmask is data as it was before it was combined with the key, as far as that is there.
func unmask(key, data []byte) []byte {
	if len(key) < 4 {
		return data
	}
	plain := make([]byte, len(data))
	for i, c := range data {
		plain[i] = c ^ key[i%4]
	}
	return plain
}
