package dissect

import (
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patternscope/sim/event"
)

// kinds are all things a parcel may be, and one that nobody knows.
var kinds = []string{
	event.WhatMessage, event.WhatGreeting, event.WhatHandshake, event.WhatSubscribe, event.WhatCancel, event.WhatPing, event.WhatPong, event.WhatCommand,
	event.WhatRequest, event.WhatResponse, event.WhatInformational, event.WhatBody, event.WhatChunk, event.WhatLastChunk, event.WhatServerEvent,
	event.WhatWSText, event.WhatWSBinary, event.WhatWSContinuation, event.WhatWSClose, event.WhatWSPing, event.WhatWSPong,
	event.WhatH2Preface, event.WhatH2Data, event.WhatH2Headers, event.WhatH2Priority, event.WhatH2RSTStream, event.WhatH2Settings, event.WhatH2Ping,
	event.WhatH2GoAway, event.WhatH2WindowUpdate, event.WhatH2PriorityUpdate, event.WhatH2Unknown, "another",
}

// parcels as they cross a wire, and the leaves they fall into: from-to name: value.
var parcels = []struct {
	name, what, bytes string
	want              []string
}{
	{"a greeting", event.WhatGreeting, "\xff" + strings.Repeat("\x00", 8) + "\x7f\x03\x00NULL" + strings.Repeat("\x00", 16+1+31), []string{
		"0-1 first byte: ff", "1-9 padding", "9-10 tenth byte: 7f", "10-11 major: 3", "11-12 minor: 0", "12-32 mechanism: NULL", "32-33 as-server: 0", "33-64 filler",
	}},
	{"READY", event.WhatHandshake, "\x04\x19\x05READY\x0bSocket-Type\x00\x00\x00\x03REQ", []string{
		"0-1 flags: COMMAND", "1-2 size: 25 bytes", "2-3 name length: 5 bytes", "3-8 name: READY",
		"8-9 name length: 11 bytes", "9-20 name: Socket-Type", "20-24 value length: 3 bytes", "24-27 value: REQ",
	}},
	{"HELLO, whose password is no one's to see", event.WhatHandshake, "\x04\x0e\x05HELLO\x03bob\x03s3c", []string{
		"0-1 flags: COMMAND", "1-2 size: 14 bytes", "2-3 name length: 5 bytes", "3-8 name: HELLO",
		"8-9 username length: 3 bytes", "9-12 username: bob", "12-13 password length: 3 bytes", "13-16 password: hidden (secret)",
	}},
	{"ERROR", event.WhatHandshake, "\x04\x0a\x05ERROR\x03400", []string{
		"0-1 flags: COMMAND", "1-2 size: 10 bytes", "2-3 name length: 5 bytes", "3-8 name: ERROR", "8-9 reason length: 3 bytes", "9-12 reason: 400",
	}},
	{"a request of REQ", event.WhatMessage, "\x01\x00\x00\x05Hello", []string{
		"0-1 flags: MORE", "1-2 size: 0 bytes", "2-2 body: empty", "2-3 flags: none", "3-4 size: 5 bytes", "4-9 body: Hello (payload)",
	}},
	{"an envelope", event.WhatMessage, "\x01\x02id\x01\x00\x00\x01x", []string{
		"0-1 flags: MORE", "1-2 size: 2 bytes", "2-4 address: id", "4-5 flags: MORE", "5-6 size: 0 bytes", "6-6 body: empty",
		"6-7 flags: none", "7-8 size: 1 byte", "8-9 body: x (payload)",
	}},
	{"a long frame, cut short", event.WhatMessage, "\x02\x00\x00\x00\x00\x00\x00\x01\x2cabc", []string{"0-1 flags: LONG", "1-9 size: 300 bytes", "9-12 body: abc (payload)"}},
	{"a subscription as message", event.WhatSubscribe, "\x00\x04\x01NYC", []string{"0-1 flags: none", "1-2 size: 4 bytes", "2-3 what: subscribe", "3-6 topic: NYC"}},
	{"a subscription as command, to all", event.WhatSubscribe, "\x04\x0a\x09SUBSCRIBE", []string{
		"0-1 flags: COMMAND", "1-2 size: 10 bytes", "2-3 name length: 9 bytes", "3-12 name: SUBSCRIBE", "12-12 topic: empty",
	}},
	{"PING", event.WhatPing, "\x04\x09\x04PING\x00\x0ahi", []string{
		"0-1 flags: COMMAND", "1-2 size: 9 bytes", "2-3 name length: 4 bytes", "3-7 name: PING", "7-9 TTL: 1.0 s", "9-11 context: hi",
	}},
	{"a request of HTTP", event.WhatRequest, "GET /x HTTP/1.1\r\nHost: tasks\r\n\r\n", []string{
		"0-3 method: GET", "3-4 space", "4-6 target: /x", "6-7 space", "7-15 version: HTTP/1.1", "15-17 CRLF",
		"17-21 name: Host", "21-23 colon", "23-28 value: tasks", "28-30 CRLF", "30-32 empty line: CRLF",
	}},
	{"a response with a chunk", event.WhatResponse, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", []string{
		"0-8 version: HTTP/1.1", "8-9 space", "9-12 status code: 200", "12-13 space", "13-15 reason phrase: OK", "15-17 CRLF",
		"17-34 name: Transfer-Encoding", "34-36 colon", "36-43 value: chunked", "43-45 CRLF", "45-47 empty line: CRLF",
		"47-48 chunk size: 2: 2 bytes", "48-50 CRLF", "50-52 chunk data: ok (payload)", "52-54 CRLF", "54-55 chunk size: 0: 0 bytes", "55-57 CRLF", "57-59 empty line: CRLF",
	}},
	{"a server-sent event in a chunk", event.WhatServerEvent, "f\r\nid: 1\ndata: x\n\n\r\n", []string{
		"0-1 chunk size: f: 15 bytes", "1-3 CRLF", "3-9 event field id: 1 (payload)", "9-17 event field data: x (payload)", "17-18 empty line: end of the event (payload)",
		"18-20 CRLF",
	}},
	{"a masked websocket frame", event.WhatWSText, "\x81\x82\x01\x01\x01\x01ih", []string{
		"0-1 flags, opcode: FIN; 1, text", "1-2 mask, length: MASK; 2 bytes", "2-6 masking key: 01010101", "6-8 payload: hi (payload)",
	}},
	{"a websocket's close", event.WhatWSClose, "\x88\x05\x03\xe8bye", []string{
		"0-1 flags, opcode: FIN; 8, close", "1-2 mask, length: not masked; 5 bytes", "2-4 status code: 1000", "4-7 reason: bye",
	}},
	{"SETTINGS behind the preface", event.WhatH2Settings, h2Preface + "\x00\x00\x06\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x64", []string{
		"0-24 connection preface: PRI * HTTP/2.0 SM", "24-27 length: 6 bytes", "27-28 type: SETTINGS", "28-29 flags: none", "29-33 stream: 0",
		"33-35 identifier: MAX_CONCURRENT_STREAMS", "35-39 value: 100",
	}},
	{"DATA with padding", event.WhatH2Data, "\x00\x00\x05\x00\x09\x00\x00\x00\x01\x02hi\x00\x00", []string{
		"0-3 length: 5 bytes", "3-4 type: DATA", "4-5 flags: END_STREAM, PADDED", "5-9 stream: 1", "9-10 pad length: 2 bytes", "10-12 data: hi (payload)", "12-14 padding",
	}},
	{"HEADERS, from the tables and written out", event.WhatH2Headers, "\x00\x00\x1e\x01\x05\x00\x00\x00\x01\x82\xbe\x41\x05tasks\x00\x01x\x01y\x41\x8c\xf1\xe3\xc2\xe5\xf2\x3a\x6b\xa0\xab\x90\xf4\xff\x40\x01", []string{
		"0-3 length: 30 bytes", "3-4 type: HEADERS", "4-5 flags: END_STREAM, END_HEADERS", "5-9 stream: 1",
		"9-10 :method: GET", "10-11 entry 62: said before on this connection", "11-18 :authority: tasks", "18-23 x: y",
		"23-37 :authority: www.example.com", "37-39 header field: 4001",
	}},
	{"RST_STREAM", event.WhatH2RSTStream, "\x00\x00\x04\x03\x00\x00\x00\x00\x03\x00\x00\x00\x08", []string{
		"0-3 length: 4 bytes", "3-4 type: RST_STREAM", "4-5 flags: none", "5-9 stream: 3", "9-13 error code: CANCEL",
	}},
}

