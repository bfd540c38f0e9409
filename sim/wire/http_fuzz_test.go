package wire_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// httpFuzzLimits are small, so that inputs of a few hundred bytes meet them.
var httpFuzzLimits = wire.HTTPLimits{Head: 300, Fields: 6, Body: 60, Event: 40, Frame: 100, Open: 3, Table: 4096}

// httpFuzzHeld is above all that may be held under these limits: a head, or a chunk with its size line.
const httpFuzzHeld = 400

// httpFuzzBoth feeds a conversation whole and in chunks, checks that it makes no
// difference and that the units are the bytes, and returns what was heard.
func httpFuzzBoth(t *testing.T, pair httpPair, talk []httpSaid, size uint8) ([]httpHeard, error) {
	t.Helper()
	c, s := pair()
	whole, err := httpHear(c, s, talk, httpWhole)
	httpCheckWhole(t, talk, whole, false)
	zmtpReason(t, err)
	c, s = pair()
	got, errChunks := httpHear(c, s, talk, httpChunks(int(size)+1))
	if (err == nil) != (errChunks == nil) || err != nil && err.Error() != errChunks.Error() {
		t.Fatalf("in chunks of %d: got %v, want %v", int(size)+1, errChunks, err)
	}
	if diff := httpDiff(whole, got); diff != "" {
		t.Fatalf("in chunks of %d (-want +got):\n%s", int(size)+1, diff)
	}
	if held := max(c.Pending(), s.Pending()); held > httpFuzzHeld {
		t.Fatalf("holds %d bytes", held)
	}
	return whole, err
}

// httpUnitsOf are the units of one direction.
func httpUnitsOf(heard []httpHeard, server bool) (units []wire.HTTPUnit) {
	for _, h := range heard {
		if h.Server == server {
			units = append(units, h.Unit)
		}
	}
	return units
}

