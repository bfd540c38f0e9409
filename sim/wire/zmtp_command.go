package wire

// Commands of ZMTP and of its mechanisms NULL and PLAIN.
const (
	zmtpReady     = "READY"
	zmtpHello     = "HELLO"
	zmtpWelcome   = "WELCOME"
	zmtpInitiate  = "INITIATE"
	zmtpErrorName = "ERROR"
	zmtpSubscribe = "SUBSCRIBE"
	zmtpCancel    = "CANCEL"
	zmtpPing      = "PING"
	zmtpPong      = "PONG"
)

// zmtpParseCommand takes a command's frame apart; false when its name is not
// 1 to 255 letters within the frame.
func zmtpParseCommand(frame []byte) (name string, body []byte, ok bool) {
	letters, body, ok := zmtpSized(frame)
	if !ok || len(letters) == 0 {
		return "", nil, false
	}
	for _, c := range letters {
		if !zmtpLetter(c) {
			return "", nil, false
		}
	}
	return zmtpName(letters), body, true
}

// zmtpName is string(b), for the usual names without an allocation.
func zmtpName(b []byte) string {
	switch string(b) {
	case zmtpSubscribe:
		return zmtpSubscribe
	case zmtpCancel:
		return zmtpCancel
	case zmtpPing:
		return zmtpPing
	case zmtpPong:
		return zmtpPong
	}
	return string(b)
}

func zmtpLetter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// zmtpSized takes a string with a one-byte length off b.
func zmtpSized(b []byte) (value, rest []byte, ok bool) {
	if len(b) == 0 || int(b[0]) > len(b)-1 {
		return nil, nil, false
	}
	end := 1 + int(b[0])
	return b[1:end], b[end:], true
}
