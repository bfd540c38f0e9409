package wire

import "patternscope/sim/event"

// cutter is what all splitters of HTTP have in common: it holds what has
// arrived of one unit and no more, and reserves nothing for what is only
// announced.
type cutter struct {
	pending []byte // the unit that is not whole yet
	units   []HTTPUnit
	err     error
}

// stage cuts one unit off data: how many bytes it took, 0 when it needs more.
type stage interface {
	next(data []byte) (int, error)
}

// feed cuts all it can; see HTTP1Splitter.Feed, whose contract is that of all.
func (c *cutter) feed(b []byte, s stage) ([]HTTPUnit, error) {
	c.begin()
	if c.err != nil {
		return nil, c.err
	}
	data, err := c.cut(append(c.pending, b...), s)
	if len(c.units) > 0 { // a unit's memory is its own: the rest moves out of it
		data = append([]byte(nil), data...)
	}
	c.pending, c.err = data, err
	return c.units, err
}

// begin forgets the units of the Feed before.
func (c *cutter) begin() {
	clear(c.units)
	c.units = c.units[:0]
}

func (c *cutter) cut(data []byte, s stage) ([]byte, error) {
	for len(data) > 0 {
		n, err := s.next(data)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			break
		}
		data = data[n:]
	}
	return data, nil
}

func (c *cutter) put(u HTTPUnit) { c.units = append(c.units, u) }

// close is the end of the connection, where no unit may be cut short.
func (c *cutter) close(what string) ([]HTTPUnit, error) {
	c.begin()
	if c.err == nil && len(c.pending) > 0 {
		c.fail(httpError(event.Incomplete, "the connection was closed within a %s", what))
	}
	return nil, c.err
}

// fail makes err the answer to every later Feed and Close.
func (c *cutter) fail(err error) { c.pending, c.err = nil, err }

// Pending is how many bytes wait for the rest of their unit.
func (c *cutter) Pending() int { return len(c.pending) }
