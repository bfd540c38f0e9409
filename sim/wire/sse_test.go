package wire_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// sseTell is an event in a few words.
func sseTell(e wire.SSEEvent) string {
	var parts []string
	if e.Dispatched {
		parts = append(parts, fmt.Sprintf("%s %q", e.Name, e.Data))
	}
	if e.ID != "" {
		parts = append(parts, "id "+e.ID)
	}
	if e.Retry != 0 {
		parts = append(parts, "retry "+e.Retry.String())
	}
	if e.Comment != "" {
		parts = append(parts, fmt.Sprintf("comment %q", e.Comment))
	}
	return strings.Join(parts, " ")
}

// sseFeed feeds in chunks of at most size bytes, and closes.
func sseFeed(s *wire.SSESplitter, in []byte, size int) (all []wire.SSEEvent, err error) {
	for len(in) > 0 && err == nil {
		n := min(size, len(in))
		var events []wire.SSEEvent
		events, err = s.Feed(in[:n])
		all, in = append(all, events...), in[n:]
	}
	if err == nil {
		all = append(all, s.Close()...)
	}
	return all, err
}

func TestSSEEvents(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"one", "data: hello\n\n", []string{`message "hello"`}},
		{"no space, two spaces, no value", "data:a\ndata:  b\ndata\n\n", []string{`message "a\n b\n"`}},
		{"empty data", "data\n\n", []string{`message ""`}},
		{"a name", "event: tick\ndata: 1\n\n", []string{`tick "1"`}},
		{"the name is for one event", "event: a\ndata: 1\n\nevent\ndata: 2\n\n", []string{`a "1"`, `message "2"`}},
		{"the id stays", "id: 7\ndata: a\n\ndata: b\n\nid\ndata: c\n\n", []string{`message "a" id 7`, `message "b" id 7`, `message "c"`}},
		{"an id with a zero is none", "id: 7\nid: 8\x00\ndata: a\n\n", []string{`message "a" id 7`}},
		{"an id alone", "id: 9\n\n", []string{"id 9"}},
		{"retry", "retry: 1500\n\nretry: soon\ndata: a\n\n", []string{"retry 1.5s", `message "a"`}},
		{"a comment keeps alive", ": ping\n\n:\n: two\n\n", []string{`comment "ping"`, `comment "\ntwo"`}},
		{"unknown fields", "x: y\ndata: a\nData: b\n\n", []string{`message "a"`}},
		{"CRLF", "event: e\r\ndata: a\r\n\r\ndata: b\r\n\r\n", []string{`e "a"`, `message "b"`}},
		{"CR alone", "data: a\r\rdata: b\r\r", []string{`message "a"`, `message "b"`}},
		{"all three", "data: a\rdata: b\ndata: c\r\n\ndata: d\n\r\n", []string{`message "a\nb\nc"`, `message "d"`}},
		{"a byte order mark", "\ufeffdata: a\n\n\ufeffdata: b\n\n", []string{`message "a"`, ""}},
		{"empty lines between", "\n\r\n\rdata: a\n\n\n\n\r\ndata: b\n\n\n", []string{`message "a"`, `message "b"`}},
		{"the last one is not whole", "data: a\n\ndata: b\n", []string{`message "a"`}},
		{"text of any language", "data: Grüße, 世界\n\n", []string{`message "Grüße, 世界"`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			whole, err := sseFeed(wire.NewSSESplitter(wire.DefaultHTTPLimits), []byte(test.in), len(test.in))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range whole {
				got = append(got, sseTell(e))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("events (-want +got):\n%s", diff)
			}
			for size := 1; size < len(test.in); size++ {
				again, err := sseFeed(wire.NewSSESplitter(wire.DefaultHTTPLimits), []byte(test.in), size)
				if diff := httpDiff(whole, again); diff != "" || err != nil {
					t.Fatalf("in chunks of %d: %v (-want +got):\n%s", size, err, diff)
				}
			}
		})
	}
}

func TestSSEBytesAreTheBlock(t *testing.T) {
	events, err := sseFeed(wire.NewSSESplitter(wire.DefaultHTTPLimits), []byte("\n: hi\n\n\nid: 1\r\ndata: a\r\n\r\nda"), 3)
	if err != nil {
		t.Fatal(err)
	}
	want := []wire.SSEEvent{
		{Bytes: []byte(": hi\n\n"), Name: "message", Comment: "hi"},
		{Bytes: []byte("id: 1\r\ndata: a\r\n\r\n"), Dispatched: true, Name: "message", Data: "a", ID: "1"},
	}
	if diff := cmp.Diff(want, events); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
}

