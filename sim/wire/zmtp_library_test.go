package wire_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"
	"github.com/go-zeromq/zmq4/security/plain"

	"patternscope/sim/wire"
)

// zmtpGuarded is a connection on which only whole, checked units can be read.
type zmtpGuarded struct {
	net.Conn
	split *wire.ZMTPSplitter
	safe  []byte
	err   error
}

func (g *zmtpGuarded) Read(p []byte) (int, error) {
	for len(g.safe) == 0 {
		if g.err != nil {
			return 0, g.err
		}
		g.fill()
	}
	n := copy(p, g.safe)
	g.safe = g.safe[n:]
	return n, nil
}

func (g *zmtpGuarded) fill() {
	buf := make([]byte, 512)
	n, err := g.Conn.Read(buf)
	units, broken := g.split.Feed(buf[:n])
	for _, u := range units {
		g.safe = append(g.safe, u.Bytes...)
	}
	if g.err = broken; broken == nil {
		g.err = err
	}
}

// zmtpOutcome is what became of a peer's bytes.
type zmtpOutcome struct {
	panicked any
	opened   bool
	meta     zmq4.Metadata // of the peer, as the library has it
	err      error         // of the guard or the library
}

// zmtpScript is a connection to a peer that says what it has to say, whatever it hears.
type zmtpScript struct{ *bytes.Reader }

func (zmtpScript) Write(b []byte) (int, error)      { return len(b), nil }
func (zmtpScript) Close() error                     { return nil }
func (zmtpScript) LocalAddr() net.Addr              { return nil }
func (zmtpScript) RemoteAddr() net.Addr             { return nil }
func (zmtpScript) SetDeadline(time.Time) error      { return nil }
func (zmtpScript) SetReadDeadline(time.Time) error  { return nil }
func (zmtpScript) SetWriteDeadline(time.Time) error { return nil }

// zmtpOpen gives the bytes of a peer to the library, behind guard if there is one,
// and then reads messages until they end.
func zmtpOpen(guard *wire.ZMTPSplitter, sec zmq4.Security, typ zmq4.SocketType, server bool, peer []byte) (out zmtpOutcome) {
	defer func() { out.panicked = recover() }()
	rw := net.Conn(zmtpScript{bytes.NewReader(peer)})
	if guard != nil {
		rw = &zmtpGuarded{Conn: rw, split: guard}
	}
	conn, err := zmq4.Open(rw, sec, typ, nil, server, nil)
	if out.err = err; err != nil {
		return out
	}
	out.opened, out.meta = true, conn.Peer.Meta
	for out.err == nil {
		_, out.err = conn.RecvMsg()
	}
	return out
}

func zmtpSecurity(mechanism string) zmq4.Security {
	if mechanism == "PLAIN" {
		return plain.Security("ann", "secret")
	}
	return null.Security()
}

// The guard is needed: without it ten bytes after a greeting end the process.
func TestLibraryPanicsWithoutTheGuard(t *testing.T) {
	attacks := map[string][]byte{
		"a property of no length":   append(zmtpGreeting("NULL"), "\x04\x08\x05READY\x01a"...),
		"no Socket-Type":            append(zmtpGreeting("NULL"), zmtpReady()...),
		"a draft Socket-Type":       append(zmtpGreeting("NULL"), zmtpReady("Socket-Type", "SCATTER")...),
		"SOCKET-TYPE":               append(zmtpGreeting("NULL"), zmtpReady("SOCKET-TYPE", "REP")...),
		"a command of 2^62":         append(zmtpGreeting("NULL"), zmtpHex(t, "06 4000000000000000")...),
		"a client's ERROR in PLAIN": zmtpJoin(zmtpGreeting("PLAIN"), []byte("\x04\x08\x05HELLO\x00\x00"), wire.AppendCommand(nil, "ERROR", []byte("\x79"+strings.Repeat("a", 121)))),
	}
	for name, in := range attacks {
		t.Run(name, func(t *testing.T) {
			mechanism := strings.TrimRight(string(in[12:32]), "\x00")
			if out := zmtpOpen(nil, zmtpSecurity(mechanism), zmq4.Req, true, in); out.panicked == nil {
				t.Errorf("got %v, want a panic: is the guard still needed for this?", out.err)
			}
			if out := zmtpOpen(wire.NewZMTPSplitter(wire.DefaultLimits, mechanism), zmtpSecurity(mechanism), zmq4.Req, true, in); out.panicked != nil {
				t.Errorf("panicked behind the guard: %v", out.panicked)
			}
		})
	}
}

// Peers that speak as the library does, in both roles, are let through.
func TestLibraryOpensThroughTheGuard(t *testing.T) {
	for _, mechanism := range []string{"NULL", "PLAIN"} {
		for _, pair := range [][2]zmq4.SocketType{
			{zmq4.Req, zmq4.Rep},
			{zmq4.Dealer, zmq4.Router},
			{zmq4.Pub, zmq4.Sub},
			{zmq4.XPub, zmq4.XSub},
			{zmq4.Push, zmq4.Pull},
			{zmq4.Pair, zmq4.Pair},
		} {
			t.Run(fmt.Sprintf("%s/%s-%s", mechanism, pair[0], pair[1]), func(t *testing.T) {
				zmtpBothWays(t, mechanism, pair[0], pair[1])
			})
		}
	}
}

// zmtpSockets are the two ends of a real connection. A net.Pipe will not do: it
// has no buffer, and both ends write their greeting before they read one.
func zmtpSockets(t *testing.T) (a, b net.Conn) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if a, err = net.Dial("tcp", l.Addr().String()); err == nil {
		t.Cleanup(func() { a.Close() })
		b, err = l.Accept()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return a, b
}

