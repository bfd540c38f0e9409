package pcapng

import (
	"encoding/binary"
	"io"
)

// The blocks of a file, and the options within them.
const (
	sectionHeader  = 0x0A0D0D0A
	interfaceBlock = 1
	nameBlock      = 4
	packetBlock    = 6

	optComment     = 1
	optApplication = 4
	optName        = 2
	optDescription = 3
	optResolution  = 9

	linkTypeRaw  = 101 // a packet begins with its IP header
	nameOfIPv4   = 1
	microseconds = 6 // as a negative power of ten
)

var little = binary.LittleEndian

// file writes blocks, and keeps the first error.
type file struct {
	out io.Writer
	err error
}

// block writes one: its type and length, before and behind the body.
func (f *file) block(kind uint32, body []byte) {
	if f.err != nil {
		return
	}
	body = padded(body)
	whole := little.AppendUint32(nil, kind)
	length := uint32(len(body) + 12)
	whole = little.AppendUint32(whole, length)
	whole = append(whole, body...)
	whole = little.AppendUint32(whole, length)
	_, f.err = f.out.Write(whole)
}

// begin writes what a file begins with.
func (f *file) begin(comment string) {
	body := little.AppendUint32(nil, 0x1A2B3C4D) // tells the order of bytes
	body = little.AppendUint16(body, 1)
	body = little.AppendUint16(body, 0)
	body = little.AppendUint64(body, 1<<64-1) // the length of the section is not told
	body = option(body, optComment, comment)
	body = option(body, optApplication, "Patternscope")
	f.block(sectionHeader, ended(body))

	body = little.AppendUint16(nil, linkTypeRaw)
	body = little.AppendUint16(body, 0)
	body = little.AppendUint32(body, 0) // no snap length of its own
	body = option(body, optName, "world")
	body = option(body, optDescription, "the wires of a Patternscope world; time is world time")
	body = option(body, optResolution, string([]byte{microseconds}))
	f.block(interfaceBlock, ended(body))
}

// name says whose an address is.
func (f *file) name(a address, name string) {
	value := append(a[:], name...)
	value = append(value, 0)
	body := little.AppendUint16(nil, nameOfIPv4)
	body = little.AppendUint16(body, uint16(len(value)))
	body = append(body, padded(value)...)
	body = append(body, 0, 0, 0, 0) // no more names
	f.block(nameBlock, body)
}

// packet writes one whose last bytes may not have been captured: size counts them too.
func (f *file) packet(micros int64, captured []byte, size int, comment string) {
	body := little.AppendUint32(nil, 0) // the interface
	body = little.AppendUint32(body, uint32(micros>>32))
	body = little.AppendUint32(body, uint32(micros))
	body = little.AppendUint32(body, uint32(len(captured)))
	body = little.AppendUint32(body, uint32(size))
	body = append(body, padded(captured)...)
	if comment != "" {
		body = ended(option(body, optComment, comment))
	}
	f.block(packetBlock, body)
}

func option(body []byte, code uint16, value string) []byte {
	value = value[:min(len(value), 1<<16-1)]
	body = little.AppendUint16(body, code)
	body = little.AppendUint16(body, uint16(len(value)))
	return append(body, padded([]byte(value))...)
}

// ended closes a list of options.
func ended(body []byte) []byte { return append(body, 0, 0, 0, 0) }

// padded fills up to a multiple of four.
func padded(b []byte) []byte {
	return append(b[:len(b):len(b)], make([]byte, -len(b)&3)...)
}
