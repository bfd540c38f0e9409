package simtest

import (
	"strings"
	"testing"
)

// TestOneRunAfterTheOther: each has a verdict of its own, and a bad one spoils none of those after it.
func TestOneRunAfterTheOther(t *testing.T) {
	const (
		begins = `{"keyframe":{"seq":0,"at":0,"nodes":[],"sockets":[],"links":[],"messages":[]}}` + "\n"
		event  = `{"seq":1,"at":5,"kind":"added","node":"a","say":"a is added."}` + "\n"
		there  = `{"keyframe":{"seq":1,"at":5,"nodes":[{"name":"a","column":0,"row":0,"status":"idle"}],"sockets":[],"links":[],"messages":[]}}` + "\n"
	)
	b, err := browser()
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ run, flaw string }{
		{begins + event + there, ""},
		{begins + event + strings.Replace(there, `"a"`, `"b"`, 1), "the events give another state"},
		{begins + event, "nothing was compared"},
		{event, "begins with no keyframe"},
		{"no JSON\n", "JSON"},
		{begins + event + there, ""},
	} {
		flaw, err := b.fold([]byte(tc.run))
		if err != nil || !strings.Contains(flaw, tc.flaw) || (flaw == "") != (tc.flaw == "") {
			t.Errorf("%s\ngot %q, %v, want %q", tc.run, flaw, err, tc.flaw)
		}
	}
}
