package pcapng_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"patternscope/sim/event"
	"patternscope/sim/record"
	"patternscope/sim/wire"
)

// long is a run of one link on which parcels fly that are longer than what is kept of them.
func long(sizes ...int) record.Run {
	log, tape := event.NewLog(0), wire.NewTape()
	log.Keep(event.State{Nodes: []event.Node{{Name: "a"}, {Name: "b", Column: 1}}})
	at := int64(0)
	happen := func(e event.Event) {
		at += 1000
		e.At = at
		log.Append(e)
	}
	parcel := func(id int64, what string, b []byte) {
		tape.Keep(&wire.Parcel{ID: id, What: what, Bytes: b})
		e := event.Event{Kind: event.Sent, Socket: "a.push", Peer: "b.pull", Link: "L1", Parcel: id, What: what, Bytes: len(b), T0: at, T1: at + 2000}
		happen(e)
		e.Kind, e.Socket, e.Peer = event.Arrived, "b.pull", "a.push"
		happen(e)
	}
	happen(event.Event{Kind: event.Opened, Socket: "a.push", Type: "PUSH"})
	happen(event.Event{Kind: event.Opened, Socket: "b.pull", Type: "PULL"})
	happen(event.Event{Kind: event.Accepted, Socket: "b.pull", Peer: "a.push", Link: "L1", Endpoint: "tcp://tasks", Transport: "tcp", Status: "handshake"})
	for i, size := range sizes {
		frame := binary.BigEndian.AppendUint64([]byte{2}, uint64(size))
		parcel(int64(i+1), event.WhatMessage, append(frame, bytes.Repeat([]byte{0xff, 0}, size/2)...))
	}
	happen(event.Event{Kind: event.Disconnected, Socket: "a.push", Peer: "b.pull", Link: "L1", Reason: event.SocketClosed, Status: "closing"})
	happen(event.Event{Kind: event.Disconnected, Socket: "b.pull", Peer: "a.push", Link: "L1", Reason: event.PeerGone, Status: "ended"})
	return record.Run{Header: record.Header{Title: "Long"}, About: json.RawMessage(`{}`), Log: log, Parcel: tape.Read}
}

// TestALongParcelIsCutHonestly has packets shorter than they were, and no fault found in them.
func TestALongParcelIsCutHonestly(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "long.pcapng")
	write(t, path, long(1000, 10_000, 200_000, 1000))
	packets := sound(t, path)
	lines := tshark(t, path, "-Y", "tcp.len > 0", "-T", "fields", "-e", "frame.len", "-e", "frame.cap_len", "-e", "zmtp.length")
	want := []string{"1049\t1049\t1000", "10049\t4136\t10000", "65535\t4136\t200000", "65535\t40\t", "65535\t40\t", "3564\t40\t", "1049\t1049\t1000"}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("the packets with bytes are\n%s\nwant\n%s\n(%v)", strings.Join(lines, "\n"), strings.Join(want, "\n"), packets)
	}
	flags := strings.Join(tshark(t, path, "-T", "fields", "-e", "tcp.flags.str"), " ")
	if !strings.HasPrefix(flags, "··········S· ·······A··S· ·······A····") || !strings.HasSuffix(flags, "·······A···F ·······A···F ·······A····") {
		t.Errorf("the connection begins and ends so: %s", flags)
	}
}
