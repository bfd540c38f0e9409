package wire_test

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// httpDiff is cmp.Diff, which is slow, where there is a difference.
func httpDiff(want, got any) string {
	if reflect.DeepEqual(want, got) {
		return ""
	}
	return cmp.Diff(want, got)
}

// httpSplitter is what the splitters of HTTP have in common.
type httpSplitter interface {
	Feed(b []byte) ([]wire.HTTPUnit, error)
	Close() ([]wire.HTTPUnit, error)
	Pending() int
}

// httpSaid is what one end wrote at a time; nil: it closed its direction.
type httpSaid struct {
	server bool
	bytes  []byte
}

func client(s string) httpSaid { return httpSaid{false, []byte(s)} }
func server(s string) httpSaid { return httpSaid{true, []byte(s)} }

var clientCloses, serverCloses = httpSaid{false, nil}, httpSaid{true, nil}

// httpHeard is a unit and where it came from.
type httpHeard struct {
	Server bool
	Unit   wire.HTTPUnit
}

// httpCut says how what is said at a time is cut before it is fed.
type httpCut func(said int, b []byte) [][]byte

func httpWhole(_ int, b []byte) [][]byte { return [][]byte{b} }

// httpChunks cuts into chunks of that size.
func httpChunks(size int) httpCut {
	return func(_ int, b []byte) (all [][]byte) {
		for len(b) > size {
			all, b = append(all, b[:size]), b[size:]
		}
		return append(all, b)
	}
}

// httpHear feeds a conversation to the two splitters of a connection.
func httpHear(fromClient, fromServer httpSplitter, talk []httpSaid, cut httpCut) (heard []httpHeard, err error) {
	for i, said := range talk {
		splitter := fromClient
		if said.server {
			splitter = fromServer
		}
		if said.bytes == nil {
			units, err := splitter.Close()
			heard = httpAppend(heard, said.server, units)
			if err != nil {
				return heard, err
			}
			continue
		}
		for _, b := range cut(i, said.bytes) {
			units, err := splitter.Feed(b)
			heard = httpAppend(heard, said.server, units)
			if err != nil {
				return heard, err
			}
		}
	}
	return heard, nil
}

// httpAppend appends units, pieces of one body made one again.
func httpAppend(heard []httpHeard, server bool, units []wire.HTTPUnit) []httpHeard {
	for _, u := range units {
		if n := len(heard) - 1; n >= 0 && heard[n].Server == server && httpIsPiece(heard[n].Unit) && httpIsPiece(u) && heard[n].Unit.Stream == u.Stream {
			heard[n].Unit = httpJoinPieces(heard[n].Unit, u)
			continue
		}
		heard = append(heard, httpHeard{server, u})
	}
	return heard
}

func httpIsPiece(u wire.HTTPUnit) bool {
	return u.Head == nil && u.WS == nil && u.H2 == nil && len(u.Body) == len(u.Bytes) && u.What != event.WhatH2Preface
}

func httpJoinPieces(a, b wire.HTTPUnit) wire.HTTPUnit {
	a.Bytes, a.Body = zmtpJoin(a.Bytes, b.Bytes), zmtpJoin(a.Body, b.Body)
	a.End = b.End
	if a.Events = append(a.Events[:len(a.Events):len(a.Events)], b.Events...); len(a.Events) > 0 {
		a.What = event.WhatServerEvent
	}
	return a
}

// httpTell is a unit in one line.
func httpTell(h httpHeard) string {
	u := h.Unit
	var b strings.Builder
	fmt.Fprintf(&b, "%s %d %d+%d", u.What, u.Stream, u.Payload(), u.Overhead())
	if u.Head != nil {
		fmt.Fprintf(&b, " %s", httpTellHead(u.Head))
	}
	if len(u.Body) > 0 {
		fmt.Fprintf(&b, " %q", u.Body)
	}
	for _, e := range u.Events {
		fmt.Fprintf(&b, " (%s)", sseTell(e))
	}
	if u.WS != nil && u.WS.Code != 0 {
		fmt.Fprintf(&b, " code %d %s", u.WS.Code, u.WS.Reason)
	}
	if u.End {
		b.WriteString(" end")
	}
	return b.String()
}

func httpTellHead(h *wire.HTTPHead) string {
	var b strings.Builder
	switch {
	case h.Method != "":
		fmt.Fprintf(&b, "%s %s %s", h.Method, h.Target, h.Version)
	case h.Status != 0:
		fmt.Fprintf(&b, "%s %d %s", h.Version, h.Status, h.Reason)
	}
	for _, f := range h.Fields {
		fmt.Fprintf(&b, " [%s=%s]", f.Name, f.Value)
	}
	return b.String()
}

