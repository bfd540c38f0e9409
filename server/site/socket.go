package site

import (
	"bytes"
	"context"
	"math"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"

	"patternscope/server/room"
)

// Limits of one websocket.
const (
	readLimit   = 4 << 10 // bytes of a message: a command with every parameter is a tenth of it
	readRate    = 10      // messages a second
	readBurst   = 20
	writeWait   = 5 * time.Second
	lastWait    = time.Second // to take the last frames of a room that has ended
	pingEvery   = 25 * time.Second
	pongWait    = 10 * time.Second
	frameTime   = time.Second / 30 // at most so often is a viewer told what is new: a screen shows no more
	answersKept = 8                // sentences waiting to be told; more are not
)

// session is one viewer's websocket.
//
//	reader:   browser ─▶ Room.Do ─ error ─▶ answers ─┐
//	follower: Viewer.Next ─▶ news ───────────────────┴▶ writer ─▶ browser
type session struct {
	conn    *websocket.Conn
	room    *room.Room
	viewer  *room.Viewer
	token   string
	news    chan []room.Frame
	answers chan room.Frame
}

// watch turns a request into a websocket and serves it until one side goes.
func (s *Site) watch(w http.ResponseWriter, r *http.Request) error {
	rm, err := s.rooms.Get(r.PathValue("id"))
	if err != nil {
		return err
	}
	token, err := socketToken(r, rm)
	if err != nil {
		return err
	}
	q := newQuery(r.URL, "since", "run", "token", "branch")
	since := q.number("since", 0, 0, maxSeq)
	run := int(q.number("run", 0, 0, math.MaxInt32))
	branch := int(q.number("branch", 0, 1, math.MaxInt32))
	if q.err != nil {
		return q.err
	}
	if !websocket.IsWebSocketUpgrade(r) {
		return refuse(room.Invalid, "this address speaks websocket alone")
	}
	viewer, err := rm.Watch(run, since, token)
	if err != nil {
		return err
	}
	defer viewer.Close()
	if err := viewer.Only(branch); err != nil {
		return err
	}
	s.sockets.Add(1) // before the connection stops being net/http's
	defer s.sockets.Done()
	conn, err := upgrader(s).Upgrade(w, r, w.Header())
	if err != nil {
		return nil // told by the upgrader
	}
	serve(&session{
		conn: conn, room: rm, viewer: viewer, token: token,
		news:    make(chan []room.Frame),
		answers: make(chan room.Frame, answersKept),
	})
	return nil
}

func upgrader(s *Site) *websocket.Upgrader {
	return &websocket.Upgrader{
		CheckOrigin: func(*http.Request) bool { return true }, // socketToken has
		Error: func(w http.ResponseWriter, r *http.Request, status int, reason error) {
			s.fail(w, r, refuse(room.Invalid, "%v", reason))
		},
	}
}

// socketToken is the token a websocket steers with, "" for a viewer. A browser
// always names its origin, which must be ours. A script names none; so that no
// page can pass for one, it must show the room's token where a page cannot.
func socketToken(r *http.Request, rm *room.Room) (string, error) {
	if len(r.Header.Values("Origin")) == 0 {
		if err := rm.Steers(bearer(r)); err != nil {
			return "", refuse(foreign, "a websocket must come from a page of this server, or bring the room's token as bearer")
		}
		return bearer(r), nil
	}
	if !sameOrigin(r) {
		return "", refuse(foreign, "a page of another origin may not watch here")
	}
	return r.URL.Query().Get("token"), nil
}

// serve runs a session until its connection or its room ends, and leaves nothing behind.
func serve(s *session) {
	ctx, cancel := context.WithCancel(context.Background())
	var pumps sync.WaitGroup
	pumps.Go(func() { s.follow(ctx) })
	pumps.Go(func() { s.write(ctx) })
	s.read(ctx)
	cancel()
	s.conn.Close()
	pumps.Wait()
}

// read obeys the browser's commands until the connection ends.
func (s *session) read(ctx context.Context) {
	s.conn.SetReadLimit(readLimit)
	s.conn.SetReadDeadline(time.Now().Add(pingEvery + pongWait))
	s.conn.SetPongHandler(func(string) error {
		return s.conn.SetReadDeadline(time.Now().Add(pingEvery + pongWait))
	})
	allowed := rate.NewLimiter(readRate, readBurst)
	for {
		_, message, err := s.conn.ReadMessage()
		if err != nil {
			return
		}
		if !allowed.Allow() {
			s.answer(refuse(room.TooMany, "more than %d commands a second: this one was not obeyed", readRate))
			continue
		}
		if err := s.obey(ctx, message); err != nil {
			s.answer(err)
		}
	}
}

func (s *session) obey(ctx context.Context, message []byte) error {
	var asked struct {
		Type string `json:"type"` // command
		room.Command
	}
	if err := decode(bytes.NewReader(message), &asked); err != nil {
		return err
	}
	if asked.Type != "command" {
		return refuse(room.Invalid, "type is command, not %q", asked.Type)
	}
	_, err := obey(ctx, s.room, s.token, asked.Command)
	return err
}

func (s *session) answer(err error) {
	select {
	case s.answers <- room.NewErrorFrame(sentence(err)):
	default: // it sends faster than it reads
	}
}

// follow fetches what is new until the room ends or ctx does.
func (s *session) follow(ctx context.Context) {
	defer close(s.news)
	for {
		news, err := s.viewer.Next(ctx)
		if err != nil && ctx.Err() == nil {
			news = []room.Frame{room.NewErrorFrame(sentence(err))}
			s.conn.NetConn().SetWriteDeadline(time.Now().Add(lastWait)) // for the write that is on its way
		}
		select {
		case s.news <- news:
		case <-ctx.Done():
			return
		}
		if err != nil {
			return
		}
		if s.viewer.CaughtUp() {
			rest(ctx)
		}
	}
}

// rest lets a frame's time go by, so that what happens meanwhile goes out together.
func rest(ctx context.Context) {
	t := time.NewTimer(frameTime)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// write sends news, answers and pings. It ends the connection when the news
// end, or when the browser takes none for writeWait.
func (s *session) write(ctx context.Context) {
	defer s.conn.Close() // wakes the reader
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	for {
		var err error
		select {
		case news, ok := <-s.news:
			if !ok {
				s.goodbye()
				return
			}
			err = s.send(news...)
		case answer := <-s.answers:
			err = s.send(answer)
		case <-ping.C:
			err = s.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeWait))
		case <-ctx.Done():
			return
		}
		if err != nil {
			return
		}
	}
}

func (s *session) send(frames ...room.Frame) error {
	s.conn.SetWriteDeadline(time.Now().Add(writeWait))
	for _, f := range frames {
		if err := s.conn.WriteJSON(f); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) goodbye() {
	bye := websocket.FormatCloseMessage(websocket.CloseGoingAway, "the room has ended")
	_ = s.conn.WriteControl(websocket.CloseMessage, bye, time.Now().Add(writeWait))
}
