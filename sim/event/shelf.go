package event

// shelf holds events in blocks, so that adding one never moves the others: who
// has been given some can read on while more come.
type shelf struct {
	blocks [][]Event
	gone   int // events of the first block that are no longer kept
	n      int // events kept
}

const blockSize = 256

func (s *shelf) add(e Event) {
	if s.n == 0 || len(s.blocks[len(s.blocks)-1]) == blockSize {
		s.blocks = append(s.blocks, make([]Event, 0, blockSize))
	}
	last := &s.blocks[len(s.blocks)-1]
	*last = append(*last, e)
	s.n++
}

// each visits events i to j, a piece of a block at a time, until fn says no.
func (s *shelf) each(i, j int, fn func(events []Event) bool) bool {
	for i, j = i+s.gone, j+s.gone; i < j; {
		block := s.blocks[i/blockSize]
		start := i % blockSize
		end := min(start+j-i, len(block))
		if !fn(block[start:end:end]) {
			return false
		}
		i += end - start
	}
	return true
}

// slice returns events i to j, in one piece.
func (s *shelf) slice(i, j int) []Event {
	var out []Event
	s.each(i, j, func(events []Event) bool {
		if out == nil && len(events) == j-i {
			out = events
		} else {
			out = append(out, events...)
		}
		return true
	})
	return out
}

// drop lets go of the oldest n.
func (s *shelf) drop(n int) {
	s.n -= n
	s.gone += n
	whole := s.gone / blockSize
	if s.n == 0 {
		whole = len(s.blocks)
	}
	s.blocks = append([][]Event(nil), s.blocks[whole:]...)
	s.gone -= whole * blockSize
	if s.n == 0 {
		s.gone = 0
	}
}
