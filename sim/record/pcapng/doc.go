// Package pcapng writes a recording as a capture file that Wireshark opens.
//
//	recording ─▶ Write ─▶ section header, interface, names, a packet for each segment
//
// What is true in it: the bytes of every parcel, the order and the world time
// in which they were sent, who sent them to whom, when they arrived, and which
// connections were opened and closed when. What is made up, because a world has
// no network card: IPv4 and TCP around them. Every node has an address of its
// own in 10.0.0.0/8 and its name beside it; numbers of sequence and
// acknowledgement, SYN and FIN fit what happened, so that a reader of captures
// can put the streams together. A parcel is one segment, or several when it is
// above 64 KiB; its arrival is an acknowledgement.
//
// Time is counted from 1 January 2000, where the Date fields of the world begin.
// HTTP servers are at port 80 of their node, so that Wireshark decodes HTTP by
// itself; ZeroMQ has no port of its own, so its sockets are at 5555 and on, and
// Wireshark must be told: Ports in its preferences, or DecodeAs. No capture can
// say that for itself, and the dissector of ZMTP guesses nothing. Until it is told, Wireshark
// takes 5555 for SigComp, shows plain TCP, and finds no fault. Only the first bytes of a long parcel are
// on the tape: its packet is then cut, as by a snap length, and says so. Over
// inproc no byte crosses a wire, so those links are not there. A try to connect
// that nobody answered is no connection, and is not there either.
//
// Read with the dissector that Wireshark has of its own since 4.4 (4.4.19: all
// patterns and presets, over tcp and ipc): each parcel of ZMTP is a packet of
// ZMTP, each of HTTP one of HTTP, and two things are marked. A program that
// crashes resets its connections, which is a warning of TCP's. And that version
// calls a PONG without a context malformed, though RFC 37 allows an empty one and
// libzmq sends it: those bytes are right, and stay. An older Wireshark learns
// ZMTP from zmtp.lua, with the same names of fields; the tests take whichever there is.
//
// The file follows draft-ietf-opsawg-pcapng; IPv4 is RFC 791, TCP RFC 9293.
package pcapng
