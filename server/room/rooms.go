package room

import (
	"fmt"
	"log/slog"
	"strings"
	"sync"

	"golang.org/x/time/rate"

	"patternscope/sim/pattern"
	"patternscope/sim/sandbox"
)

// Config is what Rooms are made of.
type Config struct {
	Limits Limits
	Find   func(id string) *pattern.Pattern // nil when there is none of that id
	Start  Start
	Logger *slog.Logger
}

// Rooms are all rooms of a server.
type Rooms struct {
	limits Limits
	find   func(id string) *pattern.Pattern
	start  Start
	log    *slog.Logger
	fresh  *rate.Limiter // new viewers

	mu      sync.Mutex
	open    map[string]*Room
	opening map[string]int // by visitor: rooms whose world is being started
	viewers int
	closed  bool

	closing chan struct{}
	owned   sync.WaitGroup // the sweeper, and every Create on its way
}

// New opens a house with no rooms.
func New(cfg Config) *Rooms {
	s := &Rooms{
		limits:  cfg.Limits,
		find:    cfg.Find,
		start:   cfg.Start,
		log:     cfg.Logger,
		fresh:   rate.NewLimiter(rate.Limit(cfg.Limits.ViewersPerSecond), cfg.Limits.ViewersPerSecond),
		open:    map[string]*Room{},
		opening: map[string]int{},
		closing: make(chan struct{}),
	}
	s.owned.Go(s.sweep)
	return s
}

// Setup is what a visitor asks a new room to run. Parameters not named keep
// their defaults; a nil Seed is 1.
type Setup struct {
	Pattern string            `json:"pattern"`
	Sandbox *sandbox.Document `json:"sandbox"` // instead of a pattern
	Params  Settings          `json:"params"`
	Seed    *int64            `json:"seed"`
	Faults  []pattern.Fault   `json:"faults"` // its schedule; none when absent
	Paused  bool              `json:"paused"`
	// Breakpoints are there from its first event on.
	Breakpoints []Breakpoint `json:"breakpoints"`
}

// Create starts a world and opens a room for it.
func (s *Rooms) Create(visitor string, setup Setup) (*Room, error) {
	spec, err := s.spec(setup)
	if err != nil {
		return nil, err
	}
	left, err := s.reserve(visitor)
	if err != nil {
		return nil, err
	}
	defer s.owned.Done()
	if left != nil {
		s.end(left, "its visitor left it for a newer one")
	}
	world, err := s.start(spec)
	if err != nil {
		s.release(visitor)
		return nil, fmt.Errorf("start %s: %w", spec.Pattern.ID, err)
	}
	r, err := s.settle(newRoom(s, visitor, spec, world))
	if err != nil {
		world.Close()
		return nil, err
	}
	s.log.Info("room opened", "room", r.ID, "pattern", spec.Pattern.ID, "seed", spec.Seed)
	return r, nil
}

func (s *Rooms) spec(setup Setup) (Spec, error) {
	p, err := s.pattern(setup)
	if err != nil {
		return Spec{}, err
	}
	values, err := p.Values(setup.Params)
	if err != nil {
		return Spec{}, refuse(Invalid, "%v", err)
	}
	seed, err := checkSeed(setup.Seed, 1)
	if err != nil {
		return Spec{}, err
	}
	if err := pattern.CheckFaults(setup.Faults); err != nil {
		return Spec{}, refuse(Invalid, "%v", err)
	}
	breakpoints, err := checked(setup.Breakpoints)
	if err != nil {
		return Spec{}, err
	}
	return Spec{Pattern: p, Values: values, Seed: seed, Faults: setup.Faults, Rate: 1, Paused: setup.Paused, Breakpoints: breakpoints}, nil
}

// pattern is what a room runs: one of the catalogue, or a sandbox's own.
func (s *Rooms) pattern(setup Setup) (*pattern.Pattern, error) {
	switch {
	case setup.Sandbox != nil && setup.Pattern != "":
		return nil, refuse(Invalid, "a room runs a pattern or a sandbox, not both")
	case setup.Sandbox != nil:
		return sandbox.Pattern(setup.Sandbox), nil
	case setup.Pattern == "":
		return nil, refuse(Invalid, "a room runs a pattern or a sandbox, and neither is there")
	}
	p := s.find(setup.Pattern)
	if p == nil {
		return nil, refuse(Unknown, "%s", pattern.NoSuch(setup.Pattern, pattern.All()))
	}
	return p, nil
}

