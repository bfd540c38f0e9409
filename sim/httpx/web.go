package httpx

import (
	"patternscope/sim/scene"
)

// Web is the HTTP side of one world: its servers by name.
type Web struct {
	*scene.Scene
	Transport string // of every connection: tcp, ipc (a unix socket) or inproc (memory)
	servers   map[string]*Server
	addresses map[string]string // where a server listened before
	links     map[*link]struct{}
	open      map[*exchange]struct{} // net/http has a part in them
	guests    map[string]*guest      // outside processes, by name
	closed    bool
	quit      chan struct{} // the world ends
}

// NewWeb returns a web without servers.
func NewWeb(s *scene.Scene, transport string) *Web {
	return &Web{Scene: s, Transport: transport, servers: map[string]*Server{}, addresses: map[string]string{}, links: map[*link]struct{}{}, open: map[*exchange]struct{}{}, guests: map[string]*guest{}, quit: make(chan struct{})}
}

func (w *Web) transport(string) string { return w.Transport }

// Close lets every server, connection and handler end. The world's clock ends after it.
func (w *Web) Close() {
	w.closed = true
	close(w.quit)
	for x := range w.open {
		x.cancel()
	}
	for l := range w.links {
		for _, s := range l.streams {
			s.shut()
		}
	}
	for _, s := range w.servers {
		s.incoming.Close()
	}
}

const (
	statusConnecting = "connecting"
	statusConnected  = "connected"
	statusClosing    = "closing"
	statusEnded      = "ended"
)
