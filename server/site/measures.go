package site

import (
	"context"
	"crypto/rand"
	"errors"
	"sync"
	"time"

	"patternscope/server/room"
	"patternscope/sim/measure"
)

// Limits of measures: they are asked for by visitors, and take all this machine has.
const (
	measureCount  = 100_000 // messages in each half
	measureTime   = 2 * time.Minute
	measuresKept  = 32 // with their results; the oldest are forgotten
	measureWindow = time.Minute
	measuresEach  = 10 // of one visitor in a window
)

// measures runs one at a time, since two would measure each other, and keeps
// the newest. Close ends the one that runs and waits.
type measures struct {
	ctx  context.Context
	stop context.CancelFunc
	wg   sync.WaitGroup

	mu   sync.Mutex
	kept []*measuring // oldest first; only the newest can be running
}

// measuring is one measure, running or over.
type measuring struct {
	visitor string
	began   time.Time
	cancel  context.CancelFunc
	over    chan struct{} // closed at its end

	mu  sync.Mutex
	now measureState
}

// measureState is a measure as the API tells it.
type measureState struct {
	ID       string           `json:"id"` // whoever knows it may cancel
	Duel     string           `json:"duel"`
	Status   string           `json:"status"` // running, done, cancelled, failed
	Setup    measure.Setup    `json:"setup"`
	Progress measure.Progress `json:"progress"`
	Result   *measure.Result  `json:"result,omitempty"` // done
	Error    string           `json:"error,omitempty"`  // failed: a sentence
}

func newMeasures() *measures {
	m := &measures{}
	m.ctx, m.stop = context.WithCancel(context.Background())
	return m
}

// start begins a measure, unless one runs or the visitor has had enough.
func (m *measures) start(visitor, duel string, s measure.Setup) (*measuring, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.admit(visitor); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(m.ctx, measureTime)
	one := &measuring{visitor: visitor, began: time.Now(), cancel: cancel, over: make(chan struct{})}
	one.now = measureState{ID: rand.Text(), Duel: duel, Status: "running", Setup: s}
	if m.kept = append(m.kept, one); len(m.kept) > measuresKept {
		m.kept = m.kept[1:]
	}
	m.wg.Go(func() { one.run(ctx, s) })
	return one, nil
}

func (m *measures) admit(visitor string) error {
	recent := 0
	for _, other := range m.kept {
		if other.visitor == visitor && time.Since(other.began) < measureWindow {
			recent++
		}
	}
	switch {
	case m.ctx.Err() != nil:
		return refuse(room.Full, "the server is stopping")
	case len(m.kept) > 0 && m.kept[len(m.kept)-1].state().Status == "running":
		return refuse(room.NotNow, "another measure is running, and two would measure each other; try again when it is over")
	case recent >= measuresEach:
		return refuse(room.TooMany, "a visitor may run %d measures in %s", measuresEach, room.Span(measureWindow))
	}
	return nil
}

func (m *measures) find(id string) (*measuring, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, one := range m.kept {
		if one.state().ID == id {
			return one, nil
		}
	}
	return nil, refuse(room.Unknown, "there is no measure %q; the newest %d are kept", id, measuresKept)
}

func (m *measures) close() {
	m.mu.Lock() // so that none is starting
	m.stop()
	m.mu.Unlock()
	m.wg.Wait()
}

func (o *measuring) run(ctx context.Context, s measure.Setup) {
	defer o.cancel()
	defer close(o.over)
	result, err := measure.Run(ctx, s, func(p measure.Progress) {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.now.Progress = p
	})
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case err == nil:
		o.now.Status, o.now.Result = "done", &result
	case errors.Is(err, context.Canceled):
		o.now.Status = "cancelled"
	case errors.Is(err, context.DeadlineExceeded):
		o.now.Status, o.now.Error = "failed", "The measure was not done within "+room.Span(measureTime)+"."
	default:
		o.now.Status, o.now.Error = "failed", sentence(err)
	}
}

func (o *measuring) state() measureState {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.now
}
