package wire_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// zmtpGreeting is a good greeting of ZMTP 3.1.
func zmtpGreeting(mechanism string) []byte {
	b := make([]byte, 64)
	b[0], b[9], b[10], b[11] = 0xFF, 0x7F, 3, 1
	copy(b[12:32], mechanism)
	return b
}

// zmtpProperties is a metadata body of names and values in turn.
func zmtpProperties(pairs ...string) (body []byte) {
	for i := 0; i < len(pairs); i += 2 {
		body = append(body, byte(len(pairs[i])))
		body = append(body, pairs[i]...)
		body = binary.BigEndian.AppendUint32(body, uint32(len(pairs[i+1])))
		body = append(body, pairs[i+1]...)
	}
	return body
}

func zmtpReady(pairs ...string) []byte {
	return wire.AppendCommand(nil, "READY", zmtpProperties(pairs...))
}

// zmtpStart is all that comes before traffic under NULL.
func zmtpStart() []byte {
	return zmtpJoin(zmtpGreeting("NULL"), zmtpReady("Socket-Type", "DEALER", "Identity", "ann"))
}

func zmtpHex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func zmtpJoin(parts ...[]byte) []byte { return slices.Clip(bytes.Join(parts, nil)) }

// zmtpFeed feeds in chunks of at most size bytes.
func zmtpFeed(s *wire.ZMTPSplitter, in []byte, size int) (all []wire.Unit, err error) {
	for len(in) > 0 && err == nil {
		n := min(size, len(in))
		var units []wire.Unit
		units, err = s.Feed(in[:n])
		all, in = append(all, units...), in[n:]
	}
	return all, err
}

func zmtpReason(t testing.TB, err error) event.Reason {
	t.Helper()
	if err == nil {
		return ""
	}
	var broken *wire.ProtocolError
	if !errors.As(err, &broken) {
		t.Fatalf("got the error %T %v, want a *ProtocolError", err, err)
	}
	return broken.Reason
}

// zmtpTell is a unit in one line.
func zmtpTell(u wire.Unit) string {
	switch {
	case u.What == event.WhatMessage:
		return fmt.Sprintf("message %q", u.Frames)
	case u.Peer != nil:
		return strings.TrimSpace(fmt.Sprintf("%s %s from %d.%d %s %s", u.What, u.Command, u.Peer.Major, u.Peer.Minor, u.Peer.Type, u.Peer.Identity))
	}
	return fmt.Sprintf("%s %s %q", u.What, u.Command, u.Body)
}

