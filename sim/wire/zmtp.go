package wire

// ZMTP 3.0 and 3.1 (RFC 23, RFC 37), cut into units and checked on the way.
//
//	                 ┌──────────┐   ┌───────────┐   ┌─────────┐
//	chunks ─ Feed ─▶ │ greeting │──▶│ handshake │──▶│ traffic │ ─▶ Units
//	                 └──────────┘   └───────────┘   └─────────┘
//	                   64 bytes       commands       messages, commands
//
// Nothing of a unit is handed on before all of it is known to be well formed:
// whoever reads only the Bytes of Units reads only ZMTP that is safe to parse.
// Each file zmtp_*.go holds one stage, or one thing the stages need.

// Unit is one parcel of ZMTP: the greeting, a command, or a message with all
// its frames. Its slices alias each other and nothing else: a unit may be kept
// as long as one likes.
type Unit struct {
	What  string // event.WhatGreeting, WhatHandshake, WhatMessage, WhatSubscribe ...
	Bytes []byte // as on the wire; see zmtpCanonical for the one liberty taken

	Frames [][]byte // a message: the bodies of its frames

	Command string // a command: its name, and
	Body    []byte // what follows the name. HELLO's body is a password: do not show it

	Peer *ZMTPPeer // a greeting, READY, INITIATE: what its sender has said of itself so far
}

// ZMTPPeer is what a peer says of itself in the greeting and its metadata.
type ZMTPPeer struct {
	Major, Minor byte   // ZMTP version; from 3.1 on it understands SUBSCRIBE, CANCEL and PING
	Server       bool   // the greeting's as-server
	Type         string // REQ, REP ...; "" before READY or INITIATE
	Identity     []byte // at most 255 bytes, empty when it gave none
}

// ZMTPSplitter cuts one direction of a ZMTP connection into Units. It holds
// what has arrived of one unit and no more, and reserves nothing for what is
// only announced. It is not safe for concurrent use.
type ZMTPSplitter struct {
	limits    Limits
	mechanism string

	stage   func(s *ZMTPSplitter, data []byte) (int, error)
	pending []byte     // the unit that is not whole yet
	scanned int        // of it: bytes of whole frames
	spans   []zmtpSpan // of it: where their bodies are
	last    string     // handshake: the command before
	peer    ZMTPPeer
	err     error

	units  []Unit   // of this Feed
	frames [][]byte // of this Feed's units, one after the other
}

// NewZMTPSplitter returns a splitter at the start of a connection whose two
// ends use the mechanism "NULL" or "PLAIN".
func NewZMTPSplitter(limits Limits, mechanism string) *ZMTPSplitter {
	return &ZMTPSplitter{limits: limits, mechanism: mechanism, stage: (*ZMTPSplitter).greeting}
}

// Feed takes the next bytes, in chunks of any size, and returns the units they
// complete. The bytes stay the caller's. The returned slice is valid until the
// next Feed; the units in it are valid for ever.
//
// The error is a *ProtocolError. It is found as early as the bytes show it, the
// units before it are returned beside it, and it is the answer to every later Feed.
func (s *ZMTPSplitter) Feed(b []byte) ([]Unit, error) {
	clear(s.units)
	s.units = s.units[:0]
	if s.err != nil {
		return nil, s.err
	}
	data, err := s.cut(append(s.pending, b...))
	if len(s.units) > 0 { // a unit's memory is its own: the rest moves out of it
		data = append([]byte(nil), data...)
	}
	s.pending, s.frames, s.err = data, nil, err
	return s.units, err
}

// cut makes units of data and returns what is not a unit yet.
func (s *ZMTPSplitter) cut(data []byte) ([]byte, error) {
	for len(data) > 0 {
		n, err := s.stage(s, data)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			break
		}
		data = data[n:]
	}
	return data, nil
}

// Ready tells whether the handshake of this direction is complete.
func (s *ZMTPSplitter) Ready() bool { return s.peer.Type != "" }

// Pending is how many bytes wait for the rest of their unit.
func (s *ZMTPSplitter) Pending() int { return len(s.pending) }
