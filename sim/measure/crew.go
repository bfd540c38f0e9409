package measure

import (
	"context"
	"sync"
)

// crew is the goroutines of one leg, and all that must be closed so that they
// return. The first that fails ends them all, and so does the context.
type crew struct {
	ctx     context.Context
	cancel  context.CancelCauseFunc
	wg      sync.WaitGroup
	mu      sync.Mutex
	closers []func()
	ended   bool
	once    sync.Once
}

func newCrew(ctx context.Context) *crew {
	c := &crew{}
	c.ctx, c.cancel = context.WithCancelCause(ctx)
	context.AfterFunc(c.ctx, c.close)
	return c
}

// run starts a goroutine. It returns nil only when its work is done.
func (c *crew) run(work func() error) {
	c.wg.Go(func() {
		if err := work(); err != nil {
			c.cancel(err)
		}
	})
}

// owns has something closed at the end; at once when that has come.
func (c *crew) owns(closer func()) {
	c.mu.Lock()
	ended := c.ended
	if !ended {
		c.closers = append(c.closers, closer)
	}
	c.mu.Unlock()
	if ended {
		closer()
	}
}

// close closes all, the newest first. Whoever calls it a second time waits for the first.
func (c *crew) close() { c.once.Do(c.closeAll) }

func (c *crew) closeAll() {
	c.mu.Lock()
	closers := c.closers
	c.closers, c.ended = nil, true
	c.mu.Unlock()
	for i := len(closers) - 1; i >= 0; i-- {
		closers[i]()
	}
}

// end closes everything and waits for everybody.
func (c *crew) end() {
	c.cancel(nil)
	c.close()
	c.wg.Wait()
}
