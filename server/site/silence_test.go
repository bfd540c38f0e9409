package site_test

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"patternscope/server/room"
	"patternscope/server/room/roomtest"
	"patternscope/server/site"
)

// pipes is a listener inside a test bubble: its connections are pipes.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

func (p *pipes) Close() error {
	close(p.closed)
	return nil
}

// inBubble runs the test with a websocket in a bubble, where time is the test's own.
func inBubble(t *testing.T, test func(t *testing.T, conn *websocket.Conn, rooms *room.Rooms)) {
	synctest.Test(t, func(t *testing.T) {
		log := slog.New(slog.DiscardHandler)
		rooms := room.New(room.Config{Limits: room.DefaultLimits, Find: roomtest.Find, Start: (&roomtest.Worlds{}).Start, Logger: log})
		pages, err := site.New(site.Config{Rooms: rooms, Static: fstest.MapFS{}, Logger: log})
		if err != nil {
			t.Fatal(err)
		}
		listener := &pipes{make(chan net.Conn), make(chan struct{})}
		server := &http.Server{Handler: pages}
		go server.Serve(listener)
		defer func() {
			rooms.Close()
			server.Close()
			pages.Close()
		}()
		r, err := rooms.Create("visitor", room.Setup{Pattern: "echo"})
		if err != nil {
			t.Fatal(err)
		}
		ours, theirs := net.Pipe()
		defer ours.Close()
		listener.conns <- theirs
		browser := websocket.Dialer{NetDialContext: func(context.Context, string, string) (net.Conn, error) { return ours, nil }}
		conn, _, err := browser.DialContext(t.Context(), "ws://localhost/api/rooms/"+r.ID+"/ws", http.Header{"Origin": {"http://localhost"}})
		if err != nil {
			t.Fatal(err)
		}
		test(t, conn, rooms)
	})
}

// lasts is how long the server keeps the connection.
func lasts(rooms *room.Rooms) time.Duration {
	began := time.Now()
	for rooms.Counts().Viewers > 0 {
		time.Sleep(time.Second)
	}
	return time.Since(began)
}

func TestABrowserThatTakesNothingIsLetGo(t *testing.T) {
	inBubble(t, func(t *testing.T, _ *websocket.Conn, rooms *room.Rooms) {
		if got := lasts(rooms); got < 5*time.Second || got > 6*time.Second {
			t.Errorf("kept for %v, want 5s", got)
		}
	})
}

func TestAnEndingRoomWaitsASecondForABrowserThatTakesNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, _ *websocket.Conn, rooms *room.Rooms) {
		time.Sleep(time.Second)
		rooms.Close()
		if got := lasts(rooms); got > 2*time.Second {
			t.Errorf("kept for %v, want 1s", got)
		}
	})
}

func TestABrowserThatAnswersNoPingIsLetGo(t *testing.T) {
	inBubble(t, func(t *testing.T, conn *websocket.Conn, rooms *room.Rooms) {
		conn.SetPingHandler(func(string) error { return nil })
		go read(conn)
		if got := lasts(rooms); got < 35*time.Second || got > 36*time.Second {
			t.Errorf("kept for %v, want 35s", got)
		}
	})
}

func TestABrowserThatAnswersStays(t *testing.T) {
	inBubble(t, func(t *testing.T, conn *websocket.Conn, rooms *room.Rooms) {
		go read(conn) // answers each ping
		time.Sleep(time.Hour)
		if got := rooms.Counts().Viewers; got != 1 {
			t.Errorf("viewers after an hour: got %d, want 1", got)
		}
	})
}

// read takes all there is until the connection ends.
func read(conn *websocket.Conn) {
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			return
		}
	}
}
