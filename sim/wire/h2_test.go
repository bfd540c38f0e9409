package wire_test

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

func h2Pair(limits wire.HTTPLimits) httpPair {
	return func() (httpSplitter, httpSplitter) {
		x := wire.NewH2Exchange(limits)
		return x.FromClient, x.FromServer
	}
}

// h2Write is what a peer with the library's framer writes.
type h2Write struct {
	*http2.Framer
	out   bytes.Buffer
	block bytes.Buffer
	hpack *hpack.Encoder
}

func h2Writes(write ...func(w *h2Write)) []byte {
	w := &h2Write{}
	w.Framer = http2.NewFramer(&w.out, nil)
	w.AllowIllegalWrites = true
	w.hpack = hpack.NewEncoder(&w.block)
	for _, f := range write {
		f(w)
	}
	return w.out.Bytes()
}

// encode is a header block of names and values in turn.
func (w *h2Write) encode(pairs ...string) []byte {
	w.block.Reset()
	for i := 0; i < len(pairs); i += 2 {
		_ = w.hpack.WriteField(hpack.HeaderField{Name: pairs[i], Value: pairs[i+1]})
	}
	return bytes.Clone(w.block.Bytes())
}

func h2Settings(settings ...http2.Setting) func(*h2Write) {
	return func(w *h2Write) { _ = w.WriteSettings(settings...) }
}

func h2Head(stream uint32, end bool, pairs ...string) func(*h2Write) {
	return func(w *h2Write) {
		_ = w.WriteHeaders(http2.HeadersFrameParam{StreamID: stream, BlockFragment: w.encode(pairs...), EndStream: end, EndHeaders: true})
	}
}

func h2Get(stream uint32, end bool, more ...string) func(*h2Write) {
	return h2Head(stream, end, append([]string{":method", "GET", ":scheme", "http", ":authority", "a", ":path", "/"}, more...)...)
}

func h2Body(stream uint32, end bool, data string) func(*h2Write) {
	return func(w *h2Write) { _ = w.WriteData(stream, end, []byte(data)) }
}

// h2Raw is a frame as it is.
func h2Raw(kind, flags byte, stream uint32, payload string) func(*h2Write) {
	return func(w *h2Write) {
		_ = w.WriteRawFrame(http2.FrameType(kind), http2.Flags(flags), stream, []byte(payload))
	}
}

// h2Talk is what a client, after its preface, and a server write.
type h2Talk struct{ client, server []byte }

func h2Talks() []h2Talk {
	return []h2Talk{
		{
			h2Writes(h2Settings(http2.Setting{ID: http2.SettingHeaderTableSize, Val: 4096}), h2Get(1, true), h2Get(3, false, "content-length", "5"), h2Body(3, true, "hello")),
			h2Writes(h2Settings(), h2Head(1, false, ":status", "200", "content-type", "text/event-stream"), h2Body(1, false, "data: a\n\nda"), h2Body(1, true, "ta: b\n\n"),
				h2Head(3, false, ":status", "103"), h2Head(3, false, ":status", "200"), h2Body(3, false, "x"), h2Head(3, true, "sum", "9")),
		},
		{
			h2Writes(h2Settings(), func(w *h2Write) {
				block := w.encode(":method", "POST", ":scheme", "http", ":path", "/long", "x", "y")
				_ = w.WriteHeaders(http2.HeadersFrameParam{StreamID: 1, BlockFragment: block[:5], PadLength: 3, Priority: http2.PriorityParam{StreamDep: 9, Weight: 1}})
				_ = w.WriteContinuation(1, false, block[5:9])
				_ = w.WriteContinuation(1, true, block[9:])
				_ = w.WriteDataPadded(1, false, []byte("ab"), make([]byte, 4))
				_ = w.WriteRSTStream(1, http2.ErrCodeCancel)
			}),
			h2Writes(h2Settings(), func(w *h2Write) {
				_ = w.WriteSettingsAck()
				_ = w.WritePing(false, [8]byte{1, 2, 3, 4, 5, 6, 7, 8})
				_ = w.WriteWindowUpdate(0, 1000)
				_ = w.WritePriority(1, http2.PriorityParam{StreamDep: 3, Weight: 7})
				_ = w.WriteGoAway(1, http2.ErrCodeNo, []byte("bye"))
				_ = w.WritePriorityUpdate(1, "u=5, i")
				_ = w.WriteRawFrame(0x77, 1, 5, []byte("?"))
			}),
		},
	}
}