func TestZMTPUnits(t *testing.T) {
	null, start := zmtpGreeting("NULL"), zmtpStart()
	tests := []struct {
		name, mechanism string
		in              []byte
		want            []string // nil: as for start
	}{
		{
			"greeting and READY as libzmq 4.3 sends them", "NULL",
			zmtpHex(t, "ff 0000000000000001 7f 03 01 4e554c4c 00000000000000000000000000000000 00"+strings.Repeat("00", 31)+
				"04 26 05 5245414459 0b 536f636b65742d54797065 00000003 524551 08 4964656e74697479 00000000"),
			[]string{"greeting  from 3.1", "handshake READY from 3.1 REQ"},
		},
		{
			"a later version", "NULL", zmtpJoin(null[:10], []byte{4, 7}, null[12:]),
			[]string{"greeting  from 4.7"},
		},
		{
			"any padding and filler", "NULL", zmtpJoin([]byte("\xffpadding!"), null[9:33], bytes.Repeat([]byte{9}, 31)),
			[]string{"greeting  from 3.1"},
		},
		{
			"names of properties in any case, and properties of others", "NULL",
			zmtpJoin(null, zmtpReady("SOCKET-type", "PUB", "X-App_1.0+", "\x00\xff", "identity", "i")),
			[]string{"greeting  from 3.1", "handshake READY from 3.1 PUB i"},
		},
		{
			"refused under NULL", "NULL", zmtpJoin(null, wire.AppendCommand(nil, "ERROR", []byte("\x03no!"))),
			[]string{"greeting  from 3.1", `handshake ERROR "\x03no!"`},
		},
		{
			"PLAIN, the client's half", "PLAIN",
			zmtpJoin(zmtpGreeting("PLAIN"), wire.AppendCommand(nil, "HELLO", []byte("\x03ann\x02pw")),
				wire.AppendCommand(nil, "INITIATE", zmtpProperties("Socket-Type", "REQ")), []byte("\x00\x01m")),
			[]string{"greeting  from 3.1", `handshake HELLO "\x03ann\x02pw"`, "handshake INITIATE from 3.1 REQ", `message ["m"]`},
		},
		{
			"PLAIN, the server's half", "PLAIN",
			zmtpJoin(zmtpGreeting("PLAIN"), wire.AppendCommand(nil, "WELCOME", nil), zmtpReady("Socket-Type", "REP"), []byte("\x00\x01m")),
			[]string{"greeting  from 3.1", `handshake WELCOME ""`, "handshake READY from 3.1 REP", `message ["m"]`},
		},
		{
			"PLAIN, refused", "PLAIN", zmtpJoin(zmtpGreeting("PLAIN"), wire.AppendCommand(nil, "ERROR", []byte("\x03400"))),
			[]string{"greeting  from 3.1", `handshake ERROR "\x03400"`},
		},
		{"messages", "NULL", zmtpJoin(start, []byte("\x00\x00\x01\x00\x01\x01a\x00\x02bc\x00\x01d")), []string{
			"greeting  from 3.1", "handshake READY from 3.1 DEALER ann", `message [""]`, `message ["" "a" "bc"]`, `message ["d"]`,
		}},
		{"a short body with a long size", "NULL", zmtpJoin(start, []byte("\x02\x00\x00\x00\x00\x00\x00\x00\x01x")), []string{
			"greeting  from 3.1", "handshake READY from 3.1 DEALER ann", `message ["x"]`,
		}},
		{"commands in traffic", "NULL", zmtpJoin(start, []byte("\x04\x0b\x09SUBSCRIBEt\x04\x07\x06CANCEL\x04\x08\x04PING\x00\x05c\x04\x06\x04PONGc\x04\x05\x04JOIN")), []string{
			"greeting  from 3.1", "handshake READY from 3.1 DEALER ann",
			`subscribe SUBSCRIBE "t"`, `cancel CANCEL ""`, `ping PING "\x00\x05c"`, `pong PONG "c"`, `command JOIN ""`,
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			whole, err := zmtpFeed(wire.NewZMTPSplitter(wire.DefaultLimits, test.mechanism), test.in, len(test.in))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, u := range whole {
				got = append(got, zmtpTell(u))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("units (-want +got):\n%s", diff)
			}
			zmtpEveryBorder(t, test.mechanism, test.in, whole)
		})
	}
}

// zmtpEveryBorder checks that the units do not depend on where the stream is cut.
func zmtpEveryBorder(t *testing.T, mechanism string, in []byte, want []wire.Unit) {
	t.Helper()
	for border := 0; border <= len(in); border++ {
		s := wire.NewZMTPSplitter(wire.DefaultLimits, mechanism)
		got, err := zmtpFeed(s, in[:border], len(in))
		rest, err2 := zmtpFeed(s, in[border:], len(in))
		if diff := cmp.Diff(want, append(got, rest...)); diff != "" || err != nil || err2 != nil {
			t.Fatalf("cut at %d: %v, %v (-want +got):\n%s", border, err, err2, diff)
		}
	}
	for size := 1; size < 5; size++ {
		got, err := zmtpFeed(wire.NewZMTPSplitter(wire.DefaultLimits, mechanism), in, size)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Fatalf("in chunks of %d: %v (-want +got):\n%s", size, err, diff)
		}
	}
}

