package wire

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
)

// Network makes real connections: this machine's, or Memory's.
type Network interface {
	// Listen opens a listener; again is the address it had before, "" at first.
	Listen(transport, name, again string) (net.Listener, error)
	// Dial connects. The connection's LocalAddr is its own among all of this network.
	Dial(transport, address string) (net.Conn, error)
}

// Machine is the loopback interface and unix sockets of this machine.
type Machine struct {
	dir   string // 0700; holds the unix sockets
	dials atomic.Int64
}

// NewMachine returns a network whose unix sockets live in dir, which must be for this user only.
func NewMachine(dir string) *Machine { return &Machine{dir: dir} }

// Listen opens a port of 127.0.0.1, or a unix socket named after name.
func (m *Machine) Listen(transport, name, again string) (net.Listener, error) {
	switch transport {
	case "tcp":
		if again == "" {
			again = "127.0.0.1:0"
		}
		return net.Listen("tcp", again)
	case "ipc":
		return net.Listen("unix", filepath.Join(m.dir, name))
	}
	return nil, fmt.Errorf("transport %q is not one of tcp, ipc, inproc", transport)
}

// Dial connects to an address that Listen gave.
func (m *Machine) Dial(transport, address string) (net.Conn, error) {
	if transport == "tcp" {
		return net.Dial("tcp", address)
	}
	local := filepath.Join(m.dir, "c"+strconv.FormatInt(m.dials.Add(1), 10))
	d := net.Dialer{LocalAddr: &net.UnixAddr{Name: local, Net: "unix"}}
	c, err := d.Dial("unix", address)
	os.Remove(local) // the name has served: the accepting side has seen it
	return c, err
}
