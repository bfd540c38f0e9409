package dissect

import "strconv"

func h2Headers(r *reader, flags byte) {
	padding := h2PadLength(r, flags)
	if flags&32 != 0 {
		h2Priority(r)
	}
	if n := r.left() - padding; n > 0 {
		r.within(n, func() { headerBlock(r) })
	}
	if r.left() > 0 {
		r.take(r.left(), Field{Name: "padding", Source: "RFC 9113, 6.2"})
	}
}

func h2Priority(r *reader) {
	r.take(4, Field{Name: "stream dependency", Value: stream(r.peek(4)), Note: "No longer used.", Source: "RFC 9113, 5.3"})
	r.take(1, Field{Name: "weight", Value: decimal(r.peek(1)), Source: "RFC 9113, 5.3"})
}

func h2Code(r *reader) {
	r.take(4, Field{Name: "error code", Value: h2Error(number(r.peek(4))), Source: "RFC 9113, 7"})
}

func h2GoAway(r *reader, _ byte) {
	r.take(4, Field{Name: "last stream", Value: stream(r.peek(4)), Note: "Later ones were not served: they may be asked again.", Source: "RFC 9113, 6.8"})
	h2Code(r)
	if r.left() > 0 {
		r.take(r.left(), Field{Name: "debug data", Value: text(r.all()), Source: "RFC 9113, 6.8"})
	}
}

func h2WindowUpdate(r *reader, _ byte) {
	r.take(4, Field{Name: "window size increment", Value: stream(r.peek(4)) + " bytes", Note: "So many more bytes of DATA may be sent.", Source: "RFC 9113, 6.9"})
}

func h2Settings(r *reader) {
	for r.left() > 0 {
		name := h2Setting(number(r.peek(2)))
		value := decimal(r.peek(6)[min(2, len(r.peek(6))):])
		r.group(Field{Name: name, Value: value, Source: "RFC 9113, 6.5.2"}, func() {
			r.take(2, Field{Name: "identifier", Value: name, Source: "RFC 9113, 6.5.1"})
			r.take(4, Field{Name: "value", Value: value, Source: "RFC 9113, 6.5.1"})
		})
	}
}

func h2Setting(id uint64) string {
	names := []string{"", "HEADER_TABLE_SIZE", "ENABLE_PUSH", "MAX_CONCURRENT_STREAMS", "INITIAL_WINDOW_SIZE", "MAX_FRAME_SIZE", "MAX_HEADER_LIST_SIZE"}
	if id > 0 && id < uint64(len(names)) {
		return names[id]
	}
	return "setting " + strconv.FormatUint(id, 10)
}

func h2Error(code uint64) string {
	names := []string{
		"NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED", "FRAME_SIZE_ERROR",
		"REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM", "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED",
	}
	if code < uint64(len(names)) {
		return names[code]
	}
	return "error " + strconv.FormatUint(code, 10)
}