// Each input below is bad with its last byte and not before: it must be refused
// at that very byte, however it was chunked.
func TestZMTPRefuses(t *testing.T) {
	null, plain, start := zmtpGreeting("NULL"), zmtpGreeting("PLAIN"), zmtpStart()
	hello := wire.AppendCommand(nil, "HELLO", []byte("\x00\x00"))
	welcome := wire.AppendCommand(nil, "WELCOME", nil)
	long := strings.Repeat("x", 256)
	small := wire.Limits{Frame: 300, Frames: 3, Message: 500, Command: 100}
	frame := func(flags byte, size int) []byte { return append([]byte{flags, byte(size)}, make([]byte, size)...) }

	tests := []struct {
		name, mechanism string
		in              []byte
		want            event.Reason
	}{
		{"an HTTP request", "NULL", []byte("G"), event.BadGreeting},
		{"a zero", "NULL", []byte{0}, event.BadGreeting},
		{"ZMTP 1.0 without identity", "NULL", []byte{1}, event.BadVersion},
		{"ZMTP 1.0 with an identity", "NULL", zmtpHex(t, "ff 0000000000000004 00"), event.BadVersion},
		{"a signature that ends wrongly", "NULL", zmtpHex(t, "ff 0000000000000000 0f"), event.BadGreeting},
		{"ZMTP 2.0", "NULL", zmtpHex(t, "ff 0000000000000000 7f 01"), event.BadVersion},
		{"revision 0", "NULL", zmtpHex(t, "ff 0000000000000000 7f 00"), event.BadVersion},
		{"another mechanism", "NULL", plain[:32], event.BadMechanism},
		{"another mechanism, the other way", "PLAIN", null[:32], event.BadMechanism},
		{"a mechanism nobody can do here", "NULL", zmtpGreeting("CURVE")[:32], event.BadMechanism},
		{"an unknown mechanism", "NULL", zmtpGreeting("TRUST")[:32], event.BadMechanism},
		{"no mechanism", "NULL", zmtpGreeting("")[:32], event.BadMechanism},
		{"a mechanism with a tail", "NULL", zmtpGreeting("NULL\x00X")[:32], event.BadMechanism},
		{"a mechanism that fills its field", "NULL", zmtpGreeting("NULLNULLNULLNULLNULL")[:32], event.BadMechanism},
		{"as-server 2", "NULL", append(null[:32:32], 2), event.BadGreeting},

		{"a message instead of READY", "NULL", append(null, 0), event.BadReady},
		{"reserved bits in the handshake", "NULL", append(null, 0x0c), event.BadFrame},
		{"a handshake command with MORE", "NULL", append(null, 0x05), event.BadFrame},
		{"READY above the limit", "NULL", append(null, zmtpHex(t, "06 0000000000000801")...), event.BadReady},
		{"READY of 2^63-1 bytes", "NULL", append(null, zmtpHex(t, "06 7fffffffffffffff")...), event.BadReady},
		{"READY of 2^64-1 bytes", "NULL", append(null, zmtpHex(t, "06 ffffffffffffffff")...), event.BadReady},
		{"an empty command", "NULL", append(null, "\x04\x00"...), event.BadReady},
		{"an empty name", "NULL", append(null, "\x04\x01\x00"...), event.BadReady},
		{"a name beyond its frame", "NULL", append(null, "\x04\x05\x05READ"...), event.BadReady},
		{"a name of other than letters", "NULL", append(null, "\x04\x06\x05REA Y"...), event.BadReady},
		{"an unknown command", "NULL", append(null, "\x04\x06\x05STEAK"...), event.BadReady},
		{"PING before READY", "NULL", append(null, "\x04\x07\x04PING\x00\x00"...), event.BadReady},
		{"HELLO under NULL", "NULL", append(null, hello...), event.BadReady},
		{"anything after ERROR", "NULL", append(null, "\x04\x07\x05ERROR\x00\x04"...), event.BadReady},
		{"ERROR without a reason", "NULL", append(null, "\x04\x06\x05ERROR"...), event.BadReady},
		{"ERROR with a tail", "NULL", append(null, "\x04\x09\x05ERROR\x01no"...), event.BadReady},

		{"READY under PLAIN, at once", "PLAIN", append(plain, zmtpReady("Socket-Type", "REQ")...), event.BadReady},
		{"INITIATE at once", "PLAIN", append(plain, wire.AppendCommand(nil, "INITIATE", zmtpProperties("Socket-Type", "REQ"))...), event.BadReady},
		{"HELLO twice", "PLAIN", zmtpJoin(plain, hello, hello), event.BadReady},
		{"READY after HELLO", "PLAIN", zmtpJoin(plain, hello, zmtpReady("Socket-Type", "REQ")), event.BadReady},
		{"ERROR after HELLO", "PLAIN", zmtpJoin(plain, hello, []byte("\x04\x07\x05ERROR\x00")), event.BadReady},
		{"INITIATE after WELCOME", "PLAIN", zmtpJoin(plain, welcome, wire.AppendCommand(nil, "INITIATE", zmtpProperties("Socket-Type", "REQ"))), event.BadReady},
		{"HELLO without a password", "PLAIN", append(plain, "\x04\x08\x05HELLO\x01a"...), event.BadReady},
		{"HELLO with a tail", "PLAIN", append(plain, "\x04\x09\x05HELLO\x00\x00!"...), event.BadReady},
		{"HELLO with a name too long", "PLAIN", append(plain, "\x04\x08\x05HELLO\x09a"...), event.BadReady},
		{"WELCOME with a body", "PLAIN", append(plain, "\x04\x09\x07WELCOME!"...), event.BadReady},
		{"INITIATE without metadata", "PLAIN", zmtpJoin(plain, hello, wire.AppendCommand(nil, "INITIATE", nil)), event.BadReady},

		{"READY without Socket-Type", "NULL", append(null, zmtpReady("Identity", "a")...), event.BadReady},
		{"READY with two Socket-Types", "NULL", append(null, zmtpReady("Socket-Type", "REQ", "SOCKET-TYPE", "SCATTER")...), event.BadReady},
		{"READY with a draft type", "NULL", append(null, zmtpReady("Socket-Type", "SCATTER")...), event.BadReady},
		{"READY with two identities", "NULL", append(null, zmtpReady("Socket-Type", "REQ", "Identity", "", "identity", "")...), event.BadReady},
		{"READY with an identity of 256 bytes", "NULL", append(null, zmtpReady("Socket-Type", "REQ", "Identity", long)...), event.BadReady},
		{"READY with a tail", "NULL", append(null, wire.AppendCommand(nil, "READY", append(zmtpProperties("Socket-Type", "REQ"), 1))...), event.BadReady},

		{"reserved bits", "NULL", append(start, 0x80), event.BadFrame},
		{"a command with MORE", "NULL", append(start, 0x05), event.BadFrame},
		{"a command inside a message", "NULL", append(start, "\x01\x01a\x04\x04"...), event.BadFrame},
		{"a command without a name", "NULL", append(start, "\x04\x00"...), event.BadFrame},
		{"PING without its ttl", "NULL", append(start, "\x04\x06\x04PING\x00"...), event.BadFrame},
		{"PING with 17 bytes of context", "NULL", append(start, wire.AppendCommand(nil, "PING", make([]byte, 19))...), event.BadFrame},
		{"PONG with 17 bytes of context", "NULL", append(start, wire.AppendCommand(nil, "PONG", make([]byte, 17))...), event.BadFrame},
		{"a command above the limit", "NULL", append(start, 0x04, 101), event.TooLarge},
		{"a frame above the limit", "NULL", append(start, zmtpHex(t, "02 000000000000012d")...), event.TooLarge},
		{"a frame of 2^63-1 bytes", "NULL", append(start, zmtpHex(t, "03 7fffffffffffffff")...), event.TooLarge},
		{"a frame of 2^64-1 bytes", "NULL", append(start, zmtpHex(t, "02 ffffffffffffffff")...), event.TooLarge},
		{"a frame too many", "NULL", zmtpJoin(start, frame(1, 0), frame(1, 0), frame(1, 0), []byte{0, 0}), event.TooLarge},
		{"a message above the limit", "NULL", zmtpJoin(start, frame(1, 248), frame(1, 246), []byte{0, 1}), event.TooLarge},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			limits := wire.DefaultLimits
			if bytes.HasPrefix(test.in, start) {
				limits = small
			}
			zmtpRefusedAtLast(t, limits, test.mechanism, test.in, test.want)
		})
	}
}