func checkSeed(seed *int64, otherwise int64) (int64, error) {
	switch {
	case seed == nil:
		return otherwise, nil
	case *seed < 0 || *seed > MaxSeed:
		return 0, refuse(Invalid, "seed is a whole number from 0 to %d, not %d", MaxSeed, *seed)
	}
	return *seed, nil
}

// reserve takes a place for a room of the visitor's. At the visitor's limit it
// names the room to end for it: the one whose audience left longest ago.
func (s *Rooms) reserve(visitor string) (left *Room, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, refuse(Full, "the server is stopping")
	}
	mine, all := s.opening[visitor], len(s.open)
	for _, n := range s.opening {
		all += n
	}
	for _, r := range s.open {
		if r.visitor != visitor {
			continue
		}
		mine++
		if since, ok := r.leftSince(); ok && (left == nil || since.Before(left.activity())) {
			left = r
		}
	}
	switch {
	case mine < s.limits.RoomsPerVisitor && all < s.limits.Rooms:
		left = nil
	case left == nil && all >= s.limits.Rooms:
		return nil, refuse(Full, "all %d rooms of this server are taken; try again later", s.limits.Rooms)
	case left == nil:
		return nil, refuse(TooMany, "you have %d rooms open, and %d is the limit; close one first", mine, s.limits.RoomsPerVisitor)
	default:
		delete(s.open, left.ID)
	}
	s.opening[visitor]++
	s.owned.Add(1)
	return left, nil
}

func (s *Rooms) release(visitor string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free(visitor)
}

func (s *Rooms) free(visitor string) {
	if s.opening[visitor]--; s.opening[visitor] == 0 {
		delete(s.opening, visitor)
	}
}

// settle gives the room its id and its place.
func (s *Rooms) settle(r *Room) (*Room, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free(r.visitor)
	if s.closed {
		return nil, refuse(Full, "the server is stopping")
	}
	for r.ID == "" || s.open[r.ID] != nil {
		r.ID = newID()
	}
	s.open[r.ID] = r
	r.begin()
	return r, nil
}

// Get finds a room, in whatever case its id is written.
func (s *Rooms) Get(id string) (*Room, error) {
	s.mu.Lock()
	r := s.open[strings.ToLower(id)]
	s.mu.Unlock()
	if r == nil {
		return nil, refuse(Unknown, "there is no room %q; a room ends after %v with nobody in it", id, Span(s.limits.Idle))
	}
	r.touch()
	return r, nil
}

// Delete ends a room, for whoever holds its token.
func (s *Rooms) Delete(id, token string) error {
	r, err := s.Get(id)
	if err != nil {
		return err
	}
	if err := r.Steers(token); err != nil {
		return err
	}
	s.remove(r, "it was closed by whoever steered it")
	return nil
}

// Counts are how many rooms and viewers there are.
type Counts struct {
	Rooms   int `json:"rooms"`
	Viewers int `json:"viewers"`
}

func (s *Rooms) Counts() Counts {
	s.mu.Lock()
	defer s.mu.Unlock()
	return Counts{Rooms: len(s.open), Viewers: s.viewers}
}

// Close ends all rooms and refuses new ones.
func (s *Rooms) Close() {
	s.mu.Lock()
	already := s.closed
	s.closed = true
	rooms := make([]*Room, 0, len(s.open))
	for _, r := range s.open {
		rooms = append(rooms, r)
	}
	s.mu.Unlock()
	if !already {
		close(s.closing)
	}
	var ends sync.WaitGroup
	for _, r := range rooms {
		ends.Go(func() { s.remove(r, "the server is stopping") })
	}
	ends.Wait()
	s.owned.Wait()
}

// remove ends a room and then frees its place. The second to remove the same room waits for the first.
func (s *Rooms) remove(r *Room, why string) {
	s.end(r, why)
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, r.ID)
}

func (s *Rooms) end(r *Room, why string) {
	if r.end(why) {
		s.log.Info("room ended", "room", r.ID, "because", why)
	}
}
