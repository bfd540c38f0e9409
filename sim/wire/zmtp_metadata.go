package wire

import (
	"encoding/binary"
	"strings"

	"patternscope/sim/event"
)

// Properties of a peer that we read; RFC 23 lets a peer send others.
const (
	zmtpTypeName     = "Socket-Type"
	zmtpIdentityName = "Identity"
)

const zmtpIdentityMax = 255

// ReadyMetadata reads the body of READY or INITIATE: properties, of which
// Socket-Type must be there once and Identity may be. The identity aliases
// the body and is nil when there is none. Like libzmq, it takes an identity
// that begins with a zero byte, which RFC 37 reserves. The error is a
// *ProtocolError.
func ReadyMetadata(body []byte) (socketType string, identity []byte, err error) {
	for rest := body; len(rest) > 0; {
		var name string
		var value []byte
		if name, value, rest, err = zmtpProperty(rest); err != nil {
			return "", nil, err
		}
		switch {
		case strings.EqualFold(name, zmtpTypeName):
			if socketType != "" {
				return "", nil, zmtpError(event.BadReady, "Socket-Type is there twice")
			}
			if socketType = zmtpSocketType(value); socketType == "" {
				return "", nil, zmtpError(event.BadReady, "the Socket-Type %.32q is unknown", value)
			}
		case strings.EqualFold(name, zmtpIdentityName):
			if identity != nil {
				return "", nil, zmtpError(event.BadReady, "Identity is there twice")
			}
			if len(value) > zmtpIdentityMax {
				return "", nil, zmtpError(event.BadReady, "an Identity of %d bytes, above the limit of %d", len(value), zmtpIdentityMax)
			}
			identity = value
		}
	}
	if socketType == "" {
		return "", nil, zmtpError(event.BadReady, "Socket-Type is missing")
	}
	return socketType, identity, nil
}

// zmtpProperty takes the first property off b: a name with a one-byte length,
// a value with a four-byte length.
func zmtpProperty(b []byte) (name string, value, rest []byte, err error) {
	raw, rest, ok := zmtpSized(b)
	if !ok || len(raw) == 0 || !zmtpNameChars(raw) {
		return "", nil, nil, zmtpError(event.BadReady, "a property without a proper name")
	}
	if len(rest) < 4 {
		return "", nil, nil, zmtpError(event.BadReady, "the property %.32s is cut short", raw)
	}
	size, rest := binary.BigEndian.Uint32(rest), rest[4:]
	if uint64(size) > uint64(len(rest)) {
		return "", nil, nil, zmtpError(event.BadReady, "the property %.32s announces %d bytes where %d are left", raw, size, len(rest))
	}
	return string(raw), rest[:size:size], rest[size:], nil
}

// zmtpNameChars tells whether b is made of the characters of a property's name.
func zmtpNameChars(b []byte) bool {
	for _, c := range b {
		if !zmtpLetter(c) && !('0' <= c && c <= '9') && strings.IndexByte("-_.+", c) < 0 {
			return false
		}
	}
	return true
}

// zmtpSocketType is the type that value names, or "". The draft types (SCATTER,
// CLIENT, RADIO ...) are none: the library panics when it meets them.
func zmtpSocketType(value []byte) string {
	switch name := string(value); name {
	case "REQ", "REP", "DEALER", "ROUTER", "PUB", "SUB", "XPUB", "XSUB", "PUSH", "PULL", "PAIR":
		return name
	}
	return ""
}

// zmtpCanonical spells the names of the properties we know, in a body that
// ReadyMetadata accepts, as everybody does. Their case has no meaning (RFC 23),
// but the library misses SOCKET-TYPE and panics.
func zmtpCanonical(body []byte) {
	for len(body) > 0 {
		name, _, rest, _ := zmtpProperty(body)
		for _, known := range []string{zmtpTypeName, zmtpIdentityName} {
			if strings.EqualFold(name, known) {
				copy(body[1:], known)
			}
		}
		body = rest
	}
}
