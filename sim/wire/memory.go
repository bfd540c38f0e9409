package wire

import (
	"fmt"
	"net"
	"sync"
)

// Memory is a network of pipes inside this process: no socket of the
// operating system, and every wait is one that testing/synctest can see.
type Memory struct {
	mu        sync.Mutex
	listeners map[string]*memoryListener
	dials     int
}

// NewMemory returns a network on which nobody listens yet.
func NewMemory() *Memory { return &Memory{listeners: map[string]*memoryListener{}} }

// Listen opens a listener at the name.
func (m *Memory) Listen(transport, name, _ string) (net.Listener, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	at := transport + "/" + name
	if m.listeners[at] != nil {
		return nil, fmt.Errorf("listen %s: address in use", at)
	}
	l := &memoryListener{network: m, at: at, accept: make(chan net.Conn), done: make(chan struct{})}
	m.listeners[at] = l
	return l, nil
}

// Dial connects to a listener's address.
func (m *Memory) Dial(_, address string) (net.Conn, error) {
	m.mu.Lock()
	l := m.listeners[address]
	m.dials++
	from := memoryAddr(fmt.Sprintf("memory/%d", m.dials))
	m.mu.Unlock()
	if l == nil {
		return nil, fmt.Errorf("dial %s: connection refused", address)
	}
	near, far := net.Pipe()
	select {
	case l.accept <- memoryConn{far, l.Addr(), from}:
		return memoryConn{near, from, l.Addr()}, nil
	case <-l.done:
		return nil, fmt.Errorf("dial %s: connection refused", address)
	}
}

type memoryAddr string

func (memoryAddr) Network() string  { return "memory" }
func (a memoryAddr) String() string { return string(a) }

type memoryConn struct {
	net.Conn
	local, remote net.Addr
}

func (c memoryConn) LocalAddr() net.Addr  { return c.local }
func (c memoryConn) RemoteAddr() net.Addr { return c.remote }

type memoryListener struct {
	network *Memory
	at      string
	accept  chan net.Conn
	done    chan struct{}
	once    sync.Once
}

func (l *memoryListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.accept:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}

func (l *memoryListener) Close() error {
	l.once.Do(func() {
		close(l.done)
		l.network.mu.Lock()
		delete(l.network.listeners, l.at)
		l.network.mu.Unlock()
	})
	return nil
}

func (l *memoryListener) Addr() net.Addr { return memoryAddr(l.at) }