func zmtpRefusedAtLast(t *testing.T, limits wire.Limits, mechanism string, in []byte, want event.Reason) {
	t.Helper()
	whole, errWhole := zmtpFeed(wire.NewZMTPSplitter(limits, mechanism), in, len(in))
	s := wire.NewZMTPSplitter(limits, mechanism)
	before, err := zmtpFeed(s, in[:len(in)-1], 1)
	if err != nil {
		t.Fatalf("refused too early: %v", err)
	}
	if units, err := s.Feed(in[len(in)-1:]); zmtpReason(t, err) != want || len(units) > 0 {
		t.Errorf("got %v and %d units, want %s", err, len(units), want)
	} else if again, err2 := s.Feed(in); err2 != err || len(again) > 0 {
		t.Errorf("fed again: got %v and %d units, want the same error", err2, len(again))
	} else if errWhole == nil || errWhole.Error() != err.Error() {
		t.Errorf("fed at once: got %v, want %v", errWhole, err)
	}
	if diff := cmp.Diff(whole, before); diff != "" {
		t.Errorf("units before the error (-at once +byte by byte):\n%s", diff)
	}
	if s.Pending() != 0 {
		t.Errorf("holds %d bytes of a refused stream", s.Pending())
	}
}

// Many peers send the signature, perhaps the major version, and wait for ours.
func TestZMTPGreetingMayComeInPieces(t *testing.T) {
	s := wire.NewZMTPSplitter(wire.DefaultLimits, "NULL")
	g := zmtpGreeting("NULL")
	for _, piece := range [][]byte{g[:10], g[10:11], g[11:12], g[12:63]} {
		if units, err := s.Feed(piece); len(units) > 0 || err != nil {
			t.Fatalf("got %d units and %v before the greeting was whole", len(units), err)
		}
	}
	if units, err := s.Feed(g[63:]); len(units) != 1 || err != nil || !bytes.Equal(units[0].Bytes, g) {
		t.Fatalf("got %d units and %v, want the greeting", len(units), err)
	}
}

