package room

import (
	"context"
	"time"

	"patternscope/sim/event"
)

// Stretch is a part of a log: some events in a row, or the keyframe that
// stands after those before it.
type Stretch struct {
	Events   []event.Event
	Keyframe *event.State
}

// cursor is how far one reader has read one run's log.
type cursor struct {
	seq  int64 // the last event read
	kept int64 // keyframes up to this event are read, or not wanted
}

// at is a cursor behind event seq that still wants the keyframe there.
func at(seq int64) cursor { return cursor{seq: seq, kept: seq - 1} }

// next reads at most max events, and moves the cursor behind them. A keyframe
// comes straight after its event or, if it was kept too late for that, not at
// all. Where events are no longer kept, it goes on at the keyframe the log now begins with.
func (c *cursor) next(log *event.Log, max int) []Stretch {
	events := log.Since(c.seq, max) // before the keyframes: one of these events may have one
	if len(events) > 0 && events[0].Seq > c.seq+1 {
		*c = at(events[0].Seq - 1)
	}
	var read []Stretch
	for {
		frame, ok := log.After(c.kept)
		if !ok || frame.Seq > c.seq+int64(len(events)) {
			break
		}
		c.kept = frame.Seq
		if frame.Seq < c.seq {
			continue
		}
		n := frame.Seq - c.seq
		read = c.take(read, events[:n])
		events = events[n:]
		read = append(read, Stretch{Keyframe: &frame})
	}
	return c.take(read, events)
}

func (c *cursor) take(read []Stretch, events []event.Event) []Stretch {
	if len(events) == 0 {
		return read
	}
	c.seq = events[len(events)-1].Seq
	return append(read, Stretch{Events: events})
}

// Query asks for a part of a room's log.
type Query struct {
	Run   int           // 0: the run that is on
	Since int64         // events after this one
	Wait  time.Duration // for the first of them
	Limit int           // at most so many
}

// Reading is a part of a room's log. Events that are no longer kept are
// missing from its front: compare First with Since+1.
type Reading struct {
	Run         int
	First, Head int64 // numbers of the oldest and the newest event kept
	Stretches   []Stretch
}

// Read returns the events after q.Since as soon as there are any, and none
// after q.Wait, or when the run ends before; with the keyframes from q.Since on.
func (r *Room) Read(ctx context.Context, q Query) (Reading, error) {
	run, err := r.find(q.Run)
	if err != nil {
		return Reading{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, q.Wait)
	defer cancel()
	log := run.world.Log()
	_ = log.Wait(ctx, q.Since) // whatever ended the wait, what is there is the answer
	c := at(q.Since)
	stretches := c.next(log, q.Limit)
	r.touch()
	return Reading{Run: run.number, First: log.First(), Head: log.Head(), Stretches: stretches}, nil
}
