package zmq

import (
	"errors"

	"patternscope/sim/event"
)

// Errno is an error of a socket call, named as zmq_errno(3) names it.
type Errno event.Reason

const (
	EAGAIN       = Errno(event.EAGAIN)       // it would block, or the timeout came
	EFSM         = Errno(event.EFSM)         // not this call's turn
	EHOSTUNREACH = Errno(event.EHOSTUNREACH) // ROUTER_MANDATORY: no such peer
	ENOTSUP      = Errno(event.ENOTSUP)      // this socket type cannot
	ETERM        = Errno(event.ETERM)        // the socket is closed
	EINVAL       = Errno(event.EINVAL)
	EADDRINUSE   = Errno(event.EADDRINUSE)
)

func (e Errno) Error() string {
	switch e {
	case EAGAIN:
		return "EAGAIN: nobody has room, or nothing has come, and the time is up"
	case EFSM:
		return "EFSM: it is not this call's turn"
	case EHOSTUNREACH:
		return "EHOSTUNREACH: no peer of that identity is connected"
	case ENOTSUP:
		return "ENOTSUP: a socket of this type cannot do that"
	case ETERM:
		return "ETERM: the socket is closed"
	case EADDRINUSE:
		return "EADDRINUSE: another socket is bound there"
	}
	return string(e)
}

// reasonOf is what an event says of an error.
func reasonOf(err error) event.Reason {
	var e Errno
	if errors.As(err, &e) {
		return event.Reason(e)
	}
	return event.EINVAL
}
