package wire

// Limits bound what a peer may send over ZMTP, in bytes and frames. What is
// above one of them ends the connection before it has been held.
type Limits struct {
	Frame   int // body of one frame of a message
	Frames  int // frames of one message
	Message int // one message on the wire, headers and all
	Command int // body of one command, in the handshake and after it
}

// DefaultLimits are the limits for a peer nobody has reason to trust.
var DefaultLimits = Limits{
	Frame:   1 << 20, // sixteen times the largest payload a pattern may send; a frame is queued and shown
	Frames:  64,      // any envelope that a chain of ROUTERs builds
	Message: 4 << 20, // a full frame and more beside it, not the 64 MiB of 64 full frames
	Command: 2 << 10, // a READY with the longest identity and some properties, or SUBSCRIBE with a long topic
}
