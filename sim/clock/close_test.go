package clock

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"
)

func TestCloseEndsTasksWhereTheyWait(t *testing.T) {
	c, d, g := New(1), diary{}, Gate{}
	c.Go(func() {
		defer d.write("sleeper's defer")
		c.Sleep(time.Hour)
		d.write("never")
	})
	c.Go(func() {
		defer func() {
			defer d.write("waiter's last")
			c.Sleep(time.Second) // even here it does not go on
			d.write("never")
		}()
		c.Wait(Forever, &g)
		d.write("never")
	})
	c.Run()
	c.Do(func() {})
	neverRuns(t, c)
	c.Close()
	c.Close()
	slices.Sort(d)
	d.is(t, "sleeper's defer", "waiter's last")
}

// neverRuns makes a task that has not had its turn when the clock closes.
func neverRuns(t *testing.T, c *Clock) {
	c.Post(func() {
		c.ended = true
		c.Go(func() { t.Error("it ran after the end") })
	})
}

// What is posted while the clock ends is still done; a task that it makes ends at once.
func TestTasksMadeAtTheEnd(t *testing.T) {
	c, done := New(1), false
	c.Go(func() {
		defer c.Post(func() {
			done = true
			c.Go(func() { t.Error("it ran after the end") })
		})
		c.Sleep(time.Hour)
	})
	c.Run()
	c.Do(func() {})
	c.Close()
	if !done {
		t.Error("what was posted was forgotten")
	}
}

func TestAfterClose(t *testing.T) {
	c := New(1)
	c.Run()
	c.Close()
	if c.Do(func() { t.Error("done after close") }) {
		t.Error("Do after close: got true, want false")
	}
	if c.Post(func() { t.Error("posted after close") }) || c.FromOutside(func() {}) {
		t.Error("Post after close: got true, want false")
	}
	if err := c.Step(context.Background()); !errors.Is(err, ErrClosed) {
		t.Errorf("Step after close: got %v, want %v", err, ErrClosed)
	}
	c.Play()
	c.SetRate(2)
	c.Read()
}

// Whoever posts is served or refused, never forgotten.
func TestPostsAroundClose(t *testing.T) {
	for range 50 {
		c := New(1)
		c.Run()
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				for c.Do(func() {}) {
				}
			})
		}
		all.Go(func() { c.Step(context.Background()) })
		c.Close()
		all.Wait()
	}
}

func TestAStepThatNobodyWaitsFor(t *testing.T) {
	c := New(1)
	c.At(0, func() { c.Owe(1) }) // and nobody pays
	c.Run()
	ctx, cancel := context.WithCancel(t.Context())
	c.Do(func() {})
	go cancel()
	if err := c.Step(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("step: got %v, want %v", err, context.Canceled)
	}
	c.Close()
}
