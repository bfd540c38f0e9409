package main

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// cable is a way to a server that can be cut: all that goes through it is lost
// at once, and whoever dials again gets through.
//
//	browser ◀──▶ cable ◀──▶ program
type cable struct {
	listener net.Listener
	to       string

	mu    sync.Mutex
	conns []net.Conn
	wires sync.WaitGroup
}

// lay puts a cable before the server at address, until the test ends.
func lay(t *testing.T, address string) *cable {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cable{listener: l, to: strings.TrimPrefix(address, "http://")}
	c.wires.Go(c.accept)
	t.Cleanup(func() {
		l.Close()
		c.cut()
		c.wires.Wait()
	})
	return c
}

func (c *cable) address() string { return "http://" + c.listener.Addr().String() }

func (c *cable) accept() {
	for {
		near, err := c.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", c.to)
		if err != nil {
			near.Close()
			continue
		}
		c.mu.Lock()
		c.conns = append(c.conns, near, far)
		c.mu.Unlock()
		c.wires.Go(func() { pour(far, near) })
		c.wires.Go(func() { pour(near, far) })
	}
}

func pour(to, from net.Conn) {
	io.Copy(to, from)
	to.Close()
	from.Close()
}

// cut ends every connection that goes through now.
func (c *cable) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conn := range c.conns {
		conn.Close()
	}
	c.conns = nil
}
