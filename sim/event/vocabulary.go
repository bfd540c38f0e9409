package event

// Kinds are all kinds of event, in the order in which they are explained.
func Kinds() []Kind {
	return []Kind{
		Started, Stopped, Crashed, Restarted, Frozen, Thawed, Slowed, Added, Moved, Removed, Joined, Left, Note, NodeState,
		Opened, Option, Bound, Unbound, Connecting, Retried, Accepted, Connected, Refused, Disconnected, Closed,
		Subscribed, Unsubscribed,
		Send, Waiting, Blocked, Resumed, Failed, Queued, Sent, Arrived, Received, Filtered, Dropped,
		Requested, ConnectionWaiting, ConnectionReused, FutureCreated, FutureResolved,
		Held, Released, Delayed, Altered, Planned, Acted, TimerSet, TimerFired,
	}
}

// Reasons are all reasons for which something is lost, ends or fails.
func Reasons() []Reason {
	return []Reason{
		HWM, Unroutable, NoPeer, PeerGone, Linger, SocketClosed, Cut, Reset, Lost, ByHand, NotReady, Malformed, Stale, Conflated, Unexpected,
		NobodyThere, Incompatible, Duplicate, BadGreeting, BadVersion, BadMechanism, BadReady, BadFrame, TooLarge, TooMany, Denied, SlowReader, Timeout,
		BadRequest, BadResponse, BadFraming, BadPreface, BadCompression, NotImplemented, Incomplete,
		Killed, Impossible,
		EAGAIN, EFSM, EHOSTUNREACH, ENOTSUP, ETERM, EINVAL, EADDRINUSE,
	}
}
