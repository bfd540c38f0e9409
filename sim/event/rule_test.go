package event

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// sources are the forms in which the source of a rule may be written, and where it can be read.
var sources = []struct{ name, section, address *regexp.Regexp }{
	{regexp.MustCompile(`^RFC (23|28|29|30|31|37)/[A-Z]+$`), regexp.MustCompile(`^[A-Z]`), regexp.MustCompile(`^https://rfc\.zeromq\.org/spec/\d+/$`)},
	{regexp.MustCompile(`^RFC (6455|9110|9112|9113)$`), regexp.MustCompile(`^\d+(\.\d+)*$`), regexp.MustCompile(`^https://www\.rfc-editor\.org/rfc/rfc\d{4}#section-[\d.]+$`)},
	{regexp.MustCompile(`^zmq_[a-z_]+\(3\)$`), regexp.MustCompile(`^(ZMQ_[A-Z_]+|Description)$`), regexp.MustCompile(`^https://libzmq\.readthedocs\.io/en/latest/zmq_[a-z_]+\.html$`)},
	{regexp.MustCompile(`^HTML Standard$`), regexp.MustCompile(`^[A-Z]`), regexp.MustCompile(`^https://html\.spec\.whatwg\.org/multipage/[a-z-]+\.html$`)},
	{regexp.MustCompile(`^Patternscope$`), regexp.MustCompile(`^[a-z]`), regexp.MustCompile(`^$`)},
}

func TestEachRuleSaysWhereItIsWritten(t *testing.T) {
	for _, r := range Rules() {
		known := slices.ContainsFunc(sources, func(f struct{ name, section, address *regexp.Regexp }) bool {
			return f.name.MatchString(r.Source.Name) && f.section.MatchString(r.Source.Section) && f.address.MatchString(r.Source.Address)
		})
		if !known {
			t.Errorf("%+v: its source %+v has no known form", r.When, r.Source)
		}
		if number, is := strings.CutPrefix(r.Source.Name, "RFC "); is && !strings.Contains(r.Source.Address, regexp.MustCompile(`\d+`).FindString(number)) {
			t.Errorf("%s is not at %s", r.Source.Name, r.Source.Address)
		}
	}
}

func TestEachRuleIsWholeSentences(t *testing.T) {
	for _, r := range Rules() {
		if !regexp.MustCompile(`^[A-Z].*\.$`).MatchString(r.Text) {
			t.Errorf("%+v says %q", r.When, r.Text)
		}
	}
}

// A rule behind one that is about all it is about would never be found.
func TestNoRuleHidesAnother(t *testing.T) {
	for _, r := range Rules() {
		for _, s := range standings(r.When) {
			found, ok := RuleOf(s)
			if !ok || found.Text != r.Text || found.Source != r.Source {
				t.Errorf("%+v finds %q, want %q", s, found.Text, r.Text)
			}
		}
	}
}

// standings are what a rule is about, with something that no other rule is about where it leaves that open.
func standings(w When) []Standing {
	var all []Standing
	for _, reason := range orAny(w.Reasons) {
		for _, typ := range orAny(w.Types) {
			for _, what := range orAny(w.Whats) {
				all = append(all, Standing{w.Kind, reason, w.Place, typ, what})
			}
		}
	}
	return all
}

func orAny[T ~string](of []T) []T {
	if len(of) == 0 {
		return []T{"ANY"}
	}
	return of
}

func TestRuleOf(t *testing.T) {
	for _, tc := range []struct {
		standing Standing
		source   string
	}{
		{Standing{Dropped, HWM, AtSend, "PUB", ""}, "RFC 29/PUBSUB"},
		{Standing{Dropped, HWM, AtSend, "ROUTER", ""}, "RFC 28/REQREP"},
		{Standing{Dropped, PeerGone, AtLane, "PULL", "message"}, "RFC 23/ZMTP"},
		{Standing{Dropped, PeerGone, AtSendQueue, "PUSH", ""}, "RFC 30/PIPELINE"},
		{Standing{Dropped, Linger, AtSendQueue, "PUSH", ""}, "zmq_setsockopt(3)"},
		{Standing{Dropped, PeerGone, AtLane, "HTTP", "request"}, "RFC 9110"},
		{Standing{Received, "", "", "HTTP", "response"}, "RFC 9112"},
		{Standing{Received, "", "", "HTTP", "ws-text"}, "RFC 6455"},
		{Standing{Received, "", "", "PAIR", "message"}, "RFC 31/EXPAIR"},
		{Standing{Filtered, "", AtSend, "XPUB", ""}, "RFC 29/PUBSUB"},
		{Standing{Arrived, "", AtOutside, "SUB", "message"}, "Patternscope"},
		{Standing{Blocked, "", "", "PUSH", ""}, "RFC 30/PIPELINE"},
	} {
		if r, ok := RuleOf(tc.standing); !ok || r.Source.Name != tc.source {
			t.Errorf("%+v: got %v %+v, want %s", tc.standing, ok, r.Source, tc.source)
		}
	}
	if r, ok := RuleOf(Standing{Kind: Dropped, Reason: "of no kind"}); ok {
		t.Errorf("a reason that nobody has written about has the rule %q", r.Text)
	}
}
