package wire

import (
	"errors"
	"net"
	"testing"
)

func TestMemoryIsANetwork(t *testing.T) {
	m := NewMemory()
	if _, err := m.Dial("tcp", "tcp/here"); err == nil {
		t.Error("dialled where nobody listens")
	}
	l, err := m.Listen("tcp", "here", "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Listen("tcp", "here", ""); err == nil {
		t.Error("listened twice at one name")
	}
	if other, err := m.Listen("ipc", "here", ""); err != nil {
		t.Errorf("the same name on another transport: %v", err)
	} else {
		other.Close()
	}
	accepted := make(chan net.Conn)
	go func() {
		c, _ := l.Accept()
		accepted <- c
	}()
	near, err := m.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	far := <-accepted
	if near.LocalAddr().String() != far.RemoteAddr().String() || near.RemoteAddr().String() != far.LocalAddr().String() {
		t.Errorf("near is %v to %v, far %v to %v", near.LocalAddr(), near.RemoteAddr(), far.LocalAddr(), far.RemoteAddr())
	}
	near.Close()
	l.Close()
	l.Close()
	if _, err := l.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("accept at a closed listener: %v", err)
	}
	if again, err := m.Listen("tcp", "here", ""); err != nil {
		t.Errorf("the name is not free again: %v", err)
	} else {
		again.Close()
	}
}
