package room

import (
	"context"
	"sync"
	"time"

	"patternscope/sim/breakpoint"
	"patternscope/sim/event"
	"patternscope/sim/pattern"
)

// Room is a run and whoever watches it. Rooms makes it.
type Room struct {
	ID      string
	Token   string // steers the room; for its maker alone
	visitor string
	opened  time.Time
	rooms   *Rooms

	turn  chan struct{} // held by the one command that is being obeyed
	alive context.Context
	kill  context.CancelFunc
	owned sync.WaitGroup // the clock's watcher
	done  chan struct{}  // closed when nothing is left

	mu      sync.Mutex
	run     *run
	former  []*run // whose worlds are closed, and whose logs are kept
	why     string // it ended
	viewers int
	left    bool      // it had viewers and has none
	active  time.Time // somebody last asked for it, or left it
	change  context.Context
	tell    context.CancelFunc // ends change
}

// run is one world of a room. It never changes; a restart or a fork makes a new one.
type run struct {
	number int
	spec   Spec
	world  World
	began  string // in words
	parent int    // the run it goes on from; 0: it began from nothing
	left   int64  // the last event of the parent's that is also its own
}

func newRoom(rooms *Rooms, visitor string, spec Spec, world World) *Room {
	r := &Room{
		Token:   newToken(),
		visitor: visitor,
		opened:  time.Now(),
		rooms:   rooms,
		turn:    make(chan struct{}, 1),
		done:    make(chan struct{}),
		run:     &run{number: 1, spec: spec, world: world, began: "begins"},
		active:  time.Now(),
	}
	r.alive, r.kill = context.WithCancel(context.Background())
	r.change, r.tell = context.WithCancel(context.Background())
	return r
}

// begin starts what a room does by itself.
func (r *Room) begin() {
	r.run.world.OnClock(r.changed)
	r.owned.Go(r.watchClock)
}

// end closes the world and waits until nothing of the room runs. It tells
// whether it was the first to do so; all wait.
func (r *Room) end(why string) bool {
	r.mu.Lock()
	first := r.why == ""
	if first {
		r.why = why
	}
	r.mu.Unlock()
	if !first {
		<-r.done
		return false
	}
	r.kill()
	r.changed()
	r.turn <- struct{}{} // for good: no command follows
	r.owned.Wait()
	run, _, _ := r.now()
	run.world.Close()
	close(r.done)
	return true
}

// now is the run as it stands, with a context that ends at the room's next
// change; and a Refusal when the room has ended.
func (r *Room) now() (*run, context.Context, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.why != "" {
		return r.run, r.change, refuse(Ended, "room %s has ended: %s", r.ID, r.why)
	}
	return r.run, r.change, nil
}

// changed wakes all viewers: the run, the clock's controls or the audience is another.
func (r *Room) changed() {
	r.mu.Lock()
	tell := r.tell
	r.change, r.tell = context.WithCancel(context.Background())
	r.mu.Unlock()
	tell()
}

// clockCheck is how soon viewers hear that a world has become idle, or is no longer.
const clockCheck = 250 * time.Millisecond

// watchClock tells the viewers what no event and no command tells them.
func (r *Room) watchClock() {
	tick := time.NewTicker(clockCheck)
	defer tick.Stop()
	var last Clock
	for {
		select {
		case <-tick.C:
		case <-r.alive.Done():
			return
		}
		run, _, _ := r.now()
		if clock := run.world.Clock(); !clock.same(last) {
			last = clock
			r.changed()
		}
	}
}

func (r *Room) touch() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.active = time.Now()
}

func (r *Room) activity() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.active
}

func (r *Room) audience() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.viewers
}

// leftSince is when the last of its viewers went; false while there are some,
// and for a room that never had any, such as a script's.
func (r *Room) leftSince() (time.Time, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.active, r.left
}

// Steers refuses whoever does not hold the room's token.
func (r *Room) Steers(token string) error {
	switch {
	case token == "":
		return refuse(NoToken, "steering room %s needs its token", r.ID)
	case !sameToken(token, r.Token):
		return refuse(BadToken, "this is not the token that steers room %s", r.ID)
	}
	return nil
}

// About says what a room runs.
type About struct {
	ID      string            `json:"id"`
	Pattern string            `json:"pattern"`
	Params  map[string]string `json:"params"`
	Seed    int64             `json:"seed"`
	Faults  []pattern.Fault   `json:"faults,omitempty"` // its schedule
	Run     int               `json:"run"`
	Parent  int               `json:"parent,omitempty"` // the run it goes on from
	Left    int64             `json:"left,omitempty"`   // the last event of that run which is also its own
	Past    bool              `json:"past,omitempty"`   // another run lives: this is a recording
	// Breakpoints are where it stops, as it now stands.
	Breakpoints []breakpoint.Breakpoint `json:"breakpoints,omitempty"`
}

// About is what the room runs now.
func (r *Room) About() (About, error) {
	run, _, err := r.now()
	return r.about(run), err
}

func (r *Room) about(run *run) About {
	return About{
		ID: r.ID, Pattern: run.spec.Pattern.ID, Params: run.spec.Values, Seed: run.spec.Seed, Faults: run.spec.Faults, Run: run.number,
		Parent: run.parent, Left: run.left, Past: r.past(run),
		Breakpoints: run.world.Standing().Breakpoints,
	}
}

// Snapshot is a room as it stands, with the true state of its sockets.
type Snapshot struct {
	About
	Viewers int         `json:"viewers"`
	Clock   Clock       `json:"clock"`
	State   event.State `json:"state"`
}

// Snapshot reads the room's sockets now.
func (r *Room) Snapshot() (Snapshot, error) {
	run, _, err := r.now()
	if err != nil {
		return Snapshot{}, err
	}
	return Snapshot{
		About:   r.about(run),
		Viewers: r.audience(),
		Clock:   run.world.Clock(),
		State:   run.world.State(),
	}, nil
}