func TestH2Units(t *testing.T) {
	talks := h2Talks()
	want := [][]string{
		{
			"h2-preface 0 0+24", "h2-settings 0 0+15",
			"h2-headers 1 0+15 GET / HTTP/2 [:method=GET] [:scheme=http] [:authority=a] [:path=/] end",
			"h2-headers 3 0+16 GET / HTTP/2 [:method=GET] [:scheme=http] [:authority=a] [:path=/] [content-length=5]",
			`h2-data 3 5+9 "hello" end`,
			"h2-settings 0 0+9", "h2-headers 1 0+24 HTTP/2 200  [:status=200] [content-type=text/event-stream]",
			`sse-event 1 11+9 "data: a\n\nda" (message "a")`, `sse-event 1 7+9 "ta: b\n\n" (message "b") end`,
			"h2-headers 3 0+13 HTTP/2 103  [:status=103]", "h2-headers 3 0+10 HTTP/2 200  [:status=200]",
			`h2-data 3 1+9 "x"`, "h2-headers 3 0+16  [sum=9] end",
		},
		{
			"h2-preface 0 0+24", "h2-settings 0 0+9",
			"h2-headers 1 0+49 POST /long HTTP/2 [:method=POST] [:scheme=http] [:path=/long] [x=y]",
			`h2-data 1 2+14 "ab"`, "h2-rst-stream 1 0+13 end",
			"h2-settings 0 0+9", "h2-settings 0 0+9", "h2-ping 0 0+17", "h2-window-update 0 0+13", "h2-priority 1 0+14", "h2-goaway 0 0+20", "h2-priority-update 0 0+19", "h2-unknown 5 0+10",
		},
	}
	for i, talk := range talks {
		httpUnits(t, h2Pair(wire.DefaultHTTPLimits), []httpSaid{client(wire.H2Preface + string(talk.client)), {true, talk.server}, clientCloses, serverCloses}, want[i])
	}
}

func TestH2FramesSayWhatTheyAre(t *testing.T) {
	talk := h2Talks()[1]
	x := wire.NewH2Exchange(wire.DefaultHTTPLimits)
	heard, err := httpHear(x.FromClient, x.FromServer, []httpSaid{client(wire.H2Preface + string(talk.client)), {true, talk.server}}, httpWhole)
	if err != nil {
		t.Fatal(err)
	}
	c, s := httpUnitsOf(heard, false), httpUnitsOf(heard, true)
	if f := c[2].H2; f.Continued != 2 || f.Padding != 4 || f.Flags != 0x2c {
		t.Errorf("HEADERS: got %+v", f)
	}
	if f := c[3].H2; f.Padding != 5 || f.Length != 7 {
		t.Errorf("DATA: got %+v", f)
	}
	if f := c[4].H2; f.Code != 8 {
		t.Errorf("RST_STREAM: got %+v", f)
	}
	if f := s[2].H2; string(f.Opaque) != "\x01\x02\x03\x04\x05\x06\x07\x08" {
		t.Errorf("PING: got %+v", f)
	}
	if f := s[3].H2; f.Increment != 1000 {
		t.Errorf("WINDOW_UPDATE: got %+v", f)
	}
	if f := s[5].H2; f.Last != 1 || f.Code != 0 || string(f.Debug) != "bye" {
		t.Errorf("GOAWAY: got %+v", f)
	}
	if f := s[6].H2; f.Prioritized != 1 || f.Priority != "u=5, i" {
		t.Errorf("PRIORITY_UPDATE: got %+v", f)
	}
}

// The encoder of one direction may use the table that the other direction allowed.
func TestH2TableOfTheOtherDirection(t *testing.T) {
	big := func(w *h2Write) { w.hpack.SetMaxDynamicTableSizeLimit(65536); w.hpack.SetMaxDynamicTableSize(65536) }
	ask, answer := h2Writes(h2Settings(), h2Get(1, true)), h2Writes(h2Settings(), big, h2Head(1, true, ":status", "200"))
	allow := h2Writes(h2Settings(http2.Setting{ID: http2.SettingHeaderTableSize, Val: 65536}), h2Get(1, true))
	x := wire.NewH2Exchange(wire.DefaultHTTPLimits)
	if _, err := httpHear(x.FromClient, x.FromServer, []httpSaid{client(wire.H2Preface + string(allow)), {true, answer}}, httpWhole); err != nil {
		t.Errorf("allowed: got %v", err)
	}
	x = wire.NewH2Exchange(wire.DefaultHTTPLimits)
	if _, err := httpHear(x.FromClient, x.FromServer, []httpSaid{client(wire.H2Preface + string(ask)), {true, answer}}, httpWhole); zmtpReason(t, err) != event.BadCompression {
		t.Errorf("not allowed: got %v, want %s", err, event.BadCompression)
	}
}

