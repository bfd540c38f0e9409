package clock

import (
	"sync"
	"testing"
	"testing/synctest"
)

// What is done in a calm moment may let programs go on: for the next one they
// wait again, and Quiet knows of it.
func TestEachCalmMomentIsOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, running, done, known := New(1), 0, 0, 0
		c.Quiet = func() { known = done }
		c.Run()
		defer c.Close()
		c.Do(func() { c.Owe(1) })
		var all sync.WaitGroup
		for range 3 {
			all.Go(func() {
				c.Calm(func() {
					if running > 0 || known != done {
						t.Errorf("%d programs have not gone on as far as they can, and Quiet knows of %d things, not %d", running, known, done)
					}
					running++
					done++
					c.Go(func() { running-- })
				})
			})
		}
		synctest.Wait() // all of them wait for the same moment
		c.Do(func() { c.Owe(-1) })
		all.Wait()
	})
}
