package event

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// filled is a log of n events with a keyframe after every tenth.
func filled(limit, n int) *Log {
	l := NewLog(limit)
	l.Keep(State{})
	for i := range n {
		l.Append(Event{Kind: Started, Node: fmt.Sprint(i + 1)})
		if (i+1)%10 == 0 {
			l.Keep(State{Seq: int64(i + 1)})
		}
	}
	return l
}

func TestSince(t *testing.T) {
	l := filled(0, 25)
	for _, tc := range []struct {
		seq         int64
		max         int
		first, last int64
	}{
		{0, 100, 1, 25},
		{0, 3, 1, 3},
		{-5, 2, 1, 2},
		{24, 10, 25, 25},
		{25, 10, 0, 0},
		{99, 10, 0, 0},
		{3, 0, 0, 0},
	} {
		got := l.Since(tc.seq, tc.max)
		first, last := int64(0), int64(0)
		if len(got) > 0 {
			first, last = got[0].Seq, got[len(got)-1].Seq
		}
		if first != tc.first || last != tc.last || len(got) > 0 && len(got) != int(last-first)+1 {
			t.Errorf("since %d, at most %d: got %d to %d (%d events), want %d to %d", tc.seq, tc.max, first, last, len(got), tc.first, tc.last)
		}
	}
	if l.Head() != 25 || l.First() != 1 {
		t.Errorf("head %d, first %d; want 25, 1", l.Head(), l.First())
	}
}

func TestEachEventIsSaid(t *testing.T) {
	for _, e := range filled(0, 3).Since(0, 3) {
		if want := e.Node + " starts."; e.Say != want {
			t.Errorf("event %d says %q, want %q", e.Seq, e.Say, want)
		}
	}
}

func TestKeyframesAround(t *testing.T) {
	l := filled(0, 25)
	for _, tc := range []struct{ seq, before, after int64 }{
		{0, 0, 10}, {9, 0, 10}, {10, 10, 20}, {25, 20, -1},
	} {
		before, _ := l.Before(tc.seq)
		after, ok := l.After(tc.seq)
		if !ok {
			after.Seq = -1
		}
		if before.Seq != tc.before || after.Seq != tc.after {
			t.Errorf("around %d: got %d and %d, want %d and %d", tc.seq, before.Seq, after.Seq, tc.before, tc.after)
		}
	}
	if _, ok := l.Before(-1); ok {
		t.Error("there is no keyframe before the first")
	}
}

// What is left after a trim can be folded: it begins right behind a keyframe.
func TestTheOldestGoFirst(t *testing.T) {
	l := filled(100, 1005)
	first := l.First()
	if kept := l.Head() - first + 1; l.Head() != 1005 || kept > 100 || kept < 50 {
		t.Errorf("head %d, %d kept", l.Head(), kept)
	}
	if k, ok := l.Before(first); !ok || k.Seq != first-1 {
		t.Errorf("the oldest event is %d, the keyframe before it %d (%v)", first, k.Seq, ok)
	}
	if got := l.Since(0, 1); len(got) != 1 || got[0].Seq != first {
		t.Errorf("since 0 starts at %v, want %d", got, first)
	}
}

func TestNothingIsTrimmedBeyondTheOldestKeyframe(t *testing.T) {
	l := NewLog(10)
	l.Keep(State{})
	for range 50 {
		l.Append(Event{Kind: Started})
	}
	if l.First() != 1 || l.Head() != 50 {
		t.Errorf("kept %d to %d: without a later keyframe nothing can go", l.First(), l.Head())
	}
}

func TestMemoryIsBounded(t *testing.T) {
	l := NewLog(0)
	l.Keep(State{})
	big := make([]byte, 1<<20)
	for i := range 80 {
		l.Append(Event{Kind: Note, Text: string(big)})
		l.Keep(State{Seq: int64(i + 1)})
	}
	if kept := l.Head() - l.First() + 1; kept > 50 {
		t.Errorf("%d events of a mebibyte are kept", kept)
	}
}

func TestWait(t *testing.T) {
	l := filled(0, 5)
	if err := l.Wait(t.Context(), 4); err != nil {
		t.Errorf("wait for what is there: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := l.Wait(ended, 5); !errors.Is(err, context.Canceled) {
		t.Errorf("wait with an ended context: %v", err)
	}
	var readers sync.WaitGroup
	for range 10 {
		readers.Go(func() {
			if err := l.Wait(t.Context(), 5); err != nil {
				t.Errorf("wait: %v", err)
			}
			if err := l.Wait(t.Context(), 6); !errors.Is(err, ErrClosed) {
				t.Errorf("wait at the end: got %v, want %v", err, ErrClosed)
			}
		})
	}
	l.Append(Event{Kind: Started})
	l.Close()
	readers.Wait()
	if !l.Closed() {
		t.Error("the log is closed")
	}
}

// Many follow with cursors of their own, and each sees everything once, in order.
func TestReadersFollow(t *testing.T) {
	const n = 2000
	l := NewLog(0)
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			cursor := int64(0)
			for l.Wait(context.Background(), cursor) == nil {
				for _, e := range l.Since(cursor, 100) {
					if cursor++; e.Seq != cursor || e.Say == "" {
						t.Errorf("got event %d %q, want %d", e.Seq, e.Say, cursor)
					}
				}
			}
			if cursor != n {
				t.Errorf("a reader got %d of %d", cursor, n)
			}
		})
	}
	for range n {
		l.Append(Event{Kind: Started, Node: "a"})
	}
	l.Close()
	readers.Wait()
}

func BenchmarkAppend(b *testing.B) {
	e := Event{Kind: Sent, Socket: "vent.push", Peer: "worker.pull", Link: "L1", Message: 3, Label: "task", Number: 3, What: WhatMessage, T1: 400_000}
	l := NewLog(10_000)
	l.Keep(State{})
	b.ReportAllocs()
	for i := range b.N {
		l.Append(e)
		if i%1000 == 999 {
			l.Keep(State{Seq: l.Head()})
		}
	}
}
