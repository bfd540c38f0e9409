package wire_test

import (
	"strings"
	"testing"

	"golang.org/x/net/http2"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// h2Header is the start of a frame. Some are refused by it alone: what they announce never comes.
func h2Header(length int, kind, flags byte, stream uint32) string {
	return string([]byte{byte(length >> 16), byte(length >> 8), byte(length), kind, flags, byte(stream >> 24), byte(stream >> 16), byte(stream >> 8), byte(stream)})
}

func TestH2RefusesClients(t *testing.T) {
	begun := string(h2Writes(h2Settings()))
	get := string(h2Writes(h2Settings(), h2Get(1, false)))
	ended := string(h2Writes(h2Settings(), h2Get(1, true)))
	opens := func(pairs ...string) string { return string(h2Writes(h2Settings(), h2Head(1, false, pairs...))) }
	with := func(name, value string) string { return string(h2Writes(h2Settings(), h2Get(1, false, name, value))) }
	many := []string{}
	for range 5 {
		many = append(many, "a", "b")
	}
	var streams []func(*h2Write)
	for i := range 5 {
		streams = append(streams, h2Get(uint32(2*i+1), false))
	}
	cut := h2Header(5, 1, 0, 1) + string(h2Writes(h2Get(1, true))[9:14])

	tests := []struct {
		name, in string
		want     event.Reason
	}{
		{"DATA before SETTINGS", h2Header(0, 0, 0, 1), event.BadFrame},
		{"the acknowledgement of SETTINGS first", h2Header(0, 4, 1, 0), event.BadFrame},
		{"DATA on no stream", begun + h2Header(0, 0, 0, 0), event.BadFrame},
		{"HEADERS on no stream", begun + h2Header(0, 1, 4, 0), event.BadFrame},
		{"SETTINGS on a stream", begun + h2Header(0, 4, 0, 1), event.BadFrame},
		{"PING on a stream", begun + h2Header(8, 6, 0, 1), event.BadFrame},
		{"GOAWAY on a stream", begun + h2Header(8, 7, 0, 1), event.BadFrame},
		{"PRIORITY on no stream", begun + h2Header(5, 2, 0, 0), event.BadFrame},
		{"SETTINGS of 5 bytes", begun + h2Header(5, 4, 0, 0), event.BadFrame},
		{"an acknowledgement with settings", begun + h2Header(6, 4, 1, 0), event.BadFrame},
		{"PING of 7 bytes", begun + h2Header(7, 6, 0, 0), event.BadFrame},
		{"GOAWAY of 7 bytes", begun + h2Header(7, 7, 0, 0), event.BadFrame},
		{"PRIORITY of 4 bytes", begun + h2Header(4, 2, 0, 1), event.BadFrame},
		{"RST_STREAM of 5 bytes", get + h2Header(5, 3, 0, 1), event.BadFrame},
		{"WINDOW_UPDATE of 3 bytes", begun + h2Header(3, 8, 0, 0), event.BadFrame},
		{"WINDOW_UPDATE by nothing", begun + h2Header(4, 8, 0, 0) + "\x80\x00\x00\x00", event.BadFrame},
		{"PRIORITY_UPDATE on a stream", get + h2Header(4, 16, 0, 1), event.BadFrame},
		{"PRIORITY_UPDATE of 3 bytes", begun + h2Header(3, 16, 0, 0), event.BadFrame},
		{"PRIORITY_UPDATE of stream 0", begun + h2Header(4, 16, 0, 0) + "\x80\x00\x00\x00", event.BadFrame},
		{"push of 2", begun + h2Header(6, 4, 0, 0) + "\x00\x02\x00\x00\x00\x02", event.BadFrame},
		{"a window of 2^31", begun + h2Header(6, 4, 0, 0) + "\x00\x04\x80\x00\x00\x00", event.BadFrame},
		{"frames of at most 16383", begun + h2Header(6, 4, 0, 0) + "\x00\x05\x00\x00\x3f\xff", event.BadFrame},
		{"PUSH_PROMISE", get + h2Header(4, 5, 4, 1), event.NotImplemented},
		{"a frame above the limit", get + h2Header(64<<10+1, 0, 0, 1), event.TooLarge},
		{"an unknown frame above the limit", begun + h2Header(1<<24-1, 0x77, 0, 0), event.TooLarge},

		{"a stream of the server's", begun + h2Header(1, 1, 4, 2), event.BadFrame},
		{"DATA on a stream nobody opened", begun + h2Header(1, 0, 0, 1), event.BadFrame},
		{"RST_STREAM on a stream nobody opened", begun + h2Header(4, 3, 0, 1), event.BadFrame},
		{"DATA after END_STREAM", ended + h2Header(0, 0, 0, 1), event.BadFrame},
		{"HEADERS after END_STREAM", ended + h2Header(0, 1, 5, 1), event.BadFrame},
		{"trailers without END_STREAM", get + h2Header(0, 1, 4, 1), event.BadFrame},
		{"trailers with a pseudo field", string(h2Writes(h2Settings(), h2Get(1, false), h2Head(1, true, ":path", "/"))), event.BadRequest},
		{"padding beyond DATA", get + h2Header(2, 0, 8, 1) + "\x02\x00", event.BadFrame},
		{"padding of nothing", get + h2Header(0, 0, 8, 1), event.BadFrame},
		{"padding beyond HEADERS", begun + h2Header(2, 1, 12, 1) + "\x02\x00", event.BadFrame},
		{"HEADERS without its priority", begun + h2Header(4, 1, 0x24, 1) + "abcd", event.BadFrame},
		{"CONTINUATION of nothing", get + h2Header(0, 9, 4, 1), event.BadFrame},
		{"DATA within a header block", begun + cut + h2Header(0, 0, 0, 1), event.BadFrame},
		{"another stream's CONTINUATION", begun + cut + h2Header(0, 9, 4, 3), event.BadFrame},
		{"an unknown frame within a header block", begun + cut + h2Header(0, 0x77, 0, 0), event.BadFrame},
		{"a header block above the limit", begun + cut + strings.Repeat(h2Header(0, 9, 0, 1), 66) + h2Header(60, 9, 0, 1), event.TooLarge},
		{"a stream too many", string(h2Writes(append([]func(*h2Write){h2Settings()}, streams[:4]...)...)) + h2Header(15, 1, 4, 9), event.TooMany},

		{"a header block that is none", begun + h2Header(1, 1, 4, 1) + "\x80", event.BadCompression},
		{"a header block cut short", begun + h2Header(1, 1, 4, 1) + "\x40", event.BadCompression},
		{"a table above what was allowed", begun + h2Header(3, 1, 4, 1) + "\x3f\xe2\x1f", event.BadCompression},
		{"a field too many", string(h2Writes(h2Settings(), h2Get(1, false, many...))), event.TooLarge},
		{"a string above the limit", with("a", strings.Repeat("a", 900)), event.TooLarge},
		{"a list above the limit", with("a", strings.Repeat("b", 600)), event.TooLarge},

		{"no method", opens(":scheme", "http", ":path", "/"), event.BadRequest},
		{"a method that is none", opens(":method", "G T", ":scheme", "http", ":path", "/"), event.BadRequest},
		{"no scheme", opens(":method", "GET", ":path", "/"), event.BadRequest},
		{"no path", opens(":method", "GET", ":scheme", "http"), event.BadRequest},
		{"a path that is none", opens(":method", "GET", ":scheme", "http", ":path", "a"), event.BadRequest},
		{"CONNECT", opens(":method", "CONNECT", ":authority", "a"), event.NotImplemented},
		{"a status", opens(":status", "200"), event.BadRequest},
		{"two methods", opens(":method", "GET", ":method", "PUT", ":scheme", "http", ":path", "/"), event.BadRequest},
		{"a pseudo field after others", opens(":method", "GET", "a", "b", ":scheme", "http", ":path", "/"), event.BadRequest},
		{"an unknown pseudo field", with(":a", "b"), event.BadRequest},
		{"capitals", with("Host", "a"), event.BadRequest},
		{"an empty name", with("", "a"), event.BadRequest},
		{"a line end in a value", with("a", "b\r\nc: d"), event.BadRequest},
		{"Connection", with("connection", "close"), event.BadRequest},
		{"Transfer-Encoding", with("transfer-encoding", "chunked"), event.BadRequest},
		{"TE", with("te", "gzip"), event.BadRequest},
		{"two lengths", string(h2Writes(h2Settings(), h2Get(1, false, "content-length", "5", "content-length", "5"))), event.BadFraming},
		{"a length that is none", with("content-length", "-5"), event.BadFraming},
		{"a length without a body", string(h2Writes(h2Settings(), h2Get(1, true, "content-length", "5"))), event.BadFraming},
		{"a body of another length", string(h2Writes(h2Settings(), h2Get(1, false, "content-length", "5"), h2Body(1, true, "four"))), event.BadFraming},
		{"a body above the limit", string(h2Writes(h2Settings(), h2Get(1, false), h2Body(1, false, strings.Repeat("a", 300)), h2Body(1, false, "b"))), event.TooLarge},
	}
	limits := wire.DefaultHTTPLimits
	limits.Head, limits.Fields, limits.Body, limits.Open = 640, 8, 300, 4
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			httpRefusedAtLast(t, h2Pair(limits), []httpSaid{client(wire.H2Preface + test.in)}, test.want)
		})
	}
	httpRefusedAtLast(t, h2Pair(limits), []httpSaid{client("G")}, event.BadPreface)
	httpRefusedAtLast(t, h2Pair(limits), []httpSaid{client(wire.H2Preface[:23] + "\r")}, event.BadPreface)
}

