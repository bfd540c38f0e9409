package wire

import (
	"net"
	"sync"
	"time"
)

// patience is how long a connection may still be silent, in wall time. Only the
// time in which somebody reads counts, so a world that stands still, or is slow
// to take what came, is not held against the other process.
type patience struct {
	conn net.Conn

	mu    sync.Mutex
	left  time.Duration // 0: any time
	since time.Time     // somebody reads; zero: nobody does
}

// renew sets what is left.
func (p *patience) renew(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.left = d
	if !p.since.IsZero() {
		p.begin()
	}
}

// listen is when reading begins, heard when it ends.
func (p *patience) listen() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.begin()
}

func (p *patience) heard() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.left > 0 {
		p.left = max(p.left-time.Since(p.since), 1)
	}
	p.since = time.Time{}
}

func (p *patience) begin() {
	p.since = time.Now()
	var deadline time.Time
	if p.left > 0 {
		deadline = p.since.Add(p.left)
	}
	p.conn.SetReadDeadline(deadline)
}