// Whatever comes in: the chunks make no difference, the units are the bytes,
// nothing is held above the limits, and net/http reads the same messages.
func FuzzHTTP1(f *testing.F) {
	f.Add([]byte(http1Get+http1Get), []byte(http1OK+http1OK), []byte{}, uint8(3))
	f.Add([]byte("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"), []byte("HTTP/1.1 100 Continue\r\n\r\n"+http1OK), []byte("hello"), uint8(1))
	f.Add([]byte("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nSum: 9\r\n\r\n"), []byte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: A\r\n\r\n2\r\nab\r\n00\r\nA: b\r\n\r\n"), []byte{}, uint8(7))
	f.Add([]byte("GET / HTTP/1.0\r\n\r\n"), []byte("HTTP/1.0 200 OK\r\n\r\nto the end"), []byte{}, uint8(2))
	f.Add([]byte("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"+http1Get), []byte("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nHTTP/1.1 304 \r\nContent-Length: 1\r\n\r\n"), []byte(http1Get), uint8(9))
	f.Add([]byte(http1Get), []byte("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nid: 1\ndata: a\n\ndata: b\r\n\r\n"), []byte{}, uint8(4))
	f.Add([]byte(http1Ask), []byte(http1Switch+"\x81\x02hi\x88\x00"), []byte("\x81\x82\x01\x02\x03\x04ik"), uint8(5))
	f.Add([]byte("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"), []byte{}, []byte{}, uint8(0))
	f.Fuzz(func(t *testing.T, ask, answer, more []byte, size uint8) {
		talk := []httpSaid{{false, ask}, {true, answer}, {false, more}}
		talk = slices.DeleteFunc(talk, func(s httpSaid) bool { return s.bytes == nil })
		heard, _ := httpFuzzBoth(t, http1Pair(httpFuzzLimits), talk, size)
		http1SameMessages(t, heard)
	})
}

// Whatever comes in: the chunks make no difference, and a reader that has all
// of it before it begins finds the same events.
func FuzzSSE(f *testing.F) {
	f.Add([]byte("data: a\n\nid: 1\nevent: b\ndata: c\ndata\n\n"), uint8(1))
	f.Add([]byte("\ufeff: hi\r\n\r\nretry: 5\r\rdata:x\r\r"), uint8(2))
	f.Add([]byte("\r\n\r\ndata: 1\n\r\ndata: 2\r\n\nid\n\n"), uint8(3))
	f.Add([]byte("data: 123456789012345678901234567890123456789012345\n\n"), uint8(4))
	f.Fuzz(func(t *testing.T, in []byte, size uint8) {
		whole, err := sseFeed(wire.NewSSESplitter(httpFuzzLimits), in, max(1, len(in)))
		got, errChunks := sseFeed(wire.NewSSESplitter(httpFuzzLimits), in, int(size)+1)
		if zmtpReason(t, err) != zmtpReason(t, errChunks) {
			t.Fatalf("in chunks of %d: got %v, want %v", int(size)+1, errChunks, err)
		}
		if diff := httpDiff(whole, got); diff != "" {
			t.Fatalf("in chunks of %d (-want +got):\n%s", int(size)+1, diff)
		}
		want, dispatched := sseReadAll(string(in)), sseDispatched(whole)
		if err != nil { // the plain reader knows no limit, and read on
			want = want[:min(len(want), len(dispatched))]
		}
		if diff := cmp.Diff(want, dispatched, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("of %q (-plain reader +splitter):\n%s", in, diff)
		}
	})
}

// Whatever comes in: the chunks make no difference, the units are the bytes,
// and the library reads the same messages.
func FuzzWebSocket(f *testing.F) {
	f.Add([]byte("\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58\x88\x80\x00\x00\x00\x00"), true, uint8(1))
	f.Add([]byte("\x01\x03\x48\x65\x6c\x89\x00\x80\x02\x6c\x6f\x88\x05\x03\xf3bye"), false, uint8(2))
	f.Add([]byte("\x82\x7e\x00\x7e"), false, uint8(3))
	f.Add([]byte("\x82\x7f\x7f\xff\xff\xff\xff\xff\xff\xff"), false, uint8(4))
	f.Fuzz(func(t *testing.T, in []byte, fromClient bool, size uint8) {
		heard, _ := httpFuzzBoth(t, wsPair(httpFuzzLimits), []httpSaid{{!fromClient, in}}, size)
		wsSameMessages(t, fromClient, in, httpUnitsOf(heard, !fromClient))
	})
}

// Whatever comes in: the chunks make no difference, the units are the bytes,
// nothing is held above the limits, and x/net's framer reads the same frames.
func FuzzH2(f *testing.F) {
	for _, talk := range h2Talks() {
		f.Add(talk.client, talk.server, uint8(3))
	}
	f.Add(h2Writes(h2Settings(), h2Get(1, false), h2Get(3, false), h2Body(3, true, "b"), h2Head(1, true, "sum", "9")), h2Writes(h2Settings(), h2Head(3, true, ":status", "204")), uint8(1))
	f.Add(h2Writes(h2Settings(), h2Get(1, true, "a", strings.Repeat("b", 200))), h2Writes(h2Settings(), h2Head(1, false, ":status", "200"), h2Raw(0, 9, 1, "\x02xyz..")), uint8(8))
	f.Fuzz(func(t *testing.T, fromClient, fromServer []byte, size uint8) {
		in := append([]byte(wire.H2Preface), fromClient...)
		heard, _ := httpFuzzBoth(t, h2Pair(httpFuzzLimits), []httpSaid{{false, in}, {true, fromServer}}, size)
		units := httpUnitsOf(heard, false)
		if len(units) == 0 || units[0].What != event.WhatH2Preface {
			t.Fatalf("%d units, and no preface", len(units))
		}
		h2SameFrames(t, fromClient, units[1:])
		h2SameFrames(t, fromServer, httpUnitsOf(heard, true))
	})
}
