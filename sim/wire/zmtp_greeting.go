package wire

import (
	"bytes"

	"patternscope/sim/event"
)

// The greeting, as offsets:
//
//	0     1..8      9     10     11     12..31      32         33..63
//	0xFF  padding   0x7F  major  minor  mechanism   as-server  filler
//
// Padding has no meaning, and like libzmq we do not look at the filler.
const (
	zmtpGreetingLen  = 64
	zmtpFooterAt     = 9
	zmtpMajorAt      = 10
	zmtpMinorAt      = 11
	zmtpMechanismAt  = 12
	zmtpMechanismEnd = 32
	zmtpServerAt     = 32
)

// greeting cuts the greeting off. Many peers send ten or eleven bytes of it and
// wait for ours before they go on, so each byte is judged when it comes and
// nobody may wait for all of it before writing.
func (s *ZMTPSplitter) greeting(data []byte) (int, error) {
	if err := zmtpCheckGreeting(data, s.mechanism); err != nil || len(data) < zmtpGreetingLen {
		return 0, err
	}
	s.peer.Major, s.peer.Minor = data[zmtpMajorAt], data[zmtpMinorAt]
	s.peer.Server = data[zmtpServerAt] == 1
	peer := s.peer
	s.units = append(s.units, Unit{
		What:  event.WhatGreeting,
		Bytes: data[:zmtpGreetingLen:zmtpGreetingLen],
		Peer:  &peer,
	})
	s.stage = (*ZMTPSplitter).handshake
	return zmtpGreetingLen, nil
}

// zmtpCheckGreeting judges the part of a greeting that is there, in the order
// of its bytes, so that the verdict does not depend on how they were chunked.
func zmtpCheckGreeting(b []byte, mechanism string) error {
	if err := zmtpCheckSignature(b); err != nil {
		return err
	}
	if len(b) > zmtpMajorAt && b[zmtpMajorAt] < 3 {
		return zmtpError(event.BadVersion, "the peer speaks ZMTP revision %d, older than ZMTP 3", b[zmtpMajorAt])
	}
	if len(b) >= zmtpMechanismEnd {
		if err := zmtpCheckMechanism(b[zmtpMechanismAt:zmtpMechanismEnd], mechanism); err != nil {
			return err
		}
	}
	if len(b) > zmtpServerAt && b[zmtpServerAt] > 1 {
		return zmtpError(event.BadGreeting, "as-server is %d, neither 0 nor 1", b[zmtpServerAt])
	}
	return nil
}

// zmtpCheckSignature tells ZMTP 1.0 from what is no ZMTP at all. A peer of that
// age sends no signature but its identity as a frame: 01 for "no identity", or
// 0xFF and a long length whose flags, where we have 0x7F, have bit 0 unset.
func zmtpCheckSignature(b []byte) error {
	switch {
	case b[0] == 0x01:
		return zmtpError(event.BadVersion, "the peer speaks ZMTP 1.0, older than ZMTP 3")
	case b[0] != 0xFF:
		return zmtpError(event.BadGreeting, "the first byte is 0x%02x, which is no ZMTP signature", b[0])
	case len(b) <= zmtpFooterAt || b[zmtpFooterAt] == 0x7F:
		return nil
	case b[zmtpFooterAt]&1 == 0:
		return zmtpError(event.BadVersion, "the peer speaks ZMTP 1.0, older than ZMTP 3")
	}
	return zmtpError(event.BadGreeting, "the tenth byte is 0x%02x, which is no ZMTP signature", b[zmtpFooterAt])
}

func zmtpCheckMechanism(field []byte, ours string) error {
	name, padding, _ := bytes.Cut(field, []byte{0})
	if len(bytes.Trim(padding, "\x00")) > 0 {
		return zmtpError(event.BadMechanism, "the mechanism %q is not padded with zeros", field)
	}
	switch theirs := string(name); theirs {
	case ours:
		return nil
	case "NULL", "PLAIN", "CURVE", "GSSAPI":
		return zmtpError(event.BadMechanism, "the peer's mechanism is %s, ours is %s", theirs, ours)
	default:
		return zmtpError(event.BadMechanism, "the mechanism %q is unknown", theirs)
	}
}
