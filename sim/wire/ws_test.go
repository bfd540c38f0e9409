package wire_test

import (
	"strings"
	"testing"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

func wsPair(limits wire.HTTPLimits) httpPair {
	return func() (httpSplitter, httpSplitter) {
		return wire.NewWSSplitter(limits, true), wire.NewWSSplitter(limits, false)
	}
}

func TestWSUnits(t *testing.T) {
	long, longer := strings.Repeat("a", 126), strings.Repeat("b", 65536)
	tests := []struct {
		name string
		said httpSaid
		want []string
	}{
		{"RFC 6455, section 5.7: unmasked", server("\x81\x05\x48\x65\x6c\x6c\x6f"), []string{`ws-text 0 5+2 "Hello" end`}},
		{"RFC 6455, section 5.7: masked", client("\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"), []string{`ws-text 0 5+6 "Hello" end`}},
		{"RFC 6455, section 5.7: in fragments", server("\x01\x03\x48\x65\x6c\x80\x02\x6c\x6f"), []string{`ws-text 0 3+2 "Hel"`, `ws-continuation 0 2+2 "lo" end`}},
		{"RFC 6455, section 5.7: ping and pong", server("\x89\x05\x48\x65\x6c\x6c\x6f\x8a\x05\x48\x65\x6c\x6c\x6f"), []string{`ws-ping 0 0+7 "Hello" end`, `ws-pong 0 0+7 "Hello" end`}},
		{"a ping between fragments", server("\x02\x01a\x89\x00\x00\x01b\x80\x00"), []string{`ws-binary 0 1+2 "a"`, "ws-ping 0 0+2 end", `ws-continuation 0 1+2 "b"`, "ws-continuation 0 0+2 end"}},
		{"sixteen bits of length", server("\x82\x7e\x00\x7e" + long), []string{`ws-binary 0 126+4 "` + long + `" end`}},
		{"sixteen bits of length, masked", client("\x82\xfe\x00\x7e\x00\x00\x00\x00" + long), []string{`ws-binary 0 126+8 "` + long + `" end`}},
		{"close without a code", server("\x88\x00"), []string{"ws-close 0 0+2 end"}},
		{"close with a code and a reason", server("\x88\x05\x03\xf3bye"), []string{`ws-close 0 0+7 "\x03\xf3bye" code 1011 bye end`}},
		{"no data", client("\x81\x80\x01\x02\x03\x04"), []string{"ws-text 0 0+6 end"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			httpUnits(t, wsPair(wire.DefaultHTTPLimits), []httpSaid{test.said}, test.want)
		})
	}
	units, err := wire.NewWSSplitter(wire.DefaultHTTPLimits, false).Feed([]byte("\x82\x7f\x00\x00\x00\x00\x00\x01\x00\x00" + longer))
	if err != nil || len(units) != 1 || string(units[0].Body) != longer || units[0].WS.Header != 10 {
		t.Errorf("64 bits of length: %d units and %v", len(units), err)
	}
}

func TestWSRefuses(t *testing.T) {
	tests := []struct {
		name string
		said httpSaid
		want event.Reason
	}{
		{"a reserved bit", server("\xc1"), event.BadFrame},
		{"an unknown opcode", server("\x83"), event.BadFrame},
		{"an unknown control opcode", server("\x8b"), event.BadFrame},
		{"a client's frame without a mask", client("\x81\x00"), event.BadFrame},
		{"a server's frame with a mask", server("\x81\x80"), event.BadFrame},
		{"a control frame in fragments", server("\x09"), event.BadFrame},
		{"a control frame of 126 bytes", server("\x89\x7e"), event.BadFrame},
		{"a continuation of nothing", server("\x80"), event.BadFrame},
		{"a continuation after the end", server("\x01\x00\x80\x00\x80"), event.BadFrame},
		{"a message within a message", server("\x01\x00\x81"), event.BadFrame},
		{"125 bytes in the longer form", server("\x81\x7e\x00\x7d"), event.BadFrame},
		{"65535 bytes in the longest form", server("\x81\x7f\x00\x00\x00\x00\x00\x00\xff\xff"), event.BadFrame},
		{"2^63 bytes", server("\x81\x7f\x80\x00\x00\x00\x00\x00\x00\x00"), event.TooLarge},
		{"2^63-1 bytes", server("\x81\x7f\x7f\xff\xff\xff\xff\xff\xff\xff"), event.TooLarge},
		{"a frame above the limit", client("\x81\xff\x00\x00\x00\x00\x00\x01\x00\x01"), event.TooLarge},
		{"a message above the limit", server("\x01\x7e\x00\xc8" + strings.Repeat("a", 200) + "\x00\x65"), event.TooLarge},
		{"half a code", server("\x88\x01\x03"), event.BadFrame},
		{"a code nobody may send", server("\x88\x02\x03\xed"), event.BadFrame},
		{"a code of no range", server("\x88\x02\x07\xd0"), event.BadFrame},
		{"a reason that is not UTF-8", server("\x88\x03\x03\xe8\xff"), event.BadFrame},
		{"anything after close", server("\x88\x00\x88"), event.BadFrame},
	}
	limits := wire.DefaultHTTPLimits
	limits.Body = 300
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			httpRefusedAtLast(t, wsPair(limits), []httpSaid{test.said}, test.want)
		})
	}
}

// What was shown may not change under whoever looks: the mask is taken off a copy.
func TestWSBytesStayMasked(t *testing.T) {
	in := "\x81\x82\x01\x02\x03\x04ik"
	units, err := wire.NewWSSplitter(wire.DefaultHTTPLimits, true).Feed([]byte(in))
	if err != nil || len(units) != 1 || string(units[0].Bytes) != in || string(units[0].Body) != "hi" {
		t.Fatalf("got %q and %v", httpBytes(units), err)
	}
}
