package libzmqtest

// A frame is bytes, JSON is text: each byte travels as the character of its number.

func toText(frame string) string {
	text := make([]rune, len(frame))
	for i := range len(frame) {
		text[i] = rune(frame[i])
	}
	return string(text)
}

func toBytes(text string) string {
	frame := make([]byte, 0, len(text))
	for _, r := range text {
		frame = append(frame, byte(r))
	}
	return string(frame)
}

func each(frames []string, f func(string) string) []string {
	out := make([]string, len(frames))
	for i, frame := range frames {
		out[i] = f(frame)
	}
	return out
}
