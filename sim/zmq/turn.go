package zmq

import "slices"

// turn is the round-robin over those who can be sent to: by turn, not by load.
type turn struct {
	pipes []*pipe
	at    int
}

func (t *turn) add(p *pipe) {
	if !slices.Contains(t.pipes, p) {
		t.pipes = append(t.pipes, p)
	}
}

func (t *turn) remove(p *pipe) {
	i := slices.Index(t.pipes, p)
	if i < 0 {
		return
	}
	t.pipes = slices.Delete(t.pipes, i, i+1)
	if i < t.at {
		t.at--
	}
}

// peek returns whose turn it is among those with room; nil when nobody has.
func (t *turn) peek() *pipe {
	for i := range t.pipes {
		p := t.pipes[(t.at+i)%len(t.pipes)]
		if p.hasRoom() {
			return p
		}
	}
	return nil
}

// next is peek, and passes the turn on.
func (t *turn) next() *pipe {
	p := t.peek()
	if p != nil {
		t.at = (slices.Index(t.pipes, p) + 1) % len(t.pipes)
	}
	return p
}

// fair is the fair queue: from each peer that has something, one in turn. A
// peer that has gone stays until what it had delivered is taken.
type fair struct {
	pipes []*pipe
	at    int
}

func (f *fair) add(p *pipe) {
	if !slices.Contains(f.pipes, p) {
		f.pipes = append(f.pipes, p)
	}
}

// any tells whether there is something to take.
func (f *fair) any() bool {
	return slices.ContainsFunc(f.pipes, (*pipe).hasNext)
}

// hasNext tells whether a message can be taken: the first one, which nobody holds.
func (p *pipe) hasNext() bool { return len(p.in) > 0 && !p.held.Has(p.in[0].ID) }

// next returns the pipe to take from, and passes the turn on; nil when all are empty.
func (f *fair) next() *pipe {
	f.forget()
	for i := range f.pipes {
		k := (f.at + i) % len(f.pipes)
		if p := f.pipes[k]; p.hasNext() {
			f.at = (k + 1) % len(f.pipes)
			return p
		}
	}
	return nil
}

// forget removes the peers that are gone and empty.
func (f *fair) forget() {
	for i := len(f.pipes) - 1; i >= 0; i-- {
		if p := f.pipes[i]; !p.attached && len(p.in) == 0 {
			f.pipes = slices.Delete(f.pipes, i, i+1)
			if i < f.at {
				f.at--
			}
		}
	}
}
