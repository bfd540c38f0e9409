package wire

// HTTPLimits bound what a peer may send over HTTP. What is above one of them
// ends the connection before it has been held.
type HTTPLimits struct {
	Head   int // bytes of a head, a trailer section or, with its frames and again decoded, a header block
	Fields int // fields of one of these
	Body   int // content of one message, or data of one websocket message; of text/event-stream there is no end
	Event  int // one event of text/event-stream as it stands there, and so one chunk of it
	Frame  int // payload of one websocket or HTTP/2 frame
	Open   int // requests of one connection that have no whole answer yet
	Table  int // HPACK's dynamic table
}

// DefaultHTTPLimits are the limits for a peer nobody has reason to trust.
var DefaultHTTPLimits = HTTPLimits{
	Head:   32 << 10, // a browser's cookies and more; servers in use take 8 to 64 KiB
	Fields: 100,      // what Apache takes; curl sends 3, a browser 20
	Body:   64 << 10, // the largest payload a pattern may send
	Event:  72 << 10, // that payload, and the field names before its lines
	Frame:  64 << 10, // that payload; HTTP/2 begins with 16 KiB
	Open:   256,      // just above the 250 streams that a Go server offers
	Table:  64 << 10, // browsers offer it; RFC 7541 begins with 4 KiB
}
