package pcapng

import "encoding/binary"

// address is one of IPv4.
type address [4]byte

// place is an end of a connection.
type place struct {
	host address
	port uint16
}

// The flags of a segment.
const (
	fin = 1 << iota
	syn
	rst
	psh
	ack
)

const (
	headers    = 40 // of IPv4 and TCP, without options
	maxSegment = 1<<16 - 1 - headers
	protocol   = 6 // TCP
	hops       = 64
	window     = 1<<16 - 1 // times 2^windowScale: no sender ever waits for it
	oddStart   = 5 << 4    // the header of TCP in words of four bytes
)

// options of a SYN: the largest segment, and the scale of the window (RFC 7323).
var synOptions = []byte{2, 4, maxSegment >> 8, maxSegment & 0xff, 1, 3, 3, windowScale}

const windowScale = 14

var big = binary.BigEndian

// segment is one packet of TCP.
type segment struct {
	from, to place
	id       uint16
	seq, ack uint32
	flags    byte
	data     []byte // captured
	size     int    // of all its data
}

// bytes are the packet as captured, and how long it really is. The checksum of
// a packet that was cut cannot be known, and is 0: Wireshark does not check it.
func (s segment) bytes() (captured []byte, size int) {
	var options []byte
	if s.flags&syn != 0 {
		options = synOptions
	}
	size = headers + len(options) + s.size
	b := append(make([]byte, 0, headers+len(options)+len(s.data)), 0x45, 0)
	b = big.AppendUint16(b, uint16(size))
	b = big.AppendUint16(b, s.id)
	b = append(b, 0x40, 0, hops, protocol, 0, 0) // not to be fragmented
	b = append(b, s.from.host[:]...)
	b = append(b, s.to.host[:]...)
	big.PutUint16(b[10:], checksum(0, b))

	tcp := len(b)
	b = big.AppendUint16(b, s.from.port)
	b = big.AppendUint16(b, s.to.port)
	b = big.AppendUint32(b, s.seq)
	b = big.AppendUint32(b, s.ack)
	b = append(b, byte(oddStart+len(options)<<2), s.flags)
	b = big.AppendUint16(b, window)
	b = append(b, 0, 0, 0, 0)
	b = append(append(b, options...), s.data...)
	if len(s.data) == s.size {
		big.PutUint16(b[tcp+16:], checksum(pseudo(b[12:20], len(b)-tcp), b[tcp:]))
	}
	return b, size
}

// pseudo is the sum of what TCP checks beside itself: both addresses, the protocol, the length.
func pseudo(addresses []byte, length int) uint32 {
	return uint32(^checksum(0, addresses)) + protocol + uint32(length)
}

// checksum of the internet (RFC 1071), begun with a sum.
func checksum(sum uint32, b []byte) uint16 {
	for ; len(b) > 1; b = b[2:] {
		sum += uint32(b[0])<<8 | uint32(b[1])
	}
	if len(b) == 1 {
		sum += uint32(b[0]) << 8
	}
	for sum > 0xffff {
		sum = sum>>16 + sum&0xffff
	}
	return ^uint16(sum)
}
