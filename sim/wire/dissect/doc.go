// Package dissect takes the bytes of one parcel apart, field by field, for
// people to read: ZMTP 3 (RFC 23, 24 and 37), HTTP/1.1 (RFC 9112), server-sent
// events, WebSocket (RFC 6455) and HTTP/2 (RFC 9113).
//
//	parcel ─▶ Dissect ─▶ fields ─▶ fields within them ─▶ leaves: every byte is in exactly one, in order
//
// It describes and never judges: it takes any bytes, cut off anywhere, and what
// it cannot read becomes a field named so. What may cross a wire at all is
// decided before, by the splitters of package wire. It is a leaf and keeps
// nothing: of what depends on the connection's past (most of the table of
// HPACK, the coding of a body) it shows what the parcel itself tells.
package dissect
