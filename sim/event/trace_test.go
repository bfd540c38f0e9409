package event

import "testing"

func TestTrace(t *testing.T) {
	for _, tc := range []struct {
		event Event
		want  string
	}{
		{
			Event{Seq: 1, Kind: Started, Node: "vent", Line: 12, Say: "vent starts."},
			"     1        0.000  started       vent",
		},
		{
			Event{Seq: 7, At: 12_000, Kind: Queued, Socket: "vent.tasks", Node: "vent", Link: "L1", Peer: "worker.in", Message: 3, Flow: Task, Number: 1, Depth: 1, HWM: 1000},
			"     7       12.000  queued        vent.tasks            L1 worker.in  task #1  1/1000",
		},
		{
			Event{Seq: 7, Kind: Send, Socket: "client.req", Message: 3, Label: "Hello", Number: 1, Copies: 1, Frames: []Frame{{Size: 5, Preview: "0061626364", Hex: true}, {}, {Size: 20, Preview: "Hello, wide world!!!"}}},
			`     7        0.000  send          client.req            Hello #1  [0x0061626364 "" "Hello, wide worl"...]`,
		},
		{
			Event{Seq: 8, At: 12_345, Kind: Sent, Socket: "vent.tasks", Link: "l", Parcel: 9, What: WhatMessage, Message: 3, Label: "NYC", Number: 1, T0: 12_345, T1: 32_345, Bytes: 66},
			"     8       12.345  sent          vent.tasks            l  NYC #1  lands=32.345",
		},
		{
			Event{Seq: 9, At: 1_000_001, Kind: Bound, Socket: "vent.tasks", Endpoint: "tcp://tasks", Address: "tcp://127.0.0.1:43121", Transport: "tcp"},
			"     9     1000.001  bound         vent.tasks            endpoint=tasks",
		},
		{
			Event{Seq: 10, Kind: Dropped, Socket: "pub.out", Link: "l", Message: 4, Label: "NYC", Number: 2, Place: AtSend, Reason: HWM},
			"    10        0.000  dropped       pub.out               l  NYC #2  at=send  hwm",
		},
		{
			Event{Seq: 11, Kind: Subscribed, Socket: "pub.out", Link: "l"},
			`    11        0.000  subscribed    pub.out               l  topic=""`,
		},
		{
			Event{Seq: 12, Kind: Retried, Socket: "sub.in", Link: "l", Reason: NobodyThere, Until: 100_000, Status: "retrying"},
			"    12        0.000  retried       sub.in                l  until=100.000  connection-refused  [retrying]",
		},
		{
			Event{Seq: 13, Kind: Connecting, Socket: "sub.in", Link: "l", Endpoint: "ipc://news", Transport: "ipc", Status: "connecting"},
			"    13        0.000  connecting    sub.in                l  endpoint=news",
		},
	} {
		if got := Trace(tc.event); got != tc.want {
			t.Errorf("trace:\n got %q\nwant %q", got, tc.want)
		}
	}
}
