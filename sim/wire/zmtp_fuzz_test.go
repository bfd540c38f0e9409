package wire_test

import (
	"bytes"
	"testing"

	"github.com/go-zeromq/zmq4"
	"github.com/google/go-cmp/cmp"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// zmtpFuzzLimits are small, so that inputs of a few hundred bytes meet them.
var zmtpFuzzLimits = wire.Limits{Frame: 100, Frames: 4, Message: 150, Command: 80}

func zmtpMechanism(plain bool) string {
	if plain {
		return "PLAIN"
	}
	return "NULL"
}

// Whatever comes in: the chunks make no difference, the units are the stream,
// nothing is held above the limits, and messages are what AppendMessage writes.
func FuzzZMTPSplitter(f *testing.F) {
	start := zmtpStart()
	f.Add([]byte{}, false, false, uint8(0))
	f.Add(start, false, false, uint8(1))
	f.Add(zmtpGreeting("PLAIN"), true, false, uint8(3))
	f.Add([]byte("\x00\x00\x01\x00\x01\x01a\x00\x02bc"), false, true, uint8(2))
	f.Add([]byte("\x04\x0b\x09SUBSCRIBEt\x04\x07\x06CANCEL\x04\x08\x04PING\x00\x05c\x04\x06\x04PONGc\x04\x05\x04JOIN"), false, true, uint8(7))
	f.Add([]byte("\x02\x7f\xff\xff\xff\xff\xff\xff\xff"), false, true, uint8(4))
	f.Add([]byte("\x01\x01a\x04\x05\x04PONG"), false, true, uint8(9))
	f.Fuzz(func(t *testing.T, in []byte, plain, inTraffic bool, size uint8) {
		mechanism := zmtpMechanism(plain)
		if inTraffic {
			mechanism, in = "NULL", zmtpJoin(start, in)
		}
		whole, err := wire.NewZMTPSplitter(zmtpFuzzLimits, mechanism).Feed(in)
		zmtpCheckUnits(t, in, whole, err)
		zmtpCheckChunks(t, mechanism, in, int(size)+1, whole, err)
	})
}

func zmtpCheckUnits(t *testing.T, in []byte, units []wire.Unit, err error) {
	var stream []byte
	for _, u := range units {
		stream = append(stream, u.Bytes...)
		if u.What == event.WhatMessage {
			zmtpCheckMessage(t, u)
		}
	}
	// Names of properties may have changed their case, nothing else may differ.
	if !bytes.Equal(zmtpLower(stream), zmtpLower(in[:min(len(stream), len(in))])) {
		t.Fatalf("the units are %q of the stream %q", stream, in)
	}
	if err == nil && len(in)-len(stream) > zmtpFuzzLimits.Message {
		t.Fatalf("%d bytes are not in a unit", len(in)-len(stream))
	}
}

func zmtpCheckMessage(t *testing.T, u wire.Unit) {
	again, err := wire.NewZMTPSplitter(wire.DefaultLimits, "NULL").Feed(wire.AppendMessage(zmtpStart(), u.Frames))
	if err != nil || len(again) != 3 {
		t.Fatalf("%q written again: %d units, %v", u.Frames, len(again), err)
	}
	if diff := cmp.Diff(u.Frames, again[2].Frames); diff != "" || len(again[2].Bytes) > len(u.Bytes) {
		t.Fatalf("written again (-was +is):\n%s", diff)
	}
}

func zmtpCheckChunks(t *testing.T, mechanism string, in []byte, size int, want []wire.Unit, wantErr error) {
	s := wire.NewZMTPSplitter(zmtpFuzzLimits, mechanism)
	got, err := zmtpFeed(s, in, size)
	if zmtpReason(t, err) != zmtpReason(t, wantErr) || (err != nil && err.Error() != wantErr.Error()) {
		t.Fatalf("in chunks of %d: got %v, want %v", size, err, wantErr)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("in chunks of %d (-want +got):\n%s", size, diff)
	}
	if s.Pending() > zmtpFuzzLimits.Message {
		t.Fatalf("holds %d bytes", s.Pending())
	}
}

func zmtpLower(b []byte) []byte {
	b = bytes.Clone(b)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return b
}

// Whatever comes after a good greeting: behind the guard the library does not
// panic, and it knows the peer as the guard does.
func FuzzHandshake(f *testing.F) {
	meta := zmtpProperties("Socket-Type", "DEALER", "Identity", "ann")
	f.Add(wire.AppendCommand(nil, "READY", meta), false, true)
	f.Add(append(zmtpReady("SOCKET-TYPE", "REQ"), "\x01\x00\x00\x01a\x04\x07\x04PING\x00\x00"...), false, false)
	f.Add(zmtpReady("Socket-Type", "SCATTER"), false, true)
	f.Add([]byte("\x04\x08\x05READY\x01a"), false, true)
	f.Add([]byte("\x06\x40\x00\x00\x00\x00\x00\x00\x00"), false, true)
	f.Add(zmtpJoin(wire.AppendCommand(nil, "HELLO", []byte("\x00\x00")), wire.AppendCommand(nil, "INITIATE", meta)), true, true)
	f.Add(zmtpJoin(wire.AppendCommand(nil, "WELCOME", nil), wire.AppendCommand(nil, "READY", meta)), true, false)
	f.Add([]byte("\x04\x08\x05HELLO\x00\x00\x04\x07\x05ERROR\x01"), true, true)
	f.Add([]byte("\x04\x09\x05ERROR\x02no"), false, true)
	f.Fuzz(func(t *testing.T, in []byte, plain, server bool) {
		mechanism := zmtpMechanism(plain)
		peer := zmtpJoin(zmtpGreeting(mechanism), in)
		out := zmtpOpen(wire.NewZMTPSplitter(wire.DefaultLimits, mechanism), zmtpSecurity(mechanism), zmq4.Router, server, peer)
		if out.panicked != nil {
			t.Fatalf("panic: %v", out.panicked)
		}
		if !out.opened {
			return
		}
		units, _ := wire.NewZMTPSplitter(wire.DefaultLimits, mechanism).Feed(peer)
		for _, u := range units {
			if u.Peer != nil && u.Peer.Type != "" {
				zmtpSamePeer(t, u, out.meta)
				return
			}
		}
		t.Fatalf("the library opened, the guard saw no metadata: %q", out.meta)
	})
}

func zmtpSamePeer(t *testing.T, u wire.Unit, meta zmq4.Metadata) {
	t.Helper()
	if meta["Socket-Type"] != u.Peer.Type || meta["Identity"] != string(u.Peer.Identity) {
		t.Fatalf("the library has %q, the guard %q %q", meta, u.Peer.Type, u.Peer.Identity)
	}
}

// Whatever is in READY: what the guard accepts, the library reads, and alike.
func FuzzReady(f *testing.F) {
	f.Add(zmtpProperties("Socket-Type", "DEALER", "Identity", "ann"))
	f.Add(zmtpProperties("SOCKET-TYPE", "PUB", "X-a", ""))
	f.Add(zmtpProperties("Socket-Type", "REQ", "socket-type", "SCATTER"))
	f.Add(append(zmtpProperties("Socket-Type", "REQ"), "\x01a\xff\xff\xff\xff"...))
	f.Add([]byte("\x05abc"))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, body []byte) {
		socketType, identity, err := wire.ReadyMetadata(body)
		limits := wire.DefaultLimits
		limits.Command = len(body) + len("\x05READY")
		units, broken := wire.NewZMTPSplitter(limits, "NULL").Feed(wire.AppendCommand(zmtpGreeting("NULL"), "READY", body))
		if zmtpReason(t, err) != zmtpReason(t, broken) {
			t.Fatalf("read: %v, fed: %v", err, broken)
		}
		if err != nil {
			return
		}
		ready := units[1]
		if ready.Peer.Type != socketType || !bytes.Equal(ready.Peer.Identity, identity) {
			t.Fatalf("read %q %q, fed %q %q", socketType, identity, ready.Peer.Type, ready.Peer.Identity)
		}
		meta := make(zmq4.Metadata)
		if err := meta.UnmarshalZMTP(ready.Body); err != nil {
			t.Fatalf("the library refuses %q: %v", ready.Body, err)
		}
		zmtpSamePeer(t, ready, meta)
	})
}