// An event is there with the last byte of its empty line, not with the first of the next event.
func TestSSEEventsComeAtOnce(t *testing.T) {
	for _, in := range []string{"data: a\n\n", "data: a\r\n\r\n"} {
		s := wire.NewSSESplitter(wire.DefaultHTTPLimits)
		if early, err := s.Feed([]byte(in[:len(in)-1])); len(early) > 0 || err != nil {
			t.Errorf("%q: %d events and %v a byte early", in, len(early), err)
		}
		if events, err := s.Feed([]byte(in[len(in)-1:])); len(events) != 1 || err != nil || s.Pending() > 0 {
			t.Errorf("%q: %d events and %v, want one", in, len(events), err)
		}
	}
}

func TestSSERefusesAnEventAboveTheLimit(t *testing.T) {
	limits := wire.HTTPLimits{Event: 10}
	for name, in := range map[string]string{
		"one line":          "data: 12345",
		"several":           "data: 1\nda" + "t",
		"whole, one above":  "data: 123\n\n",
		"after a good one":  "data: 12\n\ndata: 12345",
		"after empty lines": "\n\n\n\r\n\n\n\n\n\n\n\n\ndata: 12345",
		"ends with CR":      "data: 12\r\n\r",
	} {
		s := wire.NewSSESplitter(limits)
		if _, err := sseFeedOpen(s, in[:len(in)-1], 1); err != nil {
			t.Errorf("%s: refused too early: %v", name, err)
		}
		_, err := s.Feed([]byte(in[len(in)-1:]))
		if zmtpReason(t, err) != event.TooLarge || s.Pending() > 0 {
			t.Errorf("%s: got %v and %d bytes held, want %s", name, err, s.Pending(), event.TooLarge)
		}
		if _, again := s.Feed([]byte("data: a\n\n")); again != err {
			t.Errorf("%s: fed again: %v", name, again)
		}
		if _, whole := wire.NewSSESplitter(limits).Feed([]byte(in)); whole == nil || whole.Error() != err.Error() {
			t.Errorf("%s: fed at once: %v", name, whole)
		}
	}
	if events, err := wire.NewSSESplitter(limits).Feed([]byte("data: 12\n\n\n\n\n\n\n\n\n\n\n\n\ndata: 12\n\n")); len(events) != 2 || err != nil {
		t.Errorf("events just within the limit: %d and %v", len(events), err)
	}
}

func sseFeedOpen(s *wire.SSESplitter, in string, size int) (all []wire.SSEEvent, err error) {
	for len(in) > 0 && err == nil {
		n := min(size, len(in))
		var events []wire.SSEEvent
		events, err = s.Feed([]byte(in[:n]))
		all, in = append(all, events...), in[n:]
	}
	return all, err
}

func TestSSERetryIsBounded(t *testing.T) {
	events, err := sseFeed(wire.NewSSESplitter(wire.DefaultHTTPLimits), []byte("retry: 2147483647\n\nretry: 99999999999999999999\n\nretry: -1\n\nretry: +1\n\n"), 99)
	if err != nil || len(events) != 4 || events[0].Retry != 2147483647*time.Millisecond {
		t.Fatalf("got %v and %v", events, err)
	}
	for _, e := range events[1:] {
		if e.Retry != 0 {
			t.Errorf("%q gave a retry of %v", e.Bytes, e.Retry)
		}
	}
}

// sseReadAll is a reader that has all of a stream before it begins. Of each
// event it returns name, data and id.
func sseReadAll(in string) (events [][3]string) {
	in = strings.TrimPrefix(in, "\ufeff")
	in = strings.ReplaceAll(strings.ReplaceAll(in, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(in, "\n")
	var name, id string
	var data []string
	for _, line := range lines[:len(lines)-1] { // the last one does not end
		field, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case line == "":
			if data != nil {
				events = append(events, [3]string{sseOr(name), strings.Join(data, "\n"), id})
			}
			name, data = "", nil
		case field == "event":
			name = value
		case field == "data":
			data = append(data, value)
		case field == "id" && !strings.Contains(value, "\x00"):
			id = value
		}
	}
	return events
}

func sseOr(name string) string {
	if name == "" {
		return "message"
	}
	return name
}

func sseDispatched(events []wire.SSEEvent) (all [][3]string) {
	for _, e := range events {
		if e.Dispatched {
			all = append(all, [3]string{e.Name, e.Data, e.ID})
		}
	}
	return all
}
