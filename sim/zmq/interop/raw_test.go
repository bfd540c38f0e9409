package interop

import (
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"patternscope/sim/wire"
)

// raw is a connection that speaks as it likes.
type raw struct {
	net.Conn
	t *testing.T
}

// dials connects to an endpoint of the world.
func (s *stage) dials(name string) raw {
	s.T.Helper()
	return s.dialsAt(s.At(name))
}

func (s *stage) dialsAt(endpoint string) raw {
	s.T.Helper()
	transport, address, _ := strings.Cut(endpoint, "://")
	c, err := net.Dial(map[string]string{"tcp": "tcp", "ipc": "unix"}[transport], address)
	if err != nil {
		s.T.Fatal(err)
	}
	s.T.Cleanup(func() { c.Close() })
	c.SetDeadline(time.Now().Add(patience))
	return raw{c, s.T}
}

// says writes; that the other side hangs up meanwhile is no failure of the test.
func (r raw) says(parts ...[]byte) {
	for _, part := range parts {
		if _, err := r.Write(part); err != nil {
			return
		}
	}
}

// shakes goes through the handshake as a socket of this type.
func (r raw) shakes(typ string) {
	r.t.Helper()
	r.says(greeting("NULL"), ready(typ))
	r.reads(len(greeting("NULL")))
	header := r.reads(2)
	r.reads(int(header[1]))
}

// reads n bytes, that must come.
func (r raw) reads(n int) []byte {
	r.t.Helper()
	b := make([]byte, n)
	if _, err := io.ReadFull(r, b); err != nil {
		r.t.Fatalf("read %d bytes: %v", n, err)
	}
	return b
}

// hears reads all until the other side hangs up, as it must.
func (r raw) hears() []byte {
	r.t.Helper()
	b, err := io.ReadAll(r)
	if t, is := err.(net.Error); is && t.Timeout() {
		r.t.Error("the connection stays open")
	}
	return b
}

// greeting is 64 bytes of ZMTP 3.1.
func greeting(mechanism string) []byte {
	b := make([]byte, 64)
	b[0], b[9], b[10], b[11] = 0xFF, 0x7F, 3, 1
	copy(b[12:], mechanism)
	return b
}

func ready(typ string) []byte { return wire.AppendCommand(nil, "READY", property("Socket-Type", typ)) }

func property(name, value string) []byte {
	b := append([]byte{byte(len(name))}, name...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(value)))
	return append(b, value...)
}

func message(frames ...string) []byte {
	return wire.AppendMessage(nil, bytes.Fields([]byte(strings.Join(frames, " "))))
}
