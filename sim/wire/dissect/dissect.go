package dissect

import (
	"strings"

	"patternscope/sim/event"
)

// Dissect takes a parcel apart; what says what it is (event.What...). It may be
// the start of one only: then the last fields are cut short, or missing.
func Dissect(what string, b []byte) []Field {
	r := &reader{bytes: b, end: len(b)}
	switch {
	case what == event.WhatGreeting:
		greeting(r)
	case strings.HasPrefix(what, "ws-"):
		websocket(r)
	case strings.HasPrefix(what, "h2-"):
		http2(r)
	case what == event.WhatRequest, what == event.WhatResponse, what == event.WhatInformational:
		http1(r, what)
	case what == event.WhatChunk, what == event.WhatLastChunk:
		chunks(r, false)
	case what == event.WhatServerEvent:
		serverEvents(r)
	case what == event.WhatBody:
		body(r)
	default:
		zmtp(r, what)
	}
	r.rest("not read", "What these bytes say is not known here.")
	return r.fields
}
