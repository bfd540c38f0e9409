package interop

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"time"

	"patternscope/sim/event"
	"patternscope/sim/wire"
	"patternscope/sim/zmq"
)

// Each case says what a stranger sends to a PULL that wants no password, and
// for which reason the connection must be closed.
var bad = []struct {
	name string
	says [][]byte
	want event.Reason
}{
	{"HTTP", [][]byte{[]byte("GET / HTTP/1.1\r\nHost: x\r\n\r\n")}, event.BadGreeting},
	{"garbage", [][]byte{bytes.Repeat([]byte{0xFF}, 64)}, event.BadGreeting},
	{"ZMTP 1, no identity", [][]byte{{1, 0}}, event.BadVersion},
	{"ZMTP 1, an identity", [][]byte{{0xFF, 0, 0, 0, 0, 0, 0, 0, 3, 0, 'm', 'e'}}, event.BadVersion},
	{"ZMTP 2", [][]byte{{0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 1, 8, 0, 0}}, event.BadVersion},
	{"wrong mechanism", [][]byte{greeting("CURVE")}, event.BadMechanism},
	{"unknown mechanism", [][]byte{greeting("SECRET")}, event.BadMechanism},
	{"garbage behind the greeting", [][]byte{greeting("NULL"), bytes.Repeat([]byte{0x7B}, 32)}, event.BadFrame},
	{"a message before READY", [][]byte{greeting("NULL"), message("x")}, event.BadReady},
	{"HELLO to NULL", [][]byte{greeting("NULL"), wire.AppendCommand(nil, "HELLO", []byte{0, 0})}, event.BadReady},
	{"a READY without type", [][]byte{greeting("NULL"), wire.AppendCommand(nil, "READY", nil)}, event.BadReady},
	{"a property cut short", [][]byte{greeting("NULL"), wire.AppendCommand(nil, "READY", append(property("Socket-Type", "PUSH")[:16], 0xFF))}, event.BadReady},
	{"a property of 4 GiB", [][]byte{greeting("NULL"), wire.AppendCommand(nil, "READY", []byte("\x0bSocket-Type\xFF\xFF\xFF\xFFPUSH"))}, event.BadReady},
	{"a draft socket type", [][]byte{greeting("NULL"), ready("SCATTER")}, event.BadReady},
	{"no socket type at all", [][]byte{greeting("NULL"), ready("TOASTER")}, event.BadReady},
	{"an identity of 256 bytes", [][]byte{greeting("NULL"), wire.AppendCommand(nil, "READY", append(property("Socket-Type", "PUSH"), property("Identity", strings.Repeat("i", 256))...))}, event.BadReady},
	{"a READY of 2^63-1 bytes", [][]byte{greeting("NULL"), {6, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}}, event.BadReady},
	{"an incompatible type", [][]byte{greeting("NULL"), ready("SUB")}, event.Incompatible},
	{"ERROR", [][]byte{greeting("NULL"), wire.AppendCommand(nil, "ERROR", []byte("\x03400"))}, event.Denied},
	{"reserved flags", [][]byte{greeting("NULL"), ready("PUSH"), {0x80, 1, 'x'}}, event.BadFrame},
	{"a frame of 2^63-1 bytes", [][]byte{greeting("NULL"), ready("PUSH"), {2, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}}, event.TooLarge},
	{"a frame above the limit", [][]byte{greeting("NULL"), ready("PUSH"), long(2, wire.DefaultLimits.Frame+1)}, event.TooLarge},
	{"too many frames", [][]byte{greeting("NULL"), ready("PUSH"), bytes.Repeat([]byte{1, 0}, wire.DefaultLimits.Frames+1)}, event.TooLarge},
	{"too large a message", [][]byte{greeting("NULL"), ready("PUSH"), bytes.Repeat(append(long(3, 1<<20), make([]byte, 1<<20)...), 4)}, event.TooLarge},
	{"a command between frames", [][]byte{greeting("NULL"), ready("PUSH"), {1, 1, 'x'}, wire.AppendCommand(nil, "PING", []byte{0, 0})}, event.BadFrame},
	{"a nameless command", [][]byte{greeting("NULL"), ready("PUSH"), {4, 0}}, event.BadFrame},
	{"a PING without TTL", [][]byte{greeting("NULL"), ready("PUSH"), wire.AppendCommand(nil, "PING", nil)}, event.BadFrame},
	{"a huge command", [][]byte{greeting("NULL"), ready("PUSH"), long(6, 1<<20)}, event.TooLarge},
}

// long is the header of a long frame.
func long(flags byte, size int) []byte {
	return binary.BigEndian.AppendUint64([]byte{flags}, uint64(size))
}

// TestBadInput tries them all on a world whose own programs talk meanwhile.
func TestBadInput(t *testing.T) {
	for _, transport := range []string{"tcp", "ipc"} {
		t.Run(transport, func(t *testing.T) {
			t.Parallel()
			s := open(t, transport, append(chatting(), silent("door", "PULL", nil))...)
			for _, c := range bad {
				t.Run(c.name, func(t *testing.T) {
					seq := s.World.Log().Head()
					r := s.dials("door")
					r.says(c.says...)
					r.hears()
					e := s.Until(seq, c.name+" is refused", of(event.Refused))
					if e.Reason != c.want || e.Socket != "door.pull" || e.Text == "" {
						t.Errorf("refused by %s for %q: %s; want %q", e.Socket, e.Reason, e.Text, c.want)
					}
				})
			}
			s.chats(s.World.Log().Head())
		})
	}
}

// unfinished are those who do not go on, each in another part of the handshake.
var unfinished = [][]byte{
	nil,
	greeting("NULL")[:1],
	greeting("NULL")[:11],
	greeting("NULL")[:63],
	greeting("NULL"),
	append(greeting("NULL"), ready("PUSH")[0]),
	append(greeting("NULL"), ready("PUSH")[:9]...),
}

// TestSilence: whoever does not go on with its handshake is closed in time, all
// of them at once.
func TestSilence(t *testing.T) {
	for _, transport := range []string{"tcp", "ipc"} {
		t.Run(transport, func(t *testing.T) {
			t.Parallel()
			s := open(t, transport, append(chatting(), silent("door", "PULL", nil))...)
			began := time.Now()
			var open []raw
			for _, part := range unfinished {
				r := s.dials("door")
				r.says(part)
				open = append(open, r)
			}
			for _, r := range open {
				r.hears()
			}
			if took := time.Since(began); took < zmq.DefaultLimits.Handshake || took > 5*zmq.DefaultLimits.Handshake {
				t.Errorf("they were closed after %v, the deadline is %v", took, zmq.DefaultLimits.Handshake)
			}
			late := func(e event.Event) bool { return e.Kind == event.Refused && e.Reason == event.Timeout }
			s.chats(s.Times(len(unfinished), "closed for silence", late).Seq)
		})
	}
}

// TestDrips: who sends a byte now and then is not taken for one who goes on.
func TestDrips(t *testing.T) {
	t.Parallel()
	s := open(t, "tcp", silent("door", "PULL", nil))
	r := s.dials("door")
	began := time.Now()
	for _, b := range greeting("NULL") {
		if _, err := r.Write([]byte{b}); err != nil {
			break
		}
		<-time.After(100 * time.Millisecond)
	}
	if e := s.Kind(event.Refused); e.Reason != event.Timeout {
		t.Errorf("refused for %q, want %q", e.Reason, event.Timeout)
	}
	if took := time.Since(began); took > 5*zmq.DefaultLimits.Handshake {
		t.Errorf("it was let drip for %v", took)
	}
}
