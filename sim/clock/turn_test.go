package clock

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

const ms = time.Millisecond

func TestDueThingsHappenInOrder(t *testing.T) {
	c, d := New(1), diary{}
	for _, at := range []time.Duration{30, 10, 20} {
		c.At(at*ms, func() { d.write(c.Now().String()) })
	}
	c.Go(d.task(c, "task", 15*ms, 10*ms))
	c.Run()
	defer c.Close()
	stepAll(t, c)
	d.is(t, "10ms", "task@15ms", "20ms", "task@25ms", "30ms")
}

func TestOneStepIsOneDueThing(t *testing.T) {
	c, d := New(1), diary{}
	c.Go(d.task(c, "a", ms, ms, ms))
	c.Run()
	defer c.Close()
	if n := stepAll(t, c); n != 3 {
		t.Errorf("steps: got %d, want 3", n)
	}
}

func TestAStepGoesOnUntilSomethingWasRecorded(t *testing.T) {
	c, recorded := New(1), int64(0)
	c.Progress = func() int64 { return recorded }
	c.At(1*ms, func() {})
	c.At(2*ms, func() {})
	c.At(3*ms, func() { recorded++ })
	c.At(4*ms, func() { recorded++ })
	c.Run()
	defer c.Close()
	if err := c.Step(t.Context()); err != nil {
		t.Fatal(err)
	}
	if now := c.Read().Now; now != 3000 {
		t.Errorf("now: got %d µs, want 3000", now)
	}
}

func TestTheSeedBreaksTies(t *testing.T) {
	order := func(seed int64) string {
		c, d := New(seed), diary{}
		for i := range 8 {
			c.At(ms, func() { d.write(fmt.Sprint(i)) })
		}
		c.Run()
		defer c.Close()
		stepAll(t, c)
		return strings.Join(d, "")
	}
	if a, b := order(7), order(7); a != b {
		t.Errorf("seed 7 gives %s, then %s", a, b)
	}
	orders := map[string]bool{}
	for seed := range int64(20) {
		orders[order(seed)] = true
	}
	if len(orders) < 15 {
		t.Errorf("20 seeds give only %d orders", len(orders))
	}
}

func TestOneTurnAtATime(t *testing.T) {
	c, inside := New(1), 0
	for range 10 {
		c.Go(func() {
			for range 20 {
				inside++ // with the turn no lock is needed: the race detector agrees
				c.Sleep(ms)
			}
		})
	}
	c.Run()
	defer c.Close()
	for range 50 {
		c.Do(func() { inside++ })
	}
	stepAll(t, c)
	if inside != 250 {
		t.Errorf("counted %d, want 250", inside)
	}
}

func TestAGateWakesWhoWaitsInOrder(t *testing.T) {
	c, d, g := New(1), diary{}, Gate{}
	for _, name := range []string{"a", "b", "c"} {
		c.Go(func() {
			late := c.Wait(Forever, &g)
			d.write(fmt.Sprint(name, late))
		})
	}
	c.At(5*ms, func() { g.Open(c) })
	c.Run()
	defer c.Close()
	stepAll(t, c)
	d.is(t, "afalse", "bfalse", "cfalse")
}

func TestAGateThatStaysShut(t *testing.T) {
	c, d, g, other := New(1), diary{}, Gate{}, Gate{}
	c.Go(func() {
		d.write(fmt.Sprint(c.Wait(5*ms, &g, &other), c.Now()))
		if len(g.waiting)+len(other.waiting) > 0 {
			d.write("still waiting")
		}
	})
	c.Run()
	defer c.Close()
	stepAll(t, c)
	d.is(t, "true 5ms")
}

func TestAStoppedTimerDoesNotHappen(t *testing.T) {
	c, d := New(1), diary{}
	a := c.At(2*ms, func() { d.write("a") })
	b := c.At(1*ms, func() { d.write("b"); a.Stop() })
	c.Run()
	defer c.Close()
	stepAll(t, c)
	c.Do(func() { a.Stop(); b.Stop(); (*Timer)(nil).Stop() })
	d.is(t, "b")
}

func TestWhatIsOwedHoldsTheWorld(t *testing.T) {
	c, d := New(1), diary{}
	c.At(1*ms, func() { d.write("bytes go out"); c.Owe(3) })
	c.At(2*ms, func() { d.write("later") })
	c.Quiet = func() {
		if c.owed > 0 {
			d.write("quiet too early")
		}
	}
	c.Run()
	defer c.Close()
	go func() {
		for came := 0; came < 3; {
			c.Do(func() {
				if c.owed > 0 {
					came++
					d.write("a byte comes")
					c.Owe(-1)
				}
			})
		}
	}()
	stepAll(t, c)
	d.is(t, "bytes go out", "a byte comes", "a byte comes", "a byte comes", "later")
}

// A program that never waits would stop the world, were it not made to wait.
func TestTooManyCallsAtOnceTakeTime(t *testing.T) {
	c, d := New(1), diary{}
	c.Go(func() {
		for i := range 3 * CallsAtOnce {
			if c.Count(); i == CallsAtOnce-2 || i == 3*CallsAtOnce-1 {
				d.write(c.Now().String())
			}
		}
	})
	c.Go(d.task(c, "other", CallPause/2))
	c.Run()
	defer c.Close()
	c.Do(func() { c.Count() }) // of nobody: not counted
	stepAll(t, c)
	d.is(t, "0s", "other@500µs", "3ms")
}

func TestCurrentIsWhoHasTheTurn(t *testing.T) {
	c := New(1)
	var me, seen *Task
	me = c.Go(func() { seen = c.Current() })
	c.Run()
	defer c.Close()
	c.Do(func() {
		if seen != me || c.Current() != nil {
			t.Error("current is not who has the turn")
		}
	})
}

func TestPostsKeepTheirOrder(t *testing.T) {
	c, got := New(1), []int{}
	c.Run()
	defer c.Close()
	for i := range 100 {
		c.Post(func() { got = append(got, i) })
	}
	c.Do(func() {})
	if !slices.IsSorted(got) || len(got) != 100 {
		t.Errorf("posts came as %v", got)
	}
}
