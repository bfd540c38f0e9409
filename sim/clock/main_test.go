package clock

import (
	"context"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// diary is what happened, in order. It belongs to the turn.
type diary []string

func (d *diary) write(words string) { *d = append(*d, words) }

func (d *diary) task(c *Clock, name string, waits ...time.Duration) func() {
	return func() {
		for _, w := range waits {
			c.Sleep(w)
			d.write(name + "@" + c.Now().String())
		}
	}
}

func (d diary) is(t *testing.T, want ...string) {
	t.Helper()
	if got := strings.Join(d, " "); got != strings.Join(want, " ") {
		t.Errorf("what happened:\n got %s\nwant %s", got, strings.Join(want, " "))
	}
}

// stepAll steps until nothing is due.
func stepAll(t *testing.T, c *Clock) (steps int) {
	t.Helper()
	for {
		switch err := c.Step(context.Background()); err {
		case nil:
			steps++
		case ErrIdle:
			return steps
		default:
			t.Fatal(err)
		}
	}
}
