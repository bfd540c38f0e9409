package site_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"patternscope/server/room"
	"patternscope/sim/event"
)

// told is any frame of the websocket.
type told struct {
	Type string `json:"type"`
	Room struct {
		Run      int  `json:"run"`
		Steering bool `json:"steering"`
	} `json:"room"`
	Run     int           `json:"run"`
	State   *event.State  `json:"state"`
	Events  []event.Event `json:"events"`
	Clock   room.Clock    `json:"clock"`
	Head    int64         `json:"head"`
	First   int64         `json:"first"`
	Count   int           `json:"count"`
	Skipped int64         `json:"skipped"`
	Text    string        `json:"text"`
}

func (f told) String() string {
	switch f.Type {
	case "room":
		return fmt.Sprintf("room:%d,%v", f.Room.Run, f.Room.Steering)
	case "keyframe":
		return fmt.Sprintf("keyframe:%d", f.State.Seq)
	case "events":
		return fmt.Sprintf("%d-%d", f.Events[0].Seq, f.Events[len(f.Events)-1].Seq)
	case "clock":
		return fmt.Sprintf("clock:%v", f.Clock.Paused)
	case "viewers":
		return fmt.Sprintf("viewers:%d", f.Count)
	}
	return f.Type + ":" + f.Text
}

// page is a browser's end of a websocket.
type page struct {
	t    *testing.T
	conn *websocket.Conn
}

// dial is a browser's: it names the origin. header replaces it, when not nil.
func (h *house) dial(path string, header http.Header) (*page, *http.Response, error) {
	h.t.Helper()
	if header == nil {
		header = http.Header{"Origin": {h.server.URL}}
	}
	conn, resp, err := websocket.DefaultDialer.DialContext(h.t.Context(), "ws"+strings.TrimPrefix(h.server.URL, "http")+path, header)
	if err != nil {
		return nil, resp, err
	}
	h.t.Cleanup(func() { conn.Close() })
	conn.SetReadDeadline(time.Now().Add(time.Minute)) // a test that hangs says where
	return &page{h.t, conn}, resp, nil
}

func (h *house) join(path string) *page {
	h.t.Helper()
	p, _, err := h.dial(path, nil)
	if err != nil {
		h.t.Fatalf("dial %s: %v", path, err)
	}
	return p
}

func (p *page) next() told {
	p.t.Helper()
	var f told
	if err := p.conn.ReadJSON(&f); err != nil {
		p.t.Fatalf("read a frame: %v", err)
	}
	return f
}

func (p *page) want(frames ...string) {
	p.t.Helper()
	for _, want := range frames {
		if got := p.next(); got.String() != want {
			p.t.Fatalf("frame: got %s, want %s", got, want)
		}
	}
}

// until skips frames up to the one wanted.
func (p *page) until(want string) {
	p.t.Helper()
	for p.next().String() != want {
	}
}

func (p *page) send(text string) {
	p.t.Helper()
	if err := p.conn.WriteMessage(websocket.TextMessage, []byte(text)); err != nil {
		p.t.Fatalf("send %s: %v", text, err)
	}
}

func TestAPageFollowsARoom(t *testing.T) {
	h := open(t)
	r, w := h.echo()
	w.Happen(12)
	p := h.join("/api/rooms/" + r.ID + "/ws?since=0&run=0&token=" + r.Token)
	p.want("room:1,true", "viewers:1", "keyframe:0", "1-10", "keyframe:10", "11-12")
	p.send(`{"type":"command","command":"step"}`)
	p.want("13-13")
	p.send(`{"type":"command","command":"play"}`)
	p.want("clock:false")
	p.send(`{"type":"command","command":"params","params":{"workers":4},"seed":3}`)
	p.want("room:2,true", "keyframe:0")
}

func TestAPageResumesWhereItWas(t *testing.T) {
	h := open(t)
	r, w := h.echo()
	w.Happen(7)
	p := h.join("/api/rooms/" + r.ID + "/ws")
	p.want("room:1,false", "viewers:1", "keyframe:0", "1-7")
	p.conn.Close()
	w.Happen(6)
	p = h.join("/api/rooms/" + r.ID + "/ws?since=7&run=1")
	p.want("room:1,false")
	p.until("8-10") // how many watch depends on when the server heard of the first's end
	p.until("11-13")
	p.conn.Close()
	h.want(h.ask(ask{method: "POST", path: "/api/rooms/" + r.ID + "/commands", body: `{"command":"restart"}`, token: r.Token}), http.StatusOK, nil)
	h.join("/api/rooms/" + r.ID + "/ws?since=13&run=1").want("room:2,false")
}

func TestAViewerWithoutTheTokenCannotSteer(t *testing.T) {
	h := open(t)
	r, w := h.echo()
	for name, query := range map[string]string{"none": "", "another": "?token=guess"} {
		p := h.join("/api/rooms/" + r.ID + "/ws" + query)
		p.until("keyframe:0")
		for _, command := range []string{"play", "pause", "step", "restart"} {
			p.send(`{"type":"command","command":"` + command + `"}`)
			if got := p.next(); got.Type != "error" || !strings.Contains(got.Text, "token") {
				t.Errorf("%s: %s: got %s", name, command, got)
			}
		}
		p.conn.Close()
	}
	if w.Closed() != 0 || w.Clock() != (room.Clock{Rate: 1}) || len(h.worlds.All()) != 1 {
		t.Errorf("the world has changed: %+v", w.Clock())
	}
}

