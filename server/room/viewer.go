package room

import (
	"context"

	"patternscope/sim/breakpoint"
	"patternscope/sim/event"
)

// batch bounds the events of one Next: some 150 KB of JSON.
const batch = 500

// Viewer follows a room. One goroutine calls Next, again and again.
type Viewer struct {
	room     *Room
	steering bool

	only     int   // the run it watches, also when another one lives; 0: always that
	past     bool  // it was told that this is a recording
	since    int64 // where it wishes to resume, in run
	run      int   // it was last told of; 0: of none
	cursor   cursor
	clock    Clock                // it was last told
	count    int                  // of viewers, it was last told
	standing *breakpoint.Standing // it was last told; nil: none of this run
}

// Watch adds a viewer who has the events of a run up to since; run 0 is one who
// has nothing. token may be empty; only the right one lets it steer.
func (r *Room) Watch(run int, since int64, token string) (*Viewer, error) {
	if err := r.rooms.admit(); err != nil {
		return nil, err
	}
	r.mu.Lock()
	r.viewers++
	r.left = false
	r.mu.Unlock()
	r.changed()
	return &Viewer{room: r, steering: sameToken(token, r.Token), run: -run, since: since}, nil
}

// Only has the viewer watch one run of the room, also when that is no longer the
// one that lives: a recording. It is called before the first Next.
func (v *Viewer) Only(run int) error {
	v.only = run
	_, err := v.room.find(run)
	return err
}

// admit takes a place for a viewer.
func (s *Rooms) admit() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.viewers >= s.limits.Viewers:
		return refuse(Full, "all %d places for viewers are taken; try again later", s.limits.Viewers)
	case !s.fresh.Allow():
		return refuse(TooMany, "more than %d new viewers a second; try again in a moment", s.limits.ViewersPerSecond)
	}
	s.viewers++
	return nil
}

// Close lets the viewer go. It is called once.
func (v *Viewer) Close() {
	r := v.room
	r.mu.Lock()
	r.viewers--
	r.left = r.viewers == 0
	r.mu.Unlock()
	r.touch()
	r.changed()
	r.rooms.mu.Lock()
	r.rooms.viewers--
	r.rooms.mu.Unlock()
}

// Steering tells whether it came with the room's token.
func (v *Viewer) Steering() bool { return v.steering }

// CaughtUp tells whether Next has returned every event there was.
func (v *Viewer) CaughtUp() bool {
	run, _, _ := v.room.shown(v.only)
	return v.run != run.number || v.cursor.seq >= run.world.Log().Head()
}

// Next waits until there is something new and returns all of it, in order, in
// pieces of at most 500 events. The error is ctx's, or a Refusal that says why the room has ended.
func (v *Viewer) Next(ctx context.Context) ([]Frame, error) {
	for {
		run, change, err := v.room.shown(v.only)
		if err != nil {
			return nil, err
		}
		if news := v.look(run); len(news) > 0 {
			return news, nil
		}
		if err := wait(ctx, change, run.world.Log(), v.cursor.seq); err != nil {
			return nil, err
		}
	}
}

// wait returns nil when the log has grown past seq or the room has changed.
func wait(ctx, change context.Context, log *event.Log, seq int64) error {
	either, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(change, cancel)()
	if log.Wait(either, seq) == event.ErrClosed {
		<-either.Done() // a run that has ended is followed by another, or by the room's end
	}
	return ctx.Err()
}

// look returns what is new to the viewer, without waiting.
func (v *Viewer) look(run *run) []Frame {
	log, fresh := run.world.Log(), v.run != run.number
	var news []Frame
	if fresh {
		news = append(news, v.begin(run))
	}
	if past := v.room.past(run); !fresh && past && !v.past {
		v.past = past
		news = append(news, roomFrame(v.room.about(run), v.steering, v.room.clock(run), log.Head(), log.First()))
	}
	if count := v.room.audience(); count != v.count {
		v.count = count
		news = append(news, viewersFrame(count))
	}
	before := v.catchUp(log)
	stretches := v.cursor.next(log, batch)
	clock, head := v.room.clock(run), log.Head()
	for _, s := range stretches {
		if s.Keyframe != nil {
			skipped := max(0, s.Keyframe.Seq-before)
			if skipped > 0 && !fresh {
				news = append(news, movedFrame(skipped, s.Keyframe.Seq))
			}
			news = append(news, keyframeFrame(run.number, s.Keyframe, skipped))
			before = s.Keyframe.Seq
			continue
		}
		last := s.Events[len(s.Events)-1]
		before = last.Seq
		v.clock = clock
		told := clock
		if last.Seq < head { // there is more to tell: the page has come as far as this
			told.Now = last.At
		}
		news = append(news, eventsFrame(run.number, s.Events, told, head))
	}
	if !v.clock.same(clock) {
		v.clock = clock
		news = append(news, clockFrame(clock, head))
	}
	return append(news, v.stands(run)...)
}

// begin places the cursor in a run the viewer has not been told of: where it
// was, when it comes back to the same one, and otherwise at the oldest keyframe.
func (v *Viewer) begin(run *run) Frame {
	log, clock := run.world.Log(), v.room.clock(run)
	back := v.run == -run.number && v.since > 0 && v.since <= log.Head()
	v.cursor = at(0)
	if back {
		v.cursor = at(v.since)
	}
	v.run, v.past, v.clock, v.standing = run.number, v.room.past(run), clock, nil
	return roomFrame(v.room.about(run), v.steering, clock, log.Head(), log.First())
}

// catchUp moves a cursor that is too far behind on to a keyframe, and returns
// the event it stood behind.
func (v *Viewer) catchUp(log *event.Log) int64 {
	was := v.cursor.seq
	head, limit := log.Head(), int64(v.room.rooms.limits.Behind)
	if head-was <= limit {
		return was
	}
	frame, ok := log.After(head - limit - 1)
	if !ok {
		frame, ok = log.Before(head)
	}
	if ok && frame.Seq > was {
		v.cursor = at(frame.Seq)
	}
	return was
}