func httpTellAll(heard []httpHeard) (lines []string) {
	for _, h := range heard {
		lines = append(lines, httpTell(h))
	}
	return lines
}

// httpCheckWhole checks that the units of each direction are its bytes.
func httpCheckWhole(t testing.TB, talk []httpSaid, heard []httpHeard, all bool) {
	t.Helper()
	for _, server := range []bool{false, true} {
		var said, units []byte
		for _, s := range talk {
			if s.server == server {
				said = append(said, s.bytes...)
			}
		}
		for _, h := range heard {
			if h.Server == server {
				units = append(units, h.Unit.Bytes...)
				httpCheckUnit(t, h.Unit)
			}
		}
		if !bytes.HasPrefix(said, units) || all && len(said) != len(units) {
			t.Fatalf("the units are %q of the bytes %q", units, said)
		}
	}
}

func httpCheckUnit(t testing.TB, u wire.HTTPUnit) {
	t.Helper()
	if u.Payload() < 0 || u.Overhead() < 0 || u.Payload()+u.Overhead() != len(u.Bytes) || len(u.Body) > len(u.Bytes) {
		t.Fatalf("%s of %d bytes: %d payload, %d overhead", u.What, len(u.Bytes), u.Payload(), u.Overhead())
	}
}

// httpPair makes the splitters of a new connection.
type httpPair func() (fromClient, fromServer httpSplitter)

func http1Pair(limits wire.HTTPLimits) httpPair {
	return func() (httpSplitter, httpSplitter) {
		x := wire.NewHTTP1Exchange(limits)
		return x.FromClient, x.FromServer
	}
}

// httpEveryBorder checks that the units do not depend on where the bytes are cut.
func httpEveryBorder(t *testing.T, pair httpPair, talk []httpSaid, want []httpHeard) {
	t.Helper()
	check := func(name string, cut httpCut) {
		t.Helper()
		c, s := pair()
		got, err := httpHear(c, s, talk, cut)
		if diff := httpDiff(want, got); diff != "" || err != nil {
			t.Fatalf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
	for i, said := range talk {
		for border := 1; border < len(said.bytes); border++ {
			check(fmt.Sprintf("said %d cut at %d", i, border), func(at int, b []byte) [][]byte {
				if at != i {
					return [][]byte{b}
				}
				return [][]byte{b[:border], b[border:]}
			})
		}
	}
	for size := 1; size < 5; size++ {
		check(fmt.Sprintf("in chunks of %d", size), httpChunks(size))
	}
}

// httpUnits checks what a conversation is cut into.
func httpUnits(t *testing.T, pair httpPair, talk []httpSaid, want []string) {
	t.Helper()
	c, s := pair()
	heard, err := httpHear(c, s, talk, httpWhole)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, httpTellAll(heard)); diff != "" {
		t.Errorf("units (-want +got):\n%s", diff)
	}
	httpCheckWhole(t, talk, heard, true)
	httpEveryBorder(t, pair, talk, heard)
}

// httpRefusedAtLast checks that a conversation is refused at its last byte, and
// not before, however it is cut.
func httpRefusedAtLast(t *testing.T, pair httpPair, talk []httpSaid, want event.Reason) {
	t.Helper()
	last := talk[len(talk)-1]
	c, s := pair()
	before := append(talk[:len(talk)-1:len(talk)-1], httpSaid{last.server, last.bytes[:len(last.bytes)-1]})
	heard, err := httpHear(c, s, before, httpChunks(1))
	if err != nil {
		t.Fatalf("refused too early: %v", err)
	}
	splitter := c
	if last.server {
		splitter = s
	}
	units, err := splitter.Feed(last.bytes[len(last.bytes)-1:])
	if zmtpReason(t, err) != want || len(units) > 0 {
		t.Fatalf("got %v and %d units, want %s", err, len(units), want)
	}
	if again, err2 := splitter.Feed(last.bytes); err2 != err || len(again) > 0 || splitter.Pending() != 0 {
		t.Errorf("fed again: %v, %d units, %d bytes held", err2, len(again), splitter.Pending())
	}
	if _, err2 := splitter.Close(); err2 != err {
		t.Errorf("closed: %v, want %v", err2, err)
	}
	c, s = pair()
	whole, errWhole := httpHear(c, s, talk, httpWhole)
	if errWhole == nil || errWhole.Error() != err.Error() {
		t.Errorf("fed at once: got %v, want %v", errWhole, err)
	}
	if diff := httpDiff(whole, heard); diff != "" {
		t.Errorf("units before the error (-at once +byte by byte):\n%s", diff)
	}
}
