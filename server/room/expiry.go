package room

import (
	"fmt"
	"time"
)

// sweep ends the rooms whose time is up, until Close.
func (s *Rooms) sweep() {
	tick := time.NewTicker(sweepInterval(s.limits))
	defer tick.Stop()
	for {
		select {
		case now := <-tick.C:
			s.expire(now)
		case <-s.closing:
			return
		}
	}
}

// sweepInterval makes a room live at most a tenth longer than it may.
func sweepInterval(l Limits) time.Duration {
	return max(min(l.Idle, l.Life)/10, 10*time.Millisecond)
}

func (s *Rooms) expire(now time.Time) {
	s.mu.Lock()
	due := map[*Room]string{}
	for _, r := range s.open {
		if why := s.overdue(r, now); why != "" {
			due[r] = why
		}
	}
	s.mu.Unlock()
	for r, why := range due {
		s.remove(r, why)
	}
}

// overdue says why the room must end now; "" when it may stay.
func (s *Rooms) overdue(r *Room, now time.Time) string {
	if now.Sub(r.opened) >= s.limits.Life {
		return fmt.Sprintf("it was open for %s", Span(s.limits.Life))
	}
	if r.audience() == 0 && now.Sub(r.activity()) >= s.limits.Idle {
		return fmt.Sprintf("nobody watched it for %s", Span(s.limits.Idle))
	}
	return ""
}