func zmtpBothWays(t *testing.T, mechanism string, server, client zmq4.SocketType) {
	a, b := zmtpSockets(t)
	open := func(c net.Conn, typ zmq4.SocketType, id string, server bool) (*zmq4.Conn, *zmtpGuarded, error) {
		g := &zmtpGuarded{Conn: c, split: wire.NewZMTPSplitter(wire.DefaultLimits, mechanism)}
		conn, err := zmq4.Open(g, zmtpSecurity(mechanism), typ, zmq4.SocketIdentity(id), server, nil)
		return conn, g, err
	}
	var bound *zmq4.Conn
	var errBound error
	var done sync.WaitGroup
	done.Go(func() { bound, _, errBound = open(a, server, "", true) })
	conn, guard, err := open(b, client, "me", false)
	done.Wait()
	if err != nil || errBound != nil {
		t.Fatalf("got %v and %v", err, errBound)
	}
	if !guard.split.Ready() || conn.Peer.Meta["Socket-Type"] != string(server) || bound.Peer.Meta["Identity"] != "me" {
		t.Errorf("the peers are %v and %v", conn.Peer.Meta, bound.Peer.Meta)
	}
	want := zmq4.NewMsgFrom([]byte("one"), nil, bytes.Repeat([]byte("x"), 300))
	done.Go(func() { errBound = bound.SendMsg(want) })
	got, err := conn.RecvMsg()
	done.Wait()
	if err != nil || errBound != nil || got.String() != want.String() {
		t.Errorf("got %v, %v, %v", got, err, errBound)
	}
}

// Thousands of damaged handshakes: whatever the guard lets pass, the library survives.
func TestLibrarySurvivesWhateverPassesTheGuard(t *testing.T) {
	const seed, rounds = 7, 6000
	r := rand.New(rand.NewPCG(seed, seed))
	var opened, guarded, refused int
	for i := range rounds {
		mechanism := []string{"NULL", "PLAIN"}[r.IntN(2)]
		in := zmtpDamage(r, zmtpRandomPeer(r, mechanism))
		server, typ := r.IntN(2) == 0, []zmq4.SocketType{zmq4.Rep, zmq4.Router, zmq4.XPub, zmq4.Pull}[r.IntN(4)]
		out := zmtpOpen(wire.NewZMTPSplitter(wire.DefaultLimits, mechanism), zmtpSecurity(mechanism), typ, server, in)
		_, broken := wire.NewZMTPSplitter(wire.DefaultLimits, mechanism).Feed(in)
		switch {
		case out.panicked != nil:
			t.Fatalf("round %d, %s, %s, server %v: %v\n%q", i, mechanism, typ, server, out.panicked, in)
		case out.opened:
			opened++
		case broken != nil:
			guarded++
		default:
			refused++
		}
	}
	t.Logf("%d opened, %d stopped by the guard, %d refused by the library", opened, guarded, refused)
	if min(opened, guarded, refused) < rounds/100 {
		t.Errorf("the peers are too much alike: %d, %d, %d", opened, guarded, refused)
	}
}

// zmtpRandomPeer is what a peer may send: mostly right, with metadata of all sorts.
func zmtpRandomPeer(r *rand.Rand, mechanism string) []byte {
	name := zmtpPick(r, "Socket-Type", "Socket-Type", "Socket-Type", "socket-type", "SOCKET-TYPE", "Socket-Typ")
	typ := zmtpPick(r, "REQ", "DEALER", "SUB", "PUSH", "PAIR", "SCATTER", "")
	pairs := []string{name, typ}
	if r.IntN(2) == 0 {
		pairs = append(pairs, zmtpPick(r, "Identity", "identity", "X-Other", "A"), strings.Repeat("i", r.IntN(300)))
	}
	meta := zmtpProperties(pairs...)
	traffic := []byte("\x01\x00\x00\x01a\x04\x07\x04PING\x00\x00\x04\x0a\x09SUBSCRIBE\x00\x02\x01t")
	if mechanism == "NULL" {
		return zmtpJoin(zmtpGreeting("NULL"), wire.AppendCommand(nil, "READY", meta), traffic)
	}
	first, second := "HELLO", "INITIATE"
	body := []byte("\x03ann\x06secret")
	if r.IntN(2) == 0 {
		first, second, body = "WELCOME", "READY", nil
	}
	if r.IntN(8) == 0 {
		second = "ERROR"
	}
	return zmtpJoin(zmtpGreeting("PLAIN"), wire.AppendCommand(nil, first, body), wire.AppendCommand(nil, second, meta), traffic)
}

func zmtpPick(r *rand.Rand, of ...string) string { return of[r.IntN(len(of))] }

// zmtpDamage changes up to three bytes, mostly after the greeting: flips, inserts, deletes, cuts.
func zmtpDamage(r *rand.Rand, b []byte) []byte {
	for range r.IntN(4) {
		at := r.IntN(len(b))
		if r.IntN(8) > 0 && len(b) > 64 {
			at = 64 + r.IntN(len(b)-64)
		}
		switch r.IntN(6) {
		case 0:
			b[at] = byte(r.Uint32())
		case 1:
			b[at]++
		case 2:
			b[at]--
		case 3:
			b = append(b[:at:at], append([]byte{byte(r.Uint32())}, b[at:]...)...)
		case 4:
			b = append(b[:at:at], b[at+1:]...)
		case 5:
			b = b[:at+1]
		}
	}
	return b
}
