package wire

import (
	"fmt"

	"patternscope/sim/event"
)

// ProtocolError says why a connection must be closed: the peer broke ZMTP or
// HTTP, or went above a limit.
type ProtocolError struct {
	Reason event.Reason // BadGreeting, BadReady, BadRequest, BadFraming, BadFrame, TooLarge ...
	Text   string       // one sentence, without a full stop
}

func (e *ProtocolError) Error() string { return string(e.Reason) + ": " + e.Text }

func zmtpError(reason event.Reason, format string, args ...any) error {
	return &ProtocolError{Reason: reason, Text: fmt.Sprintf(format, args...)}
}