func TestBadCommandsAreAnswered(t *testing.T) {
	h := open(t)
	r, _ := h.echo()
	p := h.join("/api/rooms/" + r.ID + "/ws?token=" + r.Token)
	p.until("keyframe:0")
	for text, says := range map[string]string{
		`{`:                                    "The body is not",
		`{"type":"comand","command":"play"}`:   `Type is command, not "comand".`,
		`{"type":"command","command":"dance"}`: "Command is one of",
		`{"type":"command","command":"rate"}`:  "Rate is a number",
		`{"type":"command","cmd":"play"}`:      `unknown field "cmd"`,
		`{"type":"command","command":"params","params":{"workers":0}}`: "from 1 to 8",
	} {
		p.send(text)
		if got := p.next(); got.Type != "error" || !strings.Contains(got.Text, says) {
			t.Errorf("%s: got %s, want %q", text, got, says)
		}
	}
}

func TestAnOversizeMessageEndsTheConnection(t *testing.T) {
	h := open(t)
	r, w := h.echo()
	p := h.join("/api/rooms/" + r.ID + "/ws?token=" + r.Token)
	p.until("keyframe:0")
	p.send(`{"type":"command","command":"` + strings.Repeat("x", 4<<10) + `"}`)
	_, _, err := p.conn.ReadMessage()
	if !websocket.IsCloseError(err, websocket.CloseMessageTooBig) {
		t.Errorf("got %v, want close 1009", err)
	}
	if w.Closed() != 0 {
		t.Error("the room suffered")
	}
}

func TestTooManyCommandsAreNotObeyed(t *testing.T) {
	h := open(t)
	r, w := h.echo()
	p := h.join("/api/rooms/" + r.ID + "/ws?token=" + r.Token)
	p.until("keyframe:0")
	for range 200 {
		p.send(`{"type":"command","command":"step"}`)
	}
	for {
		if got := p.next(); got.Type == "error" {
			if !strings.Contains(got.Text, "More than 10 commands a second") {
				t.Errorf("got %s", got)
			}
			break
		}
	}
	if head := w.Log().Head(); head < 20 || head >= 200 {
		t.Errorf("steps taken: got %d, want 20 and a few", head)
	}
}

func TestWhoMayOpenASocket(t *testing.T) {
	h := open(t)
	r, _ := h.echo()
	ours := h.server.URL
	for name, tc := range map[string]struct {
		header http.Header
		status int
	}{
		"our page":                   {http.Header{"Origin": {ours}}, 101},
		"foreign page":               {http.Header{"Origin": {"http://evil.example"}}, 403},
		"foreign page with token":    {http.Header{"Origin": {"http://evil.example"}, "Authorization": {"Bearer " + r.Token}}, 403},
		"another port":               {http.Header{"Origin": {"http://127.0.0.1:1"}}, 403},
		"null origin":                {http.Header{"Origin": {"null"}}, 403},
		"two origins":                {http.Header{"Origin": {ours, "http://evil.example"}}, 403},
		"no origin":                  {http.Header{"User-Agent": {"script"}}, 403},
		"no origin, wrong token":     {http.Header{"Authorization": {"Bearer guess"}}, 403},
		"no origin, right token":     {http.Header{"Authorization": {"Bearer " + r.Token}}, 101},
		"no origin, token in query?": {http.Header{"X-Token": {r.Token}}, 403},
	} {
		p, resp, err := h.dial("/api/rooms/"+r.ID+"/ws?token="+r.Token, tc.header)
		if resp == nil {
			t.Fatalf("%s: %v", name, err)
		}
		if resp.StatusCode != tc.status {
			t.Errorf("%s: got %s, want %d", name, resp.Status, tc.status)
		}
		for header, want := range headers {
			if got := resp.Header.Get(header); got != want {
				t.Errorf("%s: %s: got %q, want %q", name, header, got, want)
			}
		}
		if p != nil {
			p.want("room:1,true")
			p.conn.Close()
		}
	}
}

func TestThePlacesForViewersAreLimited(t *testing.T) {
	limits := room.DefaultLimits
	limits.Viewers = 2
	h := openWithin(t, limits)
	r, _ := h.echo()
	first := h.join("/api/rooms/" + r.ID + "/ws")
	first.until("keyframe:0")
	h.join("/api/rooms/" + r.ID + "/ws").until("keyframe:0")
	_, resp, err := h.dial("/api/rooms/"+r.ID+"/ws", nil)
	if err == nil || resp.StatusCode != http.StatusServiceUnavailable {
		t.Fatalf("the third: got %v", err)
	}
	var text map[string]string
	if err := json.NewDecoder(resp.Body).Decode(&text); err != nil || !strings.Contains(text["error"], "All 2 places") {
		t.Errorf("error: got %v, %v", text, err)
	}
}

func TestTheEndOfARoomIsTold(t *testing.T) {
	h := open(t)
	r, _ := h.echo()
	p := h.join("/api/rooms/" + r.ID + "/ws")
	p.until("keyframe:0")
	h.want(h.ask(ask{method: "DELETE", path: "/api/rooms/" + r.ID, token: r.Token}), http.StatusNoContent, nil)
	p.want("error:Room " + r.ID + " has ended: it was closed by whoever steered it.")
	if _, _, err := p.conn.ReadMessage(); !websocket.IsCloseError(err, websocket.CloseGoingAway) {
		t.Errorf("got %v, want close 1001", err)
	}
}

// TestAPageThatReadsNothing: others and the world go on, and it is not waited for.
func TestAPageThatReadsNothing(t *testing.T) {
	h := open(t)
	r, w := h.echo()
	h.join("/api/rooms/" + r.ID + "/ws") // and never reads
	quick := h.join("/api/rooms/" + r.ID + "/ws")
	quick.until("keyframe:0")
	w.Happen(50_000) // far more than fits between the two
	for last := int64(0); last < 50_000; {
		if f := quick.next(); f.Type == "events" {
			last = f.Events[len(f.Events)-1].Seq
		}
	}
	h.rooms.Close() // waits for no reader
}