func TestH2RefusesServers(t *testing.T) {
	answers := func(write ...func(*h2Write)) string {
		return string(h2Writes(append([]func(*h2Write){h2Settings()}, write...)...))
	}
	tests := []struct {
		name, in string
		want     event.Reason
	}{
		{"HTTP/1.1", "HTTP/1.1 ", event.BadFrame},
		{"a stream the client did not open", answers() + h2Header(1, 1, 4, 3), event.BadFrame},
		{"a stream of its own", answers() + h2Header(1, 1, 4, 2), event.BadFrame},
		{"DATA before HEADERS", answers() + h2Header(1, 0, 0, 1), event.BadFrame},
		{"DATA before the final HEADERS", answers(h2Head(1, false, ":status", "103")) + h2Header(1, 0, 0, 1), event.BadFrame},
		{"PUSH_PROMISE", answers() + h2Header(4, 5, 4, 1), event.NotImplemented},
		{"no status", answers(h2Head(1, false, "a", "b")), event.BadResponse},
		{"a status of two digits", answers(h2Head(1, false, ":status", "20")), event.BadResponse},
		{"a method", answers(h2Head(1, false, ":method", "GET")), event.BadResponse},
		{"101", answers(h2Head(1, false, ":status", "101")), event.BadResponse},
		{"103 that ends the stream", answers(h2Head(1, true, ":status", "103")), event.BadResponse},
		{"a pseudo field on a closed stream", answers(h2Head(1, true, ":status", "200"), func(w *h2Write) { _ = w.WriteRSTStream(1, http2.ErrCodeNo) }, h2Head(1, true, ":path", "/")), event.BadResponse},
		{"a body above the limit", answers(h2Head(1, false, ":status", "200"), h2Body(1, false, strings.Repeat("a", 301))), event.TooLarge},
		{"an event above the limit", answers(h2Head(1, false, ":status", "200", "content-type", "text/event-stream"), h2Body(1, false, strings.Repeat("a", 351))), event.TooLarge},
	}
	limits := wire.DefaultHTTPLimits
	limits.Body, limits.Event = 300, 350
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			talk := []httpSaid{client(wire.H2Preface + string(h2Writes(h2Settings(), h2Get(1, false)))), server(test.in)}
			httpRefusedAtLast(t, h2Pair(limits), talk, test.want)
		})
	}
}

func TestH2ClosedWithinAFrame(t *testing.T) {
	for name, in := range map[string]string{"the preface": "PRI", "a frame": wire.H2Preface + "\x00", "a header block": wire.H2Preface + string(h2Writes(h2Settings())) + h2Header(0, 1, 0, 1)} {
		x := wire.NewH2Exchange(wire.DefaultHTTPLimits)
		_, err := httpHear(x.FromClient, x.FromServer, []httpSaid{client(in), clientCloses}, httpWhole)
		if zmtpReason(t, err) != event.Incomplete {
			t.Errorf("%s: got %v, want %s", name, err, event.Incomplete)
		}
	}
}
