package event_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"patternscope/sim/event"
)

func TestCompare(t *testing.T) {
	sent := func(seq, message int64, label string) event.Event {
		return event.Event{Seq: seq, Kind: event.Send, Socket: "vent.push", Message: message, Label: label, Number: int(message), Copies: 1}
	}
	end := func(seq, message int64, kind event.Kind, r event.Reason) event.Event {
		return event.Event{Seq: seq, At: seq, Kind: kind, Socket: "sink.pull", Message: message, Reason: r}
	}
	a := []event.Event{sent(1, 1, "a"), sent(2, 2, "b"), end(3, 1, event.Received, ""), end(4, 2, event.Received, "")}
	b := []event.Event{sent(1, 1, "a"), sent(2, 2, "b"), end(3, 1, event.Received, ""), end(4, 2, event.Dropped, event.Cut), sent(5, 3, "c")}
	got := event.Compare(a, b)
	want := event.Comparison{
		Part: 4, A: &a[3], B: &b[3], Same: 1,
		Fates: []event.TwoFates{
			{From: "vent.push", Number: 2, Name: "b #2", A: event.Ending{Message: 2, Seq: 4, At: 4, Fate: "received"}, B: event.Ending{Message: 2, Seq: 4, At: 4, Fate: "dropped (cut)"}},
			{From: "vent.push", Number: 3, Name: "c #3", A: event.Ending{Fate: "not sent"}, B: event.Ending{Message: 3, Seq: 5, Fate: "under way"}},
			{From: "vent.push", Number: 1, Name: "a #1", A: event.Ending{Message: 1, Seq: 3, At: 3, Fate: "received"}, B: event.Ending{Message: 1, Seq: 3, At: 3, Fate: "received"}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if same := event.Compare(a, a); same.Part != 0 || same.Same != 2 {
		t.Errorf("a run with itself: got %+v", same)
	}
}

func TestACopyEachHasItsFate(t *testing.T) {
	pub := event.Event{Seq: 1, Kind: event.Send, Socket: "pub", Message: 1, Label: "x", Number: 1, Copies: 3}
	a := []event.Event{pub, {Seq: 2, Kind: event.Received, Message: 1}, {Seq: 3, Kind: event.Filtered, Message: 1}}
	if got := event.Compare(a, nil).Fates[0]; got.A.Fate != "1 filtered, 1 received, under way" || got.B.Fate != "not sent" {
		t.Errorf("got %+v", got)
	}
}
