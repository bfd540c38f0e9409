package wire_test

import (
	"bufio"
	"bytes"
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/gorilla/websocket"

	"patternscope/sim/event"
	"patternscope/sim/wire"
)

// httpTape is a connection that reads a script and keeps what is written.
type httpTape struct {
	in  io.Reader
	out bytes.Buffer
}

func (c *httpTape) Read(p []byte) (int, error)       { return c.in.Read(p) }
func (c *httpTape) Write(p []byte) (int, error)      { return c.out.Write(p) }
func (c *httpTape) Close() error                     { return nil }
func (c *httpTape) LocalAddr() net.Addr              { return &net.UnixAddr{} }
func (c *httpTape) RemoteAddr() net.Addr             { return &net.UnixAddr{} }
func (c *httpTape) SetDeadline(time.Time) error      { return nil }
func (c *httpTape) SetReadDeadline(time.Time) error  { return nil }
func (c *httpTape) SetWriteDeadline(time.Time) error { return nil }

// wsHijack lets a websocket be served on a tape.
type wsHijack struct {
	*httptest.ResponseRecorder
	tape *httpTape
}

func (h wsHijack) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return h.tape, bufio.NewReadWriter(bufio.NewReader(h.tape), bufio.NewWriter(h.tape)), nil
}

// wsServer is the library's server, past its handshake.
func wsServer(t testing.TB, tape *httpTape) *websocket.Conn {
	t.Helper()
	r := httptest.NewRequest("GET", "/", nil)
	for name, value := range map[string]string{"Connection": "Upgrade", "Upgrade": "websocket", "Sec-Websocket-Version": "13", "Sec-Websocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="} {
		r.Header.Set(name, value)
	}
	c, err := (&websocket.Upgrader{}).Upgrade(wsHijack{httptest.NewRecorder(), tape}, r, nil)
	if err != nil {
		t.Fatal(err)
	}
	tape.out.Reset()
	return c
}

// wsClient is the library's client, past its handshake.
func wsClient(t testing.TB, tape *httpTape) *websocket.Conn {
	t.Helper()
	frames := tape.in
	tape.in = readerFunc(func(p []byte) (int, error) {
		r, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(tape.out.Bytes())))
		if err != nil {
			return 0, err
		}
		sum := sha1.Sum([]byte(r.Header.Get("Sec-Websocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
		tape.in = io.MultiReader(strings.NewReader(fmt.Sprintf(http1Switch[:len(http1Switch)-2]+"Sec-WebSocket-Accept: %s\r\n\r\n", base64.StdEncoding.EncodeToString(sum[:]))), frames)
		return tape.in.Read(p)
	})
	dialer := websocket.Dialer{NetDial: func(string, string) (net.Conn, error) { return tape, nil }}
	c, _, err := dialer.Dial("ws://a/", nil)
	if err != nil {
		t.Fatal(err)
	}
	tape.out.Reset()
	return c
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// wsConn is the library's end that sends what a splitter for client reads.
func wsConn(t testing.TB, client bool, tape *httpTape) *websocket.Conn {
	if client {
		return wsClient(t, tape)
	}
	return wsServer(t, tape)
}

// wsMessages puts the fragments together.
func wsMessages(units []wire.HTTPUnit) (messages []string) {
	var message []byte
	for _, u := range units {
		if u.WS.Control() {
			continue
		}
		if message = append(message, u.Body...); u.End {
			messages = append(messages, string(message))
			message = nil
		}
	}
	return messages
}

// What the library writes is cut into what was written.
func TestWSCutsWhatTheLibraryWrites(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, client := range []bool{false, true} {
		tape := &httpTape{in: strings.NewReader("")}
		conn := wsConn(t, client, tape)
		var want []string
		payload := 0
		for range 60 {
			message := make([]byte, []int{0, 1, 125, 126, 127, 5000, 65535, 65536}[random.IntN(8)])
			for i := range message {
				message[i] = byte(random.IntN(256))
			}
			w, err := conn.NextWriter([]int{websocket.TextMessage, websocket.BinaryMessage}[random.IntN(2)])
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(message); err != nil { // above the buffer's 4 KiB: in fragments
				t.Fatal(err)
			}
			if random.IntN(3) == 0 {
				if err := conn.WriteControl(websocket.PingMessage, []byte("ping"), time.Time{}); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			want, payload = append(want, string(message)), payload+len(message)
		}
		if err := conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(1001, "bye"), time.Time{}); err != nil {
			t.Fatal(err)
		}
		wsCheckWritten(t, client, tape.out.Bytes(), want, payload)
	}
}

func wsCheckWritten(t *testing.T, client bool, in []byte, want []string, payload int) {
	t.Helper()
	s := wire.NewWSSplitter(wire.DefaultHTTPLimits, client)
	var all []wire.HTTPUnit
	for chunk := range bytes.SplitAfterSeq(in, []byte("a")) {
		units, err := s.Feed(chunk)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, units...)
	}
	got, overhead := 0, 0
	for _, u := range all {
		got, overhead = got+u.Payload(), overhead+u.Overhead()
	}
	if got != payload || got+overhead != len(in) {
		t.Errorf("%d bytes of payload and %d of overhead, want %d of %d", got, overhead, payload, len(in))
	}
	if diff := cmp.Diff(want, wsMessages(all)); diff != "" {
		t.Errorf("messages (-want +got):\n%s", diff)
	}
	if last := all[len(all)-1]; last.What != event.WhatWSClose || last.WS.Code != 1001 || last.WS.Reason != "bye" {
		t.Errorf("the last is %q %d %q, want the close", last.What, last.WS.Code, last.WS.Reason)
	}
}

// wsSameMessages checks that the library reads the messages that the splitter cut.
func wsSameMessages(t testing.TB, client bool, in []byte, units []wire.HTTPUnit) {
	t.Helper()
	var got []string
	conn := wsConn(t, !client, &httpTape{in: bytes.NewReader(in)})
	for {
		_, message, err := conn.ReadMessage()
		if err != nil {
			break
		}
		got = append(got, string(message))
	}
	want := wsMessages(units)
	if len(got) > len(want) {
		got = got[:len(want)] // the library is less strict, and read on
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("of %q the library reads (-splitter +library):\n%s", in, diff)
	}
}