func TestDissect(t *testing.T) {
	for _, p := range parcels {
		t.Run(p.name, func(t *testing.T) {
			fields := Dissect(p.what, []byte(p.bytes))
			covers(t, fields, len(p.bytes))
			var got []string
			for _, f := range Leaves(fields) {
				got = append(got, written(f))
			}
			if diff := cmp.Diff(p.want, got); diff != "" {
				t.Errorf("leaves (-want +got):\n%s", diff)
			}
		})
	}
}

func written(f Field) string {
	text := fmt.Sprintf("%d-%d %s", f.From, f.To, f.Name)
	if f.Value != "" {
		text += ": " + f.Value
	}
	if f.Payload {
		text += " (payload)"
	}
	if f.Secret {
		text += " (secret)"
	}
	return text
}

// TestCutAnywhere takes the start of each parcel, of every length, as every kind.
func TestCutAnywhere(t *testing.T) {
	for _, p := range parcels {
		for n := range len(p.bytes) + 1 {
			for _, what := range kinds {
				covers(t, Dissect(what, []byte(p.bytes[:n])), n)
			}
		}
		if t.Failed() {
			t.Fatalf("with %s", p.name)
		}
	}
}

func FuzzDissect(f *testing.F) {
	for i, p := range parcels {
		f.Add(i%len(kinds), []byte(p.bytes))
	}
	f.Fuzz(func(t *testing.T, kind int, b []byte) {
		what := kinds[uint(kind)%uint(len(kinds))]
		covers(t, Dissect(what, b), len(b))
		if t.Failed() {
			t.Logf("%s %s", what, hex.EncodeToString(b))
		}
	})
}

// covers proves that every byte is in exactly one leaf, in order, and that each
// field is where its fields are.
func covers(t *testing.T, fields []Field, bytes int) {
	t.Helper()
	at := 0
	for _, f := range Leaves(fields) {
		if f.From != at || f.To < f.From {
			t.Errorf("the leaf %s follows %d", written(f), at)
		}
		at = f.To
	}
	if at != bytes {
		t.Errorf("the leaves end at %d of %d bytes", at, bytes)
	}
	nested(t, fields)
}

func nested(t *testing.T, fields []Field) {
	t.Helper()
	for _, f := range fields {
		if f.Name == "" {
			t.Errorf("a field without a name at %d", f.From)
		}
		if n := len(f.Fields); n > 0 && (f.From != f.Fields[0].From || f.To != f.Fields[n-1].To || f.Payload || f.Secret) {
			t.Errorf("the field %s is not where its fields are", written(f))
		}
		nested(t, f.Fields)
	}
}