func TestZMTPReadyTellsTheHandshakeIsDone(t *testing.T) {
	s, start := wire.NewZMTPSplitter(wire.DefaultLimits, "NULL"), zmtpStart()
	if _, err := s.Feed(start[:len(start)-1]); err != nil || s.Ready() {
		t.Fatalf("ready %v, error %v one byte before READY ends", s.Ready(), err)
	}
	if _, err := s.Feed(start[len(start)-1:]); err != nil || !s.Ready() {
		t.Fatalf("ready %v, error %v after READY", s.Ready(), err)
	}
}

// The library looks for exactly "Socket-Type" and "Identity".
func TestZMTPSpellsPropertiesAsEverybodyDoes(t *testing.T) {
	in := append(zmtpGreeting("NULL"), zmtpReady("sOCKET-tYPE", "REQ", "x-IDENTITY", "n", "IDENTITY", "i")...)
	fed := bytes.Clone(in)
	units, err := wire.NewZMTPSplitter(wire.DefaultLimits, "NULL").Feed(fed)
	if err != nil {
		t.Fatal(err)
	}
	want := zmtpReady("Socket-Type", "REQ", "x-IDENTITY", "n", "Identity", "i")
	if !bytes.Equal(units[1].Bytes, want) {
		t.Errorf("got %q, want %q", units[1].Bytes, want)
	}
	if !bytes.Equal(fed, in) {
		t.Error("Feed changed the caller's bytes")
	}
}

// Units outlive the chunks they came in and do not touch each other.
func TestZMTPUnitsAreTheirOwn(t *testing.T) {
	s := wire.NewZMTPSplitter(wire.DefaultLimits, "NULL")
	in := append(zmtpStart(), "\x01\x01a\x00\x01b\x00\x01c\x00\x01"...)
	units, err := s.Feed(in)
	if err != nil {
		t.Fatal(err)
	}
	first, second := units[2], units[3]
	clear(in)
	_ = append(first.Bytes, "overwritten"...)
	_ = append(first.Frames[0], "overwritten"...)
	_ = append(first.Frames, []byte("overwritten"))
	if _, err := s.Feed([]byte("d")); err != nil {
		t.Fatal(err)
	}
	if got := zmtpTell(first) + zmtpTell(second); got != `message ["a" "b"]message ["c"]` {
		t.Errorf("got %s", got)
	}
}

func TestZMTPRoundTrip(t *testing.T) {
	sizes := []int{0, 1, 254, 255, 256, 257, 70_000}
	var stream []byte
	var want [][][]byte
	for _, a := range sizes {
		for _, b := range sizes {
			frames := [][]byte{bytes.Repeat([]byte{'a'}, a), {}, bytes.Repeat([]byte{'b'}, b)}
			want = append(want, frames)
			stream = wire.AppendMessage(stream, frames)
		}
	}
	s := wire.NewZMTPSplitter(wire.DefaultLimits, "NULL")
	if _, err := s.Feed(zmtpStart()); err != nil {
		t.Fatal(err)
	}
	units, err := zmtpFeed(s, stream, 4096)
	if err != nil {
		t.Fatal(err)
	}
	var got [][][]byte
	var again []byte
	for _, u := range units {
		got = append(got, u.Frames)
		again = append(again, u.Bytes...)
	}
	sameFrames := func(a, b [][]byte) bool { return slices.EqualFunc(a, b, bytes.Equal) }
	if !slices.EqualFunc(want, got, sameFrames) {
		t.Errorf("got %d messages, want the same %d", len(got), len(want))
	}
	if !bytes.Equal(stream, again) || s.Pending() != 0 {
		t.Error("the units' bytes are not the stream")
	}
}

func TestAppendCommand(t *testing.T) {
	for _, size := range []int{0, 1, 245, 246, 300} {
		body := bytes.Repeat([]byte{'x'}, size)
		in := wire.AppendCommand([]byte("before"), "SUBSCRIBE", body)
		s := wire.NewZMTPSplitter(wire.DefaultLimits, "NULL")
		units, err := s.Feed(append(zmtpStart(), in[len("before"):]...))
		if err != nil || len(units) != 3 || units[2].Command != "SUBSCRIBE" || !bytes.Equal(units[2].Body, body) {
			t.Errorf("body of %d bytes: got %d units and %v", size, len(units), err)
		}
	}
}

