package wire

// Intake is what an outside process has sent and the lane has not yet taken. It
// asks for more only when the lane has taken all of it: that is the
// back-pressure the other process feels.
type Intake[U any] struct {
	Room   func() bool // the lane takes one more
	Put    func(u U)
	Broken func(err error) // what came behind the last one breaks the protocol
	More   func()

	units  []U
	flaw   error
	paused bool // it waits to be read on
}

// Take takes what was cut from the bytes of one Read.
func (i *Intake[U]) Take(units []U, flaw error) {
	i.units = append(i.units, units...)
	i.flaw, i.paused = flaw, true
	i.Drain()
}

// Drain puts into the lane what it has room for.
func (i *Intake[U]) Drain() {
	for len(i.units) > 0 && i.Room() {
		u := i.units[0]
		i.units = i.units[1:]
		i.Put(u)
	}
	switch {
	case len(i.units) > 0 || !i.paused:
	case i.flaw != nil:
		i.paused = false
		i.Broken(i.flaw)
	default:
		i.paused = false
		i.More()
	}
}
