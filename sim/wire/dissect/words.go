package dissect

import (
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// previewBytes bounds how much of its bytes a value repeats.
const previewBytes = 64

// text is bytes as one reads them: quoted nowhere, in hex when they are no text.
func text(b []byte) string {
	head, more := b, ""
	if len(b) > previewBytes {
		head, more = clipRune(b[:previewBytes]), "…"
	}
	if printable(head) {
		return string(head) + more
	}
	return hex.EncodeToString(head[:min(len(head), previewBytes/4)]) + more
}

// clipRune takes off a character that was cut in its middle.
func clipRune(b []byte) []byte {
	for i := len(b) - 1; i >= 0 && i > len(b)-utf8.UTFMax; i-- {
		if utf8.RuneStart(b[i]) {
			if !utf8.FullRune(b[i:]) {
				return b[:i]
			}
			break
		}
	}
	return b
}

func printable(b []byte) bool {
	return utf8.Valid(b) && !strings.ContainsFunc(string(b), func(r rune) bool { return !unicode.IsPrint(r) && r != '\n' && r != '\t' && r != '\r' })
}

func count(n uint64, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// number reads a big-endian number of as many bytes as there are, eight at most.
func number(b []byte) (n uint64) {
	for _, c := range b {
		n = n<<8 | uint64(c)
	}
	return n
}

// size is a number of bytes as a length that fits in memory: more is more than there is.
func size(n uint64) int { return int(min(n, 1<<40)) }

// flags lists the names of the bits that are set; names[0] is bit 0.
func flags(b byte, names map[byte]string) string {
	var set []string
	for bit := byte(1); bit != 0; bit <<= 1 {
		switch name := names[bit]; {
		case b&bit == 0:
		case name == "":
			set = append(set, fmt.Sprintf("0x%02x", bit))
		default:
			set = append(set, name)
		}
	}
	if len(set) == 0 {
		return "none"
	}
	return strings.Join(set, ", ")
}
