package interop

import (
	"time"

	"patternscope/sim/zmq/libzmqtest"
)

// real is a socket of libzmq that has connected to a world.
type real struct {
	*libzmqtest.Socket
	kind string
}

func (r real) Kind() string { return r.kind }

func (real) Rest() { <-time.After(5 * time.Millisecond) }

// comes opens a socket of libzmq and connects it to endpoints of the world.
func (s *stage) comes(p *libzmqtest.Process, typ string, options map[string]any, names ...string) real {
	s.T.Helper()
	k := p.Socket(typ, options)
	for _, name := range names {
		k.Connect(s.At(name))
	}
	return real{k, typ}
}
