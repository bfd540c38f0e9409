package record

import "bytes"

// shape is what a text of JSON would grow to, before it is read.
type shape struct {
	depth  int // of nesting
	commas int
	things int // commas in what a keyframe lists: {"keyframe":{"nodes":[ , , ]
}

const listed = 3 // how deep that is

// shapeOf looks at brackets and commas outside of strings. Whether it is JSON
// at all is for others to find out.
func shapeOf(text []byte) (s shape) {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			i += quoted(text[i:])
		case '{', '[':
			depth++
			s.depth = max(s.depth, depth)
		case '}', ']':
			depth--
		case ',':
			s.commas++
			if depth == listed {
				s.things++
			}
		}
	}
	return s
}

// quoted is how far the end of the string is with which text begins.
func quoted(text []byte) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return len(text)
}

// object tells whether JSON is an object that is not nested too deep.
func object(json []byte) bool {
	json = bytes.TrimSpace(json)
	return len(json) > 0 && json[0] == '{' && shapeOf(json).depth <= MaxDepth
}
