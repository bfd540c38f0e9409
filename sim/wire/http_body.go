package wire

import "patternscope/sim/event"

// httpBody counts the content of one message, and cuts events out of it when
// it is text/event-stream.
type httpBody struct {
	limits HTTPLimits
	got    int
	events *SSESplitter // nil: other content
}

func newHTTPBody(limits HTTPLimits, head *HTTPHead) httpBody {
	b := httpBody{limits: limits}
	if head.Status != 0 && head.streamsEvents() {
		b.events = NewSSESplitter(limits)
	}
	return b
}

// room is how many more bytes may come in one piece.
func (b *httpBody) room() int {
	if b.events != nil {
		return b.limits.Event
	}
	return b.limits.Body - b.got
}

// take accounts for a piece. Of one that goes above a limit it says how much
// still was within.
func (b *httpBody) take(piece []byte) (within int, events []SSEEvent, err error) {
	if b.events != nil {
		return b.events.take(piece)
	}
	within = min(len(piece), b.room())
	b.got += within
	if within < len(piece) {
		return within, nil, b.tooLarge()
	}
	return within, nil, nil
}

func (b *httpBody) tooLarge() error {
	if b.events != nil {
		return httpError(event.TooLarge, "a chunk of text/event-stream above the limit of %d bytes", b.limits.Event)
	}
	return httpError(event.TooLarge, "a body above the limit of %d bytes", b.limits.Body)
}

// close is the end of a body that ended with its connection.
func (b *httpBody) close() []SSEEvent {
	if b.events == nil {
		return nil
	}
	return b.events.Close()
}
