package wire

import (
	"patternscope/sim/event"
)

// handshake cuts a command of the handshake off.
func (s *ZMTPSplitter) handshake(data []byte) (int, error) {
	h, err := zmtpParseHeader(data)
	switch {
	case err != nil:
		return 0, err
	case h.flags&zmtpCommand == 0:
		return 0, zmtpError(event.BadReady, "a message came before the handshake was done")
	case h.length == 0:
		return 0, nil
	case h.body > uint64(s.limits.Command):
		return 0, zmtpError(event.BadReady, "a handshake command of %d bytes, above the limit of %d", h.body, s.limits.Command)
	}
	end := h.length + int(h.body)
	if len(data) < end {
		return 0, nil
	}
	name, body, ok := zmtpParseCommand(data[h.length:end:end])
	if !ok {
		return 0, zmtpError(event.BadReady, "a handshake command without a proper name")
	}
	if err := s.shake(name, body); err != nil {
		return 0, err
	}
	s.units = append(s.units, Unit{
		What:    event.WhatHandshake,
		Bytes:   data[:end:end],
		Command: name,
		Body:    body,
		Peer:    s.introduced(),
	})
	return end, nil
}

// shake takes the handshake one command on.
func (s *ZMTPSplitter) shake(name string, body []byte) (err error) {
	if !s.mayFollow(name) {
		return zmtpError(event.BadReady, "%.32s has no place here in a handshake of mechanism %s", name, s.mechanism)
	}
	s.last = name
	switch name {
	case zmtpHello:
		return zmtpCheckHello(body)
	case zmtpWelcome:
		return zmtpCheckWelcome(body)
	case zmtpErrorName:
		s.stage = (*ZMTPSplitter).refused
		_, err = ZMTPErrorReason(body)
		return err
	}
	if s.peer.Type, s.peer.Identity, err = ReadyMetadata(body); err != nil {
		return err
	}
	zmtpCanonical(body)
	s.stage = (*ZMTPSplitter).traffic
	return nil
}

// mayFollow knows the order of commands in one direction. NULL (RFC 23) is the
// same both ways. In PLAIN (RFC 24) whoever begins with HELLO is the client and
// ends with INITIATE, whoever begins with WELCOME is the server and ends with
// READY; a client has no ERROR to send, and the library would read it as metadata.
func (s *ZMTPSplitter) mayFollow(name string) bool {
	switch s.mechanism + " " + s.last {
	case "NULL ":
		return name == zmtpReady || name == zmtpErrorName
	case "PLAIN ":
		return name == zmtpHello || name == zmtpWelcome || name == zmtpErrorName
	case "PLAIN " + zmtpHello:
		return name == zmtpInitiate
	case "PLAIN " + zmtpWelcome:
		return name == zmtpReady || name == zmtpErrorName
	}
	return false
}

// introduced is the peer once it has sent its metadata.
func (s *ZMTPSplitter) introduced() *ZMTPPeer {
	if s.peer.Type == "" {
		return nil
	}
	peer := s.peer
	return &peer
}

// refused is the stage after ERROR: there is nothing left to say.
func (s *ZMTPSplitter) refused([]byte) (int, error) {
	return 0, zmtpError(event.BadReady, "bytes came after ERROR")
}

func zmtpCheckHello(body []byte) error {
	_, rest, ok := zmtpSized(body)
	if ok {
		_, rest, ok = zmtpSized(rest)
	}
	if !ok || len(rest) > 0 {
		return zmtpError(event.BadReady, "HELLO is not a user name and a password")
	}
	return nil
}

func zmtpCheckWelcome(body []byte) error {
	if len(body) > 0 {
		return zmtpError(event.BadReady, "WELCOME carries %d bytes, but has nothing to carry", len(body))
	}
	return nil
}

// ZMTPErrorReason reads the body of an ERROR command: why the peer refuses us.
func ZMTPErrorReason(body []byte) (string, error) {
	reason, rest, ok := zmtpSized(body)
	if !ok || len(rest) > 0 {
		return "", zmtpError(event.BadReady, "ERROR does not carry one reason")
	}
	return string(reason), nil
}
