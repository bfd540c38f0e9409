package clock

import (
	"testing"
	"testing/synctest"
	"time"
)

// Within a bubble of synctest a sleep takes no time and means: let so much wall time pass.

func TestWorldTimeFollowsTheWall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, d := New(1), diary{}
		c.Go(d.task(c, "a", 100*ms, 100*ms, 100*ms, 100*ms, 100*ms))
		c.Run()
		defer c.Close()

		time.Sleep(time.Second)
		d.is(t) // it began paused

		c.Play()
		time.Sleep(150 * ms)
		c.Do(func() { d.is(t, "a@100ms") })

		c.SetRate(0.5)
		time.Sleep(90 * ms) // 150 ms and 45 more
		c.Do(func() { d.is(t, "a@100ms") })
		time.Sleep(20 * ms)
		c.Do(func() { d.is(t, "a@100ms", "a@200ms") })

		c.Pause()
		time.Sleep(time.Hour)
		c.Do(func() { d.is(t, "a@100ms", "a@200ms") })
		if r := c.Read(); r.Now != 205_000 || !r.Paused || r.Idle || r.Rate != 0.5 {
			t.Errorf("reading: %+v", r)
		}

		c.SetRate(10)
		c.Play()
		time.Sleep(50 * ms)
		c.Do(func() { d.is(t, "a@100ms", "a@200ms", "a@300ms", "a@400ms", "a@500ms") })
		if r := c.Read(); !r.Idle {
			t.Errorf("reading when all is done: %+v", r)
		}
	})
}

func TestAStepPausesAndJumps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, d := New(1), diary{}
		c.At(time.Hour, func() { d.write("due") })
		c.Run()
		defer c.Close()
		c.Play()
		start := time.Now()
		if err := c.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
		if r := c.Read(); !r.Paused || r.Now != time.Hour.Microseconds() {
			t.Errorf("after a step: %+v", r)
		}
		if passed := time.Since(start); passed > time.Second {
			t.Errorf("a step took %v of wall time", passed)
		}
		if err := c.Step(t.Context()); err != ErrIdle {
			t.Errorf("step with nothing due: %v, want %v", err, ErrIdle)
		}
	})
}

func TestTimeShownNeverPassesWhatIsDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(1)
		c.Pace = 10 // one due thing in each tenth of a second
		for range 30 {
			c.At(ms, func() {})
		}
		c.Run()
		defer c.Close()
		c.Play()
		time.Sleep(250 * ms)
		if now := c.Read().Now; now != 1000 {
			t.Errorf("now: got %d µs, want 1000: things due then have not happened", now)
		}
	})
}

func TestPaceBoundsHowMuchHappens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, happened := New(1), 0
		c.Pace = 100
		var again func()
		again = func() { happened++; c.After(time.Microsecond, again) }
		c.After(0, again)
		c.Run()
		defer c.Close()
		c.Play()
		time.Sleep(time.Second - ms)
		c.Pause()
		if happened < 90 || happened > 110 {
			t.Errorf("at a pace of 100 a second, %d things happened in one", happened)
		}
	})
}

// A world that has fallen behind goes on from where it is; it does not hurry after the wall.
func TestFallingBehindMovesTheAnchor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(1)
		c.Run()
		defer c.Close()
		c.Play()
		c.Do(func() {
			time.Sleep(10 * time.Second) // the turn is held for long
			c.At(time.Second, func() {})
			c.At(2*time.Second, func() {})
		})
		time.Sleep(100 * ms)
		if now := c.Read().Now; now > 1_200_000 {
			t.Errorf("now: got %d µs: it has hurried", now)
		}
	})
}

func TestRatesAreBounded(t *testing.T) {
	c := New(1)
	c.Run()
	defer c.Close()
	for _, tc := range []struct{ set, want float64 }{{0, MinRate}, {-1, MinRate}, {2, 2}, {1e9, MaxRate}} {
		if c.SetRate(tc.set); c.Read().Rate != tc.want {
			t.Errorf("rate %v: got %v, want %v", tc.set, c.Read().Rate, tc.want)
		}
	}
}

func TestChangedHearsOfEachChange(t *testing.T) {
	c, heard := New(1), 0
	c.Changed = func() { heard++ }
	c.Run()
	defer c.Close()
	c.Play()
	c.SetRate(3)
	c.Pause()
	if heard != 3 {
		t.Errorf("heard of %d changes, want 3", heard)
	}
}

// What comes from another process enters only while the world goes on.
func TestFromOutsideWaitsWhileHeld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, d := New(1), diary{}
		c.At(5*ms, func() { d.write("due") })
		c.Run()
		defer c.Close()
		c.FromOutside(func() { d.write("outside@" + c.Now().String()) })
		time.Sleep(time.Second)
		c.Do(func() { d.is(t) })
		if err := c.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
		d.is(t, "outside@0s")
		c.Play()
		time.Sleep(100 * ms)
		c.FromOutside(func() { d.write("outside@" + c.Now().Truncate(10*ms).String()) })
		synctest.Wait()
		c.Do(func() { d.is(t, "outside@0s", "due", "outside@100ms") })
	})
}

func TestDeadlineIsOfTheWall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if got := time.Until(Deadline(time.Minute)); got != time.Minute {
			t.Errorf("deadline in %v, want 1m", got)
		}
	})
}

// A thing that falls due while the clock works out how long to wait for it happens all the same.
func TestNothingDueIsSleptOver(t *testing.T) {
	c := New(1)
	c.Run()
	defer c.Close()
	done := make(chan struct{})
	left := 20_000
	var again func()
	again = func() {
		if left--; left == 0 {
			close(done)
			return
		}
		c.After(time.Duration(60+left%61)*time.Microsecond, again)
	}
	c.Post(func() { c.After(0, again) })
	c.Play()
	<-done
}