func TestSubscription(t *testing.T) {
	tests := []struct {
		in            string
		topic         string
		subscribe, ok bool
	}{
		{"\x00\x04\x01NYC", "NYC", true, true},
		{"\x00\x01\x01", "", true, true},
		{"\x00\x04\x00NYC", "NYC", false, true},
		{"\x04\x0d\x09SUBSCRIBENYC", "NYC", true, true},
		{"\x04\x0a\x06CANCELNYC", "NYC", false, true},
		{"\x00\x04\x02NYC", "", false, false},
		{"\x00\x00", "", false, false},
		{"\x01\x04\x01NYC\x00\x00", "", false, false},
		{"\x04\x07\x04PING\x00\x00", "", false, false},
		{"\x04\x05\x04PONG", "", false, false},
	}
	for _, test := range tests {
		units, err := wire.NewZMTPSplitter(wire.DefaultLimits, "NULL").Feed(append(zmtpStart(), test.in...))
		if err != nil || len(units) != 3 {
			t.Fatalf("%q: %v", test.in, err)
		}
		topic, subscribe, ok := wire.Subscription(units[2])
		if string(topic) != test.topic || subscribe != test.subscribe || ok != test.ok {
			t.Errorf("%q: got %q, %v, %v", test.in, topic, subscribe, ok)
		}
	}
}

func TestZMTPPing(t *testing.T) {
	units, err := wire.NewZMTPSplitter(wire.DefaultLimits, "NULL").Feed(append(zmtpStart(), "\x04\x0a\x04PING\x01\x02abc"...))
	if err != nil {
		t.Fatal(err)
	}
	if ttl, context := wire.ZMTPPing(units[2]); ttl != 25800*time.Millisecond || string(context) != "abc" {
		t.Errorf("got %v and %q, want 25.8 s and abc", ttl, context)
	}
}

func TestReadyMetadata(t *testing.T) {
	for _, name := range []string{"REQ", "REP", "DEALER", "ROUTER", "PUB", "SUB", "XPUB", "XSUB", "PUSH", "PULL", "PAIR"} {
		id := strings.Repeat("i", 255)
		got, identity, err := wire.ReadyMetadata(zmtpProperties("Socket-Type", name, "Identity", id))
		if got != name || string(identity) != id || err != nil {
			t.Errorf("%s: got %s, %d bytes of identity, %v", name, got, len(identity), err)
		}
	}
	for _, name := range []string{"", "req", "REQ ", "STREAM", "CLIENT", "SERVER", "RADIO", "DISH", "SCATTER", "GATHER", "PEER", "CHANNEL", "DGRAM"} {
		if got, _, err := wire.ReadyMetadata(zmtpProperties("Socket-Type", name)); zmtpReason(t, err) != event.BadReady || got != "" {
			t.Errorf("%q: got %q and %v, want %s", name, got, err, event.BadReady)
		}
	}
	for _, malformed := range []string{"\x00", "\x00\x00\x00\x00\x00", "\x01", "\x05abc", "\x01a\x00\x00\x00", "\x01a\x00\x00\x00\x01", "\x01a\xff\xff\xff\xff", "\x01 \x00\x00\x00\x00", "\x01\xc3\x00\x00\x00\x00"} {
		body := append(zmtpProperties("Socket-Type", "REQ"), malformed...)
		if _, _, err := wire.ReadyMetadata(body); zmtpReason(t, err) != event.BadReady {
			t.Errorf("%q: got %v, want %s", malformed, err, event.BadReady)
		}
	}
	longest := zmtpProperties(strings.Repeat("n", 255), "", "Socket-Type", "PAIR")
	if got, _, err := wire.ReadyMetadata(longest); got != "PAIR" || err != nil {
		t.Errorf("a name of 255 bytes: got %q and %v", got, err)
	}
}

func TestZMTPErrorReason(t *testing.T) {
	if got, err := wire.ZMTPErrorReason([]byte("\x03400")); got != "400" || err != nil {
		t.Errorf("got %q and %v", got, err)
	}
	if _, err := wire.ZMTPErrorReason([]byte("\x05400")); zmtpReason(t, err) != event.BadReady {
		t.Errorf("got %v, want %s", err, event.BadReady)
	}
}
