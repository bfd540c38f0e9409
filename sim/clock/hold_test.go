package clock

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestHoldLetsWhatRunsComeToAWait: what is due at the same time does not happen any more, and a step is answered.
func TestHoldLetsWhatRunsComeToAWait(t *testing.T) {
	c, d := New(1), diary{}
	c.At(time.Second, func() {
		c.Hold()
		c.Go(func() { d.write("a task ends") })
	})
	c.At(2*time.Second, func() { d.write("too late") })
	c.Run()
	defer c.Close()
	err := c.Advance(t.Context(), func() bool { return false })
	if r := c.Read(); err != nil || !r.Paused || r.Now != 1e6 {
		t.Errorf("got %v and %+v, want it paused at 1 s", err, r)
	}
	c.Do(func() { d.is(t, "a task ends") })
}

func TestHoldStopsAClockThatPlays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, d := New(1), diary{}
		c.At(time.Second, func() { c.Hold() })
		c.At(2*time.Second, func() { d.write("later") })
		c.Run()
		defer c.Close()
		c.Play()
		time.Sleep(time.Minute)
		if r := c.Read(); !r.Paused || r.Now != 1e6 {
			t.Errorf("got %+v, want it paused at 1 s", r)
		}
		c.Do(func() { d.is(t) })
		c.Play()
		time.Sleep(time.Minute)
		c.Do(func() { d.is(t, "later") })
	})
}

// TestABellRingsBetweenDueThings: after those of its moment, also when nothing more is due, and it counts for none.
func TestABellRingsBetweenDueThings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, d := New(1), diary{}
		note := func(words string) func() { return func() { d.write(words + "@" + c.Now().String()) } }
		c.At(time.Second, note("due"))
		c.Bell(time.Second, func() {
			note("bell")()
			c.Bell(3*time.Second, note("last bell"))
		})
		c.At(2*time.Second, note("due"))
		c.Run()
		defer c.Close()
		c.Play()
		time.Sleep(2500 * time.Millisecond)
		if r := c.Read(); !r.Idle || r.Now != 2_500_000 {
			t.Errorf("with only a bell to come: got %+v, want it idle at 2.5 s", r)
		}
		time.Sleep(time.Minute)
		c.Do(func() {
			d.is(t, "due@1s", "bell@1s", "due@2s", "last bell@3s")
			if c.Happened() != 2 {
				t.Errorf("%d due things happened, want 2", c.Happened())
			}
		})
	})
}

// TestABellTakesNothingFromTheSeed: ties fall the same way with and without it.
func TestABellTakesNothingFromTheSeed(t *testing.T) {
	order := func(bells bool) (d diary) {
		c := New(7)
		for _, name := range []string{"a", "b", "c", "d", "e", "f"} {
			if bells {
				c.Bell(time.Millisecond, func() {})
			}
			c.At(time.Second, func() { d.write(name) })
		}
		c.Run()
		defer c.Close()
		stepAll(t, c)
		return d
	}
	order(true).is(t, order(false)...)
}

func TestABellCanBeTakenAway(t *testing.T) {
	c := New(1)
	c.Bell(time.Second, func() { t.Error("it rings") })
	c.Bell(0, nil)
	c.Run()
	defer c.Close()
	if n := stepAll(t, c); n != 0 {
		t.Errorf("%d steps were made", n)
	}
}