// Frames may cross a RST_STREAM of the other end.
func TestH2FramesOfClosedStreamsPass(t *testing.T) {
	x := wire.NewH2Exchange(wire.DefaultHTTPLimits)
	cancel := h2Writes(func(w *h2Write) { _ = w.WriteRSTStream(1, http2.ErrCodeCancel) })
	talk := []httpSaid{
		client(wire.H2Preface + string(h2Writes(h2Settings(), h2Get(1, true)))),
		{true, h2Writes(h2Settings(), h2Head(1, false, ":status", "200"))},
		{false, cancel},
		{true, h2Writes(h2Body(1, false, strings.Repeat("late", 9)), h2Body(1, true, "late"))},
	}
	heard, err := httpHear(x.FromClient, x.FromServer, talk, httpWhole)
	if err != nil || x.Open() != 0 {
		t.Fatalf("%v, and %d streams are open", err, x.Open())
	}
	for _, h := range heard[len(heard)-2:] {
		if h.Unit.End || h.Unit.What != event.WhatH2Data {
			t.Errorf("got %s", httpTell(h))
		}
	}
}

// h2SameFrames checks that the library's framer reads the frames that the splitter cut.
func h2SameFrames(t testing.TB, in []byte, units []wire.HTTPUnit) {
	t.Helper()
	framer := http2.NewFramer(nil, bytes.NewReader(in))
	framer.SetMaxReadFrameSize(1 << 20)
	framer.ReadMetaHeaders = hpack.NewDecoder(4096, nil)
	framer.ReadMetaHeaders.SetAllowedMaxDynamicTableSize(1 << 16)
	for _, u := range units {
		frame, err := framer.ReadFrame()
		if err != nil {
			t.Fatalf("%s: the framer has %v (%v)", httpTell(httpHeard{Unit: u}), err, framer.ErrorDetail())
		}
		h2SameFrame(t, u, frame)
	}
}

func h2SameFrame(t testing.TB, u wire.HTTPUnit, frame http2.Frame) {
	t.Helper()
	h := frame.Header()
	same := byte(h.Type) == u.H2.Type && int(h.StreamID) == u.Stream && int(h.Length) == u.H2.Length
	same = same && (u.H2.Continued > 0 || byte(h.Flags) == u.H2.Flags)
	switch f := frame.(type) {
	case *http2.DataFrame:
		same = same && bytes.Equal(f.Data(), u.Body)
	case *http2.MetaHeadersFrame:
		same = same && len(f.Fields) == len(u.Head.Fields)
		for i := 0; same && i < len(f.Fields); i++ {
			same = f.Fields[i].Name == u.Head.Fields[i].Name && f.Fields[i].Value == u.Head.Fields[i].Value
		}
	case *http2.SettingsFrame:
		same = same && f.NumSettings() == len(u.H2.Settings)
		for i := 0; same && i < f.NumSettings(); i++ {
			same = uint16(f.Setting(i).ID) == u.H2.Settings[i].ID && f.Setting(i).Val == u.H2.Settings[i].Value
		}
	case *http2.RSTStreamFrame:
		same = same && uint32(f.ErrCode) == u.H2.Code
	case *http2.WindowUpdateFrame:
		same = same && f.Increment == u.H2.Increment
	case *http2.GoAwayFrame:
		same = same && f.LastStreamID == u.H2.Last && uint32(f.ErrCode) == u.H2.Code && bytes.Equal(f.DebugData(), u.H2.Debug)
	case *http2.PriorityUpdateFrame:
		same = same && f.PrioritizedStreamID == u.H2.Prioritized && f.Priority == u.H2.Priority
	case *http2.PingFrame:
		same = same && bytes.Equal(f.Data[:], u.H2.Opaque)
	}
	if !same {
		t.Fatalf("the framer has %v, the splitter %s", frame, httpTell(httpHeard{Unit: u}))
	}
}
